/** The states of what stands in a page: product, catalog, add, price, the count, the basket, the status. */
import { html } from '@open-wc/testing';
import type { LitElement } from 'lit';

import type { Product } from '../../../src/core/catalog/catalog-schema.js';
import type { ShopState } from '../../../src/core/shop-state.js';
import type { PunnetCart } from '../../../src/elements/punnet-cart.js';
import type { PunnetShop } from '../../../src/elements/punnet-shop.js';
import { CATALOG, createOrder } from '../fixtures.js';
import { FAILED, LOADING, NOT_KEPT, fill, type Line, type Look, type ShownLook } from './look.js';
import { offerUpdate } from './waiting-build.js';

export const HONEY: Line = ['honey-340', 1];
export const OATS: Line = ['oats-500', 2, { container: 'own-jar' }];
export const OUTBOX = { waiting: 0, parked: 0, sending: false, slow: false, triedAt: null };
export const REHEARSAL = { catalog: { ...CATALOG, shop: { ...CATALOG.shop, mode: 'test' } } } as const;
const STORAGE = { durable: 'twice', full: false, wiped: false, silent: false } as const;
const product = (id: string) => html`<punnet-product product=${id}></punnet-product>`;
const dearer = withHoney({ price: 700 });

export function withHoney(changes: Partial<Product['variants'][number]>): Partial<ShopState> {
  const products = CATALOG.products.map((each) =>
    each.id === 'honey'
      ? { ...each, variants: each.variants.map((variant) => ({ ...variant, ...changes })) }
      : each,
  );
  return { catalog: { ...CATALOG, products } };
}

/** Enough of them for search and kinds. */
function many(): Partial<ShopState> {
  const [oats] = CATALOG.products;
  const variant = oats?.variants[0];
  if (!oats || !variant) throw new Error('the fixture has oats');
  const products = Array.from({ length: 8 }, (_, i) => ({
    ...oats,
    id: `p${i}`,
    tags: [i % 2 ? 'grain' : 'bread'],
    variants: [{ ...variant, id: `v${i}` }],
  }));
  return { catalog: { ...CATALOG, products } };
}

const search =
  (text: string) =>
  ({ el }: { el: HTMLElement }) => {
    const input = el.shadowRoot?.querySelector('input') as HTMLInputElement;
    input.value = text;
    input.dispatchEvent(new Event('input'));
  };

export const productLooks: readonly Look[] = [
  { name: 'while it loads', markup: product('oats'), state: LOADING },
  { name: 'of a shop that could not be loaded', markup: product('oats'), state: FAILED },
  { name: 'of several sizes', markup: product('oats') },
  { name: 'with a choice that is missing', markup: product('oats'), act: ({ press }) => press('add-button') },
  { name: 'of one size, with a deposit', markup: product('honey') },
  {
    name: 'that was added',
    markup: html`${product('honey')}<punnet-cart></punnet-cart>`,
    act: ({ press }) => press('add-button'),
  },
  { name: 'that is in the basket', markup: product('oats'), lines: [OATS] },
  { name: 'that is sold out', markup: product('rye') },
  {
    name: 'that is shown and not sold',
    markup: product('honey'),
    state: withHoney({ available: false, unsold: true }),
  },
  { name: 'whose price is the least of several', markup: product('honey'), state: withHoney({ from: true }) },
  { name: 'that comes soon', markup: product('plums') },
  { name: 'at the most of it', markup: product('honey'), lines: [['honey-340', 2]] },
  { name: 'subject to stock', markup: product('honey'), state: { connection: 'offline' } },
  { name: 'that costs more than it did', markup: product('honey'), act: ({ port }) => port.change(dearer) },
];

export const catalogLooks: readonly Look[] = [
  { name: 'while it loads', state: LOADING },
  { name: 'that could not be loaded', state: FAILED },
  { name: 'of few products' },
  { name: 'with search and kinds', state: many() },
  { name: 'with one kind', state: many(), act: ({ press }) => press('option', 1) },
  { name: 'in which nothing matches', state: many(), act: search('rye') },
  { name: 'without products', state: { catalog: { ...CATALOG, products: [] } } },
];

export const addLooks: readonly Look[] = [
  { name: 'with a button of its own', markup: html`<punnet-add variant="honey-340"></punnet-add>` },
  {
    name: 'that says why not',
    markup: html`<punnet-add variant="rye-1000"><button>Rye</button></punnet-add>`,
  },
];

export const priceLooks: readonly Look[] = [
  { name: 'of one size', markup: html`<punnet-price variant="oats-500"></punnet-price>` },
  { name: 'of several sizes', markup: html`<punnet-price product="oats"></punnet-price>` },
];

export const countLooks: readonly Look[] = [
  { name: 'of nothing' },
  { name: 'of three items', lines: [HONEY, OATS] },
];

const drawer = html`<punnet-cart drawer></punnet-cart>`;
const open = async ({ el, settle }: { el: HTMLElement; settle: () => Promise<void> }) => {
  (el as PunnetCart).show();
  await settle();
};

async function placeInside({ el, press, settle }: ShownLook): Promise<void> {
  await press('checkout-button');
  const checkout = el.shadowRoot?.querySelector('punnet-checkout') as LitElement;
  await fill({ el: checkout, settle });
  checkout.shadowRoot?.querySelector<HTMLElement>('[part~="order-button"]')?.click();
  await settle();
}

/** A jar of honey is held for the shopper, and a place in a slot. */
export const heldHoney = (slot: string | null = null) => ({
  depot: 'station',
  slot,
  quantities: { 'honey-340': 1 },
  until: '2026-11-23T14:32:00.000Z',
});

export const cartLooks: readonly Look[] = [
  { name: 'while it loads', state: LOADING },
  { name: 'that could not be loaded', state: FAILED },
  { name: 'empty' },
  { name: 'with lines', lines: [OATS, HONEY] },
  { name: 'with what is held', lines: [HONEY], act: ({ port }) => port.change({ hold: heldHoney() }) },
  { name: 'below the minimum', lines: [OATS] },
  { name: 'with a price that changed', lines: [HONEY], act: ({ port }) => port.change(dearer) },
  {
    name: 'with what sold out',
    lines: [HONEY],
    act: ({ port }) => port.change(withHoney({ available: false })),
  },
  {
    name: 'with what is gone',
    lines: [HONEY, OATS],
    act: ({ port }) =>
      port.change({ catalog: { ...CATALOG, products: CATALOG.products.filter(({ id }) => id !== 'honey') } }),
  },
  { name: 'at the most of a line', lines: [['honey-340', 2]], act: ({ press }) => press('stepper-plus') },
  { name: 'with a removal', lines: [OATS, HONEY], act: ({ press }) => press('remove-button') },
  { name: 'as a closed drawer', markup: drawer, lines: [HONEY] },
  { name: 'as an open drawer', markup: drawer, lines: [HONEY], act: open },
  {
    name: 'offline, with old prices',
    lines: [OATS],
    state: { connection: 'offline', catalogAge: { checkedAt: '2026-11-13T07:10:00Z', stale: true } },
  },
  { name: 'that can’t be kept', lines: [HONEY], state: NOT_KEPT },
  { name: 'on a full device', lines: [HONEY], state: { storage: { ...STORAGE, full: true } } },
  {
    name: 'with orders not sent',
    state: { orders: [createOrder()], outbox: { ...OUTBOX, waiting: 1 } },
  },
  { name: 'with the checkout in its place', lines: [HONEY], act: ({ press }) => press('checkout-button') },
  { name: 'with an order placed in it', lines: [HONEY], act: placeInside },
  {
    name: 'with the orders in its place',
    state: { orders: [createOrder()] },
    act: ({ press }) => press('orders-link'),
  },
];

/** Tells the page's developer what is wrong. */
const complain = ({ page }: ShownLook) =>
  (page.querySelector('punnet-shop') as PunnetShop).report({
    code: 'unknown-product',
    message: 'The catalog has no product "ry".',
    where: 'punnet-product[product="ry"]',
  });

const order = createOrder({ state: 'repriced' });
const statuses: readonly Look[] = [
  { name: 'with nothing to say' },
  {
    name: 'whose suggestions are not ranked by the model',
    state: { recommender: { ranker: 'formula', reason: 'model-fetch' } },
  },
  { name: 'offline', state: { connection: 'offline' } },
  { name: 'while the shop does not answer', state: { connection: 'unreachable' } },
  { name: 'behind a sign-in page', state: { connection: 'captive' } },
  { name: 'on a slow connection', state: { outbox: { ...OUTBOX, slow: true } } },
  { name: 'while it sends', state: { outbox: { ...OUTBOX, waiting: 2, sending: true } } },
  {
    name: 'with an order not sent',
    state: { outbox: { ...OUTBOX, waiting: 1, triedAt: '2026-11-24T14:05:00Z' } },
  },
  {
    name: 'with an order that is sent by hand',
    state: { outbox: { ...OUTBOX, waiting: 1 }, offlinePolicy: 'force-offline' },
  },
  { name: 'with an order set aside', state: { outbox: { ...OUTBOX, waiting: 1, parked: 1 } } },
  { name: 'with an order that needs the shopper', state: { orders: [order] } },
  { name: 'on a full device', state: { storage: { ...STORAGE, full: true } } },
  { name: 'that keeps nothing', state: NOT_KEPT },
  { name: 'after storage was lost', state: { storage: { ...STORAGE, wiped: true } } },
  { name: 'in a rehearsal', state: REHEARSAL },
  { name: 'in a shop with a problem', act: complain },
  { name: 'with an update', act: offerUpdate },
];
export const statusLooks: readonly Look[] = statuses.map((look) => ({
  ...look,
  act: async (shown: ShownLook) => {
    await look.act?.(shown);
    shown.el.shadowRoot?.querySelectorAll('details').forEach((details) => void (details.open = true));
  },
}));
