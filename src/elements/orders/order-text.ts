/** The sentences about an order, in the page's language: core says which terms, here they get their words. */
import type { Sentence, Tone, WordValue } from '../../core/order/order-sentences.js';
import { toOrderWords } from '../../core/order/order-words.js';
import type { Order } from '../../core/order/order.js';
import type { ShopState } from '../../core/shop-state.js';
import { dayOf, momentOf, slotOf, timeOf } from '../words/moments.js';
import { clearedAfterWeek } from './order-keeping.js';
import type { OrderLocalizer } from '../words/order-terms.js';

export interface OrderStatus {
  readonly tone: Tone;
  readonly headline: string;
  readonly details: readonly string[];
}

/** @param now epoch milliseconds */
export function toStatus(order: Order, state: ShopState, now: number, l: OrderLocalizer): OrderStatus {
  const clearedAt = clearedAfterWeek(now);
  const { tone, headline, details } = toOrderWords(order, {
    connection: state.connection,
    outbox: state.outbox,
    durable: state.storage.durable,
    byHand: state.offlinePolicy === 'force-offline',
    now,
    ...(clearedAt === undefined ? {} : { clearedAt }),
  });
  const text = (sentence: Sentence) => sentenceText(sentence, order.currency, l);
  return { tone, headline: text(headline), details: details.map(text) };
}

function sentenceText({ term, values = {} }: Sentence, currency: string, l: OrderLocalizer): string {
  const texts = Object.entries(values).map(([name, value]) => [name, isolate(toText(value, currency, l), l)]);
  return l.t(term, Object.fromEntries(texts) as Record<string, string>);
}

function toText(value: WordValue, currency: string, l: OrderLocalizer): string {
  if (typeof value === 'string') return value;
  if ('money' in value) return l.money(value.money, currency);
  if ('time' in value) return timeOf(l, value.time);
  if ('day' in value) return dayOf(l, value.day);
  if ('moment' in value) return momentOf(l, value.moment);
  return slotOf(l, ...value.slot);
}

/** Names, prices and times keep their own direction inside a sentence that runs right to left. */
function isolate(text: string, { dir }: OrderLocalizer): string {
  return dir === 'rtl' ? `\u2068${text}\u2069` : text;
}
