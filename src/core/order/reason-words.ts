/**
 * Why the shop did not take an order as it was asked for, as a term: every code that
 * the reference endpoint gives, the technical ones under one plain sentence. A code
 * from elsewhere is shown as it is.
 */
import type { Reason } from '../protocol/sync.js';
import type { OrderLine } from './order.js';

export const REASON_TERMS = {
  'sold-out': 'reason.sold-out',
  'out-of-stock': 'reason.out-of-stock',
  'unknown-variant': 'reason.unknown-variant',
  'bad-modifiers': 'reason.bad-modifiers',
  'bad-step': 'reason.bad-quantity',
  'over-maximum': 'reason.bad-quantity',
  'below-minimum': 'reason.below-minimum',
  'contact-required': 'reason.contact-required',
  'unknown-depot': 'reason.unknown-depot',
  'depot-closed': 'reason.depot-closed',
  'unknown-slot': 'reason.unknown-slot',
  'slot-full': 'reason.slot-full',
  'cutoff-passed': 'reason.cutoff-passed',
  'payment-refused': 'reason.payment-refused',
  'total-mismatch': 'reason.unreadable',
  'wrong-mode': 'reason.unreadable',
  'wrong-currency': 'reason.unreadable',
  equivocation: 'reason.unreadable',
  'no-answer': 'reason.no-answer',
} as const;

export type ReasonTerm = (typeof REASON_TERMS)[keyof typeof REASON_TERMS] | 'reason';

export interface ReasonSentence {
  readonly term: ReasonTerm;
  readonly values: { readonly title: string; readonly code: string };
}

/** Names what it is about by what the shopper saw when they ordered it. */
export function toReason({ code, variant }: Reason, lines: readonly OrderLine[]): ReasonSentence {
  const term = Object.hasOwn(REASON_TERMS, code) ? REASON_TERMS[code as keyof typeof REASON_TERMS] : 'reason';
  const line = lines.find((each) => each.variant === variant);
  return { term, values: { title: line?.title ?? variant ?? '', code } };
}
