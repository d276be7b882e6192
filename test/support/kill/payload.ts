/** What intents say, read without a look at their signatures. */
import type { Intent } from '../../../src/core/protocol/intent.js';
import type { LeaseItem } from '../../../src/core/protocol/lease.js';

export function payloadOf(jws: string): Intent {
  return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as Intent;
}

/** What an order takes out of leases. */
export function drawnBy(jws: string): readonly LeaseItem[] {
  const intent = payloadOf(jws);
  return intent.type === 'order.place' ? (intent.body.leases ?? []).flatMap(({ items }) => items) : [];
}
