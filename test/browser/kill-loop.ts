/**
 * `npm run kill:browser -- --cycles N [--browser chromium|firefox] [--seed N]`
 *
 * Orders are placed without a pause in a real browser; at a random moment the
 * whole browser is killed; it comes back with the same profile and goes on. The
 * endpoint is away most of the time. Whatever the page called saved must be at the
 * endpoint in the end, once. Prints one line of JSON; exit code 1 if an order was
 * lost or doubled, or anything crashed.
 *
 * Every attempt orders something that no other one does, so that an order that
 * arrives twice under two ids is seen as well.
 */
import type { Order } from '../../src/core/order/order.js';
import type { OrderRequest, Outcome } from '../../src/core/shop-port.js';
import type { ShopState } from '../../src/core/shop-state.js';
import { readBrowser, readOptions, readSeed, readWhole, runCommand, tell } from '../support/command-line.js';
import { compare, openCountedStand, VARIANTS } from '../support/journey/counted-orders.js';
import { Phone, type BrowserName, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { createRandom, type SeededRandom } from '../support/seeded-random.js';

/** Numbers for the attempts of one life; which of them were used is not known of one that died. */
const ATTEMPTS_PER_LIFE = 1_000;
const UI_EVERY = 5;
const LONGEST_LIFE_MS = 2_500;
const DOWN_PERCENT = 70;
const DRAIN_MS = 300_000;

interface Loop {
  readonly stand: Stand;
  readonly phone: Phone;
  readonly random: SeededRandom;
  /** Attempt by the id of the order that the page said was saved. */
  readonly reported: Map<string, number>;
  /** Refusals of the page, its errors, and what kept the loop from going on. */
  readonly crashes: string[];
  lives: number;
  wiped: number;
  up: boolean;
}

await runCommand(async () => {
  const { cycles = '20', browser = 'chromium', seed } = readOptions('cycles', 'browser', 'seed');
  return run(readWhole('cycles', cycles, 1), readBrowser(browser), readSeed(seed));
});

async function run(cycles: number, browser: BrowserName, seed: number) {
  const { stand, close } = await openCountedStand();
  const phone = await Phone.start(browser);
  const loop: Loop = {
    stand,
    phone,
    random: createRandom(seed),
    reported: new Map(),
    crashes: [],
    lives: 0,
    wiped: 0,
    up: true,
  };
  try {
    await goOn(loop, async () => {
      for (let cycle = 0; cycle < cycles; cycle++) {
        await liveAndDie(loop);
        tell(`${cycle + 1} of ${cycles}, ${loop.reported.size} reported`);
      }
    });
    await goOn(loop, () => drain(loop));
    const { troubles, ...tally } = compare(loop.reported, await stand.orders());
    const crashed = loop.crashes.length;
    for (const trouble of [...loop.crashes, ...troubles]) tell(`${trouble} (--seed ${seed})`);
    const held = tally.lost + tally.doubled + crashed === 0;
    return { result: { cycles, browser, seed, ...tally, crashed, wiped: loop.wiped }, held };
  } finally {
    await phone.close();
    await close();
  }
}

/** Whatever ends it early, what was reported by then is compared all the same. */
async function goOn({ crashes }: Loop, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => crashes.push(String(error)));
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
  // What a page says while it is being killed is no fault of its own.
  loop.crashes.push(...shopper.complaints);
  await phone.kill();
  // Its launcher puts the profile in order once the process is gone; nothing is left to close.
  await phone.browser.close().catch(() => undefined);
  const words = await trouble;
  if (/refused:/.test(words)) loop.crashes.push(words);
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

/** The last coming back: everything that waits is sent. */
async function drain(loop: Loop): Promise<void> {
  await turnEndpoint(loop, true);
  const { page, complaints } = await openShop(loop);
  const sent = `document.querySelector('punnet-shop').state.connection === 'online' &&
    document.querySelector('punnet-shop').state.outbox.waiting === 0`;
  try {
    await page.waitForFunction(sent, { timeout: DRAIN_MS, polling: 200 });
  } finally {
    loop.crashes.push(...complaints);
  }
}
