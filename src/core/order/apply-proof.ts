/**
 * What an answer of the endpoint makes of an order on the device. Believes only
 * proofs that were verified before; the highest revision wins, whatever state it
 * proves.
 */
import type { Proof, ProvenState } from '../protocol/proof.js';
import type { Result } from '../protocol/sync.js';
import type { OrderEvent, OrderLine, OrderRecord, RepriceDecision } from './order.js';
import { ORDER_STATES } from './order-states.js';

/** Only these change what the order costs: before them, the amount that was accepted stands. */
const AGREED: readonly ProvenState[] = ['confirmed', 'confirmed_late', 'collected'];

/**
 * @param at ISO 8601, UTC: when the answer came
 * @returns the same object if nothing changes
 */
export function applyProof(order: OrderRecord, result: Result, proof: Proof, at: string): OrderRecord {
  const answersChoice = proof.intent !== order.id;
  if (answersChoice && proof.rev === 0) return withoutChoice(order);
  if (proof.order !== order.id || proof.rev < order.proofRev) return order;
  if (proof.rev === order.proofRev && !answersChoice) return order;
  const { choice, decision: asked, reason: _reason, parked, ...rest } = order;
  const until = asked?.until;
  const choiceWaits = choice !== undefined && !answersChoice;
  const keepsChoice = choiceWaits && !ORDER_STATES[proof.state].final;
  const decision = proof.state === 'repriced' ? toDecision(order, result, proof) : undefined;
  const agreed = AGREED.includes(proof.state);
  const lines = agreed ? withPrices(order.lines, result) : order.lines;
  return {
    ...rest,
    state: proof.state,
    lines,
    ...(agreed ? { total: proof.amount, ...sums(order, lines, result) } : {}),
    ...(agreed && proof.amount !== order.total ? { accepted: order.accepted ?? order.total } : {}),
    payment: { ...order.payment, state: proof.payment, amount: agreed ? proof.amount : order.total },
    ...(keepsChoice ? { choice } : {}),
    // The choice's intent stays in the outbox, and if it was set aside, it stays so.
    ...(choiceWaits && parked !== undefined ? { parked } : {}),
    ...(decision === undefined ? {} : { decision }),
    ...(result.reason === undefined ? {} : { reason: result.reason }),
    ...(until !== undefined && result.reason?.code === 'no-answer' ? { undecidedBy: until } : {}),
    events: withEvent(order.events, proof.state, at),
    proofRev: proof.rev,
    rev: order.rev + 1,
  };
}

/** Only a refusal of the choice's bytes has no revision: it says nothing of the order. */
function withoutChoice(order: OrderRecord): OrderRecord {
  const { choice: _choice, parked: _parked, ...rest } = order;
  return { ...rest, rev: order.rev + 1 };
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

function sums(order: OrderRecord, lines: readonly OrderLine[], result: Result) {
  return {
    subtotal: lines.reduce((sum, line) => sum + line.total, 0),
    deposits: result.deposits ?? order.deposits,
  };
}

/** The endpoint answers lines in the order of the intent; one that does not fit is not believed. */
function withPrices(lines: readonly OrderLine[], result: Result): readonly OrderLine[] {
  const priced = result.lines;
  if (!priced || priced.length !== lines.length) return lines;
  return lines.map((line, index) => {
    const now = priced[index];
    return now?.variant === line.variant ? { ...line, price: now.price, total: now.total } : line;
  });
}

function toDecision(order: OrderRecord, result: Result, proof: Proof): RepriceDecision {
  const now = withPrices(order.lines, result);
  return {
    kind: 'reprice',
    accepted: order.total,
    amount: proof.amount,
    ...(result.until === undefined ? {} : { until: result.until }),
    changes: order.lines.flatMap((line, index) => {
      const price = now[index]?.price ?? line.price;
      const title = line.detail === '' ? line.title : `${line.title} ${line.detail}`;
      return price === line.price ? [] : [{ title, was: line.price, now: price }];
    }),
  };
}
