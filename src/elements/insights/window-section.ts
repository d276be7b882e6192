/** The shop with a connection and without: checkouts, what an order comes to, and how long orders were on their way. */
import { html, nothing } from 'lit';

import { averageOf } from '../../core/owner/summarize.js';
import type { InsightsAnswer } from '../../core/protocol/insights.js';
import type { InsightsLocalizer } from '../words/insights-terms.js';
import type { TableHands } from './data-table.js';
import { renderFigure, type FigureView } from './figure.js';
import {
  countCell,
  countedText,
  dayCell,
  durationText,
  moneyCell,
  numberColumns,
  shareCell,
  shareText,
  shortDay,
  textColumns,
} from './insight-words.js';

type Checkouts = InsightsAnswer['checkouts'];
const WINDOWS = ['online', 'offline'] as const;

export function renderWindows(answer: InsightsAnswer, hands: TableHands) {
  const { words: l } = hands;
  const counted = countedText(l, answer, { outcome: 'saved' });
  return html`<section class="block" part="windows" aria-labelledby="windows">
    <h3 class="title" id="windows" part="title">${l.t('windowsTitle')}</h3>
    ${answer.checkouts.length > 0 ? nothing : html`<p class="muted">${l.t('checkoutsNone')}</p>`}
    ${counted ? html`<p class="small muted">${counted}</p>` : nothing}
    ${answer.lateCheckouts > 0 ? html`<p class="small muted">${l.t('lateCheckouts', { count: answer.lateCheckouts })}</p>` : nothing}
    ${windowFigures(answer, l).map((figure) => renderFigure(figure, hands))}
  </section>`;
}

export function windowFigures(answer: InsightsAnswer, l: InsightsLocalizer): readonly FigureView[] {
  const { checkouts, baskets, waits } = answer;
  return [
    ...(checkouts.length > 0 ? [checkoutFigure(checkouts, l)] : []),
    ...(baskets.some(({ orders }) => orders > 0) ? [basketFigure(answer, l)] : []),
    ...(waits ? [waitFigure(waits, l)] : []),
  ];
}

/** Of the groups whose numbers are told. */
function totalOf(checkouts: Checkouts, window: (typeof WINDOWS)[number]) {
  const told = checkouts.filter((group) => group.window === window && group.completed !== null);
  const begun = told.reduce((sum, group) => sum + group.begun, 0);
  const completed = told.reduce((sum, group) => sum + (group.completed ?? 0), 0);
  return { begun, share: begun > 0 ? completed / begun : undefined };
}

function checkoutFinding(checkouts: Checkouts, l: InsightsLocalizer): string {
  const [online, offline] = WINDOWS.map((window) => totalOf(checkouts, window));
  const begun = l.number((online?.begun ?? 0) + (offline?.begun ?? 0));
  if (online?.share === undefined && offline?.share === undefined) return l.t('checkoutsNone');
  if (online?.share === undefined || offline?.share === undefined) {
    const share = shareText(l, online?.share ?? offline?.share ?? 0);
    return l.t('checkoutsOne', { begun, share });
  }
  return l.t('checkoutsFinding', {
    begun,
    online: shareText(l, online.share),
    offline: shareText(l, offline.share),
  });
}

function checkoutFigure(checkouts: Checkouts, l: InsightsLocalizer): FigureView {
  const columns = ['colBegun', 'colCompleted', 'colAbandoned', 'colShare'] as const;
  const table = {
    id: 'checkouts',
    title: l.t('checkoutsTitle'),
    columns: [...textColumns(l, ['colFrom', 'colTo', 'colWindow']), ...numberColumns(l, columns)],
    rows: checkouts.map(({ from, to, window, begun, completed }) => [
      ...[dayCell(l, from), dayCell(l, to), { value: l.t(`window.${window}`) }],
      countCell(l, begun),
      countCell(l, completed),
      countCell(l, completed === null ? null : begun - completed),
      shareCell(l, completed === null || begun === 0 ? undefined : completed / begun),
    ]),
  };
  const plot = checkoutPlot(checkouts, l);
  return { finding: checkoutFinding(checkouts, l), table, ...(plot ? { plot } : {}) };
}

/** Each group at its last day; one alone is no line. */
function checkoutPlot(checkouts: Checkouts, l: InsightsLocalizer): FigureView['plot'] {
  const days = [...new Set(checkouts.map(({ to }) => to))].sort();
  if (days.length < 2) return undefined;
  const valuesOf = (window: (typeof WINDOWS)[number]) =>
    days.map((day) => {
      const group = checkouts.find((each) => each.window === window && each.to === day);
      return group && group.completed !== null && group.begun > 0 ? group.completed / group.begun : null;
    });
  return {
    kind: 'lines',
    days,
    series: [
      { tone: 'attention', values: valuesOf('offline') },
      { tone: 'accent', values: valuesOf('online') },
    ],
    keys: [
      { tone: 'accent', name: l.t('window.online') },
      { tone: 'attention', name: l.t('window.offline') },
    ],
    toText: (value) => shareText(l, value),
    toDay: (day) => shortDay(l, day),
  };
}

function basketFigure({ baskets, currency }: InsightsAnswer, l: InsightsLocalizer): FigureView {
  const averageIn = (window: string) => {
    const basket = baskets.find((each) => each.window === window);
    return basket && averageOf(basket.amount, basket.orders);
  };
  const [online, offline] = WINDOWS.map(averageIn);
  const finding =
    online !== undefined && offline !== undefined
      ? l.t('basketsFinding', { online: l.money(online, currency), offline: l.money(offline, currency) })
      : l.t('basketsOne', { amount: l.money(averageOfAll(baskets), currency) });
  const table = {
    id: 'baskets',
    title: l.t('basketsTitle'),
    columns: [
      ...textColumns(l, ['colWindow']),
      ...numberColumns(l, ['colOrders', 'colAmount', 'colAverage']),
    ],
    rows: baskets.map(({ window, orders, amount }) => [
      { value: l.t(`window.${window}`) },
      countCell(l, orders),
      moneyCell(l, amount, currency),
      moneyCell(l, averageOf(amount, orders), currency),
    ]),
  };
  return { finding, table };
}

function averageOfAll(baskets: InsightsAnswer['baskets']): number {
  const sum = (name: 'amount' | 'orders') => baskets.reduce((all, basket) => all + basket[name], 0);
  return averageOf(sum('amount'), sum('orders')) ?? 0;
}

function waitFigure(waits: NonNullable<InsightsAnswer['waits']>, l: InsightsLocalizer): FigureView {
  const { p50, p95, longest, overADay } = waits;
  const rows = [
    ['waitHalf', p50],
    ['waitMost', p95],
    ['waitLongest', longest],
  ] as const;
  return {
    finding: l.t('waitsFinding', {
      count: overADay,
      half: durationText(l, p50),
      most: durationText(l, p95),
    }),
    table: {
      id: 'waits',
      title: l.t('waitsTitle'),
      columns: [
        ...textColumns(l, ['colOrders']),
        { name: l.t('colMeasure'), inFile: l.t('colSeconds'), isNumber: true },
      ],
      rows: rows.map(([name, seconds]) => [
        { value: l.t(name) },
        { value: seconds, shown: durationText(l, seconds) },
      ]),
    },
  };
}
