/**
 * Why an order can not be taken at all, whatever is in stock: the first reason
 * found, or none. Each code is listed in `docs/sync-protocol.md`.
 */
import { findDepot } from '../catalog/lookup.js';
import type { Catalog } from '../catalog/catalog-schema.js';
import { addDays } from '../pickup/local-date.js';
import type { FoundSlot } from '../pickup/slots.js';
import { toLocalDate } from '../pickup/zone.js';
import type { IntentOf, PlaceBody } from '../protocol/intent.js';
import type { Reason } from '../protocol/sync.js';
import type { IntakeContext } from './intake-context.js';
import type { Pricing } from './price-order.js';
import { findKnownSlot } from './slots-by-id.js';

/** Of a device whose clock is ahead, near midnight. */
const DAYS_OF_GRACE = 1;

/** What can be seen before it is priced. */
export function checkIntent(intent: IntentOf<'order.place'>, { catalog }: IntakeContext): Reason | undefined {
  const { body } = intent;
  if (intent.mode !== catalog.shop.mode) return { code: 'wrong-mode' };
  if (body.currency !== catalog.shop.currency) return { code: 'wrong-currency' };
  if (!addsUp(body)) return { code: 'total-mismatch' };
  return catalog.payment.includes(body.payment) ? undefined : { code: 'payment-refused' };
}

function addsUp({ lines, deposits, redeem, total }: PlaceBody): boolean {
  const right = lines.every((line) => line.price * line.quantity === line.total);
  const goods = lines.reduce((sum, line) => sum + line.total, 0);
  const off = redeem?.off ?? 0;
  return right && off <= goods && goods + deposits - off === total;
}

/**
 * What the terms ask of the order as a whole.
 *
 * @param asked whether the shop has all of it, since what it can't deliver makes no order too small; and whether
 * it has to say whose it is
 */
export function checkTerms(
  body: PlaceBody,
  { terms, counted }: Pick<Pricing, 'terms' | 'counted'>,
  { sealed }: IntakeContext,
  { whole, named }: { readonly whole: boolean; readonly named: boolean },
): Reason | undefined {
  if (whole && counted < terms.shop.minimum) return { code: 'below-minimum' };
  const demanded = Object.values(terms.shop.contact).includes('required');
  const came = body.contact !== undefined && sealed.has(body.contact);
  return named && demanded && !came ? { code: 'contact-required' } : undefined;
}

export type Pickup =
  { readonly ok: true; readonly slot: FoundSlot } | { readonly ok: false; readonly reason: Reason };

/** @param leased its place is held for the device: whenever it comes, it was ordered in time */
export function findPickup(
  { pickup }: PlaceBody,
  { catalog, now, closed }: IntakeContext,
  leased: boolean,
): Pickup {
  const refused = (code: string): Pickup => ({ ok: false, reason: { code, ...pickup } });
  const depot = findDepot(catalog, pickup.depot);
  if (!depot) return { ok: false, reason: { code: 'unknown-depot', depot: pickup.depot } };
  if (closed.has(pickup.depot)) return refused('depot-closed');
  const slot = findKnownSlot(catalog, pickup);
  if (!slot) return refused(isClosed(catalog, pickup) ? 'depot-closed' : 'unknown-slot');
  if (leased) return { ok: true, slot };
  const { timezone } = catalog.shop;
  const furthest = addDays(toLocalDate(now, timezone), depot.horizonDays + DAYS_OF_GRACE);
  if (toLocalDate(Date.parse(slot.start), timezone) > furthest) return refused('unknown-slot');
  return now < Date.parse(slot.cutoff) ? { ok: true, slot } : refused('cutoff-passed');
}

/** A slot's name carries the date that the shop's clocks show at its start. */
function isClosed(catalog: Catalog, { depot, slot }: PlaceBody['pickup']): boolean {
  const date = slot.slice(depot.length + 1).slice(0, 10);
  return findDepot(catalog, depot)?.closed.some(({ from, to }) => from <= date && date <= to) ?? false;
}
