import { expect } from '@open-wc/testing';

import { judgeAll } from '../../../src/core/testimonial/list.js';

const SHOP = { id: 'mill', keys: [], today: '2026-11-03', findProduct: () => undefined };
const CRYPTO = { verify: () => Promise.reject(new Error('nothing is signed')) };
const judgeOf = (author: string) => judgeAll([{ text: 'Nutty', author }], SHOP, CRYPTO);

describe('a catalog’s testimonials', () => {
  it('tell whoever lists one with too long an author how long it may be', async () => {
    const longest = await judgeOf('A'.repeat(80));
    const { testimonials, problems } = await judgeOf('A'.repeat(81));
    expect([longest.problems, testimonials]).to.deep.equal([[], []]);
    expect(problems[0]?.message).to.contain('a text of at most 1000 characters and an author of at most 80');
  });
});
