import { expect } from '@open-wc/testing';

import type { CatalogRecord, CatalogShelf } from '../../src/core/ports.js';
import { CatalogLoader, type CatalogNews } from '../../src/worker/catalog-loader.js';
import { CATALOG } from '../support/fixtures.js';
import { patch } from '../support/patch.js';

const NOW = Date.parse('2026-11-23T18:00:00Z');
const addresses: string[] = [];

/** A catalog at an address of its own, which can be taken away. */
function publish(catalog: unknown): string {
  const text = typeof catalog === 'string' ? catalog : JSON.stringify(catalog);
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  addresses.push(address);
  return address;
}

class MapShelf implements CatalogShelf {
  readonly records = new Map<string, CatalogRecord>();
  async get(url: string) {
    return this.records.get(url);
  }
  async put(url: string, record: CatalogRecord) {
    this.records.set(url, record);
  }
}

function createLoader(url: string, shelf = new MapShelf()) {
  const told: CatalogNews[] = [];
  const time = { now: NOW };
  const loader = new CatalogLoader({
    source: { kind: 'url', url },
    shelf,
    clock: { now: () => time.now },
    simulatesOffline: () => false,
    tell: (news) => told.push(news),
  });
  const shown = () => told.flatMap(({ catalog }) => (catalog ? [catalog.version] : []));
  return { loader, told, time, shelf, shown };
}

afterEach(() => addresses.splice(0).forEach((address) => URL.revokeObjectURL(address)));

describe('the catalog', () => {
  it('comes from its address, and is kept', async () => {
    const url = publish(CATALOG);
    const { loader, told, shelf, shown } = createLoader(url);
    await loader.load();
    expect(shown()).to.deep.equal([CATALOG.version]);
    expect(told.at(-1)).to.deep.include({
      load: { kind: 'ready' },
      catalogAge: { checkedAt: '2026-11-23T18:00:00.000Z', stale: false },
    });
    expect(shelf.records.get(url)?.version).to.equal(CATALOG.version);
  });

  it('is shown from what was kept, with its age, when its address is gone', async () => {
    const url = publish(CATALOG);
    const first = createLoader(url);
    await first.loader.load();
    URL.revokeObjectURL(url);
    const { loader, told, time, shown } = createLoader(url, first.shelf);
    time.now += 10 * 86_400_000;
    await loader.load();
    expect(shown()).to.deep.equal([CATALOG.version]);
    expect(told.at(-1)?.catalogAge).to.deep.equal({ checkedAt: '2026-11-23T18:00:00.000Z', stale: true });
  });

  it('is never called checked when the site\u2019s service worker answered from what it keeps', async () => {
    const headers = { 'punnet-kept': '2026-11-20T09:00:00.000Z' };
    const restore = patch(globalThis, 'fetch', {
      value: async () => new Response(JSON.stringify(CATALOG), { headers }),
    });
    try {
      const { loader, told, shelf, shown } = createLoader('https://shop.example/catalog.json');
      await loader.load();
      expect(shown()).to.deep.equal([CATALOG.version]);
      expect(told.at(-1)?.catalogAge).to.deep.equal({ checkedAt: '2026-11-20T09:00:00.000Z', stale: true });
      expect(shelf.records.size).to.equal(0);
    } finally {
      restore();
    }
  });

  it('is fresh again once the endpoint has answered with nothing newer', async () => {
    const url = publish(CATALOG);
    const { loader, told, time } = createLoader(url);
    await loader.load();
    URL.revokeObjectURL(url);
    time.now += 3_600_000;
    await loader.load();
    expect(told.at(-1)?.catalogAge?.stale).to.equal(true);
    await loader.confirm();
    expect(told.at(-1)?.catalogAge).to.deep.equal({ checkedAt: '2026-11-23T19:00:00.000Z', stale: false });
  });

  it('of the endpoint stays in force over an older page, and yields to a newer one', async () => {
    const shelf = new MapShelf();
    const url = publish(CATALOG);
    const first = createLoader(url, shelf);
    await first.loader.load();
    await first.loader.adopt({ ...CATALOG, version: 'endpoint-2' });
    expect(first.shown()).to.deep.equal([CATALOG.version, 'endpoint-2']);
    const again = createLoader(url, shelf);
    await again.loader.load();
    expect(again.shown()).to.deep.equal(['endpoint-2']);
    const renewed = publish({ ...CATALOG, version: 'page-3' });
    shelf.records.set(renewed, shelf.records.get(url) as CatalogRecord);
    const later = createLoader(renewed, shelf);
    await later.loader.load();
    expect(later.shown()).to.deep.equal(['endpoint-2', 'page-3']);
  });

  const failures = [
    { name: 'is not there', text: undefined, code: 'catalog-unreachable' },
    { name: 'is no JSON', text: '<html>', code: 'catalog-not-json', says: /is not JSON: SyntaxError: ./ },
    { name: 'has no shop', text: '{"products":[]}', code: 'bad-shop' },
  ];
  for (const { name, text, code, says } of failures) {
    it(`that ${name} is said to be ${code}`, async () => {
      const url = publish(text ?? '');
      if (text === undefined) URL.revokeObjectURL(url);
      const { loader, told } = createLoader(url);
      await loader.load();
      expect(told).to.have.length(1);
      expect(told[0]?.load).to.include({ kind: 'failed', code });
      expect(told[0]?.problems[0]?.message).to.match(says ?? /./);
    });
  }

  it('that its server does not have is said to be missing, with what to do', async () => {
    const restore = patch(globalThis, 'fetch', { value: async () => new Response('', { status: 404 }) });
    try {
      const { loader, told } = createLoader('https://shop.example/catalog.json');
      await loader.load();
      expect(told[0]?.load).to.include({ kind: 'failed', code: 'catalog-missing' });
      expect(told[0]?.problems[0]?.message).to.match(/with 404: put it there or correct the address\.$/);
    } finally {
      restore();
    }
  });

  it('with three broken products sells the rest and names each', async () => {
    const [good, ...others] = CATALOG.products;
    const broken = others.map((product) => ({ ...product, variants: 'none' }));
    const { loader, told } = createLoader(publish({ ...CATALOG, products: [good, ...broken] }));
    await loader.load();
    expect(told[0]?.catalog?.products.map(({ id }) => id)).to.deep.equal(['oats']);
    const products = told[0]?.problems.filter(({ pointer }) => pointer.startsWith('/products'));
    expect(products?.map(({ pointer }) => pointer)).to.deep.equal([
      '/products/1/variants',
      '/products/2/variants',
      '/products/3/variants',
    ]);
  });
});
