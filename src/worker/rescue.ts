/**
 * Orders as a file that a shopper can carry to another browser, and back in.
 * What is unsent there is sent from here, byte for byte.
 */
import { keepSecondCopy } from '../core/order/choose.js';
import { parseRescueFile, toRescueFile } from '../core/order/rescue-file.js';
import type { IntentJournal } from '../core/ports.js';
import { refuse } from '../core/refuse.js';
import type { Outcome } from '../core/shop-port.js';
import type { Room } from './room.js';

export async function exportOrders(room: Room): Promise<Outcome<{ text: string }>> {
  const [orders, intents] = await Promise.all([room.store.list('order'), room.store.list('intent')]);
  const exportedAt = new Date(room.clock.now()).toISOString();
  return { ok: true, text: toRescueFile({ shop: room.shopId, exportedAt, orders, intents }) };
}

export async function importOrders(
  room: Room,
  journal: IntentJournal,
  text: string,
): Promise<Outcome<{ added: number }>> {
  const parsed = parseRescueFile(text);
  if (!parsed.ok) return parsed;
  if (parsed.shop !== room.shopId) {
    return refuse('rescue-other-shop', `The file holds orders of the shop ${parsed.shop}.`);
  }
  let added = 0;
  for (const order of parsed.orders) {
    const known = await room.store.get(['order', order.id]);
    if (known) continue;
    const intents = parsed.intents.filter((intent) => intent.order === order.id);
    const committed = await room.store.commit({
      expect: [[['order', order.id], undefined]],
      put: [
        [['order', order.id], order],
        ...intents.map((intent) => [['intent', intent.id] as const, intent] as const),
      ],
      durability: 'strict',
    });
    if (!committed.ok) return refuse(`storage-${committed.code}`, 'The orders could not be saved.');
    for (const intent of intents) await keepSecondCopy(journal, intent, order);
    added += 1;
  }
  return { ok: true, added };
}
