import { expect } from '@open-wc/testing';

import {
  MAX_CARD_LENGTH,
  readRefillCard,
  toRefillCardText,
  type RefillCard,
} from '../../../src/core/protocol/refill-card.js';
import { createRandom } from '../../support/seeded-random.js';
import { readVectors } from '../../support/vectors.js';

const PAGE = 'https://millrace.example/refill';
const OATS: RefillCard = { v: 1, shop: 'millrace', variant: 'oats-500', modifiers: {} };
/** Names as makers might choose them, and as nobody should. */
const NAMES = ['oats-500', 'Käse', 'a b', 'a=b&c', '100%', '#1', 'option.x', 'refill', '😋', '﷽', '..', '+'];

describe('a refill card', () => {
  it('is written in one spelling, as every golden one, and read back', async () => {
    const { written } = await readVectors('refill-cards');
    for (const { name, page, card, text } of written) {
      expect(toRefillCardText(page, card), name).to.equal(text);
      expect(readRefillCard(text), name).to.deep.equal({ kind: 'card', card });
    }
  });

  it('is read in other spellings', async () => {
    for (const { name, text, card } of (await readVectors('refill-cards')).read)
      expect(readRefillCard(text), name).to.deep.equal({ kind: 'card', card });
  });

  it('is refused where it says too little, too much, or what only a later version knows', async () => {
    for (const { name, text, kind } of (await readVectors('refill-cards')).refused)
      expect(readRefillCard(text), name).to.deep.equal({ kind });
  });

  it('is none in another text', async () => {
    for (const text of (await readVectors('refill-cards')).foreign)
      expect(readRefillCard(text), text).to.equal(undefined);
  });

  it('comes back as it was, whatever its names are', () => {
    const random = createRandom(45);
    for (let i = 0; i < 300; i++) {
      const modifiers = Object.fromEntries(
        Array.from({ length: random.below(4) }, () => [random.pick(NAMES), random.pick(NAMES)]),
      );
      const card: RefillCard = { v: 1, shop: random.pick(NAMES), variant: random.pick(NAMES), modifiers };
      expect(readRefillCard(toRefillCardText(PAGE, card))).to.deep.equal({ kind: 'card', card });
    }
  });

  for (const page of ['javascript:alert(1)', 'refill.html', 'ftp://millrace.example/', ''])
    it(`is on no page such as ${JSON.stringify(page)}`, () => {
      expect(() => toRefillCardText(page, OATS)).to.throw(TypeError);
    });

  it('is not written where nobody could read it', () => {
    const modifiers = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`m${i}`, 'o'.repeat(128)]));
    expect(() => toRefillCardText(PAGE, { ...OATS, modifiers })).to.throw(RangeError);
    expect(() => toRefillCardText(PAGE, { ...OATS, shop: '' })).to.throw();
    const rest = MAX_CARD_LENGTH - toRefillCardText(PAGE, OATS).length;
    expect(readRefillCard(toRefillCardText(PAGE + '/'.repeat(rest), OATS))?.kind).to.equal('card');
    expect(() => toRefillCardText(PAGE + '/'.repeat(rest + 1), OATS)).to.throw(RangeError);
  });
});
