/**
 * What must always hold of the endpoint's counts and orders. Each finding is one
 * sentence; an empty list is a world in order.
 */
import type { LedgerOrder } from '../../src/core/intake/order-ledger.js';
import type { StockCount } from '../../src/core/intake/stock-ledger.js';
import type { Promised } from './promised.js';

/** What an endpoint has counted, wherever it keeps that. */
export interface Counts {
  /** @param name `variant depot` */
  countOf(name: string): StockCount | undefined;
  /** @param place `depot slot` */
  takenOf(place: string): number;
}

/** Units that lie at the depots, by `variant depot`. */
export type Shelves = ReadonlyMap<string, number>;

/** How many orders a slot takes, by `depot slot`. */
export type Capacity = (place: string) => number;

/** I1: nothing below zero, and pool + leased + sold - owed is what lies there. */
export function auditCount(name: string, count: StockCount, there: number): readonly string[] {
  const { pool, leased, sold, owed } = count;
  const found: string[] = [];
  if (Math.min(pool, leased, sold, owed) < 0) found.push(`I1 ${name}: a count is below zero`);
  if (pool + leased + sold - owed !== there)
    found.push(`I1 ${name}: ${pool} + ${leased} + ${sold} - ${owed} is not ${there}`);
  return found;
}

/** I1: a slot has as many places taken as it has, at most. */
export function auditPlace(place: string, taken: number, capacity: Capacity): readonly string[] {
  if (taken < 0) return [`I1 ${slotOf(place)}: ${taken} places are taken`];
  const most = capacity(place);
  return taken > most ? [`I1 ${slotOf(place)}: ${taken} places are taken of ${most}`] : [];
}

/** I1, once a transaction is over: what is counted is what orders and leases hold; so with places. */
export function auditStock(
  ledger: Counts,
  shelves: Shelves,
  promised: Promised,
  capacity: Capacity,
): readonly string[] {
  const found: string[] = [];
  for (const [name, there] of shelves) {
    const count = ledger.countOf(name);
    if (!count) continue;
    found.push(...auditCount(name, count, there));
    const [orders, leases] = [promised.sold.get(name) ?? 0, promised.leased.get(name) ?? 0];
    if (count.sold !== orders) found.push(`I1 ${name}: ${count.sold} are sold and orders hold ${orders}`);
    if (count.leased !== leases)
      found.push(`I1 ${name}: ${count.leased} are leased and leases hold ${leases}`);
  }
  for (const [place, held] of promised.places) {
    const taken = ledger.takenOf(place);
    if (taken !== held) found.push(`I1 ${slotOf(place)}: ${taken} places are taken and ${held} are held`);
    found.push(...auditPlace(place, taken, capacity));
  }
  return found;
}

function slotOf(place: string): string {
  return place.slice(place.indexOf(' ') + 1);
}

const STANDING: ReadonlySet<string> = new Set(['confirmed', 'confirmed_late', 'repriced']);

/** I8: an order costs no more than was agreed to, but for one that is asked about, or was called off when it was. */
export function auditAmount({ id, state, amount }: LedgerOrder, accepted: number): readonly string[] {
  if (state === 'repriced' || state === 'cancelled' || amount <= accepted) return [];
  return [`I8 ${id}: costs ${amount}, ${accepted} was agreed to`];
}

/** I2: each order holds what it says, once. */
export function auditHeld(order: LedgerOrder, counted: (name: string) => boolean): readonly string[] {
  const found: string[] = [];
  const standing = STANDING.has(order.state);
  const holds = new Map<string, number>();
  const needs = new Map<string, number>();
  for (const { variant, depot, quantity } of order.held.stock) {
    const name = `${variant} ${depot}`;
    holds.set(name, (holds.get(name) ?? 0) + quantity);
  }
  for (const { variant, quantity } of standing ? order.lines : []) {
    const name = `${variant} ${order.pickup.depot}`;
    if (counted(name)) needs.set(name, (needs.get(name) ?? 0) + quantity);
  }
  const differ = (name: string) =>
    found.push(
      `I2 ${order.id} ${order.state}: needs ${needs.get(name)} of ${name} and holds ${holds.get(name)}`,
    );
  for (const [name, quantity] of needs) if (holds.get(name) !== quantity) differ(name);
  for (const name of holds.keys()) if (!needs.has(name)) differ(name);
  if (order.held.places.length !== (standing ? 1 : 0))
    found.push(`I2 ${order.id} ${order.state}: holds ${order.held.places.length} places`);
  return found;
}
