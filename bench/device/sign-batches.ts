/** Requests full of orders, signed by devices of their own, ready to be sent. */
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import { parseCatalog } from '../../src/core/catalog/parse-catalog.js';
import { listSlots } from '../../src/core/pickup/slots.js';
import { toCursor } from '../../src/core/intake/cursor.js';
import type { DeviceKey } from '../../src/core/ports.js';
import { toBase64Url } from '../../src/core/protocol/base64url.js';
import type { PlaceBody } from '../../src/core/protocol/intent.js';
import { toSignedText } from '../../src/core/protocol/request-signature.js';
import { MAX_BATCH, type SyncRequest } from '../../src/core/protocol/sync.js';
import { createUuidV7 } from '../../src/core/protocol/uuid.js';
import { createCrypto } from '../../src/crypto/web-crypto.js';

export interface SignedBatch {
  readonly intents: readonly string[];
  readonly body: string;
  readonly signature: string;
}

const crypto = createCrypto();

export async function signBatches(
  input: unknown,
  { devices, batches }: { readonly devices: number; readonly batches: number },
): Promise<readonly SignedBatch[]> {
  const parsed = parseCatalog(input);
  if (!parsed.ok) throw new Error('The catalog of the bench is none.');
  const { catalog } = parsed;
  const keys = await Promise.all(Array.from({ length: devices }, () => crypto.createDeviceKey()));
  const signed: SignedBatch[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const key = keys[batch % devices];
    if (key) signed.push(await signBatch(catalog, key, Math.floor(batch / devices) * MAX_BATCH));
  }
  return signed;
}

async function signBatch(catalog: Catalog, key: DeviceKey, first: number): Promise<SignedBatch> {
  const { id: shop, mode } = catalog.shop;
  const intents: string[] = [];
  for (let seq = first; seq < first + MAX_BATCH; seq++) {
    const now = Date.now();
    const head = { v: 1, id: createUuidV7(now, crypto.random(10)), shop, mode, seq };
    const body = await toBody(catalog, seq);
    const at = new Date(now).toISOString();
    intents.push(await crypto.signIntent(key, { ...head, at, type: 'order.place', body }));
  }
  const request: SyncRequest = {
    shop,
    intents,
    sealed: {},
    claims: [],
    leases: [],
    certificate: false,
    catalog: catalog.version,
    // What the answer to this device's batch before will have given it.
    cursor: first === 0 ? null : toCursor(key.id, first),
  };
  const body = JSON.stringify(request);
  const text = toSignedText('POST', '/v1/sync', shop, await crypto.hash(body));
  return { intents, body, signature: await crypto.signRequest(key, text) };
}

/** Three lines, as a usual basket has. */
async function toBody(catalog: Catalog, seq: number): Promise<PlaceBody> {
  const lines = [0, 1, 2].map((step) => {
    const variant = catalog.products[(seq + step) % catalog.products.length]?.variants[0];
    const price = variant?.price ?? 0;
    return { variant: variant?.id ?? '', modifiers: {}, quantity: 2, price, total: price * 2 };
  });
  const [depot] = catalog.depots;
  const slots = depot ? listSlots(depot, catalog.shop.timezone, Date.now()) : [];
  const slot = slots.filter(({ open }) => open).at(-1);
  return {
    claim: toBase64Url(await crypto.digest(crypto.random(32))),
    catalog: catalog.version,
    currency: catalog.shop.currency,
    lines,
    deposits: 0,
    total: lines.reduce((sum, { total }) => sum + total, 0),
    pickup: { depot: depot?.id ?? '', slot: slot?.id ?? '' },
    payment: 'at-pickup',
    consent: { personalisation: false, measurement: false },
  };
}
