/**
 * What becomes of `order.place`: confirmed at what it costs, if that is not more
 * than was accepted; held and asked about, if it is; else refused with a reason.
 * Every order is kept, a refused one too, so that it is answered for ever.
 */
import type { IntentLine, IntentOf, PlaceBody } from '../protocol/intent.js';
import type { Reason } from '../protocol/sync.js';
import { checkIntent, checkTerms, findPickup } from './check-order.js';
import { hold } from './hold.js';
import type { IntakeContext } from './intake-context.js';
import type { Held, Ledger, LedgerOrder } from './ledger.js';
import { priceOrder, type Pricing } from './price-order.js';

/** How long a repriced order is held for an answer, unless its slot's cut-off comes first. */
export const DECISION_MS = 24 * 60 * 60 * 1000;

/** An order to be placed, with what its signature and its number say. */
export interface Placement {
  readonly intent: IntentOf<'order.place'>;
  readonly hash: string;
  readonly device: string;
  readonly forked: boolean;
}

type Decision =
  | { readonly kind: 'refused'; readonly reason: Reason }
  | { readonly kind: 'held'; readonly pricing: Pricing; readonly held: Held; readonly cutoff: string };

export async function placeOrder(
  ledger: Ledger,
  placement: Placement,
  context: IntakeContext,
): Promise<LedgerOrder> {
  const { intent } = placement;
  const decision = await decide(ledger, intent, context);
  const order =
    decision.kind === 'refused'
      ? toRefused(placement, decision.reason, context.now)
      : toHeld(placement, decision, context.now);
  const contact = decision.kind === 'held' ? await keepContact(ledger, intent.body, context) : {};
  const kept = { ...order, ...contact };
  await ledger.addOrder(kept);
  return kept;
}

async function decide(
  ledger: Ledger,
  intent: IntentOf<'order.place'>,
  context: IntakeContext,
): Promise<Decision> {
  const refused = (reason: Reason): Decision => ({ kind: 'refused', reason });
  const { body } = intent;
  const unfit = checkIntent(intent, context);
  if (unfit) return refused(unfit);
  const priced = priceOrder(body, context);
  if (!priced.ok) return refused(priced.reason);
  const { pricing } = priced;
  const against = checkTerms(body, pricing, context);
  if (against) return refused(against);
  const pickup = findPickup(body, context);
  if (!pickup.ok) return refused(pickup.reason);
  const held = await hold(ledger, body, pickup.slot);
  if (!held.ok) return refused(held.reason);
  return { kind: 'held', pricing, held: held.held, cutoff: pickup.slot.cutoff };
}

function toRefused(placement: Placement, reason: Reason, now: number): LedgerOrder {
  const { lines, deposits, total } = placement.intent.body;
  return {
    ...toOrderBase(placement, now),
    state: 'rejected',
    amount: total,
    lines,
    deposits,
    differs: false,
    held: { stock: [], place: false },
    reason,
  };
}

function toHeld(
  placement: Placement,
  { pricing, held, cutoff }: Extract<Decision, { kind: 'held' }>,
  now: number,
): LedgerOrder {
  const { body } = placement.intent;
  const { lines, deposits, total } = pricing;
  const agreed = total <= body.total;
  const until = Math.min(Date.parse(cutoff), now + DECISION_MS);
  return {
    ...toOrderBase(placement, now),
    state: agreed ? 'confirmed' : 'repriced',
    amount: total,
    lines,
    deposits,
    differs: deposits !== body.deposits || lines.some((line, index) => isOther(line, body.lines[index])),
    held,
    ...(agreed ? {} : { until: new Date(until).toISOString() }),
  };
}

function isOther(line: IntentLine, signed: IntentLine | undefined): boolean {
  return line.price !== signed?.price || line.total !== signed.total;
}

function toOrderBase({ intent, hash, device, forked }: Placement, now: number) {
  return {
    id: intent.id,
    hash,
    device,
    claim: intent.body.claim,
    forked,
    payment: 'at_pickup' as const,
    rev: 1,
    pickup: intent.body.pickup,
    placedAt: intent.at,
    receivedAt: new Date(now).toISOString(),
  };
}

/** The order names its contact only if that was kept. */
async function keepContact(
  ledger: Ledger,
  { contact }: PlaceBody,
  { sealed, now }: IntakeContext,
): Promise<{ contact?: string }> {
  const jwe = contact === undefined ? undefined : sealed.get(contact);
  if (contact === undefined || jwe === undefined) return {};
  await ledger.keepContact(contact, jwe, new Date(now).toISOString());
  return { contact };
}
