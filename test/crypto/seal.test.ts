import { expect } from '@open-wc/testing';
import { compactDecrypt } from 'jose/jwe/compact/decrypt';

import { toBase64Url } from '../../src/core/protocol/base64url.js';
import { createEndpointKeys, loadEndpointKeys, publicKeys } from '../../src/crypto/endpoint-keys.js';
import { seal, toKdfInput } from '../../src/crypto/seal.js';
import { digest } from '../../src/crypto/sha256.js';

const ECDH = { name: 'ECDH', namedCurve: 'P-256' };

/** RFC 7518, appendix C: Alice's ephemeral key and Bob's key. */
const ALICE = {
  kty: 'EC',
  crv: 'P-256',
  x: 'gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0',
  y: 'SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps',
  d: '0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo',
};
const BOB = {
  kty: 'EC',
  crv: 'P-256',
  x: 'weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ',
  y: 'e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck',
};

async function sealToNewKey(text: string) {
  const keys = await loadEndpointKeys(await createEndpointKeys());
  const jwe = (await seal(text, publicKeys(keys))) ?? '';
  const { plaintext, protectedHeader } = await compactDecrypt(jwe, keys.enc[0].privateKey);
  return { keys, jwe, plaintext: new TextDecoder().decode(plaintext), protectedHeader };
}

describe('sealing', () => {
  it('derives the key that RFC 7518 derives, in appendix C', async () => {
    const [alice, bob] = await Promise.all([
      crypto.subtle.importKey('jwk', ALICE, ECDH, false, ['deriveBits']),
      crypto.subtle.importKey('jwk', BOB, ECDH, false, []),
    ]);
    const agreed = await crypto.subtle.deriveBits({ name: 'ECDH', public: bob }, alice, 256);
    const hashed = await digest(toKdfInput(new Uint8Array(agreed), ['A128GCM', 'Alice', 'Bob'], 128));
    expect(toBase64Url(hashed.subarray(0, 16))).to.equal('VqqN6vgjbSBcIijNcacQGg');
  });

  for (const text of ['x', 'Zoë 🥕', 'long '.repeat(1_000)]) {
    it(`is opened by another JOSE library: ${text.slice(0, 6)}`, async () => {
      const { plaintext, protectedHeader, keys } = await sealToNewKey(text);
      expect(plaintext).to.equal(text);
      expect(protectedHeader).to.include({ alg: 'ECDH-ES', enc: 'A256GCM', kid: keys.enc[0].kid });
      expect(Object.keys(protectedHeader.epk ?? {}).sort()).to.deep.equal(['crv', 'kty', 'x', 'y']);
    });
  }

  it('names no key where the endpoint gives it no name', async () => {
    const keys = await loadEndpointKeys(await createEndpointKeys());
    const unnamed = publicKeys(keys).map(({ kid: _kid, ...key }) => key);
    const jwe = await seal('text', unnamed);
    const { protectedHeader } = await compactDecrypt(jwe ?? '', keys.enc[0].privateKey);
    expect(protectedHeader).not.to.have.property('kid');
  });

  it('never seals a text twice alike', async () => {
    const keys = publicKeys(await loadEndpointKeys(await createEndpointKeys()));
    const [one, other] = await Promise.all([seal('text', keys), seal('text', keys)]);
    const [header, , iv] = one?.split('.') ?? [];
    const [otherHeader, , otherIv] = other?.split('.') ?? [];
    expect(header).not.to.equal(otherHeader);
    expect(iv).not.to.equal(otherIv);
  });

  it('notices a change to any part', async () => {
    const { keys, jwe } = await sealToNewKey('text');
    for (const at of [0, 2, 3, 4]) {
      const parts = jwe.split('.');
      parts[at] = (parts[at]?.startsWith('e') ? 'f' : 'e') + (parts[at] ?? '').slice(1);
      const opened = compactDecrypt(parts.join('.'), keys.enc[0].privateKey);
      expect(await opened.catch((error: unknown) => error), `part ${at}`).to.be.instanceOf(Error);
    }
  });
});
