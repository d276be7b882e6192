/** The snapshot before anything is known. */
import { EMPTY_CART } from '../core/cart/cart.js';
import { viewCart } from '../core/cart/cart-view.js';
import type { ShopState } from '../core/shop-state.js';

export const INITIAL_STATE: ShopState = {
  load: { kind: 'loading' },
  catalog: null,
  catalogAge: { checkedAt: null, stale: false },
  cart: viewCart(EMPTY_CART, undefined),
  orders: [],
  slots: {},
  depots: [],
  stock: {},
  hold: null,
  loyalty: null,
  clockAhead: 0,
  connection: 'unknown',
  offlinePolicy: 'prefer-online',
  outbox: { waiting: 0, parked: 0, sending: false, slow: false, triedAt: null },
  storage: { durable: 'no', full: false, wiped: false, silent: false },
  orderable: false,
  consent: { personalisation: false, measurement: false },
  recommender: { ranker: 'formula' },
};
