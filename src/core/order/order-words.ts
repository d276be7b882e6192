/**
 * What may be said about an order, and nothing more than is known: which terms make
 * its headline and the sentences beneath, with what values, in which tone. Knows no
 * language and no format; the time is an argument.
 *
 * *Sent* needs an answer that names the order, *confirmed* and *paid* the shop's
 * proof. How the connection stands only ever changes what is said of an order that
 * is still here.
 */
import type { Connection, OutboxView, StorageView } from '../shop-state.js';
import type { Order } from './order.js';
import { namesOf, say, words, type OrderWords, type Sentence } from './order-sentences.js';
import { ORDER_STATES } from './order-states.js';
import { provenWords } from './proven-words.js';

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
