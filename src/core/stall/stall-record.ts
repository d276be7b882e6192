/** What a device keeps of being a stall's, and of other shops whose receipts it can check. */
import type { StallDay } from '../lease/stall-day.js';
import type { DeviceClass } from '../protocol/intent.js';

export interface StallRecord {
  readonly rev: number;
  readonly class: DeviceClass;
  /** It stays open on this device; else for the session, after which its code is asked for again. */
  readonly remembered: boolean;
  /** SHA-256 of the code that opened it, which opens it again with no network. */
  readonly code: string;
  /** The endpoint's published keys, as it served them itself. */
  readonly keys: readonly unknown[];
  /** ISO 8601, UTC: when it did. */
  readonly keysAt: string | null;
  /** How far the shop has told how orders stand. */
  readonly cursor: string | null;
  /** Where this stall stands, by the depot's id. */
  readonly depot?: string;
  /** What it has of the shop's stock for its day, whatever a basket asks for. */
  readonly day?: StallDay;
  /** How many orders' places it has asked for last in each time; absent: one. */
  readonly places?: number;
  /** The shop says that this device is no stall any more. */
  readonly over?: true;
}

/** This device goes on as a stall's, or as the owner's: its key and what was handed over are not its shopper's. */
export function isKeptStall(stall: StallRecord | undefined): boolean {
  return stall !== undefined && stall.class !== 'shopper' && !stall.over;
}

export interface IssuerRecord {
  readonly rev: number;
  readonly shop: string;
  readonly keys: readonly unknown[];
  /** ISO 8601, UTC. */
  readonly keysAt: string;
}
