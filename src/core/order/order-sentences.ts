/**
 * What a sentence about an order is: a term with its values, in no language. Which are said of which order is for
 * `order-words` to say.
 */
import type { Order } from './order.js';
import type { OrderState } from './order-states.js';
import type { ReasonTerm } from './reason-words.js';

export type Tone = 'good' | 'wait' | 'attention' | 'bad' | 'plain';

/** Money in minor units of the order's currency; times are ISO 8601, UTC. */
export type WordValue =
  | string
  | { readonly money: number }
  | { readonly time: string }
  | { readonly day: string }
  | { readonly moment: string }
  | { readonly slot: readonly [start: string, end: string] };

export type Headline =
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

export type Detail =
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

export function say<T extends string>(term: T, values?: Sentence<T>['values']): Sentence<T> {
  return values === undefined ? { term } : { term, values };
}

export function words(tone: Tone, headline: Sentence<Headline>, ...details: Sentence<Detail>[]): OrderWords {
  return { tone, headline, details };
}

/** What variants were called when they were ordered. */
export function namesOf(variants: readonly string[], lines: Order['lines']): string {
  const names = variants.map((id) => lines.find(({ variant }) => variant === id)?.title ?? id);
  return [...new Set(names)].join(', ');
}
