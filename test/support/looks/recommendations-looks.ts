/** The states of what a shopper may want again. */
import { html } from '@open-wc/testing';

import type { Catalog } from '../../../src/core/catalog/catalog-schema.js';
import type { Order } from '../../../src/core/order/order.js';
import type { ShopState } from '../../../src/core/shop-state.js';
import { CATALOG, createOrder } from '../fixtures.js';
import { FAILED, LOADING, type Look, type ShownLook } from './look.js';

const PICTURE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>')}`;
const POPULARITY: Readonly<Record<string, number>> = {
  'oats-500': 0.3,
  'oats-1000': 0.1,
  'rye-1000': 0.2,
  'honey-340': 0.2,
  'eggs-6': 0,
};

const eggs: Catalog['products'][number] = {
  id: 'eggs',
  title: 'Hen eggs',
  tags: [],
  mayContain: [],
  diets: [],
  image: { src: PICTURE, width: 4, height: 3, alt: '' },
  variants: [{ id: 'eggs-6', title: 'Box of 6', price: 240, deposit: 0, available: true, step: 1 }],
  modifiers: [],
};

/** Oats ask for a container, honey comes in one size, rye is sold out, nobody is known to buy eggs. */
export const SHARES: Catalog = {
  ...CATALOG,
  products: [...CATALOG.products, eggs].map((product) => ({
    ...product,
    variants: product.variants.map((variant) => ({ ...variant, popularity: POPULARITY[variant.id] ?? 0 })),
  })),
};

/** An order of half a kilo of oats in the shopper's own jar, and of what else is named. */
export function orderOf(at: number, ...variants: readonly string[]): Order {
  const order = createOrder({ id: `order-${at}`, placedAt: `2026-11-2${at}T18:00:00Z`, state: 'confirmed' });
  const [line] = order.lines;
  if (!line) throw new Error('the fixture has a line');
  return {
    ...order,
    lines: [
      line,
      ...variants.map((variant) => ({
        ...line,
        variant,
        modifiers: variant.startsWith('oats') ? line.modifiers : {},
      })),
    ],
  };
}

const ALLOWED = { consent: { personalisation: true, measurement: false } } as const;
export const POPULAR: Partial<ShopState> = { catalog: SHARES };
/** Oats three times, once as a kilo too, and honey twice. */
export const REGULAR: Partial<ShopState> = {
  ...POPULAR,
  ...ALLOWED,
  orders: [orderOf(3), orderOf(2, 'honey-340', 'oats-1000'), orderOf(1, 'honey-340')],
};
const waitingFor =
  (state: Partial<ShopState>, answer: 'none' | 'refused') =>
  ({ port, settle }: ShownLook) => {
    if (answer === 'none') port.recommend = () => new Promise(() => undefined);
    else port.refusals.set('recommend', { ok: false, code: 'not-ready', message: '' });
    port.change({ load: { kind: 'ready' }, catalog: CATALOG, ...state });
    return settle();
  };
const withBasket = html`<punnet-recommendations></punnet-recommendations><punnet-cart></punnet-cart>`;

export const recommendationsLooks: readonly Look[] = [
  { name: 'while the shop loads', state: LOADING },
  { name: 'of a shop that could not be loaded', state: FAILED },
  { name: 'while the shop is asked', state: LOADING, act: waitingFor(REGULAR, 'none') },
  { name: 'without an answer', state: LOADING, act: waitingFor(REGULAR, 'refused') },
  { name: 'of a shop that suggests nothing' },
  { name: 'of what sells most', state: POPULAR },
  { name: 'with a choice that is missing', state: POPULAR, act: ({ press }) => press('add-button') },
  { name: 'of what was bought', state: REGULAR },
  {
    name: 'with one that was added',
    state: REGULAR,
    markup: withBasket,
    act: ({ press }) => press('add-button', 1),
  },
  {
    name: 'with one at the most of it',
    state: REGULAR,
    act: async ({ press }) => {
      await press('add-button', 1);
      await press('add-button', 1);
    },
  },
  {
    name: 'with all usuals added',
    state: REGULAR,
    markup: withBasket,
    act: ({ press }) => press('add-all-button'),
  },
  {
    name: 'that a server worked out',
    state: { ...REGULAR, recommender: { ranker: 'node' } },
    act: ({ el }) => el.shadowRoot?.querySelector('details')?.toggleAttribute('open'),
  },
  { name: 'with no connection', state: { ...REGULAR, connection: 'offline' } },
  { name: 'before the first order', state: { ...ALLOWED } },
  {
    name: 'with all of it in the basket',
    state: { ...ALLOWED, orders: [orderOf(1)] },
    lines: [['oats-500', 1, { container: 'own-jar' }]],
  },
];
