/**
 * The best place this browser has for a shop's records: its database, or memory
 * where that is refused (private windows, blocked storage) or never answers.
 */
import type { DeviceStore } from '../core/ports.js';
import type { ConnectionOptions } from './connection.js';
import { openIndexedDbStore } from './indexed-db-store.js';
import { createMemoryStore } from './memory-store.js';

/** Always resolves; `kept` says where to. */
export async function openStore(shopId: string, options: ConnectionOptions): Promise<DeviceStore> {
  let store: DeviceStore | undefined;
  try {
    store = await openIndexedDbStore(shopId, options);
    // A damaged database opens like any other, and fails at the first thing that is asked of it; one that another tab
    // is stuck in never answers.
    await store.get(['shop']);
    return store;
  } catch {
    void store?.close();
    // Whatever the reason, the shopper can still order in this tab, and is told so.
    return createMemoryStore();
  }
}
