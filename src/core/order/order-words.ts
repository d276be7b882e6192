/**
 * What may be said about an order, and nothing more than is known: which terms make
 * its headline and the sentences beneath, with what values, in which tone. Knows no
 * language and no format; the time is an argument.
 *
 * *Sent* needs an answer that names the order, *confirmed* and *paid* the shop's
 * proof. How the connection stands only ever changes what is said of an order that
 * is still here.
 */
import type { ProvenState } from '../protocol/proof.js';
import type { Connection, OutboxView, StorageView } from '../shop-state.js';
import type { Order, OrderDecision } from './order.js';
import { ORDER_STATES, type OrderState } from './order-states.js';
import { toReason, type ReasonTerm } from './reason-words.js';

export type Tone = 'good' | 'wait' | 'attention' | 'bad' | 'plain';

/** Money in minor units of the order's currency; times are ISO 8601, UTC. */
export type WordValue =
  | string
  | { readonly money: number }
  | { readonly time: string }
  | { readonly day: string }
  | { readonly moment: string }
  | { readonly slot: readonly [start: string, end: string] };

type Headline =
  | `state.${OrderState}`
  | 'disputedRanOut'
  | 'undecided'
  | 'undecidedInTime'
  | 'savedSending'
  | 'savedStuck'
  | 'heldInTab'
  | 'choiceSaved'
  | 'cancelSaved'
  | 'choiceHeld';

type Detail =
  | ReasonTerm
  | 'savedHint'
  | 'byHand'
  | 'heldInTabHint'
  | 'lastTried'
  | 'openBefore'
  | 'cutoffNear'
  | 'cutoffOver'
  | 'parkedOrder'
  | 'choiceHint'
  | 'choiceHeldHint'
  | 'sentHint'
  | 'confirmedHint'
  | 'collectHint'
  | 'paidAmount'
  | 'amountChanged'
  | 'disputedHint'
  | 'repricedLine'
  | 'repricedPoints'
  | 'repricedHint'
  | 'chosenAt'
  | 'chosenWithout'
  | 'decideUntil'
  | 'decideOver'
  | 'cancelledByYou'
  | 'cancelledOn'
  | 'collectedHint'
  | 'nothingCharged';

export interface Sentence<T extends string = Headline | Detail> {
  readonly term: T;
  readonly values?: Readonly<Record<string, WordValue>>;
}

export interface OrderWords {
  readonly tone: Tone;
  readonly headline: Sentence<Headline>;
  readonly details: readonly Sentence<Detail>[];
}

/** What is known besides the order itself. */
export interface OrderSituation {
  readonly connection: Connection;
  readonly outbox: Pick<OutboxView, 'sending' | 'triedAt'>;
  readonly durable: StorageView['durable'];
  /** It is sent when the shopper says so, and not by itself. */
  readonly byHand?: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  /** When this browser will have cleared what is kept here, if it is known to do so. */
  readonly clearedAt?: string;
}

/** From then on an unsent order may miss its time. */
const CUTOFF_NEAR_MS = 3 * 60 * 60 * 1000;

/** Something about this order is still on this device alone. */
export function isUnsent(order: Pick<Order, 'state' | 'choice'>): boolean {
  return order.state === 'saved' || order.choice !== undefined;
}

/** Something may still be handed over: not where it ended, nor where the shopper has called it off. */
export function isCollectable(order: Pick<Order, 'state' | 'choice'>): boolean {
  return !ORDER_STATES[order.state].final && order.choice !== 'cancel';
}

/** The shop's proof says that the order stands, so that whoever looks its code up finds it. */
export function isFindable(order: Pick<Order, 'state' | 'choice'>): boolean {
  return isCollectable(order) && (order.state === 'confirmed' || order.state === 'confirmed_late');
}

/** What ordering the same again is called, where the order came to nothing and not by the shopper's own wish. */
export function againWord({
  state,
  reason,
  payment,
}: Pick<Order, 'state' | 'reason' | 'payment'>): 'changeAgain' | 'orderAgain' | undefined {
  if (state === 'rejected') return 'changeAgain';
  const late = state === 'expired' || payment.state === 'expired';
  return late || (state === 'cancelled' && reason?.code === 'no-answer') ? 'orderAgain' : undefined;
}

/** The shopper has to decide, and has not yet. */
export function needsDecision(order: Pick<Order, 'state' | 'choice'>): boolean {
  return ORDER_STATES[order.state].needsYou && order.choice === undefined;
}

export function toOrderWords(order: Order, situation: OrderSituation): OrderWords {
  if (order.choice !== undefined) return choiceWords(order, situation);
  if (order.state === 'saved') return savedWords(order, situation);
  if (order.state === 'sent') {
    return words('wait', say('state.sent', { shop: order.shopName }), say('sentHint'));
  }
  return provenWords(order, order.state, situation.now);
}

function choiceWords(order: Order, { durable }: OrderSituation): OrderWords {
  const held = durable === 'no' && order.filed !== `order.${order.choice}`;
  const saved = order.choice === 'cancel' ? 'cancelSaved' : 'choiceSaved';
  const tone = order.parked === undefined ? 'wait' : 'attention';
  const hint = say(held ? 'choiceHeldHint' : 'choiceHint');
  return words(tone, say(held ? 'choiceHeld' : saved), ...chosenWords(order), hint, ...parkedWords(order));
}

function chosenWords({ chosen, pickup, lines }: Order): readonly Sentence<'chosenAt' | 'chosenWithout'>[] {
  if (!chosen) return [];
  const total = { money: chosen.amount };
  const { depotTitle: place, slot, start, end } = chosen.pickup;
  if (slot !== pickup.slot) return [say('chosenAt', { place, when: { slot: [start, end] }, total })];
  return [say('chosenWithout', { title: namesOf(chosen.without, lines), total })];
}

/** What variants were called when they were ordered. */
export function namesOf(variants: readonly string[], lines: Order['lines']): string {
  const names = variants.map((id) => lines.find(({ variant }) => variant === id)?.title ?? id);
  return [...new Set(names)].join(', ');
}

function savedWords(order: Order, situation: OrderSituation): OrderWords {
  const { connection, outbox, durable, byHand, clearedAt } = situation;
  const cutoff = cutoffWords(order, situation.now);
  const parked = parkedWords(order);
  const late = [...parked, ...cutoff];
  const tone = late.length > 0 ? 'attention' : 'wait';
  const tried = outbox.triedAt !== null && outbox.triedAt >= order.placedAt ? outbox.triedAt : undefined;
  const lastTried = tried === undefined ? [] : [say('lastTried', { time: { time: tried } })];
  if (durable === 'no' && !order.filed) {
    return words(tone, say('heldInTab'), say('heldInTabHint'), ...lastTried, ...late);
  }
  const reachable = connection === 'online' || connection === 'unknown';
  if (outbox.sending && reachable && parked.length === 0) return words(tone, say('savedSending'), ...cutoff);
  const open = clearedAt === undefined ? [] : [say('openBefore', { day: { day: clearedAt } })];
  const stuck = tried !== undefined && connection !== 'offline';
  if (stuck || late.length > 0) {
    const hint = byHand ? [say('byHand')] : [];
    return words(tone, say('savedStuck'), ...lastTried, ...hint, ...late, ...open);
  }
  return words(tone, say('state.saved'), say(byHand ? 'byHand' : 'savedHint'), ...open);
}

function parkedWords({ parked }: Order): readonly Sentence<'parkedOrder'>[] {
  return parked === undefined ? [] : [say('parkedOrder', { reason: parked })];
}

function cutoffWords(
  { pickup, leased }: Order,
  now: number,
): readonly Sentence<'cutoffNear' | 'cutoffOver'>[] {
  // A place that is held for the shopper waits for the order until its time is over.
  if (leased && now < Date.parse(pickup.end)) return [];
  const left = Date.parse(pickup.cutoff) - now;
  if (left > CUTOFF_NEAR_MS) return [];
  return [left > 0 ? say('cutoffNear', { time: { time: pickup.cutoff } }) : say('cutoffOver')];
}

function provenWords(order: Order, state: ProvenState, now: number): OrderWords {
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

function say<T extends string>(term: T, values?: Sentence<T>['values']): Sentence<T> {
  return values === undefined ? { term } : { term, values };
}

function words(tone: Tone, headline: Sentence<Headline>, ...details: Sentence<Detail>[]): OrderWords {
  return { tone, headline, details };
}
