/**
 * What an endpoint has kept, held against what customers saved and what they were told. Each trouble is one sentence.
 */
import { toLeaseItem } from '../../../src/core/intake/close-lease.js';
import type { LedgerLease } from '../../../src/core/intake/lease-ledger.js';
import { nameOfItem } from '../../../src/core/protocol/lease.js';
import type { Proof } from '../../../src/core/protocol/proof.js';
import type { ReceivedOrder } from '../../../src/endpoint/received-orders.js';
import { findSlot } from '../../../src/core/pickup/slots.js';
import { auditHeld, auditStock } from '../../simulation/audit.js';
import { Promised } from '../../simulation/promised.js';
import { readBooks, type KeptBooks } from './books.js';
import { FIRST_COUNTS, KILL_CATALOG, SHOP_ID } from './kill-shop.js';
import { runBuilt } from './killed-endpoint.js';
import type { KillRun } from './kill-run.js';
import { isPromisedWhole, isRedeemedWhole } from './payload.js';
import { auditKeptPoints, countCollected, countRedeemed } from './points-kept.js';
import { shelvesBy } from './shelves.js';
import type { Staff } from './staff.js';
import { says, toWords } from './told.js';

export interface Verdict {
  /** Orders that were in an outbox. */
  readonly saved: number;
  readonly arrived: number;
  readonly lost: number;
  /** Listed twice, or nobody's. */
  readonly doubled: number;
  /** Leases that were granted. */
  readonly leases: number;
  /** Orders of which all was held. */
  readonly promised: number;
  /** Orders that the shop had too little for; none of those that were promised may be. */
  readonly disputed: number;
  /** Alternates that were chosen. */
  readonly chosen: number;
  readonly cancelled: number;
  /** Orders that were handed over. */
  readonly collected: number;
  /** Points that pay for a part of an order. */
  readonly redeemed: number;
  /** What was told and is not so, and counts that do not add up. */
  readonly broken: number;
  readonly troubles: readonly string[];
}

const NOT_HONOURED: readonly Proof['state'][] = ['disputed', 'confirmed_late', 'rejected'];

/** Once all has drained and the endpoint has stopped. */
export async function judge(run: KillRun): Promise<Verdict> {
  const { endpoint, told, customers, troubles } = run;
  const { data } = endpoint.shop.owner;
  const books = await readBooks(data, SHOP_ID, FIRST_COUNTS.keys());
  const { out } = await runBuilt('orders', '--data', data, '--json');
  const received = JSON.parse(out) as readonly ReceivedOrder[];
  const placed = [...run.saved.values()].filter(({ record }) => record.type === 'order.place');
  const ids = new Set(placed.map(({ record }) => record.id));
  const there = new Set(received.map(({ id }) => id));
  const lost = [...ids].filter((id) => !there.has(id));
  const doubled = received.filter(
    ({ id }, at) => !ids.has(id) || at !== received.findIndex((one) => one.id === id),
  );
  const promised = placed.filter(({ record }) => isPromisedWhole(record.jws)).map(({ record }) => record.id);
  const redeeming = placed.filter(({ record }) => isRedeemedWhole(record.jws)).map(({ record }) => record.id);
  const broken = [
    ...troubles,
    ...endpoint.troubles,
    ...told.troubles,
    ...auditKept(books, run),
    ...promised.flatMap((id) => faultOfPromise(id, told.of(id), NOT_HONOURED)),
    ...redeeming.flatMap((id) => faultOfPromise(id, told.of(id), ['repriced'])),
    ...(await Promise.all(customers.map((customer) => faultsOfShown(customer, books)))).flat(),
    ...faultsOfListed(received, books),
  ];
  const states = [...books.orders.values()].map(({ order }) => order.state);
  return {
    saved: ids.size,
    arrived: ids.size - lost.length,
    lost: lost.length,
    doubled: doubled.length,
    leases: told.grants,
    promised: promised.length,
    disputed: [...ids].filter((id) => told.of(id).some(({ state }) => state === 'disputed')).length,
    chosen: customers.reduce((sum, { chosen }) => sum + chosen, 0),
    cancelled: states.filter((state) => state === 'cancelled').length,
    collected: countCollected(books),
    redeemed: countRedeemed(books),
    broken: broken.length,
    troubles: [...lost.map((id) => `lost: ${id}`), ...doubled.map(({ id }) => `doubled: ${id}`), ...broken],
  };
}

/** What must be so at any moment: counts and points add up, orders hold what they need once, and nothing told is forgotten. */
export function auditKept(books: KeptBooks, { told, owner, counter, saved }: KillRun): readonly string[] {
  const promised = Promised.of(books.orders.values(), books.leases.values());
  const shelves = shelvesBy(books, FIRST_COUNTS);
  const found = [...books.faults, ...auditStock(books, shelves, promised, capacityOf)];
  found.push(...auditKeptPoints(books, promised));
  for (const staff of [owner.staff, counter.staff]) found.push(...faultsOfStaff(staff, books));
  for (const { order } of books.orders.values()) {
    found.push(...auditHeld(order, (name) => shelves.has(name)));
    if (!saved.has(order.id)) found.push(`${order.id} is kept and nobody's`);
  }
  for (const { record } of saved.values()) {
    const last = record.type === 'order.place' ? told.of(record.id).at(-1) : undefined;
    if (last) found.push(...faultOfTold(last, books));
  }
  for (const lease of books.leases.values())
    found.push(...faultsOfLease(lease, told.heldBy(lease.device, lease.key)));
  return found;
}

function capacityOf(place: string): number {
  const [depot = '', slot = ''] = place.split(' ');
  return findSlot(KILL_CATALOG, depot, slot)?.capacity ?? Infinity;
}

/** What was answered is in the books, and what was handed over is collected. */
export function faultsOfStaff(
  { answered }: Pick<Staff, 'answered'>,
  { intents, orders }: Pick<KeptBooks, 'intents' | 'orders'>,
): readonly string[] {
  const known = new Map(intents.map((intent) => [intent.id, intent]));
  return [...answered].flatMap((id) => {
    const { type, order = '' } = known.get(id) ?? {};
    if (type === undefined) return [`the shop's own word ${id} was answered and is not there`];
    const state = type === 'receipt.collect' ? orders.get(order)?.order.state : 'collected';
    return state === 'collected' ? [] : [`${order} was handed over, and is ${state}`];
  });
}

/** Still so, or followed by a higher revision. */
function faultOfTold(proof: Proof, books: KeptBooks): readonly string[] {
  const order = books.orders.get(proof.order)?.order;
  if (!order) return [`${proof.order} was told to be ${toWords(proof)} and is not there`];
  const holds = order.rev > proof.rev || (order.rev === proof.rev && says(order, proof));
  const now = `${toWords(order)} at revision ${order.rev}`;
  return holds
    ? []
    : [`${proof.order} was told to be ${toWords(proof)} at revision ${proof.rev} and is ${now}`];
}

/** @param held what the device may still promise of it */
function faultsOfLease(lease: LedgerLease, held: ReadonlyMap<string, number> | undefined): readonly string[] {
  if (!held) return [];
  const kept = new Map(lease.items.map((item) => [nameOfItem(toLeaseItem(item)), item.left]));
  return [...held]
    .filter(([name, left]) => (kept.get(name) ?? 0) < left)
    .map(([name, left]) => `lease ${lease.key} has ${kept.get(name)} of ${name}, and ${left} were told`);
}

/** All of the loop is within ttl and grace. @param barred what it may not be at first */
function faultOfPromise(
  id: string,
  told: readonly Proof[],
  barred: readonly Proof['state'][],
): readonly string[] {
  const [first] = told;
  return first && barred.includes(first.state) ? [`${id} was promised, and is ${first.state}`] : [];
}

/** In the end every device shows what became of its orders. */
async function faultsOfShown(
  customer: KillRun['customers'][number],
  books: KeptBooks,
): Promise<readonly string[]> {
  return (await customer.orders()).flatMap(({ id, state }) => {
    const kept = books.orders.get(id)?.order.state;
    return kept === undefined || kept === state
      ? []
      : [`${id} is ${kept}, and ${customer.name} is shown ${state}`];
  });
}

function faultsOfListed(received: readonly ReceivedOrder[], books: KeptBooks): readonly string[] {
  return received.flatMap(({ id, state, total }) => {
    const order = books.orders.get(id)?.order;
    return order && says(order, { state, amount: total }) ? [] : [`${id} is listed as ${state} at ${total}`];
  });
}
