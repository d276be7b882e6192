/** What a model was found to be worth beside the formula, and whether that is worth a download. */
import type { Interval, Measure } from './measures.js';

export interface TrainingReport {
  /** Those who ordered twice or more. */
  readonly shoppers: number;
  /** Orders that were learnt from. */
  readonly learnt: number;
  /** Orders that were to be told; each by a network that had not met its shopper. */
  readonly judged: number;
  readonly formula: Readonly<Record<Measure, number>>;
  readonly model: Readonly<Record<Measure, number>>;
  /** Model minus formula. */
  readonly gain: Readonly<Record<Measure, Interval>>;
}

/**
 * A model is better if its recall or its NDCG is above the formula's in the whole of the interval, and none of the two is
 * below it in the mean. Recall alone would say nothing in a shop of ten items, where every list of ten is right. Of models that are no better,
 * each of the two lets one in forty pass. Nor may the first place be clearly worse.
 */
export function isBetter({ gain: { recall, ndcg, hit } }: TrainingReport): boolean {
  const isClear = recall.from > 0 || ndcg.from > 0;
  return isClear && recall.mean >= 0 && ndcg.mean >= 0 && hit.to >= 0;
}

const NAMES: Readonly<Record<Measure, string>> = {
  recall: 'Recall@10: of an order, what is among the first ten',
  ndcg: 'NDCG@10: the same, higher places worth more',
  hit: 'first place: orders that have its item',
};

/** A table for a terminal. */
export function describeReport(report: TrainingReport): string[] {
  const { shoppers, learnt, judged, formula, model, gain } = report;
  const rows = (['recall', 'ndcg', 'hit'] as const).map((which) => [
    NAMES[which],
    toPercent(formula[which]),
    toPercent(model[which]),
    `${toPoints(gain[which].mean)} (${toPoints(gain[which].from)} to ${toPoints(gain[which].to)})`,
  ]);
  const table = [['', 'formula', 'model', 'gain in points (95 % interval)'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return [
    `Learnt from ${learnt} orders of ${shoppers} shoppers, judged by ${judged} orders of shoppers it had not met.`,
    ...table.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
  ];
}

/** A sentence for whoever gets no model. */
export function describeRefusal({ gain: { recall, ndcg } }: TrainingReport): string {
  const tell = ({ mean, from, to }: Interval) => `${toPoints(mean)} (${toPoints(from)} to ${toPoints(to)})`;
  return (
    'no model was written, since it is not clearly better than the formula on shoppers that it had not met: ' +
    `Recall@10 ${tell(recall)}, NDCG@10 ${tell(ndcg)} points. Suggestions work without one`
  );
}

const toPercent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** Percentage points, with their sign. */
function toPoints(share: number): string {
  const points = (share * 100).toFixed(2);
  return share > 0 ? `+${points}` : points;
}
