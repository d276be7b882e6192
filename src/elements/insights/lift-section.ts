/**
 * What is tried on shoppers, and what it has shown. First and plainly that there is not enough yet, where there is not;
 * where shoppers came to the arms otherwise than they were meant to, that and nothing else.
 */
import { html, nothing } from 'lit';

import { detectableLift } from '../../core/experiment/detectable-lift.js';
import { FALSE_CALLS } from '../../core/experiment/sequential-test.js';
import type { ArmInsight, ExperimentInsight, InsightsAnswer } from '../../core/protocol/insights.js';
import type { InsightsLocalizer } from '../words/insights-terms.js';
import type { DataTable, TableHands } from './data-table.js';
import { renderFigure, type FigureView } from './figure.js';
import {
  countCell,
  countedText,
  dayCell,
  daysFor,
  dayText,
  liftCell,
  numberColumns,
  pointsText,
  shareCell,
  shareText,
  shortDay,
  textColumns,
} from './insight-words.js';
import { outcomeFigure } from './outcome-figure.js';

type Finding = NonNullable<ArmInsight['finding']>;

export function renderLift(answer: InsightsAnswer, hands: TableHands) {
  const { words: l } = hands;
  const { experiments, faults } = answer;
  return html`<section class="block" part="lift" aria-labelledby="lift">
    <h3 class="title" id="lift" part="title">${l.t('liftTitle')}</h3>
    ${experiments.length > 0 ? nothing : html`<p class="muted" part="message">${l.t('liftNone')}</p>`}
    ${experiments.map((trial, at) => renderTrial(trial, at, answer, hands))}
    ${
      faults.length > 0
        ? html`<p>${l.t('faultsTitle')}</p>
            <ul class="small">
              ${faults.map(({ where, message }) => html`<li lang="en"><code>${where}</code>: ${message}</li>`)}
            </ul>`
        : nothing
    }
  </section>`;
}

/** The test is stopped: no number of it says anything. */
export const isStopped = ({ arms }: ExperimentInsight) =>
  arms.some(({ finding }) => finding?.kind === 'uneven');

/** The tables of an experiment, none of one that is stopped. */
export function trialFigures(trial: ExperimentInsight, l: InsightsLocalizer): readonly FigureView[] {
  if (isStopped(trial)) return [];
  const [control, ...others] = trial.arms;
  if (!control) return [];
  return [
    ...others.flatMap((arm) => (arm.looks.length > 0 ? [liftFigure(trial, control, arm, l)] : [])),
    { finding: l.t('armsTitle', { id: trial.id }), table: armTable(trial, l) },
    ...(trial.groups.length > 0
      ? [{ finding: l.t('groupsTitle', { id: trial.id }), table: groupTable(trial, l) }]
      : []),
    ...(trial.arms.some(({ outcomes }) => outcomes.length > 0) ? [outcomeFigure(trial, l)] : []),
  ];
}

/** @param at its place among them: its id may be no id of a page's */
function renderTrial(trial: ExperimentInsight, at: number, answer: InsightsAnswer, hands: TableHands) {
  const { words: l } = hands;
  const stopped = isStopped(trial);
  const [control, ...others] = trial.arms;
  return html`<section class="trial" part="trial" aria-labelledby="trial-${at}">
    <h4 class="name" id="trial-${at}">
      <bdi>${l.t('trialTitle', { id: trial.id })}</bdi>
      <span class="chip ${trial.phase === 'running' ? 'good' : ''}" part="chip"
        >${l.t(`trial.${trial.phase}`)}</span
      >
    </h4>
    ${trial.changed ? html`<p class="attention told" part="message">${l.t('trialChanged')}</p>` : nothing}
    ${
      stopped
        ? html`<p class="bad told" part="finding">${l.t('finding.uneven')}</p>`
        : renderFindings(control, others, l)
    }
    ${stopped ? nothing : renderTerms(trial, answer, l)}
    ${trialFigures(trial, l).map((figure) => renderFigure(figure, hands))}
  </section>`;
}

const TONES: Readonly<Record<Finding['kind'], string>> = {
  uneven: 'bad',
  'not-enough': 'wait',
  lacking: 'attention',
  ended: '',
  undecided: '',
  'no-difference': '',
  better: 'good',
  worse: 'attention',
};

/** What is true of several arms is said once. */
function renderFindings(control: ArmInsight | undefined, arms: readonly ArmInsight[], l: InsightsLocalizer) {
  const said = new Map<string, string>();
  for (const arm of arms)
    if (control && arm.finding) said.set(findingText(control, arm, arm.finding, l), TONES[arm.finding.kind]);
  return [...said].map(([text, tone]) => html`<p class="told ${tone}" part="finding">${text}</p>`);
}

function renderTerms(trial: ExperimentInsight, answer: InsightsAnswer, l: InsightsLocalizer) {
  const { outcome, late } = trial;
  const counted = l.t('trialOutcome', { outcome: l.t(`outcome.${outcome}`), days: daysFor(outcome) });
  const through = countedText(l, answer, trial);
  return html`<p class="small muted">${counted} ${through} ${renderDetectable(trial, l)}</p>
    ${late > 0 ? html`<p class="small muted">${l.t('trialLate', { count: late })}</p>` : nothing}`;
}

function findingText(control: ArmInsight, arm: ArmInsight, finding: Finding, l: InsightsLocalizer): string {
  const names = { arm: arm.id, control: control.id };
  switch (finding.kind) {
    case 'uneven':
      return l.t('finding.uneven');
    case 'lacking':
      return l.t('finding.lacking', { arm: finding.arm });
    case 'ended':
      return l.t('finding.ended');
    case 'not-enough':
      return finding.days === undefined
        ? l.t('finding.not-enough-open')
        : l.t('finding.not-enough', { count: finding.days });
    case 'undecided':
    case 'no-difference': {
      const [low, high] = [pointsText(l, finding.low), pointsText(l, finding.high)];
      return l.t(`finding.${finding.kind}`, { ...names, low, high });
    }
    case 'better':
    case 'worse':
      return l.t(`finding.${finding.kind}`, {
        ...names,
        day: dayText(l, finding.day),
        share: shareText(l, arm.share ?? 0),
        controlShare: shareText(l, control.share ?? 0),
      });
  }
}

/** What so many devices would have told by now. */
function renderDetectable({ arms }: ExperimentInsight, l: InsightsLocalizer) {
  const [control, ...others] = arms;
  const perArm = Math.min(...arms.map(({ seen }) => seen));
  const share = control?.share;
  if (share === undefined || share <= 0 || share >= 1 || perArm === 0) return nothing;
  const lift = detectableLift({ share, perArm }, FALSE_CALLS / Math.max(1, others.length));
  return l.t('detectable', { lift: pointsText(l, lift).replace(/^\+/, '') });
}

function liftFigure(
  { id }: ExperimentInsight,
  control: ArmInsight,
  arm: ArmInsight,
  l: InsightsLocalizer,
): FigureView {
  const { looks } = arm;
  const lows = looks.map(({ lift, reach }) => lift - reach);
  const highs = looks.map(({ lift, reach }) => lift + reach);
  const table = {
    id: `looks-${id}-${arm.id}`,
    title: l.t('looksTitle', { arm: arm.id, control: control.id }),
    columns: [...textColumns(l, ['colDay']), ...numberColumns(l, ['colLift', 'colLow', 'colHigh'])],
    rows: looks.map(({ day, lift }, at) => [
      dayCell(l, day),
      ...[lift, lows[at] ?? lift, highs[at] ?? lift].map((value) => liftCell(l, value)),
    ]),
  };
  const plot = {
    kind: 'lines',
    days: looks.map(({ day }) => day),
    series: [{ tone: 'accent', values: looks.map(({ lift }) => lift) }],
    band: { low: lows, high: highs },
    keys: [
      { tone: 'accent', name: l.t('keyLift') },
      { tone: 'band', name: l.t('keyBand') },
    ],
    toText: (value: number) => l.number(Math.round(value * 1_000) / 10),
    toDay: (day: string) => shortDay(l, day),
  } as const;
  return { finding: l.t('liftBand', { arm: arm.id, control: control.id }), table, plot };
}

function armTable({ id, arms }: ExperimentInsight, l: InsightsLocalizer): DataTable {
  return {
    id: `arms-${id}`,
    title: l.t('armsTitle', { id }),
    columns: [
      ...textColumns(l, ['colArm', 'colShows']),
      ...numberColumns(l, ['colSeen', 'colReached', 'colShare', 'colShareLow', 'colShareHigh']),
    ],
    rows: arms.map(({ id: arm, shows, seen, reached, share, interval }) => [
      { value: arm, shown: html`<code>${arm}</code>` },
      { value: l.find(`shows.${shows}`) ?? shows },
      countCell(l, share === undefined ? null : seen),
      countCell(l, share === undefined ? null : reached),
      shareCell(l, share),
      shareCell(l, interval?.[0]),
      shareCell(l, interval?.[1]),
    ]),
  };
}

/** Each group of days by itself: what the differences are of. */
function groupTable({ id, groups }: ExperimentInsight, l: InsightsLocalizer): DataTable {
  return {
    id: `groups-${id}`,
    title: l.t('groupsTitle', { id }),
    columns: [
      ...textColumns(l, ['colFrom', 'colTo', 'colArm']),
      ...numberColumns(l, ['colSeen', 'colReached']),
    ],
    rows: groups.flatMap(({ from, to, arms }) =>
      arms.map(({ id: arm, seen, reached }) => [
        ...[dayCell(l, from), dayCell(l, to), { value: arm, shown: html`<code>${arm}</code>` }],
        ...[seen, reached].map((count) => countCell(l, count)),
      ]),
    ),
  };
}
