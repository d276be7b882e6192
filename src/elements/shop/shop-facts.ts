/**
 * What a change of state means to a host page: which facts became true, in the
 * order in which they are told.
 */
import type { CartView } from '../../core/cart/cart-view.js';
import type { Consent } from '../../core/consent/consent.js';
import type { Order } from '../../core/order/order.js';
import type { Cause } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import { cartChanged, connectionChanged, consentChanged, orderChanged, orderSaved } from '../events.js';

export function factsOf(state: ShopState, previous: ShopState, cause: Cause): readonly CustomEvent[] {
  const facts: CustomEvent[] = [];
  if (differenceOf(state.cart, previous.cart) !== differenceOf(previous.cart, state.cart))
    facts.push(cartChanged({ cause, cart: state.cart }));
  if (state.connection !== previous.connection)
    facts.push(connectionChanged({ cause, connection: state.connection, previous: previous.connection }));
  // What was chosen in an earlier visit is no news.
  if (cause !== 'sync' && !isSameConsent(state.consent, previous.consent))
    facts.push(consentChanged({ cause, consent: state.consent }));
  if (state.orders !== previous.orders) facts.push(...orderFacts(state.orders, previous.orders, cause));
  return facts;
}

const isSameConsent = (one: Consent, other: Consent): boolean =>
  one.personalisation === other.personalisation && one.measurement === other.measurement;

/** Orders that were read from storage are no news, and neither are those that a copy brought back. */
function orderFacts(
  orders: readonly Order[],
  previous: readonly Order[],
  cause: Cause,
): readonly CustomEvent[] {
  const known = new Map(previous.map((order) => [order.id, order]));
  return orders.flatMap((order) => {
    const was = known.get(order.id);
    if (!was) return order.state === 'saved' && cause !== 'sync' ? [orderSaved({ cause, order })] : [];
    if (was === order || (was.state === order.state && was.choice === order.choice)) return [];
    return [orderChanged({ cause, order, previous: was.state })];
  });
}

/** Lines that are the same object need no reading: of 500 one has changed. */
function differenceOf(cart: CartView, other: CartView): string {
  const lines = cart.lines.filter((line, index) => line !== other.lines[index]);
  return JSON.stringify([cart.total, lines.map(({ id, quantity, total }) => [id, quantity, total])]);
}
