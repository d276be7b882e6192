/** `POST /v1/receipts/import`, which takes an order in by its receipt, and `GET /v1/receipts/{id}`, whether one may be returned. */
import * as v from 'valibot';

import { toAnswer } from '../core/intake/answer.js';
import { RETURNED } from '../core/intake/collect-order.js';
import { importReceipt, type Imported, type ShownReceipt } from '../core/intake/import-receipt.js';
import { IdSchema } from '../core/protocol/fields.js';
import {
  ImportRequestSchema,
  type ImportAnswer,
  type ReceiptStanding,
} from '../core/protocol/receipt-import.js';
import { nameReceipt } from '../core/receipt/name-receipt.js';
import type { ReadReceipt } from '../core/receipt/read-receipt.js';
import { publicKeys } from '../crypto/endpoint-keys.js';
import { thumbprint } from '../crypto/public-key.js';
import { readReceipt } from '../crypto/read-receipt.js';
import { nodeEs256 } from './node-es256.js';
import type { JsonBody } from './read-body.js';
import { readSigner, toShapeFault } from './read-sync.js';
import { refuse, type Outcome } from './refusal.js';
import { digest, signAnswer } from './sign-answer.js';
import { listClosed, type SyncPorts } from './sync-handler.js';

export interface ImportToRead {
  readonly body: JsonBody;
  readonly signature: string | null;
  /** After the endpoint's base, query included. */
  readonly path: string;
}

/** Of a receipt's text, that are read for the price of one request: some twenty lines. */
const LETTERS_A_TOKEN = 800;

const UNREAD: Partial<Record<ReadReceipt['kind'], string>> = {
  unreadable: 'it is no receipt, or not a whole one',
  forged: 'its signature does not hold, or it says what its signer has no say in',
  'unknown-key': 'it is by a key that this endpoint does not publish',
  'other-shop': 'it is of another shop',
  expired: 'its time is over',
};

export async function handleImport(ports: SyncPorts, asked: ImportToRead): Promise<Outcome<ImportAnswer>> {
  const { catalogs, keys, ledger, now } = ports;
  const { catalog } = catalogs.served;
  const parsed = v.safeParse(ImportRequestSchema, asked.body.json, { abortEarly: true });
  if (!parsed.success) return refuse('malformed-body', toShapeFault(parsed.issues[0]));
  const { shop, receipt } = parsed.output;
  if (shop !== catalog.shop.id) return refuse('unknown-shop');
  const signer = asked.signature === null ? undefined : await readSigner({ ...asked, shop });
  if (signer && !signer.ok) return signer;
  const shown = await readShown(ports, receipt, signer?.value.device);
  if (!shown.ok) return shown;
  const closed = await listClosed(ledger.reads);
  const context = { now: now(), catalog, versions: new Map(), sealed: new Map(), closed };
  const imported = await ledger.transaction((rows) => importReceipt(rows, shown.value, context));
  if (imported.kind !== 'order') return badReceipt(toDetail(imported));
  const answer = toAnswer(catalog.shop, imported.order, imported.order);
  return { ok: true, value: { result: await signAnswer(keys, answer, now()) } };
}

async function readShown(
  { catalogs, keys, ledger, callers, now }: SyncPorts,
  receipt: string,
  asker: string | undefined,
): Promise<Outcome<ShownReceipt>> {
  const { catalog } = catalogs.served;
  // Verifying costs the same whatever is found, and reading its lines as much as they are long.
  const wait = await callers.take(asker, now(), 1 + Math.floor(receipt.length / LETTERS_A_TOKEN));
  if (wait > 0) return refuse('too-many-requests', { headers: { 'retry-after': String(wait) } });
  const read = await readReceipt(
    receipt,
    { shop: catalog.shop.id, keys: publicKeys(keys) },
    now(),
    nodeEs256,
  );
  if (!('claims' in read) || read.kind === 'expired') return badReceipt(UNREAD[read.kind] ?? read.kind);
  const vouched = read.kind === 'confirmed' || read.kind === 'attested';
  if (!vouched && (asker === undefined || (await ledger.reads.rights(asker)).class === 'shopper'))
    return refuse('unvouched-receipt', { pointer: '/receipt' });
  const jwk = 'certificate' in read ? read.certificate.device : read.claims.device;
  const named = await nameReceipt(read.claims, catalog, digest);
  const { claims } = read;
  return { ok: true, value: { claims, named, ...(jwk ? { device: await thumbprint(jwk) } : {}) } };
}

function badReceipt(detail: string) {
  return refuse('bad-receipt', { detail, pointer: '/receipt' });
}

function toDetail(imported: Exclude<Imported, { kind: 'order' }>): string {
  if (imported.kind === 'other-order') return 'another order has its id';
  if (imported.kind === 'refused') return `the shop can not take it: ${imported.reason.code}`;
  return 'it holds what the catalog does not have, or its figures do not add up';
}

/** @param id of an order. Nobody guesses one: it is 74 random bits and a time. */
export async function findStanding(
  { ledger, callers, now }: SyncPorts,
  id: string,
): Promise<Outcome<ReceiptStanding>> {
  const wait = await callers.take(undefined, now(), 1);
  if (wait > 0) return refuse('too-many-requests', { headers: { 'retry-after': String(wait) } });
  const order = v.is(IdSchema, id) ? await ledger.reads.order(id) : undefined;
  if (!order) return refuse('unknown-receipt');
  const returnable = order.state === 'collected' && order.reason?.code !== RETURNED;
  return { ok: true, value: { order: id, returnable } };
}
