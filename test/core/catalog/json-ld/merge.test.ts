import { expect } from '@open-wc/testing';

import { catalogOfPages, mergeCatalog } from '../../../../src/core/catalog/json-ld/merge.js';
import { readPage } from '../../../../src/core/catalog/json-ld/read-page.js';
import { parseSeen, rememberPage } from '../../../../src/core/catalog/json-ld/seen.js';
import { findProduct, findVariant } from '../../../../src/core/catalog/lookup.js';
import { CATALOG } from '../../../support/fixtures.js';

const SITE = 'https://millrace.example';
const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-23T18:00:00Z');

function pageOf(id: string, sizes: Readonly<Record<string, string>>, currency = 'GBP') {
  const address = `${SITE}/shop/${id}`;
  const offers = Object.entries(sizes).map(([sku, price]) => ({ sku, price, priceCurrency: currency }));
  const block = { '@type': 'Product', name: `The ${id}`, url: address, image: `/${id}.jpg`, offers };
  return readPage([JSON.stringify(block)], address);
}
const known = (page: ReturnType<typeof pageOf>, earlier: ReturnType<typeof pageOf>['products'] = []) => ({
  here: page.products,
  earlier,
  ...(page.own === undefined ? {} : { own: page.own }),
});
const codes = (problems: readonly { code: string; pointer: string }[]) =>
  problems.map(({ code, pointer }) => `${code} ${pointer}`);

describe('a page\u2019s products and the endpoint\u2019s catalog', () => {
  it('are sold at the endpoint\u2019s price, whatever the page says, and the maker is told of both', () => {
    const { catalog, problems } = mergeCatalog(CATALOG, known(pageOf('porridge', { 'oats-500': '9.90' })));
    expect(findVariant(catalog, 'oats-500')?.variant.price).to.equal(240);
    expect(catalog.version).to.equal(CATALOG.version);
    expect(codes(problems)).to.deep.equal(['price-conflict ld+json[0]']);
    expect(problems[0]?.message).to.equal(
      '"oats-500" costs 9.90 GBP on this page and 2.40 GBP in the shop\u2019s own catalog, which is what is charged: make them the same.',
    );
  });

  it('are no complaint where the page says from which price, or a page before said another', () => {
    const range = { '@type': 'AggregateOffer', lowPrice: '1.00', priceCurrency: 'GBP' };
    const block = { '@type': 'Product', name: 'Oats', sku: 'oats-500', offers: range };
    const here = readPage([JSON.stringify(block)], SITE);
    const earlier = pageOf('porridge', { 'oats-1000': '9.90' }).products;
    expect(here.products).to.have.length(1);
    expect(mergeCatalog(CATALOG, known(here, earlier)).problems).to.deep.equal([]);
  });

  it('are found by the page\u2019s names, and by none as the page\u2019s own, with its picture', () => {
    const { catalog } = mergeCatalog(CATALOG, known(pageOf('porridge', { 'oats-500': '2.40' })));
    expect(findProduct(catalog, 'porridge')?.id).to.equal('oats');
    expect(findProduct(catalog, '')?.id).to.equal('oats');
    expect(findProduct(catalog, 'oats')?.image?.src).to.equal(`${SITE}/porridge.jpg`);
  });

  it('that the endpoint does not know are shown and not sold, and named to the maker', () => {
    const sizes = { 'oats-500': '2.40', 'oats-5000': '9.00' };
    const { catalog, problems } = mergeCatalog(CATALOG, known(pageOf('oats', sizes)));
    expect(findVariant(catalog, 'oats-5000')?.variant).to.include({
      price: 900,
      available: false,
      unsold: true,
    });
    expect(findVariant(catalog, 'oats-500')?.variant.available).to.equal(true);
    const rye = mergeCatalog(CATALOG, known(pageOf('spelt', { 'spelt-1': '3.00' })));
    expect(findVariant(rye.catalog, 'spelt-1')?.variant.unsold).to.equal(true);
    expect(codes([...problems, ...rye.problems])).to.deep.equal([
      'unknown-to-shop ld+json[0]',
      'unknown-to-shop ld+json[0]',
    ]);
  });

  it('in another currency are left out, and named to the maker', () => {
    const { catalog, problems } = mergeCatalog(CATALOG, known(pageOf('spelt', { 'spelt-1': '3.00' }, 'EUR')));
    expect(findProduct(catalog, 'spelt')).to.equal(undefined);
    expect(codes(problems)).to.deep.equal(['wrong-currency ld+json[0]']);
  });

  it('are all there is until the endpoint has answered: to choose from, and nowhere to collect', () => {
    const merged = catalogOfPages('millrace', known(pageOf('oats', { a: '2.40' })));
    expect(merged?.catalog.shop).to.include({ id: 'millrace', currency: 'GBP' });
    expect(merged?.catalog.depots).to.deep.equal([]);
    expect(findVariant(merged?.catalog ?? CATALOG, 'a')?.variant).to.include({ price: 240, available: true });
    expect(catalogOfPages('millrace', { here: [], earlier: [] })).to.equal(undefined);
  });

  it('of pages before stay known, and are no complaint of this one', () => {
    const earlier = pageOf('spelt', { 'spelt-1': '3.00' }).products;
    const { catalog, problems } = mergeCatalog(
      CATALOG,
      known(pageOf('oats', { 'oats-500': '2.40' }), earlier),
    );
    expect(findVariant(catalog, 'spelt-1')?.product.title).to.equal('The spelt');
    expect(problems).to.deep.equal([]);
  });
});

describe('what was seen on pages before', () => {
  const see = (seen: ReturnType<typeof parseSeen>, id: string, days = 0) =>
    rememberPage(seen, `${SITE}/shop/${id}`, pageOf(id, { [id]: '1.00' }).products, NOW + days * DAY_MS);
  const ids = (seen: ReturnType<typeof parseSeen>) => seen.map(({ stated }) => stated.product.id);

  it('is known on the next page, as it is kept, with the page and the time', () => {
    const kept: unknown = JSON.parse(JSON.stringify(see(see([], 'oats'), 'rye')));
    expect(ids(parseSeen(kept))).to.deep.equal(['rye', 'oats']);
    expect(parseSeen(kept)[0]).to.include({ page: `${SITE}/shop/rye`, seenAt: '2026-11-23T18:00:00.000Z' });
  });

  it('gives way to what its page says now', () => {
    const seen = see([], 'oats');
    expect(ids(rememberPage(seen, `${SITE}/shop/oats`, [], NOW))).to.deep.equal([]);
    expect(ids(see(seen, 'oats', 1))).to.deep.equal(['oats']);
  });

  it('is forgotten after a month, and the oldest first where it is much', () => {
    expect(ids(see(see([], 'oats'), 'rye', 30))).to.deep.equal(['rye', 'oats']);
    expect(ids(see(see([], 'oats'), 'rye', 31))).to.deep.equal(['rye']);
    const many = Array.from({ length: 205 }, (_, i) => `p${i}`).reduce(
      (seen, id) => see(seen, id),
      see([], 'oats'),
    );
    expect(ids(many)).to.have.length(200);
    expect(ids(many)[0]).to.equal('p204');
  });

  it('is left aside where it can not be read', () => {
    const [good] = see([], 'oats');
    expect(ids(parseSeen([{ ...good, stated: { product: {} } }, good, null]))).to.deep.equal(['oats']);
    expect(parseSeen({})).to.deep.equal([]);
  });
});
