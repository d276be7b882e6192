/**
 * From the call that places an order until its receipt was painted: by then it is
 * priced, sealed, signed, in the database and in its file. Offline, as at a stall.
 */
import { createEndpointKeys, loadEndpointKeys, publicKeys } from '../src/crypto/endpoint-keys.js';
import type { OrderRequest, Outcome } from '../src/core/shop-port.js';
import type { ShopState } from '../src/core/shop-state.js';
import { createCatalog, DEPOT_ID } from './catalog.js';
import type { Figure } from './figure.js';
import { BROWSERS, openPage, until, withBrowser, type BrowserName, type PageWishes } from './phone.js';
import { Site } from './site.js';

const ROUNDS = 2;
const ORDERS = 25;

interface Case extends PageWishes {
  readonly name: string;
  readonly browser: BrowserName;
  readonly hold?: string;
}

const CASES: readonly Case[] = [
  { name: 'Chromium', browser: 'chromium', hold: 'p95 ≤ 80' },
  { name: 'Chromium, 4× CPU', browser: 'chromium', cpu: 4, hold: 'p95 ≤ 150' },
  // Slowing reaches no worker: with the engine on the page all of it is slowed.
  { name: 'Chromium, 4× CPU, engine on the page', browser: 'chromium', cpu: 4, before: refuseWorkers },
  { name: 'Firefox', browser: 'firefox', hold: 'p95 ≤ 80' },
];

interface Placing {
  readonly savedMs: number[];
  readonly drawnMs: number[];
}

export async function measurePlaceOrder(): Promise<readonly Figure[]> {
  const keys = publicKeys(await loadEndpointKeys(await createEndpointKeys()));
  const site = await Site.open({ catalog: createCatalog({ products: 24, contact: true, keys }) });
  const cases = CASES.filter(({ browser }) => BROWSERS.includes(browser));
  const placings = new Map(cases.map(({ name }): [string, Placing] => [name, { savedMs: [], drawnMs: [] }]));
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const one of cases) {
        const placed = await placeOrders(site, one);
        placings.get(one.name)?.savedMs.push(...placed.savedMs);
        placings.get(one.name)?.drawnMs.push(...placed.drawnMs);
      }
    }
  } finally {
    await site.close();
  }
  return cases.flatMap(({ name, hold }) => toFigures(name, hold, placings.get(name)));
}

function toFigures(name: string, hold: string | undefined, placing: Placing | undefined): readonly Figure[] {
  const { savedMs = [], drawnMs = [] } = placing ?? {};
  const held = hold === undefined ? {} : { hold };
  return [
    { name: `place order to receipt drawn, ${name}`, unit: 'ms', samples: drawnMs, ...held },
    { name: `of that, until saved twice, ${name}`, unit: 'ms', samples: savedMs },
  ];
}

function placeOrders(site: Site, { browser: name, cpu = 1, before }: Case): Promise<Placing> {
  return withBrowser(name, async (browser) => {
    const page = await openPage(browser, `${site.url}/order.html`, { cpu, ...(before ? { before } : {}) });
    await until(page, `document.querySelector('punnet-shop').state.orderable`);
    await until(page, `customElements.get('punnet-receipt')`);
    return page.evaluate(placeInPage, ORDERS, DEPOT_ID);
  });
}

/** In the page: one order after the other; the first warms up. */
async function placeInPage(count: number, depot: string): Promise<Placing> {
  interface Shop extends Element {
    readonly state: ShopState;
    readonly durable: string;
    simulateOffline: boolean;
    add(variant: string, quantity: number): Promise<Outcome>;
    placeOrder(request: OrderRequest): Promise<Outcome<{ order: { code: string } }>>;
  }
  const shop = document.querySelector('punnet-shop') as unknown as Shop;
  shop.simulateOffline = true;
  const slot = shop.state.slots[depot]?.filter(({ open }) => open).at(-1)?.id ?? '';
  const shown = () => {
    const receipt = document.querySelector('punnet-receipt');
    return receipt?.shadowRoot?.textContent?.replace(/[\s-]/g, '') ?? '';
  };
  const placing: Placing = { savedMs: [], drawnMs: [] };
  for (let placed = 0; placed <= count; placed++) {
    await shop.add(`v${placed % 24}`, 1);
    await window.watch.painted(() => true);
    const started = performance.now();
    const outcome = await shop.placeOrder({
      contact: { name: 'Ada Lovelace' },
      pickup: { depot, slot },
      payment: 'at-pickup',
    });
    const savedMs = performance.now() - started;
    if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
    if (shop.durable !== 'twice') throw new Error(`Orders are kept ${shop.durable}.`);
    const at = await window.watch.painted(() => shown().includes(outcome.order.code));
    if (placed === 0) continue;
    placing.savedMs.push(savedMs);
    placing.drawnMs.push(at - started);
  }
  return placing;
}

function refuseWorkers(): void {
  window.Worker = class {
    constructor() {
      throw new DOMException('There are no workers here', 'SecurityError');
    }
  } as unknown as typeof Worker;
}
