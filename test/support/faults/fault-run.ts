/**
 * Orders out of two tabs of one browser, with each fault between them and the real
 * endpoint, one after the other in an order drawn by lot. In the end the network is
 * clean, and the two sides are compared.
 */
import type { Order } from '../../../src/core/order/order.js';
import type { OrderRequest, Outcome } from '../../../src/core/shop-port.js';
import type { ShopState } from '../../../src/core/shop-state.js';
import { compare, openCountedStand, VARIANTS } from '../journey/counted-orders.js';
import { Phone, type BrowserName, type Shopper } from '../journey/shopper.js';
import type { Stand } from '../journey/stand.js';
import { createRandom, type SeededRandom } from '../seeded-random.js';
import { FaultProxy } from './fault-proxy.js';
import { FAULT_NAMES, type FaultName } from './faults.js';

export interface FaultRunOptions {
  readonly seed: number;
  readonly browser: BrowserName;
  /** How often each fault is done. */
  readonly rounds: number;
  readonly progress?: (words: string) => void;
}

export interface FaultRun {
  readonly seed: number;
  readonly browser: BrowserName;
  readonly faults: Readonly<Partial<Record<FaultName, number>>>;
  /** How often intents were sent, those of the browser's own repeats included. */
  readonly deliveries: number;
  readonly reported: number;
  readonly arrived: number;
  readonly lost: number;
  readonly doubled: number;
  /** Shown as sent or settled before the page had an answer that says so. */
  readonly early: number;
  /** Errors of the page, and an endpoint that ended by itself. */
  readonly crashed: number;
  readonly troubles: readonly string[];
}

const ORDERS_WHILE_IT_HANGS = 6;
const CANCEL_EVERY = 4;
const DRAINS = 30;
const EXPECTED_PROBLEMS = ['forged-proof', 'endpoint-refused', 'endpoint-unreachable'];

interface Run {
  readonly stand: Stand;
  readonly proxy: FaultProxy;
  readonly tabs: readonly Shopper[];
  readonly reported: Map<string, number>;
  readonly cancelled: Set<string>;
  readonly early: Set<string>;
  readonly problems: string[];
  attempts: number;
}

export async function runFaults({ seed, browser, rounds, progress }: FaultRunOptions): Promise<FaultRun> {
  const random = createRandom(seed);
  let proxy: FaultProxy | undefined;
  const front = (stand: Stand) => (proxy = new FaultProxy(stand, random)).open();
  const { stand, close } = await openCountedStand({ front });
  if (!proxy) throw new Error('the stand has no proxy');
  const phone = await Phone.start(browser);
  try {
    const run: Run = {
      ...{
        stand,
        proxy,
        tabs: [await phone.open(`${stand.pageUrl}/`), await phone.open(`${stand.pageUrl}/`)],
      },
      ...{ reported: new Map(), cancelled: new Set(), early: new Set(), problems: [], attempts: 0 },
    };
    for (const tab of run.tabs) await listen(run, tab);
    await orderInEachTab(run);
    await sync(run);
    for (let round = 0; round < rounds; round++)
      for (const name of shuffle(FAULT_NAMES, random)) {
        progress?.(`round ${round + 1}: ${name}`);
        await goThrough(run, name);
      }
    return { seed, browser, ...(await settle(run)) };
  } finally {
    await phone.close();
    proxy.close();
    await close();
  }
}

async function goThrough(run: Run, name: FaultName): Promise<void> {
  const done = run.proxy.arm(name);
  await orderInEachTab(run);
  const synced = sync(run);
  if (name === 'hangs') for (let order = 0; order < ORDERS_WHILE_IT_HANGS; order++) await orderInEachTab(run);
  await Promise.all([done, synced]);
}

/** One order in each tab at the same time; now and then an earlier one is called off. */
async function orderInEachTab(run: Run): Promise<void> {
  await Promise.all(
    run.tabs.map(async ({ page }) => {
      const attempt = run.attempts++;
      run.reported.set(await page.evaluate(order, attempt, VARIANTS), attempt);
    }),
  );
  if (run.attempts % CANCEL_EVERY !== 0) return;
  const id = [...run.reported.keys()].reverse().find((one) => !run.cancelled.has(one));
  const [tab] = run.tabs;
  if (id && tab && (await tab.page.evaluate(cancel, id))) run.cancelled.add(id);
}

/** As a press on *send now* in each tab. */
async function sync({ tabs }: Run): Promise<void> {
  await Promise.all(tabs.map(({ page }) => page.evaluate(sendNow)));
}

async function settle(run: Run) {
  const { stand, proxy, tabs, early, problems } = run;
  for (let drain = 0; drain < DRAINS; drain++) {
    await sync(run);
    if ((await waitingIn(tabs)) === 0) break;
  }
  const received = await stand.orders();
  const ended = new Map([...run.cancelled].map((id) => [id, 'cancelled'] as const));
  const { troubles, ...tally } = compare(run.reported, received, ended);
  const states = new Map(received.map(({ id, state }) => [id, state]));
  const shown = await Promise.all(tabs.map((tab) => tab.state()));
  const differing = [...run.reported.keys()].filter((id) =>
    shown.some(({ orders }) => orders.find((one) => one.id === id)?.state !== states.get(id)),
  );
  const alive = await fetch(`${stand.endpointUrl}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
  const crashes = [...problems, ...tabs.flatMap(({ complaints }) => complaints)];
  if (!alive) crashes.push('the endpoint is gone');
  return {
    faults: Object.fromEntries(proxy.hits),
    deliveries: proxy.deliveries,
    ...tally,
    lost: Math.max(tally.lost, differing.length),
    early: early.size,
    crashed: crashes.length,
    troubles: [
      ...troubles,
      ...differing.map((id) => `shown in another state than the endpoint's: ${id}`),
      ...[...early].map((what) => `shown before an answer said so: ${what}`),
      ...crashes,
    ],
  };
}

async function waitingIn(tabs: readonly Shopper[]): Promise<number> {
  const states = await Promise.all(tabs.map((tab) => tab.state()));
  return Math.max(...states.map(({ outbox }) => outbox.waiting));
}

async function listen(run: Run, tab: Shopper): Promise<void> {
  const { proxy, early, problems } = run;
  await tab.page.exposeFunction('tellChanged', (id: string, state: string, at: number) => {
    if (at < (proxy.answeredAt.get(id) ?? Infinity)) early.add(`${id} ${state}`);
  });
  await tab.page.exposeFunction('tellProblem', (code: string, message: string) => {
    if (!EXPECTED_PROBLEMS.includes(code)) problems.push(`${code}: ${message}`);
  });
  await tab.page.evaluate(report);
  await tab.ready();
}

function shuffle<T>(from: readonly T[], random: SeededRandom): readonly T[] {
  const left = [...from];
  return from.flatMap(() => left.splice(random.below(left.length), 1));
}

interface Shop extends Element {
  readonly state: ShopState;
  add(variant: string, quantity: number): Promise<Outcome>;
  placeOrder(request: OrderRequest): Promise<Outcome<{ order: Order }>>;
  cancelOrder(id: string): Promise<Outcome>;
  sync(): Promise<Outcome>;
}

/* From here on: in the page. */

function report(): void {
  const told = window as unknown as {
    tellChanged(id: string, state: string, at: number): Promise<void>;
    tellProblem(code: string, message: string): Promise<void>;
  };
  document.addEventListener('punnet-order-changed', (event) => {
    const { order: changed } = (event as CustomEvent<{ order: Order }>).detail;
    if (changed.state !== 'saved') void told.tellChanged(changed.id, changed.state, Date.now());
  });
  document.addEventListener('punnet-error', (event) => {
    const { code, message } = (event as CustomEvent<{ code: string; message: string }>).detail;
    void told.tellProblem(code, message);
  });
}

/** The basket is the browser's: until this tab's own line is ordered alone, the tabs take turns. */
function order(attempt: number, variants: number): Promise<string> {
  return navigator.locks.request('order', async () => {
    const shop = document.querySelector('punnet-shop') as unknown as Shop;
    const added = await shop.add(`v${attempt % variants}`, 1 + Math.floor(attempt / variants));
    if (!added.ok) throw new Error(`not added: ${added.code}: ${added.message}`);
    const slot = shop.state.slots['station']?.filter(({ open }) => open).at(-1)?.id ?? '';
    const placed = await shop.placeOrder({ pickup: { depot: 'station', slot }, payment: 'at-pickup' });
    if (!placed.ok) throw new Error(`not ordered: ${placed.code}: ${placed.message}`);
    return placed.order.id;
  });
}

async function cancel(id: string): Promise<boolean> {
  return (await (document.querySelector('punnet-shop') as unknown as Shop).cancelOrder(id)).ok;
}

async function sendNow(): Promise<void> {
  await (document.querySelector('punnet-shop') as unknown as Shop).sync();
}
