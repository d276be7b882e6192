/** The intents that an endpoint has taken in, each once. */
import type { IntentType } from '../protocol/intent.js';

/** An intent that was taken in. Its id is answered with its order's state for ever. */
export interface KnownIntent {
  readonly id: string;
  /** SHA-256 of `jws`. */
  readonly hash: string;
  readonly device: string;
  readonly seq: number;
  readonly type: IntentType;
  readonly order: string;
  /** Its number was used before by another intent of the device. */
  readonly forked: boolean;
  /** Of one that is about no order: why it was refused. Those that were not have none. */
  readonly refused?: string;
  /** As received: what the shopper agreed to, for a dispute. */
  readonly jws: string;
  /** ISO 8601, UTC, by the endpoint's clock. */
  readonly receivedAt: string;
}

export interface IntentLedger {
  intent(id: string): Promise<KnownIntent | undefined>;
  /** False, and nothing is written, if there is an intent with this id. */
  addIntent(intent: KnownIntent): Promise<boolean>;
  /** The intent that used this device's number first: `intent` itself, unless another was before. */
  useNumber(device: string, seq: number, intent: string): Promise<string>;
}
