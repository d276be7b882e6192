/**
 * The text of one file of the second copy: an intent with the order it is about, or with what a stall
 * has done, so that a device whose database is gone can send it, byte for byte, and show it.
 */
import * as v from 'valibot';

import { HashSchema, IdSchema, JweSchema, JwsSchema } from '../protocol/fields.js';
import { CHANGE_TYPES } from '../protocol/intent.js';
import type { OutboxRecord } from '../records.js';
import { STAFF_TYPES, type CollectionRecord } from '../stall/collection.js';
import type { OrderRecord } from './order.js';

const IntentEntrySchema = v.object({
  rev: v.number(),
  id: IdSchema,
  order: IdSchema,
  type: v.picklist(['order.place', ...CHANGE_TYPES, ...STAFF_TYPES]),
  jws: JwsSchema,
  hash: HashSchema,
  sealed: v.optional(v.object({ hash: HashSchema, jwe: JweSchema })),
});

const EntrySchema = v.object({
  v: v.literal(1),
  intent: IntentEntrySchema,
  order: v.optional(v.object({ id: IdSchema, state: v.string(), proofRev: v.number(), secret: HashSchema })),
  collection: v.optional(v.object({ id: IdSchema, order: IdSchema, amount: v.number() })),
});

export interface OrderEntry {
  readonly intent: OutboxRecord;
  readonly order: OrderRecord;
}

export interface CollectionEntry {
  readonly intent: OutboxRecord;
  readonly order?: never;
  readonly collection: CollectionRecord;
}

export type JournalEntry = OrderEntry | CollectionEntry;

export function toJournalText(intent: OutboxRecord, order: OrderRecord): string {
  return JSON.stringify({ v: 1, intent, order });
}

export function toCollectionText(intent: OutboxRecord, collection: CollectionRecord): string {
  return JSON.stringify({ v: 1, intent, collection });
}

/** Undefined if the text is none of ours. */
export function parseJournalText(text: string): JournalEntry | undefined {
  try {
    const json: { order?: unknown; collection?: unknown } = JSON.parse(text);
    const parsed = v.safeParse(EntrySchema, json);
    if (!parsed.success) return undefined;
    const { intent, order, collection } = parsed.output;
    // What we wrote ourselves and the store's checksum covers is taken as it was.
    const about = order ? { order: json.order } : collection && { collection: json.collection };
    return about && ({ intent, ...about } as unknown as JournalEntry);
  } catch {
    return undefined;
  }
}
