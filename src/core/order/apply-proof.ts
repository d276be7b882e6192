/**
 * What an answer of the endpoint makes of an order on the device. Believes only
 * proofs that were verified before; the highest revision wins, whatever state it
 * proves.
 */
import { lineId } from '../cart/cart.js';
import type { Proof, ProvenState } from '../protocol/proof.js';
import type { Result } from '../protocol/sync.js';
import { nameOfLine } from './chosen-order.js';
import type {
  OrderAlternate,
  OrderDecision,
  OrderEvent,
  OrderLine,
  OrderPickup,
  OrderReceipt,
  OrderRecord,
  PointsOff,
  RepriceDecision,
} from './order.js';
import { toNamedPickup } from './order-pickup.js';
import { ORDER_STATES } from './order-states.js';

/** Only these change what the order costs: before them, the amount that was accepted stands. */
const AGREED: readonly ProvenState[] = ['confirmed', 'confirmed_late', 'collected'];

/** What is known besides the proof and its result. */
export interface ProofContext {
  /** ISO 8601, UTC: when the answer came. */
  readonly at: string;
  /** Verified, and of this revision of the order; best first. */
  readonly alternates?: readonly OrderAlternate[];
  /** What the catalog at hand says of a slot. */
  readonly findPickup: (depot: string, slot: string) => OrderPickup | undefined;
}

/** @returns the same object if nothing changes */
export function applyProof(
  order: OrderRecord,
  result: Result,
  proof: Proof,
  context: ProofContext,
): OrderRecord {
  const answersChoice = proof.intent !== order.id;
  if (answersChoice && proof.rev === 0) return withoutChoice(order);
  if (proof.order !== order.id || proof.rev < order.proofRev) return order;
  if (proof.rev === order.proofRev && !answersChoice) return order;
  const agreed = AGREED.includes(proof.state);
  const before = agreed ? withoutPoints(order) : order;
  const { choice, chosen, decision: asked, reason: _reason, parked, receipt: shown, ...rest } = before;
  const until = asked?.until;
  const choiceWaits = choice !== undefined && !answersChoice;
  const keepsChoice = choiceWaits && !ORDER_STATES[proof.state].final;
  const decision = toDecision(order, result, proof, context);
  // What was chosen and came to nothing is not to be shown any more.
  const stale = choice !== undefined && choice !== 'cancel' && !keepsChoice;
  const receipt = toReceipt(result, proof, stale ? undefined : shown);
  return {
    ...rest,
    state: proof.state,
    ...(agreed ? { total: proof.amount, ...toAgreed(order, result, context) } : {}),
    ...(agreed && proof.amount !== order.total ? { accepted: order.accepted ?? order.total } : {}),
    payment: { ...order.payment, state: proof.payment, amount: agreed ? proof.amount : order.total },
    ...(keepsChoice ? { choice, ...(chosen ? { chosen } : {}) } : {}),
    // The choice's intent stays in the outbox, and if it was set aside, it stays so.
    ...(choiceWaits && parked !== undefined ? { parked } : {}),
    ...(decision === undefined ? {} : { decision }),
    ...(receipt === undefined ? {} : { receipt }),
    ...(result.reason === undefined ? {} : { reason: result.reason }),
    ...(until !== undefined && result.reason?.code === 'no-answer' ? { undecidedBy: until } : {}),
    events: withEvent(order.events, proof.state, context.at),
    proofRev: proof.rev,
    rev: order.rev + 1,
  };
}

/**
 * The endpoint's own goes before what the device signed, and only where its proof bears it out. What
 * the device signed says what its shopper has ordered, which stays true until it has come to an end.
 */
function toReceipt(
  { receipt: token }: Result,
  { state }: Proof,
  shown: OrderReceipt | undefined,
): OrderReceipt | undefined {
  if (token !== undefined && AGREED.includes(state)) return { token, kind: 'confirmed' };
  return shown?.kind === 'confirmed' || ORDER_STATES[state].final ? undefined : shown;
}

/** Only a refusal of the choice's bytes has no revision: it says nothing of the order. */
function withoutChoice(order: OrderRecord): OrderRecord {
  const { choice, chosen: _chosen, parked: _parked, receipt, ...rest } = order;
  const kept = choice === 'cancel' ? receipt : undefined;
  return { ...rest, ...(kept ? { receipt: kept } : {}), rev: order.rev + 1 };
}

/** Named in an answer, but not proven: it has arrived, and that is all that may be said. */
export function markSent(order: OrderRecord, at: string): OrderRecord {
  if (order.state !== 'saved') return order;
  return { ...order, state: 'sent', events: withEvent(order.events, 'sent', at), rev: order.rev + 1 };
}

export function withEvent(
  events: readonly OrderEvent[],
  state: OrderEvent['state'],
  at: string,
): readonly OrderEvent[] {
  return events.at(-1)?.state === state ? events : [...events, { state, at }];
}

/** They are what is agreed then. */
function withoutPoints({ redeemed: _redeemed, ...order }: OrderRecord): OrderRecord {
  return order;
}

/** What is agreed between shopper and shop, where it is not what was ordered. */
function toAgreed(order: OrderRecord, result: Result, { findPickup }: ProofContext) {
  const { pickup, deposits = order.deposits, discount, redeem } = result;
  // Where lines are told, so are the points that pay for a part of them.
  const redeemed = result.lines ? redeem : order.redeemed;
  const lines = withPrices(order.lines, result);
  const moved = pickup !== undefined && pickup.slot !== order.pickup.slot;
  const place = moved
    ? (findPickup(pickup.depot, pickup.slot) ?? toNamedPickup(pickup.depot, pickup.slot))
    : order.pickup;
  return {
    lines,
    subtotal: lines.reduce((sum, line) => sum + line.total, 0),
    deposits,
    ...(discount === undefined ? {} : { discount }),
    ...(redeemed ? { redeemed } : {}),
    pickup: place,
  };
}

/** Those that the endpoint names, in its order; one that was never ordered is not believed, nor the rest then. */
function withPrices(lines: readonly OrderLine[], { lines: priced }: Result): readonly OrderLine[] {
  if (!priced) return lines;
  const known = new Map(lines.map((line) => [lineId(line.variant, line.modifiers), line]));
  const now = priced.flatMap(({ variant, modifiers, quantity, price, total }): readonly OrderLine[] => {
    const line = known.get(lineId(variant, modifiers));
    return line?.quantity === quantity ? [{ ...line, price, total }] : [];
  });
  return now.length === priced.length && now.length > 0 ? now : lines;
}

function toDecision(
  order: OrderRecord,
  result: Result,
  proof: Proof,
  { alternates = [] }: ProofContext,
): OrderDecision | undefined {
  const until = result.until === undefined ? {} : { until: result.until };
  const points = toPointsOff(order, result);
  const others = points ? { points } : {};
  if (proof.state === 'repriced') return { ...toReprice(order, result, proof), ...until, ...others };
  if (proof.state !== 'disputed') return undefined;
  // What points do not pay any more is shown, and is the shopper's to choose.
  const most = order.total + Math.max(0, points ? points.was - points.now : 0);
  return {
    kind: 'dispute',
    ...until,
    alternates: alternates.filter(({ amount }) => amount <= most),
    ...others,
  };
}

/** Where lines are told, so are the points that pay for a part of them. */
function toPointsOff({ redeemed }: OrderRecord, { lines, redeem }: Result): PointsOff | undefined {
  const was = redeemed?.off ?? 0;
  const now = lines ? (redeem?.off ?? 0) : was;
  return now === was ? undefined : { was, now };
}

function toReprice(order: OrderRecord, result: Result, proof: Proof): RepriceDecision {
  const now = withPrices(order.lines, result);
  return {
    kind: 'reprice',
    accepted: order.total,
    amount: proof.amount,
    changes: order.lines.flatMap((line, index) => {
      const price = now[index]?.price ?? line.price;
      return price === line.price ? [] : [{ title: nameOfLine(line), was: line.price, now: price }];
    }),
  };
}
