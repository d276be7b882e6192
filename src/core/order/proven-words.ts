/** What is said of an order once the shop has proven how it stands, and of what its shopper is asked then. */
import type { ProvenState } from '../protocol/proof.js';
import type { Order, OrderDecision } from './order.js';
import { namesOf, say, words, type Detail, type OrderWords, type Sentence } from './order-sentences.js';
import type { OrderState } from './order-states.js';
import { toReason, type ReasonTerm } from './reason-words.js';

/** @param now epoch milliseconds */
export function provenWords(order: Order, state: ProvenState, now: number): OrderWords {
  if (order.reason?.code === 'no-answer') return undecidedWords(order);
  const headline = say(`state.${state}` as const);
  switch (state) {
    case 'confirmed':
    case 'confirmed_late':
      return words('good', headline, ...confirmedWords(order));
    case 'repriced':
      return words('attention', headline, ...repricedWords(order, now));
    case 'disputed':
      return disputedWords(order, now);
    case 'rejected':
      return words('bad', headline, ...reasonWords(order), ...uncharged(order));
    case 'cancelled':
      return cancelledWords(order);
    case 'expired':
      return words('plain', headline, ...uncharged(order));
    case 'collected':
      return words('good', headline, ...collectedWords(order));
  }
}

function confirmedWords(order: Order): readonly Sentence<Detail>[] {
  const { pickup, payment, accepted, total } = order;
  const where = { when: { slot: [pickup.start, pickup.end] as const }, place: pickup.depotTitle };
  const collect =
    payment.state === 'at_pickup'
      ? say('confirmedHint', { ...where, amount: { money: payment.amount } })
      : say('collectHint', where);
  const changed =
    accepted === undefined || accepted === total
      ? []
      : [say('amountChanged', { was: { money: accepted }, now: { money: total } })];
  return [...paidWords(order), collect, ...changed];
}

function paidWords({ payment }: Order): readonly Sentence<'paidAmount'>[] {
  return payment.state === 'paid' ? [say('paidAmount', { amount: { money: payment.amount } })] : [];
}

function repricedWords(order: Order, now: number): readonly Sentence<Detail>[] {
  const { decision } = order;
  if (!decision) return [say('disputedHint')];
  if (decision.kind !== 'reprice') return [];
  const { changes, amount } = decision;
  return [
    ...changes.map(({ title, was, now: price }) =>
      say('repricedLine', { title, was: { money: was }, now: { money: price } }),
    ),
    ...pointsWords(decision),
    say('repricedHint', { total: { money: amount } }),
    ...untilWords(order, now),
  ];
}

function pointsWords({ points }: OrderDecision): readonly Sentence<'repricedPoints'>[] {
  return points ? [say('repricedPoints', { was: { money: points.was }, now: { money: points.now } })] : [];
}

const RAN_OUT: readonly string[] = ['out-of-stock', 'sold-out', 'unknown-variant'];

function disputedWords(order: Order, now: number): OrderWords {
  const { reason, lines, decision } = order;
  const ranOut = reason?.variant !== undefined && RAN_OUT.includes(reason.code) ? [reason.variant] : [];
  const offers = decision?.kind === 'dispute' && decision.alternates.length > 0;
  const points = decision && offers ? pointsWords(decision) : [];
  const rest = [...(offers ? [] : [say('disputedHint')]), ...points, ...untilWords(order, now)];
  return ranOut.length > 0
    ? words('attention', say('disputedRanOut', { title: namesOf(ranOut, lines) }), ...rest)
    : words('attention', say('state.disputed'), ...reasonWords(order), ...rest);
}

function untilWords({ decision }: Order, now: number): readonly Sentence<'decideUntil' | 'decideOver'>[] {
  if (decision?.until === undefined) return [];
  const over = Date.parse(decision.until) <= now;
  return [say(over ? 'decideOver' : 'decideUntil', { when: { moment: decision.until } })];
}

function undecidedWords(order: Order): OrderWords {
  const { undecidedBy } = order;
  const headline =
    undecidedBy === undefined ? say('undecidedInTime') : say('undecided', { when: { moment: undecidedBy } });
  return words('plain', headline, ...uncharged(order));
}

function cancelledWords(order: Order): OrderWords {
  const byYou = order.events.some(({ state }) => state === 'cancel-saved');
  const at = lastTime(order, 'cancelled');
  const when =
    at === undefined ? [] : [say(byYou ? 'cancelledByYou' : 'cancelledOn', { when: { moment: at } })];
  return words('plain', say('state.cancelled'), ...when, ...uncharged(order));
}

function collectedWords(order: Order): readonly Sentence<Detail>[] {
  const at = lastTime(order, 'collected');
  const where = order.pickup.depotTitle;
  const when = at === undefined ? [] : [say('collectedHint', { when: { moment: at }, place: where })];
  return [...paidWords(order), ...when];
}

function lastTime({ events }: Order, wanted: OrderState): string | undefined {
  return events.filter(({ state }) => state === wanted).at(-1)?.at;
}

function reasonWords(order: Order): readonly Sentence<ReasonTerm>[] {
  return order.reason === undefined ? [] : [toReason(order.reason, order.lines)];
}

/** Only where nothing can have been paid. */
function uncharged({ payment }: Order): readonly Sentence<'nothingCharged'>[] {
  return ['at_pickup', 'failed', 'expired'].includes(payment.state) ? [say('nothingCharged')] : [];
}
