/** What was ordered: the figures at a glance, orders day by day, how they stand, and why some could not be served. */
import { html } from 'lit';

import { averageOf, countStates, sumOrders, toOrderDays, type OrderDay } from '../../core/owner/summarize.js';
import type { InsightsAnswer } from '../../core/protocol/insights.js';
import type { InsightsLocalizer } from '../words/insights-terms.js';
import type { TableHands } from './data-table.js';
import { renderFigure, type FigureView } from './figure.js';
import {
  countCell,
  dayCell,
  dayText,
  moneyCell,
  numberColumns,
  shortDay,
  textColumns,
} from './insight-words.js';

export function renderFigures(answer: InsightsAnswer, l: InsightsLocalizer) {
  const { currency, orders, waits } = answer;
  const { standing, asked, over, amount } = sumOrders(orders);
  const average = averageOf(amount, standing);
  const figures = [
    ['figureOrders', l.number(standing)],
    ['figureAmount', l.money(amount, currency)],
    ['figureAverage', average === undefined ? l.t('nothing') : l.money(average, currency)],
    ['figureAsked', l.number(asked)],
    ['figureOver', l.number(over)],
    ['figureLate', l.number(waits?.overADay ?? 0)],
  ] as const;
  return html`<section class="block" aria-labelledby="figures">
    <h3 class="title" id="figures" part="title">${l.t('figures')}</h3>
    <dl class="figures" part="figures">
      ${figures.map(
        ([name, text]) =>
          html`<div class="figure" part="figure">
            <dt class="small muted">${l.t(name)}</dt>
            <dd class="number"><bdi>${text}</bdi></dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

export function renderOrders(answer: InsightsAnswer, hands: TableHands) {
  const { words: l } = hands;
  return html`<section class="block" part="orders" aria-labelledby="orders">
    <h3 class="title" id="orders" part="title">${l.t('ordersTitle')}</h3>
    ${orderFigures(answer, l).map((figure) => renderFigure(figure, hands))}
  </section>`;
}

export function renderDisputes(answer: InsightsAnswer, hands: TableHands) {
  const { words: l } = hands;
  return html`<section class="block" part="disputes" aria-labelledby="disputes">
    <h3 class="title" id="disputes" part="title">${l.t('disputesTitle')}</h3>
    ${
      answer.disputes.length > 0
        ? renderFigure(disputeFigure(answer, l), hands)
        : html`<p class="muted" part="message">${l.t('disputesNone')}</p>`
    }
  </section>`;
}

export function orderFigures(answer: InsightsAnswer, l: InsightsLocalizer): readonly FigureView[] {
  const days = toOrderDays(answer);
  const { standing: count, amount } = sumOrders(answer.orders);
  const most = days.reduce((best, day) => (day.standing > best.standing ? day : best));
  const finding = l.t('ordersFinding', {
    count,
    amount: l.money(amount, answer.currency),
    day: dayText(l, most.day),
    most: l.number(most.standing),
  });
  return [
    { finding, table: dayTable(days, answer, l), plot: dayPlot(days, l) },
    { finding: l.t('statesTitle'), table: stateTable(answer, l) },
  ];
}

function dayTable(days: readonly OrderDay[], { currency }: InsightsAnswer, l: InsightsLocalizer) {
  return {
    id: 'orders',
    title: l.t('ordersTitle'),
    columns: [
      ...textColumns(l, ['colDay']),
      ...numberColumns(l, ['colStanding', 'colAsked', 'colOver', 'colAmount']),
    ],
    rows: days.map(({ day, standing, asked, over, amount }) => [
      dayCell(l, day),
      ...[standing, asked, over].map((count) => countCell(l, count)),
      moneyCell(l, amount, currency),
    ]),
  };
}

/** What stands is drawn over all that came. */
function dayPlot(days: readonly OrderDay[], l: InsightsLocalizer): NonNullable<FigureView['plot']> {
  return {
    kind: 'bars',
    days: days.map(({ day }) => day),
    series: [
      { tone: 'attention', values: days.map(({ standing, asked, over }) => standing + asked + over) },
      { tone: 'accent', values: days.map(({ standing }) => standing) },
    ],
    keys: [
      { tone: 'accent', name: l.t('colStanding') },
      { tone: 'attention', name: l.t('keyRest') },
    ],
    toText: (value) => (Number.isInteger(value) ? l.number(value) : ''),
    toDay: (day) => shortDay(l, day),
  };
}

function stateTable({ orders, currency }: InsightsAnswer, l: InsightsLocalizer) {
  return {
    id: 'states',
    title: l.t('statesTitle'),
    columns: [...textColumns(l, ['colState']), ...numberColumns(l, ['colOrders', 'colAmount'])],
    rows: countStates(orders).map(({ state, count, amount }) => [
      { value: l.t(`state.${state}`) },
      countCell(l, count),
      moneyCell(l, amount, currency),
    ]),
  };
}

/** Also one that this build has no words for. */
const causeText = (cause: string, l: InsightsLocalizer) => l.find(`cause.${cause}`) ?? cause;

/** However those orders stand now. */
function mostCommonCause(disputes: InsightsAnswer['disputes']): string {
  const counts = new Map<string, number>();
  for (const { cause, count } of disputes) counts.set(cause, (counts.get(cause) ?? 0) + count);
  const [first] = [...counts].sort(([, one], [, other]) => other - one);
  return first?.[0] ?? '';
}

export function disputeFigure({ disputes }: InsightsAnswer, l: InsightsLocalizer): FigureView {
  const sorted = [...disputes].sort((one, other) => other.count - one.count);
  const finding = l.t('disputesFinding', {
    count: disputes.reduce((sum, { count }) => sum + count, 0),
    cause: causeText(mostCommonCause(disputes), l),
  });
  const table = {
    id: 'disputes',
    title: l.t('disputesTitle'),
    columns: [...textColumns(l, ['colCause', 'colState']), ...numberColumns(l, ['colOrders'])],
    rows: sorted.map(({ cause, state, count }) => [
      { value: causeText(cause, l) },
      { value: l.t(`state.${state}`) },
      countCell(l, count),
    ]),
  };
  return { finding, table };
}
