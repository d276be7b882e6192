import { expect } from '@open-wc/testing';
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint';
import { CompactSign } from 'jose/jws/compact/sign';
import { compactVerify } from 'jose/jws/compact/verify';
import { flattenedVerify } from 'jose/jws/flattened/verify';

import type { DeviceKey, PublishedKey } from '../../src/core/ports.js';
import { createEndpointKeys, loadEndpointKeys, open, publicKeys } from '../../src/crypto/endpoint-keys.js';
import { readIntent, verifyRequest } from '../../src/crypto/intent-signature.js';
import { createCrypto } from '../../src/crypto/web-crypto.js';
import { readVectors } from '../support/vectors.js';

const device = createCrypto();
const utf8 = new TextEncoder();
const es256 = { algorithms: ['ES256'] };

async function publishedKeys(): Promise<readonly PublishedKey[]> {
  return (await readVectors('keys')).endpoint.keys.map(({ d: _d, ...published }) => published);
}

describe('the device\u2019s key', () => {
  let key: DeviceKey;
  beforeEach(async () => void (key = await device.createDeviceKey()));

  it('can not be read by anybody, its own page included', async () => {
    expect((key.privateKey as CryptoKey).extractable).to.equal(false);
    expect(Object.keys(key.jwk).sort()).to.deep.equal(['crv', 'kty', 'x', 'y']);
  });

  it('is named by its RFC 7638 thumbprint', async () => {
    expect(key.id).to.equal(await calculateJwkThumbprint(key.jwk));
  });

  it('is another one each time', async () => {
    expect((await device.createDeviceKey()).id).to.not.equal(key.id);
  });

  it('signs an intent that the endpoint and any other JOSE library read', async () => {
    const payload = { id: 'one', note: 'Zoë 🥕' };
    const jws = await device.signIntent(key, payload);
    const { payload: bytes, protectedHeader } = await compactVerify(jws, key.jwk, es256);
    expect(JSON.parse(new TextDecoder().decode(bytes))).to.deep.equal(payload);
    expect(protectedHeader).to.deep.equal({ alg: 'ES256', jwk: key.jwk });
    const read = await readIntent(jws);
    expect(read.ok && read.payload).to.deep.equal(payload);
    expect(read.ok && read.device).to.equal(key.id);
    expect(read.ok && read.hash).to.equal(await device.hash(jws));
  });

  it('signs a request without repeating what is signed', async () => {
    const text = 'POST\n/v1/sync\nshop\nhash';
    const signature = await device.signRequest(key, text);
    expect(signature).to.match(/^[\w-]+\.\.[\w-]+$/);
    const [head = '', , tail = ''] = signature.split('.');
    const payload = btoa(text).replaceAll('=', '');
    await flattenedVerify({ protected: head, payload, signature: tail }, key.jwk, es256);
    expect((await verifyRequest(signature, text)).ok).to.equal(true);
  });

  it('is refused when it did not come back from storage as a key', () => {
    expect(() => device.signIntent({ ...key, privateKey: {} }, {})).to.throw('no CryptoKey');
  });
});

describe('what the device believes', () => {
  it('believes every golden proof', async () => {
    const keys = await publishedKeys();
    for (const { name, payload, jws } of (await readVectors('proofs')).believed) {
      expect(await device.verify(jws, keys), name).to.deep.equal({ ok: true, payload: JSON.parse(payload) });
    }
  });

  it('believes no golden forgery', async () => {
    const keys = await publishedKeys();
    for (const { name, jws, refusal } of (await readVectors('proofs')).refused) {
      const verified = await device.verify(jws, keys);
      expect(verified.ok ? 'schema' : verified.code, name).to.equal(refusal);
    }
  });

  it('believes a proof that another JOSE library signed', async () => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
    const published = { kty: 'EC', crv: 'P-256', x: jwk.x ?? '', y: jwk.y ?? '', kid: 'k', use: 'sig' };
    const jws = await new CompactSign(utf8.encode('{"rev":1}'))
      .setProtectedHeader({ alg: 'ES256', kid: 'k', typ: 'JWT' })
      .sign(pair.privateKey);
    expect(await device.verify(jws, [published])).to.deep.equal({ ok: true, payload: { rev: 1 } });
  });

  for (const jws of ['', 'a.b', 'a.b.c', '..', 'bnVsbA.bnVsbA.bnVsbA', '<html>']) {
    it(`takes ${JSON.stringify(jws)} for no proof`, async () => {
      expect(await device.verify(jws, await publishedKeys())).to.deep.equal({ ok: false, code: 'forged' });
    });
  }
});

describe('what the device seals', () => {
  it('can be opened by the endpoint alone', async () => {
    const [mine, other] = await Promise.all(
      [1, 2].map(async () => loadEndpointKeys(await createEndpointKeys())),
    );
    if (!mine || !other) throw new Error('two key sets were asked for');
    const jwe = (await device.seal('Zoë 🥕', publicKeys(mine))) ?? '';
    expect(jwe.split('.')).to.have.length(5);
    expect(await open(mine, jwe)).to.equal('Zoë 🥕');
    expect(await open(other, jwe)).to.equal(undefined);
  });

  it('is sealed to the first key that is meant for it and is sound', async () => {
    const keys = await loadEndpointKeys(await createEndpointKeys());
    const [sig, enc] = publicKeys(keys);
    if (!sig || !enc) throw new Error('the endpoint publishes two keys');
    const unsound = [
      { kty: 'RSA', use: 'enc' },
      { ...enc, crv: 'P-384' },
      { ...enc, x: 'AAAA' },
      { ...enc, y: enc.x ?? '' },
    ];
    const jwe = await device.seal('text', [sig, ...unsound, enc]);
    expect(await open(keys, jwe ?? '')).to.equal('text');
    expect(await device.seal('text', [sig, ...unsound])).to.equal(undefined);
  });
});

describe('hashes and chance', () => {
  it('hashes as SHA-256 does', async () => {
    expect(await device.hash('')).to.equal('47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU');
    expect(await device.digest(utf8.encode('ä'))).to.deep.equal(await device.digest('ä'));
  });

  it('hashes the bytes of a view, not the buffer around it', async () => {
    expect(await device.digest(utf8.encode('xäx').subarray(1, 3))).to.deep.equal(await device.digest('ä'));
  });

  it('draws as many random bytes as asked, never the same', () => {
    expect(device.random(16)).to.have.length(16);
    expect(device.random(16)).to.not.deep.equal(device.random(16));
  });
});
