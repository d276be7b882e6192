import { expect } from '@open-wc/testing';

import type { CatalogRecord, CatalogShelf } from '../../src/core/ports.js';
import { CatalogLoader, type CatalogNews } from '../../src/worker/catalog-loader.js';
import { createPageCatalog } from '../../src/worker/page-catalog.js';
import { CATALOG } from '../support/fixtures.js';

const ENDPOINT = 'https://orders.example/punnet';
const real = globalThis.fetch;

class MapShelf implements CatalogShelf {
  readonly records = new Map<string, CatalogRecord>();
  async get(url: string) {
    return this.records.get(url);
  }
  async put(url: string, record: CatalogRecord) {
    this.records.set(url, structuredClone(record));
  }
}

/** What the endpoint answers for its catalog; undefined: nothing. */
function answer(catalog: unknown): string[] {
  const asked: string[] = [];
  globalThis.fetch = async (url) => {
    asked.push(String(url));
    if (catalog === undefined) throw new TypeError('gone');
    return new Response(JSON.stringify(catalog));
  };
  return asked;
}

function open(changes: { shop?: string | null; endpoint?: string | null; shelf?: MapShelf } = {}) {
  const { shop = 'millrace', endpoint = ENDPOINT, shelf = new MapShelf() } = changes;
  const told: CatalogNews[] = [];
  const config = {
    catalog: { kind: 'json-ld', shop },
    ...(endpoint === null ? {} : { endpoint }),
    simulateOffline: false,
  } as const;
  const ports = {
    shelf,
    clock: { now: () => Date.parse('2026-11-23T18:00:00Z') },
    simulatesOffline: () => false,
    tell: (news: CatalogNews) => told.push(news),
  };
  const keeper = createPageCatalog(config, ports, CatalogLoader);
  return {
    keeper,
    shelf,
    codes: () => told.flatMap(({ problems }) => problems.map(({ code }) => code)),
    load: () => told.at(-1)?.load,
    loads: () => told.map(({ load, catalog }) => (catalog ? 'shown' : load.kind)),
    shown: () => told.flatMap(({ catalog }) => (catalog ? [catalog] : [])),
    sold: () => {
      const last = told.flatMap(({ catalog }) => catalog ?? []).at(-1);
      return last?.products.flatMap(({ variants }) =>
        variants.filter(({ unsold }) => !unsold).map(({ id }) => id),
      );
    },
  };
}

function page(sku: string | undefined, extra: object = {}) {
  const offers = { price: '2.40', priceCurrency: 'GBP', ...extra };
  const block = { '@type': 'Product', name: 'Oats', sku, offers };
  const texts = sku === undefined ? [] : [JSON.stringify(block)];
  return { texts, address: `https://millrace.example/${sku ?? ''}`, stage: '' };
}

afterEach(() => (globalThis.fetch = real));

describe('a shop whose products stand in its pages', () => {
  it('shows the page\u2019s product at once, and then what the endpoint sells', async () => {
    const asked = answer(CATALOG);
    const { keeper, shown, sold, codes } = open();
    await keeper.load(page('oats-500'));
    expect(shown()[0]?.products.map(({ id }) => id)).to.deep.equal(['oats-500']);
    expect(shown()[0]?.page?.alone).to.equal(true);
    expect(sold()).to.include('oats-1000');
    expect(shown().at(-1)?.version).to.equal(CATALOG.version);
    expect(asked).to.deep.equal([`${ENDPOINT}/v1/catalog`]);
    expect(codes()).to.deep.equal([]);
  });

  it('can be chosen from while the endpoint does not answer, also on a page without a product', async () => {
    answer(undefined);
    const first = open();
    await first.keeper.load(page('oats-500'));
    expect(first.load()).to.deep.equal({ kind: 'ready' });
    expect(first.sold()).to.deep.equal(['oats-500']);
    const next = open({ shelf: first.shelf });
    await next.keeper.load(page(undefined));
    expect(next.sold()).to.deep.equal(['oats-500']);
    expect(next.codes()).to.deep.equal(['catalog-unreachable']);
  });

  it('is not said to be there before it is shown, whatever is wrong with the page', async () => {
    answer(CATALOG);
    const first = open();
    await first.keeper.load(page('oats-500'));
    const again = open({ shelf: first.shelf });
    const { texts, ...rest } = page('oats-500');
    await again.keeper.load({ ...rest, texts: [...texts, '{ broken, }'] });
    expect(again.loads().slice(0, 2)).to.deep.equal(['loading', 'shown']);
    expect(again.loads().slice(2)).not.to.include('loading');
    expect(again.codes()).to.deep.equal(['bad-json-ld']);
  });

  it('is whole without a connection once the endpoint has answered', async () => {
    answer(CATALOG);
    const first = open();
    await first.keeper.load(page('oats-500'));
    answer(undefined);
    const again = open({ shelf: first.shelf });
    await again.keeper.load(page('oats-500'));
    expect(again.shown().map(({ version }) => version)).to.deep.equal([CATALOG.version]);
    expect(again.sold()).to.include('oats-1000');
  });

  it('takes the catalog that the endpoint sends with an answer', async () => {
    answer(undefined);
    const { keeper, shown, sold } = open();
    await keeper.load(page('oats-500'));
    answer(CATALOG);
    await keeper.adopt(CATALOG);
    expect(shown().at(-1)?.version).to.equal(CATALOG.version);
    expect(sold()).to.include('oats-1000');
    await keeper.adopt({ ...CATALOG, version: 'later' });
    expect(shown().at(-1)?.version).to.equal('later');
  });

  it('reads a page again that has another product', async () => {
    answer(CATALOG);
    const { keeper, shown } = open();
    await keeper.load(page('oats-500'));
    await keeper.load(page('oats-1000'));
    expect(shown().at(-1)?.page?.names.get('oats-1000')).to.equal('oats');
  });

  const faults = [
    {
      what: 'no shop is named',
      given: { shop: null },
      blocks: page('oats-500'),
      code: 'no-shop-id',
      load: 'failed',
    },
    {
      what: 'there is no endpoint',
      given: { endpoint: null },
      blocks: page('oats-500'),
      code: 'no-endpoint',
      load: 'ready',
    },
    { what: 'the page has no block', given: {}, blocks: page(undefined), code: 'no-json-ld', load: 'ready' },
    {
      what: 'the endpoint is another shop\u2019s',
      given: { shop: 'other' },
      blocks: page('oats-500'),
      code: 'wrong-shop',
      load: 'ready',
    },
    {
      what: 'the currency is another',
      given: {},
      blocks: page('oats-500', { priceCurrency: 'EUR' }),
      code: 'wrong-currency',
      load: 'ready',
    },
    {
      what: 'the page\u2019s price is another',
      given: {},
      blocks: page('oats-500', { price: '2.60' }),
      code: 'price-conflict',
      load: 'ready',
    },
    {
      what: 'the endpoint lacks the product',
      given: {},
      blocks: page('spelt'),
      code: 'unknown-to-shop',
      load: 'ready',
    },
  ];
  for (const { what, given, blocks, code, load } of faults) {
    it(`says ${code} where ${what}`, async () => {
      answer(CATALOG);
      const opened = open(given);
      await opened.keeper.load(blocks);
      expect([...new Set(opened.codes())]).to.deep.equal([code]);
      expect(opened.load()?.kind).to.equal(load);
    });
  }

  it('holds a page against what the endpoint says now, not against what was kept of it', async () => {
    const [oats, ...others] = CATALOG.products;
    const [small, ...larger] = oats?.variants ?? [];
    const variants = [{ ...small, price: 260 }, ...larger];
    const dearer = { ...CATALOG, version: 'dearer', products: [{ ...oats, variants }, ...others] };
    answer(CATALOG);
    const first = open();
    await first.keeper.load(page('oats-500'));
    answer(undefined);
    const offline = open({ shelf: first.shelf });
    await offline.keeper.load(page('oats-500', { price: '2.60' }));
    expect(offline.codes()).to.deep.equal([]);
    await offline.keeper.confirm();
    expect(offline.codes()).to.deep.equal(['price-conflict']);
    answer(dearer);
    const again = open({ shelf: first.shelf });
    await again.keeper.load(page('oats-500', { price: '2.60' }));
    expect(again.shown()).to.have.length(2);
    expect(again.codes()).to.deep.equal([]);
    answer(CATALOG);
    await again.keeper.load();
    expect(again.codes()).to.deep.equal(['price-conflict']);
  });

  it('does not complain of sizes that the page lacks and the endpoint has', async () => {
    answer(CATALOG);
    const range = { '@type': 'AggregateOffer', price: undefined, lowPrice: '2.40' };
    const known = open();
    await known.keeper.load(page('oats', range));
    expect(known.codes()).to.deep.equal([]);
    const unknown = open();
    await unknown.keeper.load(page('spelt', range));
    expect(unknown.codes()).to.deep.equal(['no-variants']);
  });
});
