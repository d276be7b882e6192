import { expect } from '@open-wc/testing';

import { readIntent, verifyRequest } from '../../src/crypto/intent-signature.js';
import { readVectors } from '../support/vectors.js';

describe('reading what a device signed', () => {
  it('reads every golden intent, by its device and its hash', async () => {
    const { device } = await readVectors('keys');
    for (const { name, payload, jws, hash, device: id } of await readVectors('intents')) {
      const jwk = { kty: device.kty, crv: device.crv, x: device.x, y: device.y };
      const read = { ok: true, payload: JSON.parse(payload) as unknown, jwk, device: id, hash };
      expect(await readIntent(jws), name).to.deep.equal(read);
    }
  });

  it('refuses every golden forgery, for the reason given', async () => {
    const forged = (await readVectors('refused-intents')).filter(({ refusal }) => refusal !== 'schema');
    expect(forged.length).to.be.greaterThan(15);
    for (const { name, jws, refusal } of forged) {
      const read = await readIntent(jws);
      expect(read.ok ? 'read' : read.code, name).to.equal(refusal);
      expect(read.ok ? '' : read.message, name).to.have.length.greaterThan(10);
    }
  });

  it('reads what is well signed and badly meant, for the schemas to refuse', async () => {
    for (const { name, jws, refusal } of await readVectors('refused-intents')) {
      if (refusal === 'schema') expect((await readIntent(jws)).ok, name).to.equal(true);
    }
  });

  it('knows whose request it is', async () => {
    const { signed, refused } = await readVectors('requests');
    const [intent] = await readVectors('intents');
    for (const { name, signature, text } of signed) {
      const signer = await verifyRequest(signature, text);
      expect(signer.ok && signer.device, name).to.equal(intent?.device);
    }
    for (const { name, signature, text, refusal } of refused) {
      const signer = await verifyRequest(signature, text);
      expect(signer.ok ? 'taken' : signer.code, name).to.equal(refusal);
    }
  });
});
