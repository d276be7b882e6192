/** What a stall can be told to do with a receipt, in one table that the screen and the tests read as well. */
import type { StallPlace } from './stall-order.js';

/** What can be done, at one glance. */
export type VerdictTone = 'give' | 'take' | 'check' | 'stop';

/** Each verdict with its tone; what is given, taken for or checked may be handed over. */
export const VERDICTS = {
  give: 'give',
  take: 'take',
  unconfirmed: 'check',
  'unknown-device': 'check',
  collected: 'stop',
  returned: 'stop',
  elsewhere: 'stop',
  cancelled: 'stop',
  expired: 'stop',
  forged: 'stop',
  'other-shop': 'stop',
  rehearsal: 'stop',
  'unknown-key': 'stop',
  unreadable: 'stop',
} as const satisfies Record<string, VerdictTone>;
export type VerdictKind = keyof typeof VERDICTS;

export interface Verdict {
  readonly kind: VerdictKind;
  /** What is to be taken, in minor units. */
  readonly amount?: number;
  /** Where and when it was collected or taken back, as far as that is known. */
  readonly where?: 'here' | 'elsewhere';
  readonly at?: string;
  /** Where and when it is to be collected instead. */
  readonly place?: StallPlace;
  /** Whose receipt it is, where it is another shop's. */
  readonly shop?: string;
}
