import { expect } from '@open-wc/testing';

import { readPage } from '../../../../src/core/catalog/json-ld/read-page.js';
import { DOUBTFUL } from '../../../support/json-ld/doubtful.js';
import { OTHER } from '../../../support/json-ld/other.js';
import { SHOPIFY } from '../../../support/json-ld/shopify.js';
import { WORDPRESS } from '../../../support/json-ld/wordpress.js';

type Read = ReturnType<typeof readPage>;

function sold({ products }: Read): readonly string[] {
  return products.flatMap(({ product, currency }) =>
    product.variants.map(({ id, title, price, available, measure, from }) => {
      const { amount, unit, per } = measure ?? {};
      const contents = measure ? ` ${amount} ${unit}${per ? `/${per}` : ''}` : '';
      return `${product.id}: ${id} "${title}" ${from ? 'from ' : ''}${price} ${currency} ${available}${contents}`;
    }),
  );
}

const only = (texts: readonly string[], address: string) => readPage(texts, address).products[0]?.product;
const found = (name: string) => {
  const fixture = [...SHOPIFY, ...WORDPRESS, ...OTHER].find((page) => page.name === name);
  if (!fixture) throw new Error(name);
  return fixture;
};

describe('a page\u2019s JSON-LD offers its products, or says what is wrong, and never a wrong price', () => {
  for (const { name, address, texts, sells, problems, own } of [
    ...SHOPIFY,
    ...WORDPRESS,
    ...OTHER,
    ...DOUBTFUL,
  ]) {
    it(name, () => {
      const read = readPage(texts, address);
      expect(sold(read)).to.deep.equal(sells);
      expect(read.problems.map(({ code, pointer }) => `${code} ${pointer}`)).to.deep.equal(problems);
      expect(read.own).to.equal(own);
      for (const { message } of read.problems) expect(message).to.match(/[a-z].*[.:].*[a-z]/);
    });
  }
});

describe('what a page says of a product besides its price', () => {
  it('is shown as plain text, with its picture', () => {
    const { texts, address } = found('WooCommerce: a simple product');
    expect(only(texts, address)).to.deep.include({
      title: 'Oats & barley',
      description: 'Rolled here .',
      image: { src: 'https://millrace.example/wp-content/uploads/oats.jpg', alt: '' },
    });
  });

  it('has the size of a picture that is named elsewhere in the page', () => {
    const { texts, address } = found('Yoast: a graph whose group names its sizes');
    expect(only(texts, address)?.image).to.deep.equal({
      src: 'https://millrace.example/wp-content/uploads/oats.jpg',
      alt: '',
      width: 800,
      height: 600,
    });
  });

  it('has categories and keywords for tags', () => {
    const block = {
      name: 'Oats',
      sku: 'oats',
      '@type': 'Product',
      offers: { price: 1, priceCurrency: 'GBP' },
    };
    const tagged = { ...block, category: 'Food > Grain', keywords: ['vegan', 'Grain'] };
    expect(only([JSON.stringify(tagged)], 'https://a.example/')?.tags).to.deep.equal([
      'Food',
      'Grain',
      'vegan',
    ]);
  });

  it('is called by its id, its sku and the last part of its address', () => {
    const { texts, address } = found('Shopify: a product with sizes');
    expect(readPage(texts, address).products[0]?.names).to.deep.equal(['rolled-oats']);
  });
});
