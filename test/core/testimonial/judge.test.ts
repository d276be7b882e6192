import { expect } from '@open-wc/testing';

import { judge, type ShopOfProof } from '../../../src/core/testimonial/judge.js';
import { createEndpointKeys, loadEndpointKeys, publicKeys } from '../../../src/crypto/endpoint-keys.js';
import { signJws, toPart } from '../../../src/crypto/jws.js';
import { createCrypto } from '../../../src/crypto/web-crypto.js';

const crypto = createCrypto();
const keys = await loadEndpointKeys(await createEndpointKeys());
const others = await loadEndpointKeys(await createEndpointKeys());
const shop: ShopOfProof = { id: 'millrace', keys: publicKeys(keys), today: '2026-11-28' };

const claims = {
  v: 1,
  shop: 'millrace',
  product: 'oats',
  text: 'The best porridge in years.',
  author: 'Ada, Weir Lane',
  date: '2026-11-03',
  stars: 5,
  receipt: 'A'.repeat(43),
};

async function sign(payload: object, { sig: [{ kid, privateKey }] } = keys): Promise<string> {
  return signJws({ alg: 'ES256', kid }, JSON.stringify(payload), privateKey);
}

const judgeOf = async (entry: unknown, today = shop.today) => judge(entry, { ...shop, today }, crypto);

async function proofOf(entry: unknown, today?: string): Promise<string> {
  const judged = await judgeOf(entry, today);
  return judged.ok ? judged.testimonial.proof : judged.fault;
}

describe('a testimonial', () => {
  it('that the shop signed and that came of a purchase says so, and no more than is shown', async () => {
    const { v, shop: id, ...said } = claims;
    expect([v, id]).to.deep.equal([1, 'millrace']);
    expect(await judgeOf(await sign(claims))).to.deep.equal({
      ok: true,
      testimonial: { ...said, proof: 'bought' },
    });
  });

  it('without a receipt is not verified', async () => {
    const { receipt, ...without } = claims;
    expect(receipt).to.be.a('string');
    expect(await proofOf(await sign(without))).to.equal('unverified');
  });

  it('that nobody signed is not verified, whatever it says of itself', async () => {
    expect(await proofOf({ text: 'Nice', author: 'Bo' })).to.equal('unverified');
    expect(await proofOf(claims)).to.equal('unverified');
    expect(await proofOf({ ...claims, proof: 'bought' })).to.equal('unverified');
  });

  it('is vouched for on its last day, and not after it', async () => {
    const signed = await sign({ ...claims, until: '2026-11-28' });
    expect(await proofOf(signed, '2026-11-28')).to.equal('bought');
    expect(await proofOf(signed, '2026-11-29')).to.equal('unverified');
  });

  it('of a day to come is not vouched for yet', async () => {
    expect(await proofOf(await sign({ ...claims, date: '2026-11-29' }))).to.equal('unverified');
  });

  it('by a key that is not known here is not verified', async () => {
    expect(await proofOf(await sign(claims, others))).to.equal('unverified');
  });

  it('by a key that the shop has no more, or one that it seals with, is not verified', async () => {
    const signed = await sign(claims);
    const withKeys = async (held: ShopOfProof['keys']) => {
      const judged = await judge(signed, { ...shop, keys: held }, crypto);
      return judged.ok && judged.testimonial.proof;
    };
    expect(await withKeys(shop.keys)).to.equal('bought');
    const { kid } = keys.sig[0];
    expect(await withKeys(shop.keys.filter((key) => key.kid !== kid))).to.equal('unverified');
    const sealing = shop.keys.map((key) => (key.kid === kid ? { ...key, use: 'enc' } : key));
    expect(await withKeys(sealing as ShopOfProof['keys'])).to.equal('unverified');
  });

  it('by another key under the name of the shop’s is not shown', async () => {
    const { kid } = keys.sig[0];
    const forged = await signJws({ alg: 'ES256', kid }, JSON.stringify(claims), others.sig[0].privateKey);
    expect(await proofOf(forged)).to.equal('altered');
  });

  for (const [what, change] of [
    ['text', { text: 'The worst porridge in years.' }],
    ['product', { product: 'rye' }],
    ['stars', { stars: 1 }],
    ['last day', { until: '2099-01-01' }],
  ] as const)
    it(`whose ${what} was altered is not shown`, async () => {
      const [head, , tail] = (await sign(claims)).split('.');
      expect(await proofOf(`${head}.${toPart(JSON.stringify({ ...claims, ...change }))}.${tail}`)).to.equal(
        'altered',
      );
    });

  it('of another shop with the same key is not shown', async () => {
    expect(await proofOf(await sign({ ...claims, shop: 'weir' }))).to.equal('foreign');
  });

  for (const [what, entry, fault] of [
    ['a number', 5, 'unreadable'],
    ['nothing', null, 'unreadable'],
    ['words that nobody signed', 'The best porridge in years.', 'altered'],
    ['no text', { author: 'Bo' }, 'unreadable'],
    ['a text of spaces', { text: '   ', author: 'Bo' }, 'unreadable'],
    ['six stars', { text: 'Nice', author: 'Bo', stars: 6 }, 'unreadable'],
  ] as const)
    it(`of ${what} is not shown, as ${fault}`, async () => {
      expect(await proofOf(entry)).to.equal(fault);
    });

  for (const [what, change] of [
    ['a version to come', { v: 2 }],
    ['a field to come', { video: 'x.mp4' }],
    ['a receipt that is none', { receipt: 'paid' }],
    ['no date', { date: undefined }],
  ] as const)
    it(`with ${what} is not shown, though it is signed`, async () => {
      expect(await proofOf(await sign({ ...claims, ...change }))).to.equal('unreadable');
    });

  it('keeps what looks like markup as the text that it is', async () => {
    const text = '<img src=x onerror=alert(1)>';
    const judged = await judgeOf(await sign({ ...claims, text }));
    expect(judged.ok && judged.testimonial.text).to.equal(text);
  });
});
