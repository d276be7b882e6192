/**
 * An order that was promised and can't be served any more, since its depot closed or
 * its stock was counted away: it gives back what it held, and the shopper is offered
 * what there is instead.
 */
import { findVariant } from '../catalog/lookup.js';
import type { Reason } from '../protocol/sync.js';
import { giveBack, NOTHING_HELD } from './hold.js';
import type { Ledger } from './ledger.js';
import { offerAlternates, type OfferContext } from './offer-alternates.js';
import type { LedgerOrder } from './order-ledger.js';
import { NOTHING_REDEEMED } from './order-points.js';
import { findKnownSlot } from './slots-by-id.js';

/** What is held for a choice is held so much longer: one that was made in time may still be on its way. */
export const DECISION_GRACE_MS = 60 * 60 * 1000;

/** The order as it is afterwards; as it was, if another batch was first. */
export async function disputeOrder(
  ledger: Ledger,
  order: LedgerOrder,
  reason: Reason,
  context: OfferContext,
): Promise<LedgerOrder> {
  const { until: _until, alternates: _alternates, ...kept } = order;
  const taken = { ...kept, state: 'disputed' as const, rev: order.rev + 1, reason, held: NOTHING_HELD };
  // Written twice: nobody else may give back what this one does, and what comes back may be what is offered.
  if (!(await ledger.changeOrder(taken))) return (await ledger.order(order.id)) ?? order;
  await giveBack(ledger, order.held);
  const offer = await findOffer(ledger, { ...order, rev: taken.rev + 1 }, reason, context);
  const disputed = { ...taken, ...offer, rev: taken.rev + 1 };
  await ledger.changeOrder(disputed);
  return disputed;
}

function findOffer(
  ledger: Ledger,
  { pickup, lines, amount, accepted, points, rev }: LedgerOrder,
  reason: Reason,
  context: OfferContext,
) {
  const { catalog, now, closed } = context;
  const gone = [...new Set(lines.map(({ variant }) => variant))].filter((id) => !isOnSale(catalog, id));
  const known = closed.has(pickup.depot) ? undefined : findKnownSlot(catalog, pickup);
  const slot = known && now < Date.parse(known.end) ? known : undefined;
  const short = reason.code === 'out-of-stock' && reason.variant !== undefined ? [reason.variant] : [];
  const redeem = points ? { points: points.redeemed, off: points.off } : NOTHING_REDEEMED;
  const most = { accepted: Math.min(amount, accepted), redeem };
  const disputed = { pickup, lines, ...most, gone, short, rev, ...(slot ? { slot } : {}) };
  return offerAlternates(ledger, disputed, context);
}

function isOnSale(catalog: OfferContext['catalog'], id: string): boolean {
  return findVariant(catalog, id)?.variant.available === true;
}
