/** What intents say, read without a look at their signatures. */
import type { Intent } from '../../../src/core/protocol/intent.js';
import { countOfItem, nameOfItem, type LeaseItem } from '../../../src/core/protocol/lease.js';

export function payloadOf(jws: string): Intent {
  return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as Intent;
}

/** What an order takes out of leases. */
export function drawnBy(jws: string): readonly LeaseItem[] {
  const intent = payloadOf(jws);
  return intent.type === 'order.place' ? (intent.body.leases ?? []).flatMap(({ items }) => items) : [];
}

/** All that the order needs stands in what it draws. */
export function isPromisedWhole(jws: string): boolean {
  const intent = payloadOf(jws);
  if (intent.type !== 'order.place') return false;
  const drawn = new Map<string, number>();
  for (const item of drawnBy(jws))
    drawn.set(nameOfItem(item), (drawn.get(nameOfItem(item)) ?? 0) + countOfItem(item));
  const { pickup, lines } = intent.body;
  const { depot } = pickup;
  const stock = lines.map(({ variant, quantity }) => ({ variant, depot, quantity }));
  return [pickup, ...stock].every((item) => (drawn.get(nameOfItem(item)) ?? 0) >= countOfItem(item));
}

/** All the points that the order redeems stand in what it draws. */
export function isRedeemedWhole(jws: string): boolean {
  const intent = payloadOf(jws);
  if (intent.type !== 'order.place' || !intent.body.redeem) return false;
  const points = drawnBy(jws).reduce((sum, item) => sum + ('points' in item ? item.points : 0), 0);
  return points >= intent.body.redeem.points;
}
