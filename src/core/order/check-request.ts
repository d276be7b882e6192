/** Why a basket and a request can not become an order on this device: the first reason found, or none. */
import type { CartView } from '../cart/cart-view.js';
import type { Catalog } from '../catalog/catalog-schema.js';
import { findDepot } from '../catalog/lookup.js';
import type { Drawn } from '../lease/draw.js';
import { nameOfItem } from '../protocol/lease.js';
import type { ShopRecord } from '../records.js';
import { refuse } from '../refuse.js';
import type { Refused } from '../shop-port.js';
import { CONTACT_LENGTHS, findFaults, NOTE_LENGTH, type CheckoutForm } from './checkout-faults.js';
import type { CheckoutFault } from './checkout-steps.js';
import type { OrderPickup } from './order.js';
import { findOrderPickup } from './order-pickup.js';
import type { ReadRequest } from './read-request.js';

export function checkBasket(view: CartView, request: ReadRequest): Refused | undefined {
  if (view.lines.length === 0) return refuse('empty-basket', 'The basket is empty.');
  const changed = view.lines.find((line) => line.change !== undefined && line.change !== 'price');
  if (changed) {
    const { title } = changed;
    return refuse('line-unavailable', `${title} can not be ordered.`, { title });
  }
  if (view.minimumShort > 0) {
    return refuse('below-minimum', 'The basket is below the minimum.', {
      short: view.minimumShort,
    });
  }
  if (typeof request.total === 'number' && request.total !== view.total) {
    return refuse('total-changed', 'The total is another one.', {
      was: request.total,
      now: view.total,
    });
  }
  return undefined;
}

export function checkRequest(
  request: ReadRequest,
  form: CheckoutForm,
  catalog: Catalog,
): Refused | undefined {
  const fault = findFaults(form, catalog.shop.contact ?? {})[0];
  if (fault) return refuseField(fault);
  if (request.payment !== 'at-pickup') return refuse('payment-refused', 'Payment is at pickup only.');
  if (request.note.trim().length > NOTE_LENGTH) {
    return refuse('note-too-long', `A note has at most ${NOTE_LENGTH} characters.`, { max: NOTE_LENGTH });
  }
  return undefined;
}

function refuseField({ field, code }: CheckoutFault): Refused {
  const at = `${field}-${code}`;
  if (code === 'missing') return refuse(at, `The request names no ${field}.`, { field });
  if (code === 'malformed' || field === 'depot' || field === 'slot')
    return refuse(at, `That can not be a ${field}.`, { field });
  const max = CONTACT_LENGTHS[field];
  return refuse(at, `The ${field} has at most ${max} characters.`, { field, max });
}

/** Where and when it is collected, if that can be had as far as this device knows. */
export function readPickup(
  { pickup }: ReadRequest,
  catalog: Catalog,
  shop: ShopRecord | undefined,
  promised: Drawn,
  now: number,
): OrderPickup | Refused {
  const depot = findDepot(catalog, pickup.depot);
  if (!depot) return refuse('unknown-depot', `The shop has no depot ${pickup.depot}.`);
  const found = findOrderPickup(catalog, pickup.depot, pickup.slot);
  if (!found) return refuse('unknown-slot', `${depot.title} has no pickup at ${pickup.slot}.`);
  if (Date.parse(found.cutoff) <= now) return refuse('cutoff-passed', 'It is too late for that time.');
  const { full = [], status } = shop?.depots.find((known) => known.id === depot.id) ?? {};
  if (status === 'closed') return refuse('depot-closed', `${depot.title} is closed at the moment.`);
  // The last place may be the one that is held for this shopper.
  if (full.includes(pickup.slot) && !promised.held.has(nameOfItem(pickup)))
    return refuse('slot-full', 'That time has no place left.');
  return found;
}
