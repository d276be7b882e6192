/** An intent that was taken in as a row and back. Rows were written by this code alone. */
import type { KnownIntent } from '../core/intake/intent-ledger.js';
import type { IntentType } from '../core/protocol/intent.js';
import type { IntentRow } from './tables.js';

export function toIntentRow(shop: string, intent: KnownIntent): IntentRow {
  return {
    shop,
    id: intent.id,
    hash: intent.hash,
    device: intent.device,
    seq: intent.seq,
    type: intent.type,
    order_id: intent.order,
    forked: Number(intent.forked),
    jws: intent.jws,
    received_at: intent.receivedAt,
    refused: intent.refused ?? null,
  };
}

export function toKnownIntent({
  shop: _shop,
  order_id,
  forked,
  received_at,
  refused,
  type,
  ...rest
}: IntentRow): KnownIntent {
  return {
    ...rest,
    seq: Number(rest.seq),
    type: type as IntentType,
    order: order_id,
    forked: forked === 1,
    receivedAt: received_at,
    ...(refused === null ? {} : { refused }),
  };
}
