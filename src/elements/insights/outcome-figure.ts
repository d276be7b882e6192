/** What devices of each arm did, beside what decides. */
import { html } from 'lit';

import type { ExperimentInsight } from '../../core/protocol/insights.js';
import type { InsightsLocalizer } from '../words/insights-terms.js';
import type { FigureView } from './figure.js';
import { countCell, numberColumns, textColumns } from './insight-words.js';

type Outcome = ExperimentInsight['outcome'];

/** Whether an order is settled comes too late for the groups of all that something else decides. */
const isCounted = (outcome: Outcome, deciding: Outcome) => outcome !== 'settled' || outcome === deciding;

/** Connections are told of fewer days than all that reached it: the last column is how many those lack. */
export function outcomeFigure(
  { id, outcome: deciding, arms }: ExperimentInsight,
  l: InsightsLocalizer,
): FigureView {
  const title = l.t('outcomesTitle', { id });
  const table = {
    id: `outcomes-${id}`,
    title,
    columns: [
      ...textColumns(l, ['colArm', 'colOutcome']),
      ...numberColumns(l, ['colSeen', 'colReached', 'colOnline', 'colOffline', 'colUntold']),
    ],
    rows: arms.flatMap(({ id: arm, outcomes }) =>
      outcomes
        .filter(({ outcome }) => isCounted(outcome, deciding))
        .map(({ outcome, all, windows }) => [
          { value: arm, shown: html`<code>${arm}</code>` },
          { value: l.t(`outcome.${outcome}`) },
          ...[
            ...[all?.seen, all?.reached, windows?.online, windows?.offline],
            all ? all.reached - (windows ? windows.online + windows.offline : 0) : undefined,
          ].map((count) => countCell(l, count ?? null)),
        ]),
    ),
  };
  const finding = isCounted('settled', deciding) ? title : `${title}. ${l.t('outcomesUnsettled')}`;
  return { finding, table };
}
