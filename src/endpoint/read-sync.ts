/**
 * Turns the body of a sync into a batch that can be decided, or says what is wrong
 * with it: shape, signature of the request, each intent's own signature and
 * payload. Nothing is stored here.
 */
import * as v from 'valibot';

import type { Catalog } from '../core/catalog/catalog-schema.js';
import type { Batch } from '../core/intake/receive-batch.js';
import type { ReceivedIntent } from '../core/intake/receive-intent.js';
import { parseBase64Url } from '../core/protocol/base64url.js';
import { IntentSchema, isChange } from '../core/protocol/intent.js';
import { SIGNATURE_HEADER, toSignedText } from '../core/protocol/request-signature.js';
import { SyncRequestSchema, type SyncRequest } from '../core/protocol/sync.js';
import { readIntent, verifyRequest, type Signer } from '../crypto/intent-signature.js';
import { hash } from '../crypto/sha256.js';
import { nodeEs256 } from './node-es256.js';
import type { JsonBody } from './read-body.js';
import { refuse, type Outcome } from './refusal.js';

export interface SyncToRead {
  readonly body: JsonBody;
  readonly signature: string | null;
  /** After the endpoint's base, query included. */
  readonly path: string;
  readonly shop: string;
}

/** Who asks, before the work of verifying the intents begins. */
export interface SyncHead {
  readonly sync: SyncRequest;
  /** Who signed the request. */
  readonly signer?: Signer;
}

export async function readSyncHead({ body, signature, path, shop }: SyncToRead): Promise<Outcome<SyncHead>> {
  const parsed = v.safeParse(SyncRequestSchema, body.json, { abortEarly: true });
  if (!parsed.success) return refuseShape(parsed.issues[0]);
  const sync = parsed.output;
  if (sync.shop !== shop) return refuse('unknown-shop');
  const asked = sync.intents.length + sync.claims.length + sync.leases.length;
  const asks = asked > 0 || sync.certificate || sync.cursor !== null || sync.stall !== undefined;
  if (signature === null) {
    return asks ? refuse('unsigned-request', { headers: CHALLENGE }) : { ok: true, value: { sync } };
  }
  const signer = await readSigner({ body, signature, path, shop });
  return signer.ok ? { ok: true, value: { sync, signer: signer.value } } : signer;
}

/** Whose key has signed a request that has to be signed. */
export async function readSigner(
  { body, signature, path, shop }: SyncToRead,
  method: 'POST' | 'GET' = 'POST',
): Promise<Outcome<Signer>> {
  if (signature === null) return refuse('unsigned-request', { headers: CHALLENGE });
  const text = toSignedText(method, path, shop, await hash(body.bytes, nodeEs256));
  const signer = await verifyRequest(signature, text, nodeEs256);
  if (!signer.ok) return refuse('foreign-signature', { detail: signer.message, headers: CHALLENGE });
  return { ok: true, value: signer };
}

const CHALLENGE = { 'www-authenticate': SIGNATURE_HEADER };

/** An intent that is no JWS at all is the intent's fault; everything else is the body's. */
function refuseShape(issue: v.BaseIssue<unknown>) {
  const fault = toShapeFault(issue);
  return refuse(/^\/intents\/\d/.test(fault.pointer) ? 'malformed-intent' : 'malformed-body', fault);
}

export function toShapeFault(issue: v.BaseIssue<unknown>) {
  return { detail: issue.message, pointer: toPointer(issue) };
}

function toPointer({ path }: v.BaseIssue<unknown>): string {
  return (path ?? [])
    .map(({ key }) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

export async function readBatch({ sync, signer }: SyncHead): Promise<Outcome<Batch>> {
  const read = await Promise.all(sync.intents.map((jws, index) => readOne(jws, index, sync.shop)));
  const intents: ReceivedIntent[] = [];
  for (const one of read) {
    if (!one.ok) return one;
    intents.push(one.value);
  }
  const claims = await Promise.all(
    sync.claims.map(async ({ order, secret }) => ({ order, claim: await toClaim(secret) })),
  );
  const signed = signer ? { device: signer.device } : {};
  const { shop, leases, cursor, stall } = sync;
  const asked = { leases, cursor, ...(stall ? { stall } : {}) };
  return { ok: true, value: { shop, intents, claims, ...signed, ...asked } };
}

async function readOne(jws: string, index: number, shop: string): Promise<Outcome<ReceivedIntent>> {
  const malformed = (detail: string) => refuse('malformed-intent', { detail, pointer: `/intents/${index}` });
  const read = await readIntent(jws, nodeEs256);
  if (!read.ok) return malformed(read.message);
  const parsed = v.safeParse(IntentSchema, read.payload, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return malformed(`${toPointer(issue) || '/'} of its payload: ${issue.message}`);
  }
  const intent = parsed.output;
  if (intent.shop !== shop) return malformed('it is for another shop');
  const secret = isChange(intent) ? intent.body.secret : undefined;
  const shown = secret === undefined ? {} : { secretHash: await toClaim(secret) };
  return { ok: true, value: { intent, jws, hash: read.hash, device: read.device, ...shown } };
}

/** SHA-256 of a secret's bytes. */
function toClaim(secret: string): Promise<string> {
  return hash(parseBase64Url(secret) ?? secret, nodeEs256);
}

/** The sealed contacts whose hash is what they are filed under. */
export async function readSealed({ sealed }: SyncRequest): Promise<ReadonlyMap<string, string>> {
  const checked = await Promise.all(
    Object.entries(sealed).map(async ([name, jwe]) =>
      (await hash(jwe, nodeEs256)) === name ? [[name, jwe] as const] : [],
    ),
  );
  return new Map(checked.flat());
}

/** Earlier versions that are read for one batch: each may be a large text to parse. */
const MOST_VERSIONS = 8;

/**
 * The versions that the batch's orders name, today's apart. Orders by more of them than are read are left out of the
 * batch: they have no answer yet, and come again.
 */
export async function readVersions(
  batch: Batch,
  today: string,
  find: (version: string) => Promise<Catalog | undefined>,
): Promise<{ readonly batch: Batch; readonly versions: ReadonlyMap<string, Catalog> }> {
  const versions = new Map<string, Catalog>();
  const late = new Set<string>();
  const named = batch.intents.flatMap(({ intent }) =>
    intent.type === 'order.place' && intent.body.catalog !== today ? [intent.body.catalog] : [],
  );
  for (const version of new Set(named)) {
    if (versions.size === MOST_VERSIONS) late.add(version);
    else {
      const catalog = await find(version);
      if (catalog) versions.set(version, catalog);
    }
  }
  const intents = batch.intents.filter(
    ({ intent }) => intent.type !== 'order.place' || !late.has(intent.body.catalog),
  );
  return { batch: { ...batch, intents }, versions };
}
