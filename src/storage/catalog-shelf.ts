/**
 * Keeps catalogs by address in a small database of their own, through idb-keyval.
 * A cache: what can not be kept is fetched again, and no failure is shown. A browser
 * that does not answer is waited for no longer than for its storage.
 */
import { createStore, get, set, type UseStore } from 'idb-keyval';

import type { CatalogRecord, CatalogShelf } from '../core/ports.js';
import { STORAGE_WAIT_MS, within } from './within.js';

export function openCatalogShelf(waitMs = STORAGE_WAIT_MS): CatalogShelf {
  let store: UseStore | undefined;
  const open = () => (store ??= createStore('punnet', 'catalogs'));
  return {
    async get(url) {
      try {
        return await within(waitMs, get<CatalogRecord>(url, open()));
      } catch {
        return undefined;
      }
    },
    async put(url, record) {
      try {
        await within(waitMs, set(url, record, open()));
      } catch {
        store = undefined;
      }
    },
  };
}
