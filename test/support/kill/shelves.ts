/** What lies at the depots by what was said of it: first counts, what the owner counted since, and what was handed over. */
import type { Shelves } from '../../simulation/audit.js';
import type { KeptBooks } from './books.js';
import { payloadOf } from './payload.js';

/**
 * Word for word in the order in which they came. Nothing is handed over but what the order holds, since none is called
 * off any more whose receipt was shown.
 *
 * @param first by `variant depot`
 */
export function shelvesBy(
  { intents, orders }: Pick<KeptBooks, 'intents' | 'orders'>,
  first: Shelves,
): Shelves {
  const shelves = new Map(first);
  for (const { jws, refused } of intents) {
    const { type, body } = payloadOf(jws);
    if (refused !== undefined) continue;
    if (type === 'stock.set') shelves.set(`${body.variant} ${body.depot}`, body.quantity ?? 0);
    const collected = type === 'receipt.collect' ? orders.get(body.order)?.order : undefined;
    for (const { variant, quantity } of collected?.lines ?? []) {
      const name = `${variant} ${collected?.pickup.depot}`;
      const there = shelves.get(name);
      if (there !== undefined) shelves.set(name, there - quantity);
    }
  }
  return shelves;
}
