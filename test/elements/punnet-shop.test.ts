import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';

import type { ShopProblem } from '../../src/core/shop-config.js';
import { PunnetCartCount } from '../../src/elements/punnet-cart-count.js';
import { LateCode, ORDER_PATH } from '../../src/elements/page/late-code.js';
import { PunnetShop } from '../../src/elements/punnet-shop.js';
import { ORDER_TERMS } from '../../src/elements/words/order-terms.js';
import { loadTerms } from '../../src/elements/words/term-loader.js';
import { FakeShopPort } from '../support/fake-shop-port.js';
import { createOrder, createState } from '../support/fixtures.js';
import {
  announced,
  defineOnce,
  opened,
  part,
  partText,
  renderShop,
  serve,
  settled,
} from '../support/shop-fixture.js';

defineOnce('punnet-cart-count', PunnetCartCount);
const LOADING = { load: { kind: 'loading' }, catalog: null, orderable: false } as const;

async function collect(run: () => Promise<unknown>): Promise<readonly ShopProblem[]> {
  const found: ShopProblem[] = [];
  const listen = (event: Event) => found.push((event as CustomEvent<ShopProblem>).detail);
  document.addEventListener('punnet-error', listen);
  await run();
  document.removeEventListener('punnet-error', listen);
  return found;
}

async function addHoney(port: FakeShopPort, element: PunnetCartCount) {
  await port.add('honey-340');
  await element.updateComplete;
  return partText(element, 'badge');
}

describe('<punnet-shop>', () => {
  it('is accessible, with a problem in view', async () => {
    const { shop } = await renderShop(html`<p>Hello</p>`);
    opened.report?.({
      code: 'catalog-product',
      message: 'A price is missing.',
      where: '/products/3/variants/0',
    });
    await waitUntil(() => part(shop, 'error'));
    expect(partText(shop, 'error')).to.contain('A price is missing.').and.contain('/products/3');
    await expect(shop).to.be.accessible();
  });

  it('hands on what its attributes say, as absolute addresses', async () => {
    serve(new FakeShopPort());
    await fixture(
      html`<punnet-shop
        catalog="/c.json"
        endpoint="/shop/"
        worker-src="/w.js"
        simulate-offline
      ></punnet-shop>`,
    );
    expect(opened.config).to.deep.equal({
      catalog: { kind: 'url', url: `${location.origin}/c.json` },
      endpoint: `${location.origin}/shop`,
      workerSrc: `${location.origin}/w.js`,
      simulateOffline: true,
    });
  });

  it('has its engine start as soon as it is on the page, once, and goes by what is set until it is drawn', async () => {
    const ports = [new FakeShopPort(), new FakeShopPort(), new FakeShopPort()];
    const configs: unknown[] = [];
    PunnetShop.open = ({ catalog }) => {
      configs.push(catalog.kind === 'url' && catalog.url.replace(location.origin, ''));
      return ports[configs.length - 1] as FakeShopPort;
    };
    const create = () => Object.assign(document.createElement('punnet-shop'), { catalog: '/a.json' });
    const [kept, changed] = [create(), create()];
    document.body.append(kept, changed);
    expect(configs).to.deep.equal(['/a.json', '/a.json']);
    changed.catalog = '/b.json';
    await Promise.all([kept.updateComplete, changed.updateComplete]);
    expect(configs).to.deep.equal(['/a.json', '/a.json', '/b.json']);
    expect(ports.map(({ closed }) => closed)).to.deep.equal([false, true, false]);
    kept.remove();
    changed.remove();
  });

  it('hands on an offline policy, and opens anew when it changes', async () => {
    const ports = [new FakeShopPort(), new FakeShopPort()];
    serve(ports[0] as FakeShopPort);
    const shop = await fixture<PunnetShop>(
      html`<punnet-shop catalog="/c.json" offline-policy="require-online"></punnet-shop>`,
    );
    expect(opened.config?.offlinePolicy).to.equal('require-online');
    serve(ports[1] as FakeShopPort);
    shop.setAttribute('offline-policy', 'force-offline');
    await settled(shop);
    expect(opened.config?.offlinePolicy).to.equal('force-offline');
    expect(ports.map(({ closed }) => closed)).to.deep.equal([true, false]);
  });

  it('says once which offline policies there are when it is given another, and sells all the same', async () => {
    const port = new FakeShopPort();
    serve(port);
    const found = await collect(async () => {
      const shop = await fixture<PunnetShop>(
        html`<punnet-shop catalog="/c.json" offline-policy="online-only"></punnet-shop>`,
      );
      shop.setAttribute('endpoint', '/shop');
      await settled(shop);
      expect(await shop.add('honey-340')).to.include({ ok: true });
    });
    expect(found.map(({ code, where }) => [code, where])).to.deep.equal([['bad-policy', 'offline-policy']]);
    expect(found[0]?.message)
      .to.contain('online-only')
      .and.contain('prefer-online, require-online, force-offline');
    expect(opened.config).not.to.have.property('offlinePolicy');
  });

  const rankers = ['auto', 'formula', 'off', 'https://orders.example/punnet', '/punnet', '../punnet'];
  for (const recommender of rankers)
    it(`hands on that ${recommender} ranks`, async () => {
      serve(new FakeShopPort());
      const found = await collect(() =>
        fixture(html`<punnet-shop catalog="/c.json" recommender=${recommender}></punnet-shop>`),
      );
      expect([opened.config?.recommender, found.length]).to.deep.equal([recommender, 0]);
    });

  for (const recommender of [
    'Off',
    'magic',
    'orders.example',
    'ftp://orders.example',
    'https://',
    'https:orders',
    'https:/orders.example',
  ])
    it(`says at once that ${recommender} ranks nothing, and sells all the same`, async () => {
      serve(new FakeShopPort());
      const found = await collect(() =>
        fixture(
          html`<punnet-shop catalog="/c.json" offline-policy="x" recommender=${recommender}></punnet-shop>`,
        ),
      );
      expect(found.map(({ code, where }) => [code, where])).to.deep.equal([
        ['bad-policy', 'offline-policy'],
        ['bad-recommender', 'recommender'],
      ]);
      expect(found[1]?.message).to.equal(
        `<punnet-shop recommender="${recommender}"> is none of auto, formula, off, an address: the first holds.`,
      );
      expect(opened.config).not.to.have.property('recommender');
    });

  it('reads a catalog that is in the page', async () => {
    serve(new FakeShopPort());
    await fixture(
      html`<punnet-shop
        ><script type="application/json" slot="catalog">
          { "version": "1" }
        </script></punnet-shop
      >`,
    );
    const catalog = opened.config?.catalog;
    expect(catalog?.kind === 'inline' && JSON.parse(catalog.text)).to.deep.equal({ version: '1' });
    expect(catalog?.kind === 'inline' && catalog.base).to.equal(document.baseURI);
  });

  const mistakes = [
    { name: 'no catalog', markup: html`<punnet-shop></punnet-shop>`, code: 'no-catalog', where: 'catalog' },
    {
      name: 'an endpoint that is no address',
      markup: html`<punnet-shop catalog="/c.json" endpoint="http://"></punnet-shop>`,
      code: 'bad-address',
      where: 'endpoint',
    },
    {
      name: 'a catalog that is a script',
      markup: html`<punnet-shop catalog="javascript:alert(1)"></punnet-shop>`,
      code: 'bad-address',
      where: 'catalog',
    },
  ];
  for (const { name, markup, code, where } of mistakes) {
    it(`gives one clear message for ${name}, and goes on`, async () => {
      serve(new FakeShopPort());
      const found = await collect(async () => settled(await fixture<PunnetShop>(markup)));
      expect(found.map((problem) => [problem.code, problem.where])).to.deep.equal([[code, where]]);
      const shop = document.querySelector('punnet-shop') as PunnetShop;
      expect(await shop.add('oats-500')).to.include({ ok: false, code });
      expect((await shop.ready).load.kind).to.equal('failed');
    });
  }

  it('names the attribute and the tag that a misspelt one is nearly, once, and leaves the host\u2019s own alone', async () => {
    serve(new FakeShopPort());
    const found = await collect(async () => {
      const shop = await fixture<PunnetShop>(
        html`<punnet-shop catalog="/c.json" endpiont="/punnet" workersrc="/w.js" theme="dark">
          <punnet-catalogue></punnet-catalogue><punnet-scan></punnet-scan><punnet-checkout></punnet-checkout>
        </punnet-shop>`,
      );
      await ORDER_PATH.load();
      shop.requestUpdate();
      await shop.updateComplete;
    });
    expect(found.map(({ code, where, message }) => [code, where, /"(.*)"/.exec(message)?.[1]])).to.deep.equal(
      [
        ['unknown-attribute', 'endpiont', 'endpoint'],
        ['unknown-attribute', 'workersrc', 'worker-src'],
        ['unknown-tag', 'punnet-catalogue', 'punnet-catalog'],
      ],
    );
  });

  it('tells of a second shop with the same id, once', async () => {
    serve(new FakeShopPort());
    const found = await collect(async () => {
      await fixture(
        html`<div>
          <punnet-shop id="a" catalog="/c.json"></punnet-shop
          ><punnet-shop id="a" catalog="/c.json"></punnet-shop>
        </div>`,
      );
      await ORDER_PATH.load();
    });
    expect(found.map(({ code }) => code)).to.deep.equal(['duplicate-shop']);
  });

  it('tells of an endpoint that never answered, and what to look at, and not of one that went away', async () => {
    const { shop, port } = await renderShop(html``, new FakeShopPort(createState({ connection: 'unknown' })));
    const found = await collect(async () => port.change({ connection: 'unreachable' }));
    expect(found.map(({ code, where }) => [code, where])).to.deep.equal([['endpoint-unreachable', '/shop']]);
    expect(found[0]?.message).to.contain(`--origin ${location.origin}`);
    const again = await renderShop(html``);
    expect(await collect(async () => again.port.change({ connection: 'unreachable' }))).to.deep.equal([]);
    expect(shop.problems).to.have.length(1);
  });

  it('tells of something else that answers in the endpoint’s place, and shows that no more once it answers', async () => {
    const state = createState({ connection: 'unknown', orderable: false });
    const { shop, port } = await renderShop(html``, new FakeShopPort(state));
    const found = await collect(async () => port.change({ connection: 'captive' }));
    expect(found.map(({ code, where }) => [code, where])).to.deep.equal([['endpoint-unreachable', '/shop']]);
    expect(found[0]?.message).to.match(/at this very path\? No order can be made before/);
    await settled(shop);
    expect(partText(shop, 'error')).to.contain('endpoint-unreachable');
    for (const connection of ['online', 'offline'] as const) {
      port.change({ connection, orderable: true });
      await settled(shop);
      expect(partText(shop, 'error')).to.equal('');
    }
  });

  it('tells of a silent endpoint once, whatever it may yet be able to do', async () => {
    const state = createState({ connection: 'unknown', orderable: false });
    const { port } = await renderShop(html``, new FakeShopPort(state));
    const found = await collect(async () => {
      port.change({ connection: 'unreachable' });
      port.change({ orderable: true });
      port.change({ connection: 'captive' });
    });
    expect(found.map(({ code }) => code)).to.deep.equal(['endpoint-unreachable']);
  });

  it('does not call an endpoint silent that answered and said what is wrong', async () => {
    const { port } = await renderShop(html``, new FakeShopPort(createState({ connection: 'unknown' })));
    const refused = { code: 'endpoint-refused', message: 'Nothing here.', where: '/shop/v1/sync' };
    const found = await collect(async () => {
      opened.report?.(refused);
      port.change({ connection: 'unreachable' });
    });
    expect(found).to.deep.equal([refused]);
  });

  it('reports the same problem once', async () => {
    const { shop } = await renderShop(html``);
    const problem = { code: 'endpoint-unreachable', message: 'No answer.', where: '/shop' };
    const found = await collect(async () => {
      opened.report?.(problem);
      opened.report?.({ ...problem });
    });
    expect(found).to.deep.equal([problem]);
    expect(shop.problems).to.deep.equal([problem]);
  });

  it('is ready once an order can be placed with the network gone, and says so once', async () => {
    const port = new FakeShopPort(createState(LOADING));
    const { shop } = await renderShop(html``, port);
    let told = 0;
    shop.addEventListener('punnet-ready', () => told++);
    port.change(createState({ orderable: false }));
    port.change({ orderable: true });
    port.change({ orderable: false });
    port.change({ orderable: true });
    expect((await shop.ready).orderable).to.equal(true);
    expect(told).to.equal(1);
  });

  it('is not ready before the order path speaks the page’s language, which could not be had offline', async () => {
    await ORDER_PATH.load();
    const port = new FakeShopPort(createState(LOADING));
    const { shop } = await renderShop(html``, port, 'ar');
    port.change(createState({ orderable: true }));
    await shop.ready;
    const words = ORDER_TERMS.map((set) => loadTerms(set, 'ar', () => undefined) !== undefined);
    expect(words).to.deep.equal([true, true]);
  });

  it('is not ready before what the page loads late is there', async () => {
    const port = new FakeShopPort(createState(LOADING));
    const { shop } = await renderShop(html``, port);
    let come = (_: string) => {};
    const late = new LateCode(() => new Promise<string>((resolve) => (come = resolve)));
    late.expect();
    const arrived = late.load();
    let told = 0;
    shop.addEventListener('punnet-ready', () => told++);
    port.change(createState({ orderable: true }));
    expect(told).to.equal(0);
    come('here');
    await arrived;
    expect((await shop.ready).orderable).to.equal(true);
    expect(told).to.equal(1);
  });

  it('is ready, though not to order, when the endpoint can’t be reached', async () => {
    const port = new FakeShopPort(createState(LOADING));
    const { shop } = await renderShop(html``, port);
    port.change(createState({ orderable: false, connection: 'unreachable' }));
    expect((await shop.ready).orderable).to.equal(false);
  });

  it('tells who changed the basket', async () => {
    const { shop, port } = await renderShop(html``);
    const causes: string[] = [];
    shop.addEventListener('punnet-cart-changed', ({ detail }) =>
      causes.push(`${detail.cause} ${detail.cart.count}`),
    );
    await shop.add('honey-340');
    await shop.ask(shop, null, (own) => own.setQuantity('honey-340', 2));
    port.change({ cart: createState().cart }, 'tab');
    expect(causes).to.deep.equal(['script 1', 'shopper 2', 'tab 0']);
  });

  it('tells that an order is kept, and what becomes of it', async () => {
    const { shop, port } = await renderShop(html``);
    const saved = oneEvent(shop, 'punnet-order-saved');
    await shop.placeOrder({ pickup: { depot: 'station', slot: 's' }, payment: 'at-pickup' });
    expect((await saved).detail.order.state).to.equal('saved');
    const changed = oneEvent(shop, 'punnet-order-changed');
    port.change({ orders: [createOrder({ state: 'confirmed' })] });
    const { detail } = await changed;
    expect([detail.previous, detail.order.state, detail.cause]).to.deep.equal(['saved', 'confirmed', 'sync']);
  });

  it('announces what became of an order, and nothing of what was there before', async () => {
    const port = new FakeShopPort(createState(LOADING));
    const { shop } = await renderShop(html``, port);
    const said = announced(shop);
    port.change(createState({ orders: [createOrder()] }));
    port.change({ orders: [createOrder({ state: 'confirmed' })] });
    expect(await said).to.equal('Order K7QF3P: Confirmed');
  });

  for (const { connection, words } of [
    { connection: 'offline', words: 'No connection. Keep shopping. Orders are saved on this device.' },
    { connection: 'unreachable', words: 'The shop isn’t answering. Orders are saved and sent later.' },
    { connection: 'captive', words: 'This Wi-Fi wants you to sign in. Orders are saved and sent later.' },
  ] as const) {
    it(`announces how the shop came out of reach: ${connection}`, async () => {
      const { shop, port } = await renderShop(html``);
      const said = announced(shop);
      port.change({ connection });
      expect(await said).to.equal(words);
    });
  }

  it('lets the page stop a request', async () => {
    const { shop, port } = await renderShop(html``);
    shop.addEventListener('punnet-order-request', (event) => event.preventDefault());
    const outcome = await shop.placeOrder({ pickup: { depot: 'station', slot: 's' }, payment: 'at-pickup' });
    expect(outcome).to.include({ ok: false, code: 'prevented' });
    expect(port.calls).to.deep.equal([]);
  });

  it('refuses a script that comes before the shop is on the page', async () => {
    serve(new FakeShopPort());
    const shop = document.createElement('punnet-shop');
    expect(await shop.add('oats-500')).to.include({ ok: false, code: 'not-open' });
  });

  it('says that a shop is a rehearsal', async () => {
    const state = createState();
    const { shop } = await renderShop(
      html``,
      new FakeShopPort({
        ...state,
        catalog: state.catalog && { ...state.catalog, shop: { ...state.catalog.shop, mode: 'test' } },
      }),
    );
    expect(partText(shop, 'message')).to.equal('Rehearsal: nothing here is real');
  });

  it('opens again when its catalog changes', async () => {
    const { shop, port } = await renderShop(html``);
    const next = new FakeShopPort();
    serve(next);
    shop.catalog = '/other.json';
    await shop.updateComplete;
    expect(port.closed).to.equal(true);
    expect(opened.config?.catalog).to.deep.equal({ kind: 'url', url: `${location.origin}/other.json` });
  });

  it('passes on a simulated outage', async () => {
    const { shop, port } = await renderShop(html``);
    shop.simulateOffline = true;
    await shop.updateComplete;
    expect(port.offline).to.equal(true);
  });

  it('takes the host’s own words, live', async () => {
    const { shop } = await renderShop(html`<punnet-cart-count></punnet-cart-count>`);
    const count = shop.querySelector('punnet-cart-count') as PunnetCartCount;
    shop.terms = { items: { one: '{count} thing', other: '{count} things' } };
    await settled(shop);
    expect(count.shadowRoot?.textContent).to.contain('0 things');
  });

  it('keeps the words in the page beside those that a script sets, which go first', async () => {
    serve(new FakeShopPort());
    const written = '{"items": {"one": "{count} jar", "other": "{count} jars"}, "add": "Into the bag"}';
    const root = await fixture(
      html`<punnet-shop lang="en" catalog="/c.json"
        ><script type="application/json" slot="terms">
          ${written}
        </script>
        <punnet-cart-count></punnet-cart-count
      ></punnet-shop>`,
    );
    const shop = root as PunnetShop;
    await settled(shop);
    const text = () => shop.querySelector('punnet-cart-count')?.shadowRoot?.textContent;
    expect(text()).to.contain('0 jars');
    shop.terms = { add: 'Take it' };
    await settled(shop);
    expect(text()).to.contain('0 jars');
    expect(shop.terms.add).to.equal('Take it');
  });

  it('are taken from a script that ran before this one', () => {
    const early = document.createElement('early-shop');
    Object.assign(early, { terms: { basket: 'Bag' } });
    customElements.define('early-shop', class extends PunnetShop {});
    customElements.upgrade(early);
    const shop = early as PunnetShop;
    expect(shop.terms).to.deep.equal({ basket: 'Bag' });
    shop.terms = { basket: 'Sack' };
    expect(shop.terms).to.deep.equal({ basket: 'Sack' });
    expect(Object.hasOwn(shop, 'terms')).to.equal(false);
  });

  it('leaves out plural forms that are no texts, names them, and shows the others', async () => {
    const { shop } = await renderShop(html`<punnet-cart-count></punnet-cart-count>`);
    const count = shop.querySelector('punnet-cart-count') as PunnetCartCount;
    const terms: unknown = { add: null, items: { other: '{count} things', one: 1 }, basket: 'Bag' };
    const found = await collect(async () => {
      shop.terms = terms as PunnetShop['terms'];
      await settled(shop);
    });
    expect(found.map(({ code, where }) => [code, where])).to.deep.equal([
      ['bad-terms', 'terms/add'],
      ['bad-terms', 'terms/items'],
    ]);
    expect(shop.terms).to.deep.equal({ basket: 'Bag' });
    expect(count.shadowRoot?.textContent).to.contain('0 items');
  });

  it('reports words that are no words', async () => {
    serve(new FakeShopPort());
    const found = await collect(async () =>
      settled(
        await fixture(
          html`<punnet-shop catalog="/c.json"
            ><script type="application/json" slot="terms">
              { "add": 3 }
            </script></punnet-shop
          >`,
        ),
      ),
    );
    expect(found.map(({ code, where }) => [code, where])).to.deep.equal([['bad-terms', 'terms/add']]);
  });
});

describe('an element finds its shop', () => {
  it('when the shop is around it', async () => {
    const { shop, port } = await renderShop(html`<punnet-cart-count></punnet-cart-count>`);
    expect(await addHoney(port, shop.querySelector('punnet-cart-count') as PunnetCartCount)).to.equal('1');
  });

  it('when the shop comes later in the page', async () => {
    const port = new FakeShopPort();
    serve(port);
    const root = await fixture(html`<div><punnet-cart-count></punnet-cart-count></div>`);
    root.append(Object.assign(document.createElement('punnet-shop'), { catalog: '/c.json' }));
    await settled(root);
    expect(await addHoney(port, root.querySelector('punnet-cart-count') as PunnetCartCount)).to.equal('1');
  });

  it('by the id it names, not the first on the page', async () => {
    const first = new FakeShopPort();
    serve(first);
    const root = await fixture(
      html`<div>
        <punnet-shop catalog="/a.json"></punnet-shop><punnet-cart-count for="b"></punnet-cart-count>
      </div>`,
    );
    const second = new FakeShopPort(
      createState({
        catalog: { ...createStateCatalog(), shop: { ...createStateCatalog().shop, id: 'other' } },
      }),
    );
    serve(second);
    root.append(Object.assign(document.createElement('punnet-shop'), { catalog: '/b.json', id: 'b' }));
    await settled(root);
    const count = root.querySelector('punnet-cart-count') as PunnetCartCount;
    await first.add('honey-340');
    await first.setQuantity('honey-340', 2);
    expect(await addHoney(second, count)).to.equal('1');
  });

  it('again when the shop is taken out and put back', async () => {
    const port = new FakeShopPort();
    serve(port);
    const root = await fixture(
      html`<div><punnet-cart-count></punnet-cart-count><punnet-shop catalog="/a.json"></punnet-shop></div>`,
    );
    const shop = root.querySelector('punnet-shop') as PunnetShop;
    const count = root.querySelector('punnet-cart-count') as PunnetCartCount;
    shop.remove();
    await Promise.resolve();
    expect(port.closed).to.equal(true);
    const next = new FakeShopPort();
    serve(next);
    root.append(shop);
    await settled(root);
    expect(await addHoney(next, count)).to.equal('1');
  });

  it('and says in place and by event when there is none', async () => {
    const root = await fixture(html`<div><punnet-cart-count>?</punnet-cart-count></div>`);
    const { detail } = await oneEvent(root, 'punnet-error');
    expect(detail.code).to.equal('shop-not-found');
    const count = root.querySelector('punnet-cart-count') as PunnetCartCount;
    await count.updateComplete;
    expect(partText(count, 'error')).to.equal('No shop found on this page.');
    expect(part(count, 'badge')).to.exist;
  });
});

function createStateCatalog() {
  const { catalog } = createState();
  if (!catalog) throw new Error('the fixture has a catalog');
  return catalog;
}
