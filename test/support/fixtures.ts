/** A small shop, and the state of it, for tests of what is shown. */
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import { EMPTY_CART } from '../../src/core/cart/cart.js';
import { viewCart } from '../../src/core/cart/cart-view.js';
import type { Order, OrderReceipt } from '../../src/core/order/order.js';
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
    loyalty: null,
    clockAhead: 0,
    connection: 'online',
    offlinePolicy: 'prefer-online',
    outbox: { waiting: 0, parked: 0, sending: false, slow: false, triedAt: null },
    storage: { durable: 'twice', full: false, wiped: false, silent: false },
    orderable: true,
    consent: { personalisation: false, measurement: false },
    recommender: { ranker: 'formula' },
    ...changes,
  };
}

/** Half a kilo of oats in the shopper's own jar, twice, saved and not sent. */
/** Of no order that is shown: what a device that the endpoint has met signs, and what the endpoint does. */
export const OWN_RECEIPT: OrderReceipt = {
  kind: 'attested',
  token:
    'PN1:RRQF9BSLKL 4RRQT 9O60GO04A97+C5NV9I08CKI.9480S3E-UECEC+TCJ$D VDFN0NJD$:7WY0SID2OM441F90X50324V94' +
    '754N99PGQW.6T0TV$VOA7-ZFTPBYO4T6J3CSH96/9SY:ADT14-1H*U100100/10P789C14KA3RE.4FMX54*9SRAV9BGQ9A8ELQSN' +
    'AFNQHYI5DWR7/O/D79CTN3U9U7WG2S0U/35F$P/69W*2V24447Q7WWC2.XI26GD8B0XK*VDIEC7X50/DJX5XEDOTDCF3LV3G6165' +
    'A*CIY MW205O71V5TK404D4TL100000ZPHT704642WO17VTTUGO6944.$SJ%U8VL71Q7ATP020ERCUE06P4PA5J4000D736XGJY8' +
    'MGA3LG$-S.UI.C3-*O.*SKWGAM03EJ.B00K0HFGCF29.V27BO*R0HCFLJ4%ABTOQW7N1DT34RO8IND2PAI6UPWQ G9TKMDXAHC6W' +
    ':OXP40KKP*B:D5  UOML.:53JT*FEAD9:SNRQ23LFV60',
};
export const SHOPS_RECEIPT: OrderReceipt = {
  kind: 'confirmed',
  token:
    'PN1:RRQT 9O60GO04A97+C5NV9I08CK4LN480S3E-UECEC+TCJ$D VDWY0 ID9%PR-0+80U.KJUFGKFLXJL60$Y88IH/E7V50430' +
    'V50F6BGWL2AUXR6*AFGWL2AUXR6*AFGWL2AUXR6*AFGWL2AUXR6*AFV50B60572XOCHZA4733LGU-3XNJ.C3/*O:32KWG*JK2YO.' +
    'B00K0HFG6*J7JBKWGJL1 TPB60ZR0HFG6*J7JBKWG000100$N1UA0HFG6*J7JBKWGFGWFGWSH00M0HFG6*J7JBKWG10C10CB605B' +
    '0HFG6*J7JB27BO8WE+IRKM$QC.T8ADKVB0.DKTL2I36XPJ CIURTVYMHT4Z7TT76:DN5SD+05*%J-TNXDNEJOH*GIT0O8G9RQ%-6' +
    '1L4..1Y+G',
};

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
