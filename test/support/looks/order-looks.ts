/** The states of checkout, receipt and orders. */
import { ORDER_STATES, type OrderState } from '../../../src/core/order/order-states.js';
import type { Order } from '../../../src/core/order/order.js';

import { CATALOG, createOrder, createState, OWN_RECEIPT, SHOPS_RECEIPT } from '../fixtures.js';
import { disputed, inHours, orderId, reduced, repriced, upcoming } from '../render-orders.js';
import { FAILED, LOADING, NOT_KEPT, fill, type Look, type ShownLook } from './look.js';
import { POINTS } from './loyalty-looks.js';
import { heldHoney, HONEY, OATS, OUTBOX, REHEARSAL, withHoney } from './shop-looks.js';

const STATES = Object.keys(ORDER_STATES) as OrderState[];
const [first] = createState().slots['station'] ?? [];
if (!first) throw new Error('the fixture has a time');
const times = [24, 25, 26, 27].map((day) => ({
  ...first,
  id: `station/2026-11-${day}T07:30:00+00:00`,
  start: `2026-11-${day}T07:30:00Z`,
  end: `2026-11-${day}T08:00:00Z`,
  cutoff: inHours(24),
}));
const station = { id: 'station', title: 'Station kiosk', address: 'Station Road', closures: [] };
const market = {
  id: 'market',
  title: 'Market',
  closures: [{ from: '2026-12-24', to: '2026-12-28', reason: 'Holidays' }],
};
const LIMITED = { ...CATALOG, shop: { ...CATALOG.shop, limits: { perOrderOffline: 600 } } };
const TWO_PLACES = { depots: [station, market], slots: { station: times, market: times } };

const fillAndThen =
  (changes: Look['state'] = {}) =>
  async (shown: ShownLook) => {
    await fill(shown);
    shown.port.change(changes);
  };

const refused = async (shown: ShownLook) => {
  await fill(shown);
  shown.port.refusals.set('placeOrder', { ok: false, code: 'storage-full', message: '' });
  await shown.press('order-button');
};

export const checkoutLooks: readonly Look[] = [
  { name: 'while it loads', state: LOADING },
  { name: 'of a shop that could not be loaded', state: FAILED },
  { name: 'with nothing to order', state: { orders: [createOrder()] } },
  { name: 'to fill in', lines: [HONEY, OATS] },
  { name: 'with two places, one closed for some days', lines: [HONEY], state: TWO_PLACES },
  { name: 'with a place and a time chosen', lines: [HONEY], state: TWO_PLACES, act: fill },
  {
    name: 'with what is held',
    lines: [HONEY],
    state: TWO_PLACES,
    act: fillAndThen({ hold: heldHoney(times[0]?.id) }),
  },
  {
    name: 'with a place that is slow and one that is closed now',
    lines: [HONEY],
    state: {
      ...TWO_PLACES,
      depots: [
        { ...station, status: 'degraded', reason: '09:30–11:00' },
        { ...market, status: 'closed' },
      ],
    },
  },
  {
    name: 'at a place that may have run out',
    lines: [HONEY],
    state: { ...TWO_PLACES, stock: { station: { 'honey-340': 0 } } },
    act: fill,
  },
  { name: 'with points to redeem', lines: [HONEY], state: { ...POINTS, ...TWO_PLACES } },
  {
    name: 'with points redeemed',
    lines: [HONEY],
    state: POINTS,
    act: ({ el }) => el.shadowRoot?.querySelector<HTMLElement>('input[name=points]')?.click(),
  },
  {
    name: 'with points that need a connection',
    lines: [HONEY],
    state: { ...POINTS, connection: 'offline' },
  },
  { name: 'without a time left', lines: [HONEY], state: { slots: { station: [] } } },
  {
    name: 'with a time that is full',
    lines: [HONEY],
    state: { slots: { station: [...times, { ...first, id: 'station/full', open: false, full: true }] } },
  },
  { name: 'without pickup times', lines: [HONEY], state: { depots: [], slots: {} } },
  { name: 'with things to put right', lines: [HONEY], act: ({ press }) => press('order-button') },
  {
    name: 'with a time that has filled meanwhile',
    lines: [HONEY],
    state: TWO_PLACES,
    act: async (shown) => {
      await fill(shown);
      const slots = { station: times.map((time) => ({ ...time, open: false, full: true })), market: times };
      shown.port.change({ slots });
    },
  },
  {
    name: 'with a price that has risen meanwhile',
    lines: [HONEY],
    act: fillAndThen(withHoney({ price: 700 })),
  },
  {
    name: 'for a time that is over',
    lines: [HONEY],
    state: { slots: { station: [{ ...first, cutoff: inHours(-1) }] } },
    act: fillAndThen({ slots: { station: [{ ...first, cutoff: inHours(-1), open: false }, ...times] } }),
  },
  {
    name: 'for a time that is no longer offered',
    lines: [HONEY],
    state: TWO_PLACES,
    act: fillAndThen({ slots: { station: times.slice(1), market: times } }),
  },
  {
    name: 'at a place that is gone',
    lines: [HONEY],
    state: TWO_PLACES,
    act: fillAndThen({ depots: [market, { ...station, id: 'mill', title: 'The mill' }] }),
  },
  {
    name: 'over what an order may come to without a connection',
    lines: [HONEY],
    state: { connection: 'offline', catalog: LIMITED },
  },
  { name: 'below the minimum', lines: [['oats-500', 1, { container: 'own-jar' }]] },
  {
    name: 'where an order needs a connection',
    lines: [HONEY],
    state: { connection: 'offline', offlinePolicy: 'require-online' },
  },
  { name: 'offline, where nothing is kept', lines: [HONEY], state: { connection: 'offline', ...NOT_KEPT } },
  {
    name: 'while storage does not answer',
    lines: [HONEY],
    state: { depots: [], slots: {}, orderable: false, storage: { ...NOT_KEPT.storage, silent: true } },
  },
  { name: 'where orders are sent by hand', lines: [HONEY], state: { offlinePolicy: 'force-offline' } },
  {
    name: 'while it saves',
    lines: [HONEY],
    state: TWO_PLACES,
    act: async (shown) => {
      await fill(shown);
      shown.port.placeOrder = () => new Promise(() => undefined);
      await shown.press('order-button');
    },
  },
  { name: 'that could not be saved', lines: [HONEY], state: TWO_PLACES, act: refused },
  { name: 'of a rehearsal', lines: [HONEY], state: REHEARSAL },
  { name: 'for the stall', lines: [HONEY, OATS], noEndpoint: true },
];

const receipt = (name: string, order: Order, state: Look['state'] = {}): Look => ({
  name,
  state: { connection: 'offline', orders: [order], ...state },
});

const PAID_BY_POINTS = upcoming({
  state: 'confirmed',
  redeemed: { points: 40, off: 200 },
  total: 240,
});

export const receiptLooks: readonly Look[] = [
  { name: 'while it loads', state: LOADING },
  { name: 'that could not be loaded', state: FAILED },
  { name: 'with nothing to show' },
  receipt(
    'not sent, with a deposit and a tax',
    upcoming({ deposits: 100, tax: { label: 'VAT', minor: 73 } }),
  ),
  receipt('with the code that its device has signed', upcoming({ receipt: OWN_RECEIPT })),
  receipt('with the code that the shop has signed', upcoming({ state: 'confirmed', receipt: SHOPS_RECEIPT })),
  receipt('held in this tab', upcoming(), NOT_KEPT),
  receipt('set aside', upcoming({ parked: 'Too large' })),
  receipt('of a rehearsal', upcoming({ mode: 'test' })),
  receipt('with something off', upcoming({ state: 'confirmed', discount: 22, total: 418 })),
  receipt('that points have paid for in part', PAID_BY_POINTS),
  receipt('with another place chosen', choosing()),
  receipt('with something left out by choice', reduced()),
  ...STATES.map((state, n) => receipt(`that is ${state}`, orderIn(state, n))),
];

function orderIn(state: Order['state'], n: number): Order {
  const id = orderId(n);
  if (state === 'disputed') return disputed({ id });
  return state === 'repriced' ? repriced({ id }) : upcoming({ state, id });
}

/** The shopper has chosen another place, and the shop has not seen it. */
function choosing(): Order {
  const order = disputed();
  const [chosen] = order.decision?.kind === 'dispute' ? order.decision.alternates : [];
  return { ...order, choice: 'choose', ...(chosen ? { chosen } : {}) };
}

const orders = (name: string, list: readonly Order[], act?: Look['act']): Look => ({
  name,
  state: { orders: list },
  ...(act ? { act } : {}),
});

export const ordersLooks: readonly Look[] = [
  { name: 'while they load', state: LOADING },
  { name: 'that could not be loaded', state: FAILED },
  { name: 'with none' },
  {
    name: 'after storage was lost',
    state: { storage: { durable: 'once', full: false, wiped: true, silent: false } },
  },
  {
    name: 'while they are sent',
    state: { orders: [upcoming()], outbox: { ...OUTBOX, waiting: 1, sending: true } },
  },
  orders('with a deposit', [upcoming({ deposits: 100 })]),
  orders('with one set aside', [upcoming({ parked: 'Too large' })]),
  orders('with a choice not sent', [upcoming({ state: 'confirmed', choice: 'cancel' })]),
  orders('with an answer picked', [repriced()], ({ el }) =>
    el.shadowRoot?.querySelector<HTMLInputElement>('input[type=radio]')?.click(),
  ),
  orders('with no answer picked', [repriced()], ({ press }) => press('choose-button')),
  orders('with a question', [upcoming({ state: 'confirmed' })], ({ press }) => press('cancel-button')),
  orders('with a receipt unfolded', [upcoming({ state: 'confirmed' })], ({ press }) =>
    press('receipt-button'),
  ),
  orders('with one that is cancelled by the shopper', [
    upcoming({ state: 'cancelled', reason: { code: 'no-answer' } }),
  ]),
  orders('with another place chosen', [choosing()]),
  orders('with something left out by choice', [reduced()]),
  orders('with nothing left to choose', [disputed({ decision: { kind: 'dispute', alternates: [] } })]),
  orders('with something off', [upcoming({ state: 'confirmed', discount: 22, total: 418 })]),
  orders('that points have paid for in part', [PAID_BY_POINTS]),
  orders('of every state', STATES.map(orderIn)),
];
