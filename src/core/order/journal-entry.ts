/**
 * The text of one file of the second copy: an intent with the order it is about,
 * so that a device whose database is gone can send it, byte for byte, and show it.
 */
import * as v from 'valibot';

import { HashSchema, IdSchema, JweSchema, JwsSchema } from '../protocol/fields.js';
import { CHANGE_TYPES } from '../protocol/intent.js';
import type { OutboxRecord } from '../records.js';
import type { OrderRecord } from './order.js';

const IntentEntrySchema = v.object({
  rev: v.number(),
  id: IdSchema,
  order: IdSchema,
  type: v.picklist(['order.place', ...CHANGE_TYPES]),
  jws: JwsSchema,
  hash: HashSchema,
  sealed: v.optional(v.object({ hash: HashSchema, jwe: JweSchema })),
});

const EntrySchema = v.object({
  v: v.literal(1),
  intent: IntentEntrySchema,
  order: v.object({ id: IdSchema, state: v.string(), proofRev: v.number(), secret: HashSchema }),
});

export interface JournalEntry {
  readonly intent: OutboxRecord;
  readonly order: OrderRecord;
}

export function toJournalText(intent: OutboxRecord, order: OrderRecord): string {
  return JSON.stringify({ v: 1, intent, order });
}

/** Undefined if the text is none of ours. */
export function parseJournalText(text: string): JournalEntry | undefined {
  try {
    const json: { order?: unknown } = JSON.parse(text);
    const parsed = v.safeParse(EntrySchema, json);
    if (!parsed.success) return undefined;
    // What we wrote ourselves and the store's checksum covers is taken as it was.
    return { intent: parsed.output.intent, order: json.order } as unknown as JournalEntry;
  } catch {
    return undefined;
  }
}
