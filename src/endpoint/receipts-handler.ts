/** `POST /v1/receipts/import`, which takes an order in by its receipt, and `GET /v1/receipts/{id}`, how one stands. */
import * as v from 'valibot';

import { toAnswer } from '../core/intake/answer.js';
import { importReceipt } from '../core/intake/import-receipt.js';
import { IdSchema } from '../core/protocol/fields.js';
import type { ReceiptClaims } from '../core/protocol/receipt.js';
import {
  ImportRequestSchema,
  type ImportAnswer,
  type ReceiptStanding,
} from '../core/protocol/receipt-import.js';
import { nameReceipt } from '../core/receipt/name-receipt.js';
import { publicKeys } from '../crypto/endpoint-keys.js';
import { thumbprint } from '../crypto/public-key.js';
import { readReceipt } from '../crypto/read-receipt.js';
import type { ReadReceipt } from '../core/receipt/read-receipt.js';
import { nodeEs256 } from './node-es256.js';
import type { JsonBody } from './read-body.js';
import { toShapeFault } from './read-sync.js';
import { refuse, type Outcome } from './refusal.js';
import { digest, signAnswer } from './sign-answer.js';
import { listClosed, type SyncPorts } from './sync-handler.js';

const UNREAD: Partial<Record<ReadReceipt['kind'], string>> = {
  unreadable: 'it is no receipt, or not a whole one',
  forged: 'its signature does not hold, or it says what its signer has no say in',
  'unknown-key': 'it is by a key that this endpoint does not publish',
  'other-shop': 'it is of another shop',
  expired: 'its time is over',
};

export async function handleImport(ports: SyncPorts, { json }: JsonBody): Promise<Outcome<ImportAnswer>> {
  const { catalogs, keys, ledger, callers, now } = ports;
  const { catalog } = catalogs.served;
  const parsed = v.safeParse(ImportRequestSchema, json, { abortEarly: true });
  if (!parsed.success) return refuse('malformed-body', toShapeFault(parsed.issues[0]));
  if (parsed.output.shop !== catalog.shop.id) return refuse('unknown-shop');
  const wait = await callers.take(undefined, now(), 1);
  if (wait > 0) return refuse('too-many-requests', { headers: { 'retry-after': String(wait) } });
  const issuer = { shop: catalog.shop.id, keys: publicKeys(keys) };
  const read = await readReceipt(parsed.output.receipt, issuer, now(), nodeEs256);
  if (!('claims' in read) || read.kind === 'expired')
    return refuse('bad-receipt', { detail: UNREAD[read.kind] ?? read.kind, pointer: '/receipt' });
  const shown = {
    claims: read.claims,
    device: await deviceOf(read),
    named: await nameReceipt(read.claims, catalog, digest),
  };
  const closed = await listClosed(ledger.reads);
  const context = { now: now(), catalog, versions: new Map(), sealed: new Map(), closed };
  const imported = await ledger.transaction((rows) => importReceipt(rows, shown, context));
  if (imported.kind === 'unnamed')
    return refuse('bad-receipt', {
      detail: 'it holds what the catalog does not have any more',
      pointer: '/receipt',
    });
  if (imported.kind === 'other-order')
    return refuse('bad-receipt', { detail: 'another order has its id', pointer: '/receipt' });
  const { order } = imported;
  const answer = toAnswer(catalog.shop, order, order);
  return { ok: true, value: { result: await signAnswer(keys, answer, now()) } };
}

/** Whose key signed; empty for one of the endpoint's own. */
async function deviceOf(read: Extract<ReadReceipt, { claims: ReceiptClaims }>): Promise<string> {
  const jwk = 'certificate' in read ? read.certificate.device : read.claims.device;
  return jwk ? thumbprint(jwk) : '';
}

/** @param id of an order. Nobody guesses one: it is 74 random bits and a time. */
export async function findStanding({ ledger }: SyncPorts, id: string): Promise<Outcome<ReceiptStanding>> {
  const order = v.is(IdSchema, id) ? await ledger.reads.order(id) : undefined;
  if (!order) return refuse('unknown-receipt');
  const { state, payment, rev, amount } = order;
  const returnable = state === 'collected' && payment !== 'refunded';
  return { ok: true, value: { order: id, state, payment, rev, amount, returnable } };
}
