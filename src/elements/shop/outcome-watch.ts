/**
 * Hears what a shopper does in a shop who may be measured there, and has it counted: by the facts that any page may hear,
 * so that neither basket nor order knows of it. Loaded once leave was given; what follows after that is counted.
 */
import { ContextEvent } from '@lit/context';

import { createMeasurePort, type MeasurePort } from '../../bridge/ask-measure.js';
import type { CartView } from '../../core/cart/cart-view.js';
import type { Done } from '../../core/measure/count.js';
import type { ShopPort } from '../../core/shop-port.js';
import { shopContext, type ShopElement } from '../contexts.js';

/** Of the shops that are listened to: ends it. */
const watched = new WeakMap<ShopElement, AbortController>();

/** Once for each shop; again where it was opened anew. */
export function watchOutcomes(
  shop: ShopElement,
  port: Pick<ShopPort, 'ask' | 'state'>,
  measure: MeasurePort = createMeasurePort(port),
): void {
  watched.get(shop)?.abort();
  const ended = new AbortController();
  watched.set(shop, ended);
  const { signal } = ended;
  const did = (done: Done) => {
    if (port.state.consent.measurement) void measure.did(done, port.state.connection);
  };
  listenToBasket(shop, port.state.cart, did, signal);
  listenToOrders(shop, did, signal);
  shop.addEventListener(
    'punnet-connection-changed',
    ({ detail }) => void (detail.connection === 'online' && measure.open()),
    { signal },
  );
  void measure.open();
}

/** A stepper and an undo make a basket fuller as well: something is added by whoever wished for that. */
function listenToBasket(
  shop: ShopElement,
  now: CartView,
  did: (done: Done) => void,
  signal: AbortSignal,
): void {
  let before = now;
  let adding: Event | undefined;
  const adds = (event: Event) => {
    if (isOf(shop, event)) adding = event;
  };
  // A page's own listeners may keep it from going further, and cancel it.
  document.addEventListener('punnet-add-request', adds, { capture: true, signal });
  shop.addEventListener(
    'punnet-cart-changed',
    ({ detail: { cart, cause } }) => {
      const isMore = holdsMore(cart, before);
      before = cart;
      if (!isMore || !adding) return;
      if (cause === 'shopper' && !adding.defaultPrevented) did({ outcome: 'added' });
      adding = undefined;
    },
    { signal },
  );
}

function listenToOrders(shop: ShopElement, did: (done: Done) => void, signal: AbortSignal): void {
  document.addEventListener(
    'punnet-checkout-started',
    (event) => isOf(shop, event) && did({ outcome: 'checkout' }),
    { signal },
  );
  shop.addEventListener(
    'punnet-order-saved',
    // Another tab counts what was ordered there.
    ({ detail: { order, cause } }) => {
      if (cause !== 'tab') did({ outcome: 'saved', order: order.id });
    },
    { signal },
  );
  shop.addEventListener(
    'punnet-order-changed',
    ({ detail: { order } }) => {
      if (order.state === 'collected') did({ outcome: 'settled', order: order.id });
    },
    { signal },
  );
}

function holdsMore(cart: CartView, before: CartView): boolean {
  const had = new Map(before.lines.map(({ id, quantity }) => [id, quantity]));
  return cart.lines.some(({ id, quantity }) => quantity > (had.get(id) ?? 0));
}

/** A page may have several shops, and elements that are in none of them. */
function isOf(shop: ShopElement, event: Event): boolean {
  const [origin] = event.composedPath();
  if (!(origin instanceof Element)) return false;
  let found: ShopElement | undefined;
  origin.dispatchEvent(new ContextEvent(shopContext, origin, (handle) => (found = handle?.element), false));
  return found === shop;
}
