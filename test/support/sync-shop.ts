/** A real endpoint over a real database file, and devices with real keys that speak to it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { DeviceKey } from '../../src/core/ports.js';
import { toBase64Url } from '../../src/core/protocol/base64url.js';
import type { PlaceBody } from '../../src/core/protocol/intent.js';
import type { Proof } from '../../src/core/protocol/proof.js';
import { toSignedText } from '../../src/core/protocol/request-signature.js';
import type { Result, SyncAnswer } from '../../src/core/protocol/sync.js';
import { createUuidV7 } from '../../src/core/protocol/uuid.js';
import { createEndpointKeys, loadEndpointKeys, publicKeys } from '../../src/crypto/endpoint-keys.js';
import { createCrypto } from '../../src/crypto/web-crypto.js';
import { openCatalogStore, type CatalogStore } from '../../src/endpoint/catalog-store.js';
import { openDatabase, type Database } from '../../src/endpoint/database.js';
import { createEndpoint, type Endpoint, type EndpointOptions } from '../../src/endpoint/endpoint.js';
import type { LogEntry } from '../../src/endpoint/log.js';
import { addFirstCounts } from '../../src/endpoint/stock-file.js';
import { catalogInput } from './catalog-input.js';
import { BODY, NOW } from './intake-batch.js';

export const crypto_ = createCrypto();
export const ORIGIN = 'https://millrace.example';
export const BASE = 'https://orders.example/punnet';

export interface SyncShop {
  readonly endpoint: Endpoint;
  readonly database: Database;
  readonly catalogs: CatalogStore;
  readonly keys: ReturnType<typeof publicKeys>;
  readonly log: LogEntry[];
  /** The endpoint's clock. */
  readonly clock: { now: number };
  count(variant: string, depot: string, left: number): Promise<void>;
  left(variant: string): Promise<number | undefined>;
  close(): Promise<void>;
}

export async function openSyncShop(
  catalog: Record<string, unknown> = {},
  options: Partial<EndpointOptions> = {},
): Promise<SyncShop> {
  const dir = await mkdtemp(join(tmpdir(), 'punnet-'));
  const clock = { now: NOW };
  const log: LogEntry[] = [];
  const database = await openDatabase(join(dir, 'punnet.db'));
  const keys = await loadEndpointKeys(await createEndpointKeys());
  const parts = { database, now: () => clock.now, log: (entry: LogEntry) => void log.push(entry) };
  const published = publicKeys(keys);
  const opened = await openCatalogStore(JSON.stringify(catalogInput(catalog)), { ...parts, keys: published });
  if (!opened.ok) throw new Error(opened.message);
  const catalogs = opened.store;
  const endpoint = createEndpoint({
    ...parts,
    keys,
    catalogs,
    origins: [ORIGIN],
    base: '/punnet',
    ...options,
  });
  return {
    endpoint,
    database,
    catalogs,
    keys: published,
    log,
    clock,
    count: async (variant, depot, left) => {
      await addFirstCounts(database, 'millrace', [{ variant, depot, left }]);
    },
    left: async (variant) => {
      const row = await database
        .selectFrom('stock')
        .select('quantity')
        .where('variant', '=', variant)
        .executeTakeFirst();
      return row?.quantity;
    },
    close: async () => {
      await endpoint.close();
      await database.destroy();
      await rm(dir, { recursive: true });
    },
  };
}

export interface Signed {
  readonly id: string;
  readonly jws: string;
  readonly secret: string;
}

export interface SyncFields {
  readonly intents?: readonly string[];
  readonly [field: string]: unknown;
}

/** A phone: a key, a number for each intent, and the words to speak to an endpoint. */
export class Device {
  readonly key: DeviceKey;
  seq = 0;

  constructor(key: DeviceKey) {
    this.key = key;
  }

  static async create(): Promise<Device> {
    return new Device(await crypto_.createDeviceKey());
  }

  /** An order for two jars of honey, unless the body says otherwise. */
  async place(body: Partial<PlaceBody> = {}, envelope: Record<string, unknown> = {}): Promise<Signed> {
    const secret = crypto_.random(32);
    const claim = toBase64Url(await crypto_.digest(secret));
    const signed = await this.sign('order.place', { ...BODY, claim, ...body }, envelope);
    return { ...signed, secret: toBase64Url(secret) };
  }

  cancel(order: string, secret?: string): Promise<{ id: string; jws: string }> {
    return this.sign('order.cancel', { order, ...(secret === undefined ? {} : { secret }) });
  }

  accept(order: string, amount: number): Promise<{ id: string; jws: string }> {
    return this.sign('order.accept', { order, amount });
  }

  async sign(type: string, body: unknown, envelope: Record<string, unknown> = {}) {
    const id = createUuidV7(NOW, crypto_.random(10));
    const at = '2026-11-20T08:59:00Z';
    const head = { v: 1, id, shop: 'millrace', mode: 'live', seq: this.seq++, at };
    const payload = { ...head, type, body, ...envelope };
    return { id: String(payload.id), jws: await crypto_.signIntent(this.key, payload) };
  }

  async request(fields: SyncFields, headers: Record<string, string> = {}): Promise<Request> {
    const shop = 'millrace';
    const body = JSON.stringify({ shop, intents: [], ...fields });
    const bodyHash = toBase64Url(await crypto_.digest(body));
    const signature = await crypto_.signRequest(this.key, toSignedText('POST', '/v1/sync', shop, bodyHash));
    return syncRequest(body, { 'punnet-signature': signature, ...headers });
  }

  async sync(shop: Pick<SyncShop, 'endpoint'>, fields: SyncFields): Promise<SyncAnswer> {
    const response = await shop.endpoint.fetch(await this.request(fields));
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as SyncAnswer;
  }
}

export function syncRequest(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Request {
  return new Request(`${BASE}/v1/sync`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

/** What the endpoint signed, if its signature holds. */
export async function proofOf(shop: Pick<SyncShop, 'keys'>, result: Result | undefined): Promise<Proof> {
  const verified = await crypto_.verify(result?.proof ?? '', shop.keys);
  if (!verified.ok) throw new Error(`the proof does not hold: ${verified.code}`);
  return verified.payload as Proof;
}
