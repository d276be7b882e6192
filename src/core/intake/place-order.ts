/**
 * What becomes of `order.place`: confirmed at what it costs, if that is not more
 * than was accepted; held and asked about, if it is; disputed with something to
 * choose instead, if the shop has not got it; else refused with a reason. Every order
 * is kept, a refused one too, so that it is answered for ever.
 */
import { countByVariant } from '../cart/price-lines.js';
import { within } from '../loyalty/redemption.js';
import type { FoundSlot } from '../pickup/slots.js';
import type { IntentLine, IntentOf, PlaceBody, Redemption } from '../protocol/intent.js';
import type { Reason } from '../protocol/sync.js';
import { checkIntent, checkTerms, findPickup } from './check-order.js';
import { giveBack, NOTHING_HELD, take } from './hold.js';
import type { IntakeContext } from './intake-context.js';
import { LeaseRights } from './lease-rights.js';
import type { Ledger } from './ledger.js';
import {
  DECISION_MS,
  LEAST_DECISION_MS,
  offerAlternates,
  toUntil,
  type Disputed,
  type Offer,
} from './offer-alternates.js';
import type { Held, LedgerOrder } from './order-ledger.js';
import { NOTHING_REDEEMED, takePoints, toOrderPoints } from './order-points.js';
import { listGone, priceOrder, type Gone, type Pricing } from './price-order.js';

/** An order to be placed, with what its signature and its number say. */
export interface Placement {
  readonly intent: IntentOf<'order.place'>;
  readonly hash: string;
  readonly device: string;
  readonly forked: boolean;
  /** What the order begins at; 1 unless it came in another way before. */
  readonly rev?: number;
  /** Out of a receipt that a device has signed: what its shopper has agreed to. */
  readonly imported?: { readonly accepted: number };
}

type Decision =
  | { readonly kind: 'refused'; readonly reason: Reason }
  | {
      readonly kind: 'held';
      readonly pricing: Pricing;
      readonly held: Held;
      readonly redeem: Redemption;
      readonly late: boolean;
      readonly cutoff: string;
    }
  | {
      readonly kind: 'disputed';
      readonly reason: Reason;
      readonly offer: Offer;
      readonly pricing: Pricing;
      readonly redeem: Redemption;
    };

export async function placeOrder(
  ledger: Ledger,
  placement: Placement,
  context: IntakeContext,
): Promise<LedgerOrder> {
  const decided = await decideOrder(ledger, placement, context);
  const contact =
    decided.state === 'rejected' ? {} : await keepContact(ledger, placement.intent.body, context);
  const order = { ...decided, ...contact };
  await ledger.addOrder(order);
  return order;
}

/** What it needs is taken; the order itself is not written yet. */
export async function decideOrder(
  ledger: Ledger,
  placement: Placement,
  context: IntakeContext,
): Promise<LedgerOrder> {
  return toOrder(placement, await decide(ledger, placement, context), context);
}

async function decide(ledger: Ledger, placement: Placement, context: IntakeContext): Promise<Decision> {
  const refused = (reason: Reason): Decision => ({ kind: 'refused', reason });
  const { intent } = placement;
  const unfit = checkIntent(intent, context);
  if (unfit) return refused(unfit);
  const gone = listGone(intent.body, context.catalog);
  const lost = gone.map(({ variant }) => variant);
  const body = { ...intent.body, lines: intent.body.lines.filter(({ variant }) => !lost.includes(variant)) };
  const priced = priceOrder(body, context);
  if (!priced.ok) return refused(priced.reason);
  const { pricing } = priced;
  const asked = { whole: gone.length === 0, named: !placement.imported };
  const against = checkTerms(body, pricing, context, asked);
  if (against) return refused(against);
  return serve(ledger, { placement, body, pricing, gone }, context);
}

/** An order that may be taken, if there is what it takes. */
interface Serving {
  readonly placement: Placement;
  /** Without what is gone. */
  readonly body: PlaceBody;
  readonly pricing: Pricing;
  readonly gone: readonly Gone[];
}

async function serve(ledger: Ledger, serving: Serving, context: IntakeContext): Promise<Decision> {
  const { placement, body, pricing, gone } = serving;
  const { pickup } = body;
  const { imported } = placement;
  const rights = await LeaseRights.read(ledger, placement.device, body, !placement.forked);
  const redeem = await redeemPoints(ledger, serving, rights);
  const missing = toDisputed(serving, redeem);
  const disputed = { kind: 'disputed', pricing, redeem } as const;
  const dispute = async (reason: Reason, more: Partial<Disputed> = {}): Promise<Decision> => {
    // Nobody could choose: it is settled across the counter, or by the intent.
    if (imported)
      return { ...disputed, reason, offer: { alternates: [], until: toUntil(Infinity, context.now) } };
    const offer = await offerAlternates(ledger, { ...missing, ...more }, context);
    return { ...disputed, reason, offer };
  };
  const found = findPickup(body, context, rights.hasPlace(pickup));
  if (!found.ok) {
    await rights.keep(ledger);
    return dispute(gone[0] ?? found.reason);
  }
  const { slot } = found;
  const { held, full, short } = await take(ledger, toNeed(body, slot, context.now), rights);
  await rights.keep(ledger);
  const problem = gone[0] ?? toProblem(body, full, short);
  if (!problem) return { kind: 'held', pricing, held, redeem, late: rights.late, cutoff: slot.cutoff };
  await giveBack(ledger, held);
  // At a full time there is nothing to be had without this or that.
  return dispute(problem, full ? { short } : { short, slot });
}

function redeemPoints(ledger: Ledger, { placement, body, pricing }: Serving, rights: LeaseRights) {
  const goods = pricing.total - pricing.deposits;
  const asked = { device: placement.device, asked: body.redeem, goods, terms: pricing.terms };
  return takePoints(ledger, asked, rights);
}

/** Points that are not there pay for nothing: what they were to pay for is reckoned as money that was agreed to. */
function toShortfall(body: PlaceBody, pricing: Pricing, redeem: Redemption): number {
  const claimed = within(body.redeem ?? NOTHING_REDEEMED, pricing.total - pricing.deposits);
  return Math.max(0, claimed.off - redeem.off);
}

function toDisputed({ placement, body, pricing, gone }: Serving, redeem: Redemption): Disputed {
  return {
    pickup: body.pickup,
    lines: pricing.lines,
    accepted: body.total + toShortfall(body, pricing, redeem),
    redeem,
    gone: gone.map(({ variant }) => variant),
    short: [],
    rev: placement.rev ?? 1,
  };
}

function toNeed({ pickup, lines }: PlaceBody, slot: FoundSlot, now: number) {
  const end = Date.parse(slot.end);
  return { pickup, end, capacity: slot.capacity, over: end <= now, quantities: countByVariant(lines) };
}

function toProblem({ pickup }: PlaceBody, full: boolean, [variant]: readonly string[]): Reason | undefined {
  if (full) return { code: 'slot-full', ...pickup };
  return variant === undefined ? undefined : { code: 'out-of-stock', variant, depot: pickup.depot };
}

function toOrder(placement: Placement, decision: Decision, context: IntakeContext): LedgerOrder {
  const { now } = context;
  const { body } = placement.intent;
  const base = toOrderBase(placement, context);
  if (decision.kind === 'held')
    return { ...base, ...toHeld(body, decision, placement.imported?.accepted ?? body.total, now) };
  const { lines, deposits, total: amount } = body;
  const asked = { ...base, amount, lines, deposits, differs: false, held: NOTHING_HELD };
  const { reason } = decision;
  if (decision.kind === 'refused') return { ...asked, state: 'rejected', reason };
  const { pricing, redeem, offer } = decision;
  const accepted = base.accepted + toShortfall(body, pricing, redeem);
  const differs = isOtherRedemption(redeem, body.redeem);
  return { ...asked, accepted, ...toPoints(pricing, redeem), differs, state: 'disputed', reason, ...offer };
}

function toHeld(
  body: PlaceBody,
  { pricing, held, redeem, late, cutoff }: Extract<Decision, { kind: 'held' }>,
  accepted: number,
  now: number,
): Partial<LedgerOrder> & Pick<LedgerOrder, 'state' | 'amount' | 'lines' | 'deposits' | 'differs' | 'held'> {
  const { lines, deposits } = pricing;
  const due = pricing.total - redeem.off;
  const agreed = due <= accepted;
  const changed = lines.some((line, index) => isOther(line, body.lines[index]));
  // A leased place may be ordered after the cut-off.
  const until = Math.min(Math.max(Date.parse(cutoff), now + LEAST_DECISION_MS), now + DECISION_MS);
  return {
    state: agreed ? (late ? 'confirmed_late' : 'confirmed') : 'repriced',
    amount: due,
    accepted: accepted + toShortfall(body, pricing, redeem),
    lines,
    deposits,
    ...toPoints(pricing, redeem),
    differs: deposits !== body.deposits || changed || isOtherRedemption(redeem, body.redeem),
    held,
    ...(agreed ? {} : { until: new Date(until).toISOString() }),
  };
}

function toPoints({ terms }: Pricing, redeem: Redemption): Pick<LedgerOrder, 'points'> {
  const points = toOrderPoints(terms, redeem);
  return points ? { points } : {};
}

function isOtherRedemption({ points, off }: Redemption, signed = NOTHING_REDEEMED): boolean {
  return points !== signed.points || off !== signed.off;
}

function isOther(line: IntentLine, signed: IntentLine | undefined): boolean {
  return line.price !== signed?.price || line.total !== signed.total;
}

function toOrderBase({ intent, hash, device, forked, rev = 1 }: Placement, { now, sent }: IntakeContext) {
  return {
    id: intent.id,
    hash,
    device,
    claim: intent.body.claim,
    accepted: intent.body.total,
    forked,
    payment: 'at_pickup' as const,
    rev,
    discount: 0,
    pickup: intent.body.pickup,
    placedAt: intent.at,
    receivedAt: new Date(now).toISOString(),
    ...toWaited(intent.at, sent),
  };
}

const MOST_WAIT_MS = 366 * 24 * 60 * 60 * 1000;

/** What no clock that goes can say is not known: less than nothing, or more than a year. */
function toWaited(at: string, sent = NaN): Pick<LedgerOrder, 'waitedMs'> {
  const waitedMs = sent - Date.parse(at);
  return waitedMs >= 0 && waitedMs <= MOST_WAIT_MS ? { waitedMs } : {};
}

/** The order names its contact only if that was kept. */
export async function keepContact(
  ledger: Ledger,
  { contact }: PlaceBody,
  { sealed, now }: IntakeContext,
): Promise<{ contact?: string }> {
  const jwe = contact === undefined ? undefined : sealed.get(contact);
  if (contact === undefined || jwe === undefined) return {};
  await ledger.keepContact(contact, jwe, new Date(now).toISOString());
  return { contact };
}
