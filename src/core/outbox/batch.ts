/**
 * Packs waiting intents into one request, oldest first, within the protocol's
 * limits. Refuses to know what the intents say.
 */
import { MAX_BATCH, MAX_BODY_BYTES } from '../protocol/sync.js';
import type { OutboxRecord } from '../records.js';

/** What the request needs beside the intents: names, claims, cursor. */
const RESERVE_BYTES = 16 * 1024;
/** Quotes, comma and the key of a sealed contact, for one intent. */
const ENTRY_OVERHEAD_BYTES = 64;

/**
 * The first of `waiting` that fit into one request together. Never none: an intent
 * too large for any request goes alone, so that the endpoint's refusal names it.
 */
export function takeBatch(waiting: readonly OutboxRecord[], most = MAX_BATCH): readonly OutboxRecord[] {
  let bytes = RESERVE_BYTES;
  let count = 0;
  for (const record of waiting) {
    bytes += record.jws.length + (record.sealed?.jwe.length ?? 0) + ENTRY_OVERHEAD_BYTES;
    if (count > 0 && (count >= most || bytes > MAX_BODY_BYTES)) break;
    count += 1;
  }
  return waiting.slice(0, count);
}

/** Under a refusal of the whole batch: the half to try alone. */
export function halve(batchSize: number): number {
  return Math.max(1, Math.floor(batchSize / 2));
}
