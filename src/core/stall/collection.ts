/**
 * What a stall has handed over or taken back, or the owner has said of the shop, as their device keeps it: from the
 * press on, and until the shop has answered. While it may be undone its intent is held back, and is in no outbox.
 */
import type { OwnerWish } from '../owner/owner-port.js';
import type { IntentType } from '../protocol/intent.js';
import type { ProvenState } from '../protocol/proof.js';
import type { OutboxRecord } from '../records.js';

export const STALL_TYPES = ['receipt.collect', 'receipt.return'] as const;
export type StallType = (typeof STALL_TYPES)[number];
/** What the shop's own people say: of orders, at a stall, and of the shop, as its owner. */
export const STAFF_TYPES = [...STALL_TYPES, 'stock.set', 'depot.set'] as const;
export type StaffType = (typeof STAFF_TYPES)[number];

export function isStallType(type: IntentType): type is StallType {
  return (STALL_TYPES as readonly IntentType[]).includes(type);
}

export function isStaffType(type: IntentType): type is StaffType {
  return (STAFF_TYPES as readonly IntentType[]).includes(type);
}

export function isOwnerType(type: IntentType): boolean {
  return isStaffType(type) && !isStallType(type);
}

/** What the shop has made of it; `code` says why where it was refused. */
export interface CollectionAnswer {
  readonly state: ProvenState;
  readonly code?: string;
}

export interface CollectionRecord {
  readonly rev: number;
  /** Of its intent. */
  readonly id: string;
  readonly type: StaffType;
  /** What an owner says is about none: it is its own, with no characters and no amount. */
  readonly order: string;
  /** The order's six characters. */
  readonly code: string;
  /** What was taken, or given back, in minor units. */
  readonly amount: number;
  /** What the owner said. */
  readonly wish?: OwnerWish;
  /** ISO 8601, UTC, by this device's clock. */
  readonly at: string;
  /** The intent, while this may be undone. */
  readonly held?: OutboxRecord;
  /** It was undone before anybody was told. */
  readonly undone?: true;
  readonly answer?: CollectionAnswer;
  /** The helper has seen that it was refused. */
  readonly noted?: true;
}

/** Why a stall's word was not taken, for what that means here. */
export function refusalOf({ answer }: Pick<CollectionRecord, 'answer'>): string | undefined {
  return answer?.state === 'rejected' ? (answer.code ?? 'rejected') : undefined;
}
