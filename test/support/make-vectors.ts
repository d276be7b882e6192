/**
 * Makes the golden vectors of `src/core/protocol/vectors/`: `node --import tsx test/support/make-vectors.ts`.
 * An ES256 signature holds a random number, so that each run signs anew; what is signed, and by which key, stays.
 * The keys are made once and kept in `keys.json`. They are public, and good for tests alone.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { parseBase64Url, toBase64Url } from '../../src/core/protocol/base64url.js';
import type { Proof } from '../../src/core/protocol/proof.js';
import { toSignedText } from '../../src/core/protocol/request-signature.js';
import { createUuidV7 } from '../../src/core/protocol/uuid.js';
import { toOrderCode } from '../../src/core/order/order-code.js';
import { createEndpointKeys, loadEndpointKeys, publicKeys, sign } from '../../src/crypto/endpoint-keys.js';
import { readIntent } from '../../src/crypto/intent-signature.js';
import { detach, signJws } from '../../src/crypto/jws.js';
import { seal } from '../../src/crypto/seal.js';
import { digest, hash } from '../../src/crypto/sha256.js';
import { badPayloads, goodPayloads, placed, SECRET } from './vector-payloads.js';
import type { TestKey, Vectors } from './vectors.js';

const folder = fileURLToPath(new URL('../../src/core/protocol/vectors/', import.meta.url));
const P256 = { name: 'ECDSA', namedCurve: 'P-256' };

function write<N extends keyof Vectors>(name: N, vectors: Vectors[N]): void {
  writeFileSync(`${folder}${name}.json`, `${JSON.stringify(vectors, null, 2)}\n`);
}

async function makeKey(): Promise<TestKey> {
  const pair = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const { x = '', y = '', d = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { kty: 'EC', crv: 'P-256', x, y, d };
}

async function readKeys(): Promise<Vectors['keys']> {
  const file = `${folder}keys.json`;
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  return { device: await makeKey(), endpoint: JSON.parse(await createEndpointKeys()) };
}

const importKey = (jwk: TestKey) => crypto.subtle.importKey('jwk', { ...jwk }, P256, false, ['sign']);
const toPublic = ({ kty, crv, x, y }: TestKey) => ({ kty, crv, x, y });
const part = (value: object | string) =>
  toBase64Url(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)));

async function hmac(secret: string, signed: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, [
    'sign',
  ]);
  const tag = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(signed));
  return `${signed}.${toBase64Url(new Uint8Array(tag))}`;
}

/** The same 64 bytes, with the spare bits of the last character set. */
function respell(jws: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return jws.slice(0, -1) + alphabet.charAt(alphabet.indexOf(jws.slice(-1)) + 1);
}

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const fromHex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

function makeEncodings(): void {
  const samples = [
    '',
    '00',
    'ff',
    'fbff',
    'fbefbe',
    '48656c6c6f',
    hex(Uint8Array.from({ length: 32 }, (_, i) => i * 8)),
  ];
  const texts = samples.map((sample) => ({ hex: sample, text: toBase64Url(fromHex(sample)) }));
  write('base64url', { texts, refused: ['A', 'AA=', 'AA==', '+/+/', 'A A', 'AAAAA', 'ä', 'AA\n'] });
  const moments = [
    { now: 0x017f22e279b0, random: '0cc318c4dc0c0c07398f' },
    { now: 0, random: '00000000000000000000' },
    { now: 2 ** 48 - 1, random: 'ffffffffffffffffffff' },
  ];
  write(
    'uuid-v7',
    moments.map((moment) => ({ ...moment, uuid: createUuidV7(moment.now, fromHex(moment.random)) })),
  );
}

async function makeOrderCodes(): Promise<void> {
  const orders = ['0190a5b4-7c00-7a3b-9c2d-0123456789ab', '017f22e2-79b0-7cc3-98c4-dc0c0c07398f'];
  const toVector = async (order: string) => ({ order, code: toOrderCode(await digest(order)) });
  write('order-code', await Promise.all(orders.map(toVector)));
}

async function makeClaims(): Promise<void> {
  const toVector = async (secret: string) => {
    const claim = toBase64Url(await digest(parseBase64Url(secret) ?? secret));
    return { secret, claim };
  };
  write('claims', await Promise.all([SECRET, toBase64Url(new Uint8Array(32))].map(toVector)));
}

async function makeRequests(device: TestKey, other: TestKey): Promise<void> {
  const key = await importKey(device);
  const jwk = toPublic(device);
  const sign = async (
    name: string,
    method: string,
    path: string,
    body: string,
    header: object = { alg: 'ES256', jwk },
  ) => {
    const text = toSignedText(method, path, 'oat-and-mill', await hash(body));
    return {
      name,
      method,
      path,
      shop: 'oat-and-mill',
      body,
      text,
      signature: detach(await signJws(header, text, key)),
    };
  };
  const sync = await sign('a sync', 'POST', '/v1/sync', '{"shop":"oat-and-mill","intents":[]}');
  const look = await sign('a look without a body', 'GET', '/v1/me/export?since=0', '');
  const attached = await signJws({ alg: 'ES256', jwk }, sync.text, key);
  const foreign = await sign('another key in the header', 'POST', '/v1/sync', '{}', {
    alg: 'ES256',
    jwk: toPublic(other),
  });
  write('requests', {
    signed: [sync, look],
    refused: [
      { ...sync, name: 'another body', text: sync.text.replace(/.$/, 'A'), refusal: 'bad-signature' },
      { ...sync, name: 'another method', text: sync.text.replace('POST', 'PUT'), refusal: 'bad-signature' },
      { ...foreign, refusal: 'bad-signature' },
      { ...sync, name: 'a payload part that is not empty', signature: attached, refusal: 'malformed' },
      { ...sync, name: 'one part', signature: 'rubbish', refusal: 'malformed' },
      { ...sync, name: 'nothing', signature: '', refusal: 'malformed' },
    ],
  });
}

async function makeIntents(device: TestKey, contactHash: string): Promise<void> {
  const key = await importKey(device);
  const header = { alg: 'ES256', jwk: toPublic(device) };
  const vectors = goodPayloads(contactHash).map(async ({ name, payload: value }) => {
    const payload = JSON.stringify(value);
    const jws = await signJws(header, payload, key);
    const read = await readIntent(jws);
    if (!read.ok) throw new Error(`${name}: ${read.message}`);
    return { name, payload, jws, hash: read.hash, device: read.device };
  });
  write('intents', await Promise.all(vectors));
}

async function makeRefusedIntents(device: TestKey, other: TestKey): Promise<void> {
  const key = await importKey(device);
  const jwk = toPublic(device);
  const payload = JSON.stringify(placed);
  const good = await signJws({ alg: 'ES256', jwk }, payload, key);
  const [head = '', body = '', signature = ''] = good.split('.');
  const withHeader = (header: object) => signJws(header, payload, key);
  const cheaper = part(payload.replaceAll('900', '100'));
  const hs256 = `${part({ alg: 'HS256', jwk })}.${body}`;
  const schema = badPayloads().map(async ({ name, path, payload: bad }) => {
    return { name, jws: await signJws({ alg: 'ES256', jwk }, bad, key), refusal: 'schema' as const, path };
  });
  const malformed = [
    { name: 'alg none, no signature', jws: `${part({ alg: 'none', jwk })}.${body}.` },
    { name: 'alg none, with a signature', jws: await withHeader({ alg: 'none', jwk }) },
    { name: 'HS256 with the public key as the secret', jws: await hmac(JSON.stringify(jwk), hs256) },
    { name: 'a header without key', jws: await withHeader({ alg: 'ES256' }) },
    { name: 'a key by name', jws: await withHeader({ alg: 'ES256', kid: 'device' }) },
    {
      name: 'a header with more in it',
      jws: await withHeader({ alg: 'ES256', jwk, crit: ['b64'], b64: false }),
    },
    { name: 'a private key in the header', jws: await withHeader({ alg: 'ES256', jwk: device }) },
    { name: 'a key off the curve', jws: await withHeader({ alg: 'ES256', jwk: { ...jwk, y: jwk.x } }) },
    { name: 'a signature spelt another way', jws: respell(good) },
    { name: 'a signature cut short', jws: good.slice(0, -4) },
    { name: 'two parts', jws: `${head}.${body}` },
    { name: 'four parts', jws: `${good}.${signature}` },
    { name: 'padding', jws: `${good}==` },
    { name: 'a payload that is not JSON', jws: await signJws({ alg: 'ES256', jwk }, 'two loaves', key) },
    { name: 'nothing', jws: '' },
  ];
  const badSignature = [
    { name: 'a changed payload', jws: `${head}.${cheaper}.${signature}` },
    { name: 'another key in the header', jws: await withHeader({ alg: 'ES256', jwk: toPublic(other) }) },
    { name: 'a signature of zeros', jws: `${head}.${body}.${toBase64Url(new Uint8Array(64))}` },
    { name: 'the signature of another intent', jws: `${head}.${part({ ...placed, seq: 9 })}.${signature}` },
  ];
  write('refused-intents', [
    ...malformed.map((vector) => ({ ...vector, refusal: 'malformed' as const })),
    ...badSignature.map((vector) => ({ ...vector, refusal: 'bad-signature' as const })),
    ...(await Promise.all(schema)),
  ]);
}

async function makeProofs(keysText: string, other: TestKey): Promise<void> {
  const endpoint = await loadEndpointKeys(keysText);
  const { kid, privateKey } = endpoint.sig[0];
  const proof: Proof = {
    shop: 'oat-and-mill',
    intent: placed.id,
    hash: await hash('the JWS of the intent'),
    order: placed.id,
    state: 'confirmed',
    payment: 'at_pickup',
    rev: 1,
    amount: 900,
  };
  const payload = JSON.stringify(proof);
  const later = { ...proof, state: 'repriced', rev: 2, amount: 960 } as const;
  const good = await sign(endpoint, proof);
  const [head = '', body = '', signature = ''] = good.split('.');
  const stranger = await importKey(other);
  const hs256 = `${part({ alg: 'HS256', kid })}.${body}`;
  write('proofs', {
    believed: [
      { name: 'an order confirmed', payload, jws: good },
      { name: 'an order repriced', payload: JSON.stringify(later), jws: await sign(endpoint, later) },
    ],
    refused: [
      {
        name: 'a key that is not published',
        jws: await signJws({ alg: 'ES256', kid: 'x' }, payload, privateKey),
        refusal: 'unknown-key',
      },
      {
        name: 'the key that seals',
        jws: await signJws({ alg: 'ES256', kid: endpoint.enc[0].kid }, payload, privateKey),
        refusal: 'unknown-key',
      },
      {
        name: 'a stranger under the endpoint\u2019s kid',
        jws: await signJws({ alg: 'ES256', kid }, payload, stranger),
        refusal: 'forged',
      },
      {
        name: 'a stranger with a key of its own',
        jws: await signJws({ alg: 'ES256', jwk: toPublic(other) }, payload, stranger),
        refusal: 'forged',
      },
      { name: 'alg none', jws: await signJws({ alg: 'none', kid }, payload, privateKey), refusal: 'forged' },
      {
        name: 'HS256 with the public key as the secret',
        jws: await hmac(JSON.stringify(publicKeys(endpoint)[0]), hs256),
        refusal: 'forged',
      },
      {
        name: 'an extension that must be understood',
        jws: await signJws({ alg: 'ES256', kid, crit: ['b64'], b64: false }, payload, privateKey),
        refusal: 'forged',
      },
      {
        name: 'a changed amount',
        jws: `${head}.${part({ ...proof, amount: 1 })}.${signature}`,
        refusal: 'forged',
      },
      { name: 'not JSON', jws: await signJws({ alg: 'ES256', kid }, 'yes', privateKey), refusal: 'forged' },
      {
        name: 'a state that nobody can prove',
        jws: await signJws({ alg: 'ES256', kid }, JSON.stringify({ ...proof, state: 'sent' }), privateKey),
        refusal: 'schema',
      },
      {
        name: 'a field that nobody named',
        jws: await signJws({ alg: 'ES256', kid }, JSON.stringify({ ...proof, extra: 1 }), privateKey),
        refusal: 'schema',
      },
      {
        name: 'no amount',
        jws: await signJws(
          { alg: 'ES256', kid },
          JSON.stringify({ ...proof, amount: undefined }),
          privateKey,
        ),
        refusal: 'schema',
      },
    ],
  });
}

/** Answers the hash of the first sealed contact. */
async function makeContacts(keysText: string): Promise<string> {
  const published = publicKeys(await loadEndpointKeys(keysText));
  const strangers = publicKeys(await loadEndpointKeys(await createEndpointKeys()));
  const sealTo = async (text: string, keys = published) => (await seal(text, keys)) ?? '';
  const texts = ['{"name":"Ada","phone":"+49 30 1234567"}', '{"name":"Zoë 🥕","note":"Rings twice"}'];
  const sealed = await Promise.all(
    texts.map(async (text) => {
      const jwe = await sealTo(text);
      return { text, jwe, hash: await hash(jwe) };
    }),
  );
  const damaged = respellByte(sealed[0]?.jwe ?? '');
  const unopened = [
    { name: 'sealed to somebody else', jwe: await sealTo('{}', strangers) },
    { name: 'changed on the way', jwe: damaged },
    { name: 'no JWE at all', jwe: 'a.b.c.d.e' },
  ];
  write('contacts', { sealed, unopened });
  return sealed[0]?.hash ?? '';
}

/** The same JWE with one bit of its ciphertext turned. */
function respellByte(jwe: string): string {
  const parts = jwe.split('.');
  const bytes = parseBase64Url(parts[3] ?? '') ?? new Uint8Array();
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  parts[3] = toBase64Url(bytes);
  return parts.join('.');
}

const keys = await readKeys();
const other = await makeKey();
const keysText = JSON.stringify(keys.endpoint);
write('keys', keys);
makeEncodings();
await makeOrderCodes();
await makeClaims();
await makeRequests(keys.device, other);
await makeIntents(keys.device, await makeContacts(keysText));
await makeRefusedIntents(keys.device, other);
await makeProofs(keysText, other);
