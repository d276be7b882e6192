/**
 * `npm run kill:browser -- --cycles N [--browser chromium|firefox] [--seed N]`
 *
 * Orders are placed without a pause in a real browser; at a random moment the
 * whole browser is killed; it comes back with the same profile and goes on. The
 * endpoint is away most of the time. Whatever the page called saved must be at the
 * endpoint in the end, once. Prints one line of JSON; exit code 1 if an order was
 * lost or doubled.
 *
 * Every attempt orders something that no other one does, so that an order that
 * arrives twice under two ids is seen as well.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { Order } from '../../src/core/order/order.js';
import type { OrderRequest, Outcome } from '../../src/core/shop-port.js';
import type { ShopState } from '../../src/core/shop-state.js';
import { Phone, type BrowserName, type Shopper } from '../support/journey/shopper.js';
import { Stand, type ReceivedOrder } from '../support/journey/stand.js';
import { createRandom, type SeededRandom } from '../support/seeded-random.js';

const VARIANTS = 500;
/** Numbers for the attempts of one life; which of them were used is not known of one that died. */
const ATTEMPTS_PER_LIFE = 1_000;
const PRICE = 100;
const UI_EVERY = 5;
const LONGEST_LIFE_MS = 2_500;
const DOWN_PERCENT = 70;
const DRAIN_MS = 300_000;

const ALL_HOURS = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  from: '06:00',
  to: '22:00',
  everyMinutes: 60,
  capacity: 100_000,
};

const CATALOG = {
  shop: {
    id: 'kill-loop',
    name: 'Kill loop',
    currency: 'GBP',
    timezone: 'Europe/London',
    contact: { name: 'off', email: 'off', phone: 'off' },
  },
  version: '1',
  products: Array.from({ length: VARIANTS }, (_, index) => ({
    id: `p${index}`,
    title: `Food ${index}`,
    variants: [{ id: `v${index}`, title: '', price: PRICE }],
  })),
  depots: [{ id: 'station', title: 'Station kiosk', horizonDays: 7, slots: [ALL_HOURS] }],
  payment: ['at-pickup'],
};

const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Kill loop</title>
  <!-- The compiler that runs this file names functions by a call that a page has not got. -->
  <script>globalThis.__name = (named) => named;</script>
  <script type="module" src="{{PUNNET}}/punnet.js"></script>
  <punnet-shop catalog="/catalog.json" endpoint="{{ENDPOINT}}"><punnet-cart></punnet-cart></punnet-shop>
</html>`;

/** What the attempt with this number orders: a variant and how many of it. */
const toWish = (attempt: number) => ({
  variant: `v${attempt % VARIANTS}`,
  quantity: 1 + Math.floor(attempt / VARIANTS),
});
const wishKey = ({ variant, quantity }: { readonly variant: string; readonly quantity: number }) =>
  `${quantity} × ${variant}`;

interface Loop {
  readonly stand: Stand;
  readonly phone: Phone;
  readonly random: SeededRandom;
  /** Attempt by the id of the order that the page said was saved. */
  readonly reported: Map<string, number>;
  readonly troubles: string[];
  lives: number;
  wiped: number;
  up: boolean;
}

const { cycles, browser, seed } = readArguments();
const folder = await mkdtemp(join(tmpdir(), 'punnet-kill-loop-'));
await writeFile(join(folder, 'catalog.json'), JSON.stringify(CATALOG));
await writeFile(join(folder, 'index.html'), PAGE);
const stand = await Stand.open({ pages: folder, catalog: join(folder, 'catalog.json') });
const phone = await Phone.start(browser);
try {
  const random = createRandom(seed);
  const loop: Loop = {
    stand,
    phone,
    random,
    reported: new Map(),
    troubles: [],
    lives: 0,
    wiped: 0,
    up: true,
  };
  for (let cycle = 0; cycle < cycles; cycle++) await liveAndDie(loop);
  const outcome = await settle(loop);
  process.stdout.write(`${JSON.stringify({ cycles, ...outcome, wiped: loop.wiped })}\n`);
  for (const trouble of loop.troubles) process.stderr.write(`${trouble} (--seed ${seed})\n`);
  process.exitCode = outcome.lost > 0 || outcome.doubled > 0 ? 1 : 0;
} finally {
  await phone.close();
  await stand.close();
  await rm(folder, { recursive: true, force: true });
}

/** One life of the browser: it comes up, orders without a pause, and is killed. */
async function liveAndDie(loop: Loop): Promise<void> {
  const { phone, random } = loop;
  await turnEndpoint(loop, random.below(100) >= DOWN_PERCENT);
  const shopper = await openShop(loop);
  const saved = await listen(loop, shopper);
  const ordering = shopper.page.evaluate(orderForever, loop.lives * ATTEMPTS_PER_LIFE, UI_EVERY, VARIANTS);
  // Rejects when the browser dies; before that, only when an order is refused.
  const trouble = ordering.catch((error: unknown) => String(error));
  const first = await Promise.race([saved.first, trouble]);
  if (first !== undefined) throw new Error(`No order could be placed: ${first}`);
  await new Promise((resolve) => setTimeout(resolve, random.below(LONGEST_LIFE_MS)));
  await phone.kill();
  // Its launcher puts the profile in order once the process is gone; nothing is left to close.
  await phone.browser.close().catch(() => undefined);
  const words = await trouble;
  if (/refused:/.test(words)) loop.troubles.push(words);
  await phone.comeBack();
  loop.lives += 1;
}

async function openShop(loop: Loop): Promise<Shopper> {
  const shopper = await loop.phone.open(`${loop.stand.pageUrl}/`);
  await shopper.ready();
  if ((await shopper.state()).storage.wiped) loop.wiped += 1;
  return shopper;
}

async function turnEndpoint(loop: Loop, up: boolean): Promise<void> {
  if (up && !loop.up) await loop.stand.startEndpoint();
  if (!up && loop.up) await loop.stand.stopEndpoint(loop.random.pick(['SIGTERM', 'SIGKILL']));
  loop.up = up;
}

/** What leaves the page before it dies; `first` resolves at the first saved order. */
async function listen(loop: Loop, { page }: Shopper): Promise<{ first: Promise<undefined> }> {
  let tell: () => void = () => undefined;
  const first = new Promise<undefined>((resolve) => (tell = () => resolve(undefined)));
  await page.exposeFunction('tellSaved', (attempt: number, id: string) => {
    loop.reported.set(id, attempt);
    tell();
  });
  return { first };
}

/** In the page: orders by the script's call, and every so often by the buttons. */
async function orderForever(first: number, uiEvery: number, variants: number): Promise<never> {
  interface Shop extends Element {
    readonly state: ShopState;
    clear(): Promise<Outcome>;
    add(variant: string, quantity: number): Promise<Outcome>;
    placeOrder(request: OrderRequest): Promise<Outcome<{ order: Order }>>;
  }
  const told = window as unknown as {
    tellSaved(attempt: number, id: string): Promise<void>;
  };
  const shop = document.querySelector('punnet-shop') as unknown as Shop;
  const take = <T>(outcome: Outcome<T>) => {
    if (!outcome.ok) throw new Error(`refused: ${outcome.code}: ${outcome.message}`);
    return outcome;
  };
  const slot = () => shop.state.slots['station']?.filter(({ open }) => open).at(-1)?.id ?? '';
  const seek = (root: ParentNode, wanted: string): HTMLElement | undefined => {
    for (const element of root.querySelectorAll('*')) {
      const fits = element.matches(wanted) && (element as HTMLElement).checkVisibility();
      const found = fits ? element : element.shadowRoot && seek(element.shadowRoot, wanted);
      if (found) return found as HTMLElement;
    }
    return undefined;
  };
  const find = async (wanted: string): Promise<HTMLElement> => {
    for (const end = performance.now() + 15_000; performance.now() < end;) {
      const found = seek(document, wanted);
      if (found) return found;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    throw new Error(`refused: there is no ${wanted} on screen`);
  };
  const orderByHand = async () => {
    const saved = new Promise<Order>((resolve) =>
      document.addEventListener(
        'punnet-order-saved',
        (event) => resolve((event as CustomEvent<{ order: Order }>).detail.order),
        { once: true },
      ),
    );
    (await find('[part~="checkout-button"]')).click();
    (await find('input[name="depot"]')).click();
    (await find('input[name="slot"]')).click();
    (await find('[part~="order-button"]:not([aria-disabled="true"])')).click();
    const order = await saved;
    (await find('[part~="back-button"]')).click();
    return order;
  };
  for (let attempt = first; ; attempt++) {
    if (shop.state.cart.lines.length > 0) take(await shop.clear());
    take(await shop.add(`v${attempt % variants}`, 1 + Math.floor(attempt / variants)));
    const byScript = async () => {
      const request = { pickup: { depot: 'station', slot: slot() }, payment: 'at-pickup' } as const;
      return take(await shop.placeOrder(request)).order;
    };
    const { id } = await (attempt % uiEvery === uiEvery - 1 ? orderByHand() : byScript());
    void told.tellSaved(attempt, id);
  }
}

/** The last coming back: everything that waits is sent, then the two sides are compared. */
async function settle(loop: Loop) {
  await turnEndpoint(loop, true);
  const { page } = await openShop(loop);
  const sent = `document.querySelector('punnet-shop').state.connection === 'online' &&
    document.querySelector('punnet-shop').state.outbox.waiting === 0`;
  await page.waitForFunction(sent, { timeout: DRAIN_MS, polling: 200 });
  const received = await loop.stand.orders();
  const byId = new Map(received.map((order) => [order.id, order]));
  const lost = [...loop.reported].filter(([id, attempt]) => !isAsWished(byId.get(id), attempt));
  for (const [id, attempt] of lost) loop.troubles.push(`lost: ${id}, ${wishKey(toWish(attempt))}`);
  const wishes = received.map(({ lines }) => lines.map(wishKey).join());
  const doubled = wishes.filter((wish, index) => wishes.indexOf(wish) !== index);
  for (const wish of doubled) loop.troubles.push(`doubled: ${wish}`);
  const reported = loop.reported.size;
  return { reported, arrived: reported - lost.length, lost: lost.length, doubled: doubled.length };
}

/** There, confirmed, and what was ordered at what it costs. */
function isAsWished(order: ReceivedOrder | undefined, attempt: number): boolean {
  const wish = toWish(attempt);
  const line = order?.lines[0];
  return (
    order?.state === 'confirmed' &&
    order.total === PRICE * wish.quantity &&
    line !== undefined &&
    wishKey(line) === wishKey(wish)
  );
}

function readArguments(): { cycles: number; browser: BrowserName; seed: number } {
  const { values } = parseArgs({
    options: {
      cycles: { type: 'string', default: '20' },
      browser: { type: 'string', default: 'chromium' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const [cycles, seed] = [Number(values.cycles), Number(values.seed)];
  const isBrowser = (name: string): name is BrowserName => ['chromium', 'firefox'].includes(name);
  if (!Number.isInteger(cycles) || cycles < 1)
    throw new Error(`--cycles ${values.cycles}: give a number from 1.`);
  if (!Number.isInteger(seed)) throw new Error(`--seed ${values.seed}: give a whole number.`);
  if (!isBrowser(values.browser)) throw new Error(`--browser ${values.browser}: give chromium or firefox.`);
  return { cycles, browser: values.browser, seed };
}
