/** What a stall's device forgets after as long as settled orders are kept: what was answered, and orders nobody speaks of. */
import type { DeviceStore } from '../ports.js';

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** @param now epoch milliseconds */
export async function prune(store: DeviceStore, now: number): Promise<void> {
  const [collections, orders] = await Promise.all([store.list('collection'), store.list('stall-order')]);
  const isOld = (at: string) => now - Date.parse(at) > KEPT_MS;
  const over = collections.filter(({ at, answer, undone }) => isOld(at) && (answer ?? undone));
  const quiet = orders.filter(({ seenAt }) => isOld(seenAt));
  const keys = [
    ...over.map(({ id }) => ['collection', id] as const),
    ...quiet.map(({ id }) => ['stall-order', id] as const),
  ];
  if (keys.length > 0) await store.commit({ remove: keys, durability: 'relaxed' });
}
