import { expect } from '@open-wc/testing';

import {
  createEndpointKeys,
  loadEndpointKeys,
  open,
  publicKeys,
  sign,
} from '../../src/crypto/endpoint-keys.js';
import type { Proof } from '../../src/core/protocol/proof.js';
import { createCrypto } from '../../src/crypto/web-crypto.js';
import { readVectors } from '../support/vectors.js';

const golden = async () => loadEndpointKeys(JSON.stringify((await readVectors('keys')).endpoint));

describe('the endpoint\u2019s keys', () => {
  it('are published without their private halves', async () => {
    const published = publicKeys(await loadEndpointKeys(await createEndpointKeys()));
    expect(published.map(({ use }) => use)).to.deep.equal(['sig', 'enc']);
    for (const key of published) {
      expect(Object.keys(key).sort()).to.deep.equal(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    }
  });

  it('open every golden contact', async () => {
    const keys = await golden();
    const { sealed, unopened } = await readVectors('contacts');
    for (const { text, jwe, hash } of sealed) {
      expect(await open(keys, jwe)).to.equal(text);
      expect(await createCrypto().hash(jwe)).to.equal(hash);
    }
    for (const { name, jwe } of unopened) expect(await open(keys, jwe), name).to.equal(undefined);
  });

  it('still honour an older key after a new one came into service', async () => {
    const { endpoint } = await readVectors('keys');
    const newer = JSON.parse(await createEndpointKeys()) as { keys: object[] };
    const both = await loadEndpointKeys(JSON.stringify({ keys: [...newer.keys, ...endpoint.keys] }));
    const { sealed } = await readVectors('contacts');
    const { believed } = await readVectors('proofs');
    expect(await open(both, sealed[0]?.jwe ?? '')).to.equal(sealed[0]?.text);
    const device = createCrypto();
    expect((await device.verify(believed[0]?.jws ?? '', publicKeys(both))).ok).to.equal(true);
    const proof = JSON.parse(believed[0]?.payload ?? '') as Proof;
    const signed = await sign(both, proof);
    expect(await device.verify(signed, publicKeys(both).slice(0, 1))).to.deep.equal({
      ok: true,
      payload: proof,
    });
  });

  const broken = [
    { name: 'a file that is no JSON', text: 'keys', says: 'JSON' },
    { name: 'a file that is no key set', text: '{"key": []}', says: 'no JWK Set' },
    { name: 'null', text: 'null', says: 'no JWK Set' },
    { name: 'a set without a signing key', text: '{"keys": []}', says: '"use": "sig"' },
    {
      name: 'a public key',
      text: '{"keys":[{"kty":"EC","crv":"P-256","x":"a","y":"b","kid":"k","use":"sig"}]}',
      says: 'no private key',
    },
  ];
  for (const { name, text, says } of broken) {
    it(`refuse to load from ${name}, and say why`, async () => {
      const failure = await loadEndpointKeys(text).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(Error);
      expect(String(failure)).to.contain(says);
    });
  }
});
