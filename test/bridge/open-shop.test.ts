import { expect } from '@open-wc/testing';

import { openShop, type ShopBridge } from '../../src/bridge/open-shop.js';
import type { ShopConfig, ShopProblem } from '../../src/core/shop-config.js';
import type { Outcome } from '../../src/core/shop-port.js';
import type { ShopState } from '../../src/core/shop-state.js';
import { OPEN_CATALOG } from '../support/order-desk.js';

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9/punnet';
const JAR = { container: 'own-jar' };

let count = 0;
const opened: ShopBridge[] = [];
const restore: (() => void)[] = [];

function open(shop: string, changes: Partial<ShopConfig> = {}) {
  const problems: ShopProblem[] = [];
  const catalog = { ...OPEN_CATALOG, shop: { ...OPEN_CATALOG.shop, id: shop } };
  const bridge = openShop(
    {
      catalog: { kind: 'inline', text: JSON.stringify(catalog), base: document.baseURI },
      endpoint: NOWHERE,
      simulateOffline: true,
      ...changes,
    },
    (problem) => problems.push(problem),
  );
  opened.push(bridge);
  return { bridge, problems };
}

function until(bridge: ShopBridge, holds: (state: ShopState) => boolean): Promise<ShopState> {
  return new Promise((resolve) => {
    const look = (state: ShopState) => {
      if (!holds(state)) return;
      stop();
      resolve(state);
    };
    const stop = bridge.subscribe(look);
    look(bridge.state);
  });
}

const ready = (bridge: ShopBridge) => until(bridge, ({ load }) => load.kind === 'ready');
const orderable = (bridge: ShopBridge) => until(bridge, (state) => state.orderable);
const newShop = () => `shop-${Date.now()}-${(count += 1)}`;

afterEach(() => {
  for (const bridge of opened.splice(0)) bridge.close();
  for (const put of restore.splice(0)) put();
});

describe('a shop over its real engine', () => {
  it('runs in a worker from a blob, and on the page where none is allowed', async () => {
    const { bridge } = open(newShop());
    await ready(bridge);
    expect(bridge.engine).to.equal('worker');
    const real = globalThis.Worker;
    globalThis.Worker = class {
      constructor() {
        throw new DOMException('refused', 'SecurityError');
      }
    } as unknown as typeof Worker;
    try {
      const refused = open(newShop()).bridge;
      await ready(refused);
      expect(refused.engine).to.equal('page');
      expect(await refused.add('oats-500', 1, JAR)).to.include({ ok: true });
    } finally {
      globalThis.Worker = real;
    }
  });

  /** As the page's browser does when it puts the page aside, and when Back brings that up again. */
  const put = (kind: 'pagehide' | 'pageshow') =>
    window.dispatchEvent(new PageTransitionEvent(kind, { persisted: true }));

  /** A shop in a browser by this vendor; what its workers came to is written down. */
  async function openBy(vendor: string) {
    const said: string[] = [];
    const Real = globalThis.Worker;
    Object.defineProperty(navigator, 'vendor', { value: vendor, configurable: true });
    globalThis.Worker = class extends Real {
      constructor(url: string | URL) {
        super(url);
        said.push('begun');
      }
      override terminate() {
        said.push('ended');
        super.terminate();
      }
    };
    restore.push(() => {
      globalThis.Worker = Real;
      Reflect.deleteProperty(navigator, 'vendor');
    });
    const { bridge } = open(newShop());
    await orderable(bridge);
    await bridge.add('oats-500', 2, JAR);
    await bridge.sync();
    return { bridge, said };
  }

  const freezing = [
    { browser: 'WebKit', vendor: 'Apple Computer, Inc.' },
    { browser: 'Firefox', vendor: '' },
  ];
  for (const { browser, vendor } of freezing)
    it(`keeps no worker while ${browser} puts the page aside, and is there again with it, orders too`, async () => {
      const { bridge, said } = await openBy(vendor);
      put('pagehide');
      put('pagehide');
      expect(said).to.deep.equal(['begun', 'ended']);
      const line = bridge.state.cart.lines[0]?.id ?? '';
      const meanwhile = bridge.setQuantity(line, 3);
      put('pageshow');
      put('pageshow');
      expect(bridge.state.orderable).to.equal(false);
      expect(await meanwhile).to.include({ ok: true });
      expect(bridge.state.cart.count).to.equal(3);
      expect(await bridge.sync()).to.include({ ok: false, code: 'unreachable' });
      await orderable(bridge);
      expect(said).to.deep.equal(['begun', 'ended', 'begun']);
    });

  it('goes on with its worker where a page that was put aside harms no other', async () => {
    const { bridge, said } = await openBy('Google Inc.');
    put('pagehide');
    put('pageshow');
    expect(await bridge.sync()).to.include({ ok: false, code: 'unreachable' });
    expect(said).to.deep.equal(['begun']);
  });

  it('sells what the page\u2019s JSON-LD says, in a worker and on the page', async () => {
    const block = document.createElement('script');
    block.type = 'application/ld+json';
    const offers = { price: '2.40', priceCurrency: 'GBP' };
    block.textContent = JSON.stringify({ '@type': 'Product', name: 'Oats', sku: 'oats', offers });
    document.head.append(block);
    const catalog = () => ({ kind: 'json-ld', shop: newShop() }) as const;
    const real = globalThis.Worker;
    try {
      for (const where of ['worker', 'page']) {
        const { bridge } = open('', { catalog: catalog() });
        await ready(bridge);
        expect(bridge.engine).to.equal(where);
        expect(await bridge.add('oats')).to.include({ ok: true });
        expect(bridge.state.cart.total).to.equal(240);
        globalThis.Worker = class {
          constructor() {
            throw new DOMException('refused', 'SecurityError');
          }
        } as unknown as typeof Worker;
      }
    } finally {
      globalThis.Worker = real;
      block.remove();
    }
  });

  it('asks its worker to open the shop before that has said a word', async () => {
    const sent: string[] = [];
    const Real = globalThis.Worker;
    globalThis.Worker = class extends Real {
      constructor(url: string | URL) {
        super(url);
        this.addEventListener('message', ({ data }) =>
          sent.push(`heard ${String(data).split(':')[1] ?? 'more'}`),
        );
      }
      override postMessage(message: unknown) {
        sent.push(`asked ${(message as { path: string[] }).path.join('.')}`);
        super.postMessage(message);
      }
    };
    try {
      const { bridge } = open(newShop());
      await ready(bridge);
    } finally {
      globalThis.Worker = Real;
    }
    expect(sent.slice(0, 2)).to.deep.equal(['asked open', 'heard ready']);
  });

  it('shows what is on sale before its storage is open, and keeps what is added meanwhile', async () => {
    const { bridge } = open(newShop());
    const first = await until(bridge, ({ catalog }) => catalog !== null);
    expect(first.load.kind).to.equal('loading');
    expect(await bridge.add('oats-500', 2, JAR)).to.include({ ok: true });
    const state = await ready(bridge);
    expect(state.cart.count).to.equal(2);
  });

  it('shows an added item before the engine has kept it, and the same after', async () => {
    const { bridge } = open(newShop());
    await ready(bridge);
    const adding = bridge.add('oats-500', 2, JAR);
    const atOnce = bridge.state.cart;
    expect(atOnce.lines.map(({ quantity, total }) => ({ quantity, total }))).to.deep.equal([
      { quantity: 2, total: 440 },
    ]);
    expect(await adding).to.include({ ok: true, line: atOnce.lines[0]?.id });
    expect(bridge.state.cart).to.deep.equal(atOnce);
  });

  it('draws nothing again when the engine has kept what is shown', async () => {
    const { bridge } = open(newShop());
    await ready(bridge);
    await bridge.add('oats-500', 2, JAR);
    const adding = bridge.add('oats-1000', 1, JAR);
    const { cart } = bridge.state;
    expect(await adding).to.include({ ok: true });
    expect(bridge.state.cart).to.equal(cart);
  });

  it('takes many taps at once and loses none', async () => {
    const { bridge } = open(newShop());
    await ready(bridge);
    const taps = Array.from({ length: 8 }, () => bridge.add('oats-500', 1, JAR));
    expect(bridge.state.cart.count).to.equal(8);
    expect((await Promise.all(taps)).every(({ ok }) => ok)).to.equal(true);
    expect(bridge.state.cart.count).to.equal(8);
  });

  it('keeps the basket for the next visit', async () => {
    const shop = newShop();
    const first = open(shop).bridge;
    await ready(first);
    await first.add('oats-500', 3, JAR);
    first.close();
    const second = open(shop).bridge;
    const state = await until(second, ({ cart }) => cart.count > 0);
    expect(state.cart).to.deep.include({ count: 3, total: 660 });
  });

  it('shows what another tab does, and never overwrites it', async () => {
    const shop = newShop();
    const one = open(shop).bridge;
    const other = open(shop).bridge;
    await Promise.all([ready(one), ready(other)]);
    await Promise.all([one.add('oats-500', 2, JAR), other.add('oats-1000', 1, JAR)]);
    await Promise.all([
      until(one, ({ cart }) => cart.count === 3),
      until(other, ({ cart }) => cart.count === 3),
    ]);
    expect(one.state.cart.lines.map(({ id }) => id).sort()).to.deep.equal(
      other.state.cart.lines.map(({ id }) => id).sort(),
    );
  });

  it('refuses in words that a developer can act on, and changes nothing', async () => {
    const { bridge } = open(newShop());
    await ready(bridge);
    const refused = await bridge.add('no-such-thing');
    expect(refused).to.include({ ok: false, code: 'unknown-variant' });
    expect(bridge.state.cart.lines).to.deep.equal([]);
  });

  it('saves an order with no network, and has it on the next visit', async () => {
    const shop = newShop();
    const { bridge } = open(shop);
    const state = await orderable(bridge);
    await bridge.add('oats-500', 2, JAR);
    const slot = state.slots.station?.find(({ open: isOpen }) => isOpen);
    const placed = await bridge.placeOrder({
      pickup: { depot: 'station', slot: slot?.id ?? '' },
      payment: 'at-pickup',
      total: 440,
    });
    expect(placed).to.have.nested.include({ ok: true, 'order.state': 'saved', 'order.total': 440 });
    expect(bridge.state.cart.count).to.equal(0);
    expect(bridge.state.outbox.waiting).to.equal(1);
    expect(bridge.durable).to.equal(navigator.storage ? 'twice' : 'once');
    bridge.close();
    const again = open(shop).bridge;
    const later = await until(again, ({ orders, outbox }) => orders.length > 0 && outbox.waiting > 0);
    expect(later.orders.map(({ id }) => id)).to.deep.equal(placed.ok ? [placed.order.id] : []);
  });

  it('keeps an order that is being saved when the shop leaves the page, and says so', async () => {
    const shop = newShop();
    const { bridge } = open(shop);
    const state = await orderable(bridge);
    await bridge.add('oats-500', 2, JAR);
    const slot = state.slots.station?.find(({ open: isOpen }) => isOpen)?.id ?? '';
    const placing = bridge.placeOrder({ pickup: { depot: 'station', slot }, payment: 'at-pickup' });
    await Promise.resolve();
    bridge.close();
    const again = open(shop).bridge;
    const placed = await placing;
    expect(placed).to.have.nested.include({ ok: true, 'order.state': 'saved' });
    const { orders } = await until(again, ({ orders: found }) => found.length > 0);
    expect(orders.map(({ id }) => id)).to.deep.equal(placed.ok ? [placed.order.id] : []);
  });

  it('refuses what waited for a catalog when the shop leaves the page, and reports nothing', async () => {
    const { bridge, problems } = open(newShop(), {
      catalog: { kind: 'url', url: NOWHERE },
      simulateOffline: false,
    });
    const asked: Promise<Outcome>[] = [bridge.add('oats-500', 1, JAR), bridge.sync(), bridge.exportData()];
    bridge.close();
    asked.push(bridge.sync(), bridge.refresh());
    const codes = (await Promise.all(asked)).map((outcome) => (outcome.ok ? 'done' : outcome.code));
    expect(codes).to.deep.equal(['no-catalog', 'no-catalog', 'no-catalog', 'no-catalog', 'not-open']);
    expect(problems).to.deep.equal([]);
  });

  it('refuses an input in place of its value, and throws nothing', async () => {
    const { bridge } = open(newShop());
    await orderable(bridge);
    const contact = { name: document.createElement('input') as unknown as string };
    const request = { contact, pickup: { depot: 'station', slot: '' }, payment: 'at-pickup' } as const;
    expect(await bridge.placeOrder(request)).to.include({ ok: false, code: 'bad-request' });
  });

  it('orders what was put into the basket a moment before', async () => {
    const { bridge } = open(newShop());
    const state = await orderable(bridge);
    const slot = state.slots.station?.find(({ open: isOpen }) => isOpen)?.id ?? '';
    const added = Array.from({ length: 8 }, () => bridge.add('oats-500', 1, JAR));
    const placing = bridge.placeOrder({ pickup: { depot: 'station', slot }, payment: 'at-pickup' });
    expect(await placing).to.have.nested.include({ ok: true, 'order.total': 1760 });
    expect((await Promise.all(added)).every(({ ok }) => ok)).to.equal(true);
    expect(bridge.state.cart.count).to.equal(0);
  });

  it('copies orders into a file, and takes the file of its own shop alone', async () => {
    const { bridge } = open(newShop());
    const exported = await bridge.exportData();
    const file = exported.ok ? exported.file : new Blob();
    expect(JSON.parse(await file.text())).to.include({ kind: 'punnet-orders' });
    expect(await bridge.importData(file)).to.deep.equal({ ok: true, added: 0 });
    const other = open(newShop()).bridge;
    expect(await other.importData(file)).to.include({ ok: false, code: 'rescue-other-shop' });
  });

  it('refuses a file that can\u2019t be read, or is none, and throws nothing', async () => {
    const { bridge } = open(newShop());
    const moved = new File([], 'orders.json');
    moved.text = () => Promise.reject(new DOMException('moved', 'NotReadableError'));
    for (const file of [moved, 'orders.json' as unknown as Blob])
      expect(await bridge.importData(file)).to.include({ ok: false, code: 'rescue-unreadable' });
  });

  it('goes on after something in its worker failed', async () => {
    const real = globalThis.Worker;
    let worker: Worker | undefined;
    globalThis.Worker = class extends real {
      constructor(url: string | URL) {
        super(url);
        worker = this;
      }
    };
    const { bridge } = open(newShop());
    await ready(bridge);
    globalThis.Worker = real;
    worker?.dispatchEvent(new ErrorEvent('error', { message: 'a fault', cancelable: true }));
    expect(await bridge.add('oats-500', 1, JAR)).to.include({ ok: true });
  });

  it('takes no order that needs a connection, and says so', async () => {
    const { bridge } = open(newShop(), { offlinePolicy: 'require-online' });
    const state = await orderable(bridge);
    expect(state.offlinePolicy).to.equal('require-online');
    await bridge.add('oats-500', 2, JAR);
    const slot = state.slots.station?.find(({ open: isOpen }) => isOpen)?.id ?? '';
    const placed = await bridge.placeOrder({ pickup: { depot: 'station', slot }, payment: 'at-pickup' });
    expect(placed).to.include({ ok: false, code: 'needs-connection' });
    expect(bridge.state.cart.count).to.equal(2);
    expect(bridge.state.orders).to.deep.equal([]);
  });

  it('says that the endpoint is away, and keeps what waits', async () => {
    const { bridge } = open(newShop());
    await orderable(bridge);
    await until(bridge, ({ connection }) => connection === 'offline');
    expect(await bridge.sync()).to.include({ ok: false, code: 'unreachable' });
  });

  it('says what is wrong with a catalog that is none', async () => {
    const { bridge, problems } = open(newShop(), {
      catalog: { kind: 'inline', text: '{"shop"', base: document.baseURI },
    });
    const { load } = await until(bridge, (state) => state.load.kind === 'failed');
    expect(load).to.include({ code: 'catalog-not-json' });
    expect(problems.map(({ code }) => code)).to.deep.equal(['catalog-not-json']);
    expect(await bridge.add('oats-500', 1, JAR)).to.include({ ok: false, code: 'no-catalog' });
  });
});

describe('a second visit', () => {
  it('is never told that the shop is ready before it has the catalog', async () => {
    const shop = newShop();
    const text = JSON.stringify({ ...OPEN_CATALOG, shop: { ...OPEN_CATALOG.shop, id: shop } });
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const visit = () => {
      const { bridge } = open(shop, { catalog: { kind: 'url', url }, simulateOffline: false });
      const bare: string[] = [];
      bridge.subscribe(({ load, catalog }) => {
        if (load.kind === 'ready' && !catalog) bare.push('ready without a catalog');
      });
      return { bridge, bare };
    };
    const first = visit();
    await ready(first.bridge);
    first.bridge.close();
    const second = visit();
    await until(
      second.bridge,
      ({ catalogAge, load }) => load.kind === 'ready' && catalogAge.checkedAt !== null,
    );
    expect([...first.bare, ...second.bare]).to.deep.equal([]);
    URL.revokeObjectURL(url);
  });
});
