/**
 * Customers order, ask for leases, redeem points, call off and choose, and a counter hands over, without a pause while the
 * endpoint is killed and started again over one folder. In the end everything drains, and what was kept is held against what was said.
 */
import type { Reply } from '../../../src/core/ports.js';
import { parseKeys } from '../../../src/core/outbox/endpoint-keys.js';
import type { SyncAnswer, SyncRequest } from '../../../src/core/protocol/sync.js';
import type { OutboxRecord } from '../../../src/core/records.js';
import { createRandom, type SeededRandom } from '../seeded-random.js';
import { crypto_ } from '../sync-shop.js';
import { readBooks } from './books.js';
import { Counter, type Shown } from './counter.js';
import { Customer } from './customer.js';
import { killNewFolder } from './new-folder.js';
import { KilledEndpoint } from './killed-endpoint.js';
import { FIRST_COUNTS, makeKillShop, SHOP_ID } from './kill-shop.js';
import { Line } from './line.js';
import { Owner } from './owner.js';
import { drawnBy } from './payload.js';
import { enrol } from './staff.js';
import { killAtStart, Strike, STRIKES } from './strike.js';
import { Told } from './told.js';
import { auditKept, judge, type Verdict } from './verdict.js';

export interface KillOptions {
  readonly cycles: number;
  readonly seed: number;
  /** Shops that share the cycles, since a process that starts leaves half of a machine idle; 1 unless given. */
  readonly shops?: number;
  readonly progress?: (words: string) => void;
}

export interface KillResult extends Verdict {
  readonly cycles: number;
  readonly seed: number;
  readonly kills: number;
  readonly seconds: number;
}

const CUSTOMERS = 6;
/** In a hundred. */
const AGAIN_AT_START = 30;
const AUDIT_EVERY = 20;
const NEW_FOLDER_EVERY = 20;
const TELL_EVERY = 25;
const MOST_DRAINS = 60;

export interface KillRun {
  readonly random: SeededRandom;
  readonly endpoint: KilledEndpoint;
  readonly told: Told;
  readonly customers: readonly Customer[];
  readonly owner: Owner;
  readonly counter: Counter;
  /** What is in the outbox, or was, by intent. */
  readonly saved: Map<string, { readonly customer: Customer; readonly record: OutboxRecord }>;
  readonly troubles: string[];
  strike: Strike | undefined;
}

export async function runKills({ shops = 1, ...options }: KillOptions): Promise<KillResult> {
  const { cycles, seed } = options;
  const began = Date.now();
  const results = await Promise.all(
    Array.from({ length: Math.min(shops, cycles) }, (_, n) =>
      runShop({ ...options, cycles: Math.floor((cycles + n) / shops), seed: seed + n }),
    ),
  );
  const seconds = Math.round((Date.now() - began) / 1_000);
  return { cycles, seed, seconds, ...addUp(results) };
}

type ShopResult = Verdict & { readonly kills: number };

function addUp(results: readonly ShopResult[]): ShopResult {
  return results.reduce((sum, result) => {
    const names = Object.keys(sum).filter((name) => name !== 'troubles') as Exclude<
      keyof ShopResult,
      'troubles'
    >[];
    const counts = Object.fromEntries(names.map((name) => [name, sum[name] + result[name]]));
    return { ...sum, ...counts, troubles: [...sum.troubles, ...result.troubles] };
  });
}

async function runShop({ cycles, seed, progress }: KillOptions): Promise<ShopResult> {
  const random = createRandom(seed);
  const shop = await makeKillShop();
  const run = await openRun(new KilledEndpoint(shop), random);
  const { endpoint, troubles } = run;
  let kills = 0;
  try {
    // The first of all starts makes the folder.
    await killAtStart(endpoint, random);
    await startTrusted(run);
    for (let cycle = 0; cycle < cycles; cycle++) {
      await killOnce(run);
      if (cycle % AUDIT_EVERY === 0) await auditNow(run);
      if (cycle % NEW_FOLDER_EVERY === 1) kills += await killNewFolder(random, troubles);
      while (random.below(100) < AGAIN_AT_START) await killAtStart(endpoint, random);
      await endpoint.start();
      if (cycle % TELL_EVERY === TELL_EVERY - 1)
        progress?.(`${cycle + 1} of ${cycles}, ${run.saved.size} saved`);
    }
    await drainAll(run);
    const code = await endpoint.stop();
    if (code !== 0) troubles.push(`the endpoint stopped with ${code}`);
    return { kills: kills + endpoint.kills, ...(await judge(run)) };
  } finally {
    await endpoint.kill();
    await shop.owner.remove();
  }
}

async function openRun(endpoint: KilledEndpoint, random: SeededRandom): Promise<KillRun> {
  const troubles: string[] = [];
  const trouble = (words: string) => void troubles.push(words);
  const told = new Told(crypto_);
  const saved: KillRun['saved'] = new Map();
  const strike = () => run.strike;
  const wire = new Line(endpoint, {
    sent: () => strike()?.sent(),
    answering: async () => strike()?.answering(),
    heard: async () => undefined,
  });
  const staff = { wire, shop: SHOP_ID, trouble };
  const counter = await Counter.create(staff, random);
  const world = {
    ...{ random, crypto: crypto_, trouble },
    wire: (customer: Customer) => toLine(run, customer),
    saved: (customer: Customer, record: OutboxRecord) => {
      if (saved.has(record.id)) return;
      saved.set(record.id, { customer, record });
      told.draws(customer.device ?? '', drawnBy(record.jws));
    },
    shows: (receipt: Shown) => counter.show(receipt),
  };
  const customers = Array.from({ length: CUSTOMERS }, (_, n) => new Customer(`customer ${n + 1}`, world));
  const owner = await Owner.create(staff, random);
  const run: KillRun = {
    ...{ random, endpoint, told, customers, owner, counter, saved, troubles },
    strike: undefined,
  };
  return run;
}

function toLine({ endpoint, told, ...run }: KillRun, customer: Customer): Line {
  return new Line(endpoint, {
    sent(path, body) {
      if (path === '/v1/sync') told.sent(customer.device ?? '', JSON.parse(body) as SyncRequest);
      run.strike?.sent();
    },
    answering: async () => run.strike?.answering(),
    async heard(path, _body, reply: Reply) {
      if (path !== '/v1/sync' || reply.status !== 200) return;
      await told.heard(customer.device ?? '', JSON.parse(reply.text) as SyncAnswer);
    },
  });
}

/** Its keys are those of its first day for ever. */
async function startTrusted({ endpoint, told }: KillRun): Promise<void> {
  await endpoint.start();
  const response = await fetch(`${endpoint.url}/.well-known/jwks.json`);
  told.trust(parseKeys(await response.json()) ?? []);
}

/** Everybody is at it until the endpoint is gone, and then does one thing more. */
async function killOnce(run: KillRun): Promise<void> {
  const { random, endpoint, customers, owner, counter } = run;
  const strike = new Strike(random.below(12) === 0 ? 'stopping' : random.pick(STRIKES), endpoint, random);
  run.strike = strike;
  const busy = async (turn: () => Promise<void>) => {
    while (!strike.isDone) await turn();
  };
  await Promise.all([
    ...customers.map((customer) => busy(() => customer.turn())),
    busy(() => owner.turn(endpoint.ownerCode)),
    busy(() => counter.turn(owner.stallCodes[1])),
    busy(() => letStallIn(run)),
    strike.done,
  ]);
  run.strike = undefined;
  for (const customer of customers) if (random.below(3) === 0) await customer.turn();
}

/** The first of the customers becomes a stall, once the owner has said so. */
async function letStallIn(run: KillRun): Promise<void> {
  const { customers, owner, troubles } = run;
  const [stall] = customers;
  const [code] = owner.stallCodes;
  const device = await stall?.disk.store.get(['device']);
  if (!stall || stall.isStall || code === undefined || !device) {
    await run.strike?.done;
    return;
  }
  const entered = await enrol({ wire: toLine(run, stall), shop: SHOP_ID }, device, code);
  if (entered === false) troubles.push('the code of the stall is refused');
  stall.isStall = entered !== undefined;
}

async function auditNow(run: KillRun): Promise<void> {
  const { endpoint, troubles } = run;
  troubles.push(...auditKept(await readBooks(endpoint.shop.owner.data, SHOP_ID, FIRST_COUNTS.keys()), run));
}

/** Until nothing waits anywhere; then everybody asks once more what became of their orders. */
async function drainAll({ customers, owner, counter, troubles }: KillRun): Promise<void> {
  const waits = () => [owner.staff, counter, ...customers].some(({ waiting }) => waiting > 0);
  for (let round = 0; round < MOST_DRAINS && waits(); round++) {
    await owner.staff.send();
    for (const customer of customers) await customer.drain();
    await counter.send();
  }
  const { waiting: unsaid } = counter;
  if (unsaid > 0) troubles.push(`the counter: ${unsaid} words still wait`);
  for (const { name, waiting } of customers)
    if (waiting > 0) troubles.push(`${name}: ${waiting} intents still wait`);
  for (const customer of customers) await customer.drain();
}
