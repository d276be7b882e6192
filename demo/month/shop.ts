/**
 * The demo's endpoint over its own data, in this process and by a clock of its own: the very code that `npm start` runs, with
 * nobody else at its database meanwhile.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { sql } from 'kysely';

import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import { parseCatalog } from '../../src/core/catalog/parse-catalog.js';
import { toLocalDate } from '../../src/core/pickup/zone.js';
import type { Reply, Wire } from '../../src/core/ports.js';
import { publicKeys } from '../../src/crypto/endpoint-keys.js';
import { createCrypto } from '../../src/crypto/web-crypto.js';
import { openCatalogStore } from '../../src/endpoint/catalog-store.js';
import { openDatabase, type Database } from '../../src/endpoint/database.js';
import { createEndpoint, type Endpoint } from '../../src/endpoint/endpoint.js';
import { createKeys, readKeys } from '../../src/endpoint/key-file.js';
import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';
import { addFirstCounts, parseStock } from '../../src/endpoint/stock-file.js';

export const crypto_ = createCrypto();
const BASE = 'http://localhost/punnet';

export interface ShopFiles {
  readonly data: string;
  readonly catalog: string;
  readonly stock: string;
}

export interface MonthShop {
  readonly endpoint: Endpoint;
  readonly database: Database;
  /** As it is served, with the endpoint's keys in it. */
  readonly catalog: Catalog;
  /** The same before it was read: experiments are in it. */
  readonly source: unknown;
  readonly id: string;
  readonly zone: string;
  readonly clock: { now: number };
  /** The date on the shop's wall. */
  today(): string;
  /** What lies at each place at first, and after each delivery. */
  readonly counts: readonly { readonly variant: string; readonly depot: string; readonly left: number }[];
  wire: Wire;
  /** A one-time code, as `punnet code` makes it. */
  addCode(hash: string, kind: 'stall' | 'owner', until: number): Promise<void>;
  close(): Promise<void>;
}

export async function openShop({ data, catalog: file, stock }: ShopFiles, now: number): Promise<MonthShop> {
  const clock = { now };
  const read = () => clock.now;
  const keys = (await readKeys(data)) ?? (await createKeys(data));
  const database = await openDatabase(join(data, 'punnet.db'), read);
  // Nothing is promised to anybody while the month is made; it is all on the disk at the end.
  await sql`pragma synchronous = off`.execute(database);
  const parts = { database, now: read, log: () => undefined };
  const text = await readFile(file, 'utf8');
  const opened = await openCatalogStore(text, { ...parts, keys: publicKeys(keys) });
  if (!opened.ok) throw new Error(opened.message);
  const parsed = parseCatalog(opened.store.served.source);
  if (!parsed.ok) throw new Error(`${file} can't be read as a catalog`);
  const { catalog } = parsed;
  const { id, timezone: zone } = catalog.shop;
  const { counts } = parseStock(await readFile(stock, 'utf8'), catalog);
  await addFirstCounts(database, id, counts);
  const endpoint = createEndpoint({ ...parts, keys, catalogs: opened.store, origins: [], base: '/punnet' });
  const ledger = createSqlLedger(database, id);
  return {
    ...{ endpoint, database, catalog, id, zone, clock, counts, source: opened.store.served.source },
    today: () => toLocalDate(clock.now, zone),
    wire: createWire(endpoint),
    addCode: (hash, kind, until) =>
      ledger.transaction((rows) =>
        rows.addEnrolCode(hash, { class: kind, manualReclaim: false }, new Date(until).toISOString()),
      ),
    close: async () => {
      await endpoint.close();
      await sql`pragma wal_checkpoint(truncate)`.execute(database);
      await database.destroy();
    },
  };
}

function createWire(endpoint: Endpoint): Wire {
  const ask = async (path: string, init: RequestInit = {}): Promise<Reply> => {
    const response = await endpoint.fetch(new Request(BASE + path, init));
    const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
    return { status: response.status, type, text: await response.text() };
  };
  return {
    get: (path) => ask(path),
    post: (path, body, signature) => {
      const signed = signature === undefined ? {} : { 'punnet-signature': signature };
      return ask(path, { method: 'POST', headers: { 'content-type': 'application/json', ...signed }, body });
    },
  };
}
