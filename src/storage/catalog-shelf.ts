/**
 * Keeps catalogs by address in a small database of their own. A cache: what can
 * not be kept is fetched again, and no failure is shown. A browser that does not answer
 * is waited for no longer than for its storage.
 */
import { get, set } from 'idb-keyval';

import type { CatalogRecord, CatalogShelf } from '../core/ports.js';
import { Connection } from './connection.js';
import { STORAGE_WAIT_MS, within } from './within.js';

export interface OpenShelf extends CatalogShelf {
  /** Resolves once nothing that was begun is still going on. */
  close(): Promise<void>;
}

export function openCatalogShelf(waitMs = STORAGE_WAIT_MS): OpenShelf {
  const connection = new Connection('punnet', { records: 'catalogs', onLost: nothing, waitMs });
  const catalogs = connection.use('relaxed');
  return {
    get: (url) => within(waitMs, get<CatalogRecord>(url, catalogs)).catch(nothing),
    put: (url, record) => within(waitMs, set(url, record, catalogs)).catch(nothing),
    close: () => connection.close(),
  };
}

function nothing(): undefined {
  // A cache that fails is an empty one.
}
