/**
 * The best place this browser has for a shop's records: its database, or memory
 * where that is refused (private windows, blocked storage) or never answers.
 */
import type { DeviceStore } from '../core/ports.js';
import { openIndexedDbStore, type IndexedDbOptions } from './indexed-db-store.js';
import { createMemoryStore } from './memory-store.js';

/** Always resolves; `kept` says where to. */
export async function openStore(shopId: string, options: IndexedDbOptions): Promise<DeviceStore> {
  try {
    return await openIndexedDbStore(shopId, options);
  } catch {
    // Whatever the reason, the shopper can still order in this tab, and is told so.
    return createMemoryStore();
  }
}
