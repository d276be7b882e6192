import { expect } from '@open-wc/testing';

import { chooseTestimonials, meanStars } from '../../../src/core/testimonial/choose.js';
import type { Judged } from '../../../src/core/testimonial/judge.js';

/** Each of an order of its own. */
const said = (text: string, more: Partial<Judged> = {}): Judged => ({
  text,
  author: 'Ada',
  proof: 'bought',
  receipt: text,
  ...more,
});

const all: readonly Judged[] = [
  said('shop, unproven', { proof: 'unverified', date: '2026-11-20' }),
  said('oats, old', { product: 'oats', date: '2026-10-01', stars: 4 }),
  said('rye', { product: 'rye', date: '2026-11-21', stars: 5 }),
  said('shop', { date: '2026-09-01' }),
  said('oats, unproven', { product: 'oats', date: '2026-11-22', proof: 'unverified', stars: 1 }),
  said('oats, new', { product: 'oats', date: '2026-11-02', stars: 5 }),
  said('oats, undated', { product: 'oats' }),
];
const textsOf = (about: readonly string[] | undefined, limit = 10) =>
  chooseTestimonials(all, about ? { about, limit } : { limit }).map(({ text }) => text);

describe('testimonials beside something', () => {
  it('are about it first, then about the shop, and of purchases before others', () => {
    expect(textsOf(['oats'])).to.deep.equal([
      'oats, new',
      'oats, old',
      'oats, undated',
      'oats, unproven',
      'shop',
      'shop, unproven',
    ]);
  });

  it('are about nothing else', () => {
    expect(textsOf(['plums'])).to.deep.equal(['shop', 'shop, unproven']);
  });

  it('are about anything where nothing is asked for', () => {
    expect(textsOf(undefined, 3)).to.deep.equal(['rye', 'oats, new', 'oats, old']);
  });

  it('are no more than there is room for', () => {
    expect(textsOf(['oats'], 1)).to.deep.equal(['oats, new']);
  });
});

describe('stars', () => {
  it('are the mean of those that came of a purchase', () => {
    expect(meanStars(all)).to.deep.equal({ mean: 4.7, count: 3 });
  });

  it('count one purchase once for a product, by its newest word', () => {
    const twice = [
      said('now', { stars: 5, receipt: 'one', product: 'oats', date: '2026-11-02' }),
      said('before', { stars: 1, receipt: 'one', product: 'oats', date: '2026-11-01' }),
      said('rye', { stars: 4, receipt: 'one', product: 'rye' }),
    ];
    expect(meanStars(twice)?.mean).to.equal(4.5);
  });

  it('are of as many purchases as there are orders, however much is said of each', () => {
    const basket = ['oats', 'rye', 'honey'].map((product) =>
      said(product, { stars: 4, receipt: 'one', product }),
    );
    expect(meanStars([...basket, said('two', { stars: 4 })])).to.deep.equal({ mean: 4, count: 2 });
  });

  it('are the most only where everybody gives the most', () => {
    const all50 = Array.from({ length: 50 }, (_, at) => said(`of ${at}`, { stars: 5 }));
    expect(meanStars(all50)?.mean).to.equal(5);
    expect(meanStars([...all50.slice(1), said('less', { stars: 3 })])?.mean).to.equal(4.9);
  });

  it('are none where nobody who bought gave any', () => {
    expect(meanStars([said('x', { stars: 5, proof: 'unverified' })])).to.equal(undefined);
  });
});
