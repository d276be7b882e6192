/** A small shop, and the state of it, for tests of what is shown. */
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import { EMPTY_CART } from '../../src/core/cart/cart.js';
import { viewCart } from '../../src/core/cart/cart-view.js';
import type { Order } from '../../src/core/order/order.js';
import type { ShopState } from '../../src/core/shop-state.js';

/** Oats come in two sizes with a container to choose; rye is sold out, honey has a deposit, plums come soon. */
export const CATALOG: Catalog = {
  shop: {
    id: 'millrace',
    name: 'Millrace Wholefoods',
    mode: 'live',
    currency: 'GBP',
    timezone: 'Europe/London',
    minimum: 500,
    tax: { label: 'VAT', included: true },
    contact: { name: 'required', email: 'off', phone: 'optional' },
    links: { terms: '/terms' },
  },
  version: '2026-11-20.1',
  payment: ['at-pickup'],
  products: [
    {
      id: 'oats',
      title: 'Rolled oats',
      description: 'Whole oats, rolled slowly.',
      tags: ['grain'],
      ingredients: 'Oats',
      allergens: ['gluten'],
      mayContain: ['nuts'],
      diets: ['vegan'],
      origin: 'Fife',
      storage: 'Keep dry',
      variants: [
        {
          id: 'oats-500',
          title: '500 g',
          price: 240,
          measure: { amount: 500, unit: 'g' },
          taxRate: 0,
          deposit: 0,
          available: true,
          max: 10,
          step: 1,
        },
        {
          id: 'oats-1000',
          title: '1 kg',
          price: 420,
          measure: { amount: 1000, unit: 'g' },
          taxRate: 0,
          deposit: 0,
          available: true,
          step: 1,
        },
      ],
      modifiers: [
        {
          id: 'container',
          title: 'Container',
          required: true,
          options: [
            { id: 'own-jar', title: 'Own jar', price: -20, deposit: 0, allergens: [] },
            { id: 'eco-pouch', title: 'Eco pouch', price: 15, deposit: 0, allergens: [] },
          ],
        },
      ],
    },
    {
      id: 'rye',
      title: 'Rye flour',
      tags: ['flour'],
      allergens: ['gluten'],
      mayContain: [],
      diets: [],
      variants: [
        {
          id: 'rye-1000',
          title: '',
          price: 310,
          measure: { amount: 1, unit: 'kg' },
          deposit: 0,
          available: false,
          step: 1,
        },
      ],
      modifiers: [],
    },
    {
      id: 'honey',
      title: 'Heather honey',
      tags: ['spread'],
      mayContain: [],
      diets: [],
      variants: [
        {
          id: 'honey-340',
          title: '',
          price: 650,
          measure: { amount: 340, unit: 'g' },
          taxRate: 20,
          deposit: 100,
          available: true,
          max: 2,
          step: 1,
        },
      ],
      modifiers: [],
    },
    {
      id: 'plums',
      title: 'Plums',
      tags: ['fruit'],
      allergens: [],
      mayContain: [],
      diets: [],
      variants: [{ id: 'plums-kg', title: '', price: 380, deposit: 0, available: 'soon', step: 1 }],
      modifiers: [],
    },
  ],
  depots: [
    {
      id: 'station',
      title: 'Station kiosk',
      address: 'Station Road',
      fallbacks: [],
      horizonDays: 7,
      closed: [],
      slots: [],
    },
  ],
  keys: [],
};

/** A shop that is ready, online, with an empty basket. */
export function createState(changes: Partial<ShopState> = {}): ShopState {
  const catalog = changes.catalog === undefined ? CATALOG : changes.catalog;
  return {
    load: { kind: 'ready' },
    catalog,
    catalogAge: { checkedAt: '2026-11-24T07:10:00Z', stale: false },
    cart: viewCart(EMPTY_CART, catalog ?? undefined),
    orders: [],
    slots: {
      station: [
        {
          id: 'station/2026-11-24T07:30:00+00:00',
          start: '2026-11-24T07:30:00Z',
          end: '2026-11-24T08:00:00Z',
          cutoff: '2026-11-24T06:30:00Z',
          open: true,
          full: false,
        },
      ],
    },
    depots: [{ id: 'station', title: 'Station kiosk', address: 'Station Road', closures: [] }],
    stock: {},
    hold: null,
    clockAhead: 0,
    connection: 'online',
    offlinePolicy: 'prefer-online',
    outbox: { waiting: 0, parked: 0, sending: false, slow: false, triedAt: null },
    storage: { durable: 'twice', full: false, wiped: false, silent: false },
    orderable: true,
    consent: { personalisation: false, measurement: false },
    ...changes,
  };
}

/** Half a kilo of oats in the shopper's own jar, twice, saved and not sent. */
export function createOrder(changes: Partial<Order> = {}): Order {
  return {
    id: '019abf00-0000-7000-8000-000000000001',
    code: 'K7QF3P',
    state: 'saved',
    mode: 'live',
    shopName: 'Millrace Wholefoods',
    currency: 'GBP',
    placedAt: '2026-11-23T18:00:00Z',
    lines: [
      {
        variant: 'oats-500',
        modifiers: { container: 'own-jar' },
        quantity: 2,
        price: 220,
        total: 440,
        title: 'Rolled oats',
        detail: '500 g, Own jar',
        allergens: ['gluten'],
        allergensStated: true,
      },
    ],
    subtotal: 440,
    deposits: 0,
    total: 440,
    tax: { label: 'VAT', minor: 0 },
    pickup: {
      depot: 'station',
      slot: 'station/2026-11-24T07:30:00+00:00',
      depotTitle: 'Station kiosk',
      address: 'Station Road',
      start: '2026-11-24T07:30:00Z',
      end: '2026-11-24T08:00:00Z',
      cutoff: '2026-11-24T06:30:00Z',
    },
    payment: { way: 'at-pickup', state: 'at_pickup', amount: 440 },
    events: [{ state: 'saved', at: '2026-11-23T18:00:00Z' }],
    ...changes,
  };
}
