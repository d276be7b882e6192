import { expect } from '@open-wc/testing';

import { picturesOf } from '../../src/service-worker/pictures-of.js';

const AT = 'https://shop.example/data/catalog.json';

describe('a catalog’s pictures', () => {
  it('are found from where the catalog lies, each once', () => {
    const image = { src: 'oats.webp', width: 8, height: 6 };
    const products = [{ image }, { image: '/rye.webp' }, { image }, { image: 'https://cdn.example/a.webp' }];
    expect(picturesOf({ products }, AT)).to.deep.equal([
      'https://shop.example/data/oats.webp',
      'https://shop.example/rye.webp',
      'https://cdn.example/a.webp',
    ]);
  });

  for (const broken of [
    null,
    'text',
    {},
    { products: 3 },
    { products: [null, { image: 4 }, { image: {} }] },
  ]) {
    it(`are none in ${JSON.stringify(broken)}`, () => {
      expect(picturesOf(broken, AT)).to.deep.equal([]);
    });
  }
});
