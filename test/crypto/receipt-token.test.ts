import { expect } from '@open-wc/testing';

import type { DeviceKey } from '../../src/core/ports.js';
import type { DeviceCertificateClaims, ProvenFacts, SavedFacts } from '../../src/core/protocol/receipt.js';
import { parseBase45 } from '../../src/core/receipt/base45.js';
import { isList, isMap, type Cbor } from '../../src/core/receipt/cbor.js';
import { parseCbor } from '../../src/core/receipt/parse-cbor.js';
import {
  createEndpointKeys,
  loadEndpointKeys,
  publicKeys,
  type EndpointKeys,
} from '../../src/crypto/endpoint-keys.js';
import { parseReceipt } from '../../src/crypto/parse-receipt.js';
import { readReceipt } from '../../src/crypto/read-receipt.js';
import {
  issueCertificate,
  signAttested,
  signConfirmed,
  signUnattested,
} from '../../src/crypto/receipt-token.js';
import { createCrypto } from '../../src/crypto/web-crypto.js';
import { FACTS, NOW, SHOP } from '../support/receipt-vectors.js';

const CONFIRMED: ProvenFacts = { ...FACTS, state: 'confirmed', rev: 3 };
const SAVED: SavedFacts = { ...FACTS, state: 'saved' };
const DAY_SECONDS = 86_400;

const bytesOf = (token = '') => parseBase45(token.slice('PN1:'.length)) ?? new Uint8Array();

describe('a receipt', () => {
  let endpoint: EndpointKeys;
  let device: DeviceKey;
  let claims: DeviceCertificateClaims;
  before(async () => {
    endpoint = await loadEndpointKeys(await createEndpointKeys());
    device = await createCrypto().createDeviceKey();
    const issuedSeconds = FACTS.issuedSeconds - DAY_SECONDS;
    const expiresSeconds = FACTS.issuedSeconds + DAY_SECONDS;
    claims = { shop: SHOP, device: device.jwk, class: 'shopper', issuedSeconds, expiresSeconds };
  });

  const issuer = () => ({ shop: SHOP, keys: publicKeys(endpoint) });
  const certify = (more: Partial<DeviceCertificateClaims> = {}) =>
    issueCertificate(endpoint.sig[0], { ...claims, ...more });

  it('of five lines is at most 300 bytes once it is confirmed', async () => {
    const token = await signConfirmed(endpoint.sig[0], CONFIRMED);
    expect(bytesOf(token).length).to.be.within(1, 300);
    expect(await readReceipt(token, issuer(), NOW)).to.deep.equal({ kind: 'confirmed', claims: CONFIRMED });
  });

  it('of five lines is at most 350 bytes where nobody vouches for the device', async () => {
    const token = await signUnattested(device, SAVED);
    expect(bytesOf(token).length).to.be.within(1, 350);
    const read = { kind: 'unattested', claims: { ...SAVED, device: device.jwk } };
    expect(await readReceipt(token, { shop: SHOP, keys: [] }, NOW)).to.deep.equal(read);
  });

  it('of five lines is at most 460 bytes with the device\u2019s certificate', async () => {
    const token = await signAttested(device, await certify(), SAVED);
    expect(bytesOf(token).length).to.be.within(1, 460);
    const read = { kind: 'attested', claims: SAVED, certificate: claims };
    expect(await readReceipt(token ?? '', issuer(), NOW)).to.deep.equal(read);
  });

  it('has only characters that a QR code packs closest', async () => {
    expect(await signUnattested(device, SAVED)).to.match(/^PN1:[0-9A-Z $%*+\-./:]+$/);
  });

  it('says in words only which shop and which currency it is', async () => {
    const sign1 = parseReceipt(await signConfirmed(endpoint.sig[0], CONFIRMED))?.sign1;
    expect(textsIn(parseCbor(sign1?.payload ?? new Uint8Array()))).to.deep.equal([SHOP, 'EUR']);
  });

  it('has nothing outside of its signature', async () => {
    const tokens = [
      await signConfirmed(endpoint.sig[0], CONFIRMED),
      await signAttested(device, await certify(), SAVED),
      await signUnattested(device, SAVED),
    ];
    for (const token of tokens) expect(parseReceipt(token ?? '')?.sign1.unprotected.size).to.equal(0);
  });

  it('names the endpoint\u2019s key by its thumbprint, whatever the endpoint calls it', async () => {
    const [{ published, privateKey }] = endpoint.sig;
    const token = await signConfirmed({ kid: 'mine', published, privateKey }, CONFIRMED);
    const keys = [{ ...published, kid: 'theirs' }];
    expect((await readReceipt(token, { shop: SHOP, keys }, NOW)).kind).to.equal('confirmed');
  });

  it('is attested for each class of device', async () => {
    for (const name of ['shopper', 'stall', 'owner'] as const) {
      const token = await signAttested(device, await certify({ class: name }), SAVED);
      const read = await readReceipt(token ?? '', issuer(), NOW);
      expect(read.kind === 'attested' && read.certificate.class).to.equal(name);
    }
  });

  it('is not attested by another device\u2019s certificate, nor by what names no key of its own', async () => {
    const other = await createCrypto().createDeviceKey();
    expect(await signAttested(device, await certify({ device: other.jwk }), SAVED)).to.equal(undefined);
    expect(await signAttested(device, new Uint8Array(), SAVED)).to.equal(undefined);
    const receipt = bytesOf(await signConfirmed(endpoint.sig[0], CONFIRMED));
    expect(await signAttested(device, receipt, SAVED)).to.equal(undefined);
  });

  it('is refused when the device\u2019s key did not come back from storage as a key', async () => {
    const failure = await signUnattested({ ...device, privateKey: {} }, SAVED).catch(
      (error: unknown) => error,
    );
    expect(String(failure)).to.contain('no CryptoKey');
  });

  it('still holds after a new key came into service', async () => {
    const token = await signConfirmed(endpoint.sig[0], CONFIRMED);
    const newer = publicKeys(await loadEndpointKeys(await createEndpointKeys()));
    const both = { shop: SHOP, keys: [...newer, ...publicKeys(endpoint)] };
    expect((await readReceipt(token, both, NOW)).kind).to.equal('confirmed');
    expect(await readReceipt(token, { shop: SHOP, keys: newer }, NOW)).to.deep.equal({ kind: 'unknown-key' });
  });

  it('is never believed by a key that is published for something else', async () => {
    const token = await signConfirmed(endpoint.sig[0], CONFIRMED);
    const keys = publicKeys(endpoint).map((key) => ({ ...key, use: 'enc' }));
    expect(await readReceipt(token, { shop: SHOP, keys }, NOW)).to.deep.equal({ kind: 'unknown-key' });
  });
});

function textsIn(value: Cbor | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (isMap(value)) return [...value].flat().flatMap(textsIn);
  return isList(value) ? value.flatMap(textsIn) : [];
}
