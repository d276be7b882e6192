/**
 * `npm run kill:browser -- --cycles N [--browser chromium|firefox] [--seed N]`
 *
 * Orders are placed without a pause in a real browser; at a random moment the
 * whole browser is killed; it comes back with the same profile and goes on. The
 * endpoint is away most of the time. Some orders wait until they are held, others are
 * pressed while that is being asked; of some things there is too little, and the page
 * takes what is offered instead. While the endpoint is there, a stall hands over what
 * stands, and points that it settles pay for other orders. Whatever the page called saved
 * must be at the endpoint in the end, once; what it called held, chosen or redeemed must be
 * so, and points add up. Prints one line of JSON: `collected` are orders that were handed
 * over, `redeemed` are points that pay for a part of one; exit code 1 if an order was lost or doubled, anything told is broken, or
 * anything crashed.
 *
 * Every attempt orders something that no other one does, so that an order that
 * arrives twice under two ids is seen as well.
 */
import { readBrowser, readOptions, readSeed, readWhole, runCommand, tell } from '../support/command-line.js';
import { chooseAll, orderForever } from '../support/journey/busy-shopper.js';
import { compare, openCountedStand, readScarceCatalog, VARIANTS } from '../support/journey/counted-orders.js';
import { judgeScarce } from '../support/journey/scarce-verdict.js';
import { Phone, type BrowserName, type Shopper } from '../support/journey/shopper.js';
import { StallBeside } from '../support/journey/stall-beside.js';
import type { Stand } from '../support/journey/stand.js';
import { createRandom, type SeededRandom } from '../support/seeded-random.js';

/** Attempts that a page may have made before it died, and not told of. */
const UNTOLD = 20;
/** Whose variants are scarce as well, or not. */
const UI_EVERY = 5;
const HELD_EVERY = 10;
const REDEEM_EVERY = 3;
const LONGEST_LIFE_MS = 2_500;
const DOWN_PERCENT = 70;
const DRAIN_MS = 300_000;

interface Loop {
  readonly stand: Stand;
  readonly phone: Phone;
  readonly stall: StallBeside;
  readonly random: SeededRandom;
  /** Attempt by the id of the order that the page said was saved. */
  readonly reported: Map<string, number>;
  /** Of those, the ones that were called held. */
  readonly held: Set<string>;
  /** Points that the page said pay for an order, by its id. */
  readonly redeemed: Map<string, number>;
  /** Depot by the id of each disputed order for which the page said a choice was saved. */
  readonly chosen: Map<string, string>;
  /** What the page shows in the end. */
  readonly shown: Map<string, string>;
  /** Refusals of the page, its errors, and what kept the loop from going on. */
  readonly crashes: string[];
  /** The next life's first attempt. */
  next: number;
  wiped: number;
  up: boolean;
}

await runCommand(async () => {
  const { cycles = '20', browser = 'chromium', seed } = readOptions('cycles', 'browser', 'seed');
  return run(readWhole('cycles', cycles, 1), readBrowser(browser), readSeed(seed));
});

async function run(cycles: number, browser: BrowserName, seed: number) {
  const { stand, close } = await openCountedStand({ scarce: true });
  const crashes: string[] = [];
  const stall = await StallBeside.open(stand, readScarceCatalog().shop.id, (words) => crashes.push(words));
  const phone = await Phone.start(browser);
  const loop: Loop = {
    ...{ stand, phone, stall, crashes },
    random: createRandom(seed),
    ...{ reported: new Map(), held: new Set(), redeemed: new Map(), chosen: new Map(), shown: new Map() },
    next: 0,
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
    const ended = new Map([...stall.collected].map((id) => [id, 'collected'] as const));
    const { troubles, ...tally } = compare(loop.reported, await stand.orders(), ended);
    await stand.stopEndpoint();
    const { broken, ...kept } = await judgeScarce(stand.data, loop);
    const crashed = loop.crashes.length;
    for (const trouble of [...loop.crashes, ...troubles, ...broken]) tell(`${trouble} (--seed ${seed})`);
    const counts = { ...tally, ...kept, broken: broken.length, crashed, wiped: loop.wiped };
    const held = tally.lost + tally.doubled + broken.length + crashed === 0;
    return { result: { cycles, browser, seed, ...counts }, held };
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
  const first = loop.next + toOffset(loop);
  const every = { uiEvery: UI_EVERY, heldEvery: HELD_EVERY, redeemEvery: REDEEM_EVERY };
  const busy = { first, ...every, variants: VARIANTS };
  const ordering = shopper.page.evaluate(orderForever, busy);
  // Rejects when the browser dies; before that, only when an order is refused.
  const trouble = ordering.catch((error: unknown) => String(error));
  const refused = await Promise.race([saved.first, trouble]);
  if (refused !== undefined) throw new Error(`No order could be placed: ${refused}`);
  await live(loop, random.below(LONGEST_LIFE_MS));
  // What a page says while it is being killed is no fault of its own.
  loop.crashes.push(...shopper.complaints);
  await phone.kill();
  // Its launcher puts the profile in order once the process is gone; nothing is left to close.
  await phone.browser.close().catch(() => undefined);
  const words = await trouble;
  if (/refused:/.test(words)) loop.crashes.push(words);
  await phone.comeBack();
  loop.next = Math.max(first, ...loop.reported.values()) + UNTOLD;
}

/** Meanwhile the stall hands over, if it can say so. */
async function live({ stall, up }: Loop, lifeMs: number): Promise<void> {
  let over = false;
  const lived = new Promise<void>((resolve) => setTimeout(resolve, lifeMs)).then(() => void (over = true));
  await Promise.all([lived, up ? stall.serve(() => over) : undefined]);
}

/** Where the endpoint can be reached, the second order is one that waits until it is held. */
function toOffset({ next, up, random }: Loop): number {
  if (!up) return random.below(HELD_EVERY);
  return (HELD_EVERY - 2 - (next % HELD_EVERY) + HELD_EVERY) % HELD_EVERY;
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
  const saved = (attempt: number, id: string, held: boolean, points: number) => {
    loop.reported.set(id, attempt);
    if (held) loop.held.add(id);
    loop.redeemed.set(id, points);
    tell();
  };
  await page.exposeFunction('tellSaved', saved);
  await page.exposeFunction('tellChosen', (id: string, depot: string) => void loop.chosen.set(id, depot));
  return { first };
}

/** The last coming back: everything that waits is sent, and everything that is asked is answered. */
async function drain(loop: Loop): Promise<void> {
  await turnEndpoint(loop, true);
  await loop.stall.finish();
  const { page, complaints } = await openShop(loop);
  const collected = JSON.stringify([...loop.stall.collected]);
  const sent = `(({ connection, outbox, orders }, collected) => connection === 'online' && outbox.waiting === 0 &&
    orders.every(({ id, state }) => !collected.includes(id) || state === 'collected'))(
    document.querySelector('punnet-shop').state, ${collected})`;
  const shown = `document.querySelector('punnet-shop').state.orders.map(({ id, state }) => [id, state])`;
  try {
    for (let asked = true; asked;) {
      await page.waitForFunction(sent, { timeout: DRAIN_MS, polling: 200 });
      const chosen = await page.evaluate(chooseAll);
      for (const [id, depot] of chosen) loop.chosen.set(id, depot);
      asked = chosen.length > 0;
    }
    for (const [id, state] of (await page.evaluate(shown)) as [string, string][]) loop.shown.set(id, state);
  } finally {
    loop.crashes.push(...complaints);
  }
}
