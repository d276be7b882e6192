import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';

import { webEs256 } from '../../src/crypto/es256.js';
import { readIntent } from '../../src/crypto/intent-signature.js';
import { nodeEs256 } from '../../src/endpoint/node-es256.js';
import type { Vectors } from '../support/vectors.js';

const ORDER = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';
const ZERO = '0'.repeat(64);

const text = new TextEncoder().encode('two loaves');

async function createKeys() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const signature = Uint8Array.from(await webEs256.sign(pair.privateKey, text));
  return { ...pair, signature };
}

function fromHex(...numbers: string[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(numbers.join(''), 'hex'));
}

describe('ES256 over Node\u2019s own functions', () => {
  it('signs what WebCrypto verifies, and verifies what WebCrypto signs', async () => {
    const { publicKey, privateKey, signature } = await createKeys();
    const made = Uint8Array.from(await nodeEs256.sign(privateKey, text));
    assert.equal(made.length, 64);
    assert.equal(await webEs256.verify(publicKey, made, text), true);
    assert.equal(await nodeEs256.verify(publicKey, signature, text), true);
  });

  it('hashes as WebCrypto does', async () => {
    assert.deepEqual(await nodeEs256.digest(text), await webEs256.digest(text));
  });

  for (const { what, forge } of [
    {
      what: 'with another first bit',
      forge: (right: Uint8Array) => right.map((byte, at) => (at === 0 ? byte ^ 1 : byte)),
    },
    { what: 'whose r is zero', forge: (right: Uint8Array) => fromHex(ZERO, toHex(right.slice(32))) },
    { what: 'whose s is zero', forge: (right: Uint8Array) => fromHex(toHex(right.slice(0, 32)), ZERO) },
    { what: 'of nothing but zeros', forge: () => fromHex(ZERO, ZERO) },
    { what: 'whose r is the order of the curve', forge: () => fromHex(ORDER, ORDER) },
    { what: 'that is cut short', forge: (right: Uint8Array) => right.slice(0, 63) },
    { what: 'that is none', forge: () => new Uint8Array(0) },
  ]) {
    it(`believes no signature ${what}, no more than WebCrypto does`, async () => {
      const { publicKey, signature } = await createKeys();
      const forged = Uint8Array.from(forge(signature));
      assert.equal(await webEs256.verify(publicKey, forged, text), false);
      assert.equal(await nodeEs256.verify(publicKey, forged, text), false);
    });
  }

  it('believes no signature by another key', async () => {
    const [{ signature }, { publicKey }] = [await createKeys(), await createKeys()];
    assert.equal(await nodeEs256.verify(publicKey, signature, text), false);
  });

  it('reads every golden intent and refuses every golden forgery, as WebCrypto does', async () => {
    const vectors = [...(await readFrom('intents')), ...(await readFrom('refused-intents'))];
    assert.ok(vectors.length > 20);
    for (const { name, jws } of vectors) {
      assert.deepEqual(await readIntent(jws, nodeEs256), await readIntent(jws), name);
    }
  });
});

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

async function readFrom<Name extends 'intents' | 'refused-intents'>(name: Name): Promise<Vectors[Name]> {
  const file = new URL(`../../src/core/protocol/vectors/${name}.json`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as Vectors[Name];
}
