/**
 * What must always hold, looked at after every step that changed something. Each
 * finding is one sentence; an empty list is a world in order.
 */
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import type { Held, LedgerLease, LedgerOrder, StockCount } from '../../src/core/intake/ledger.js';
import { findSlot } from '../../src/core/pickup/slots.js';

/** What an endpoint has kept, wherever that is. */
export interface Books {
  readonly orders: ReadonlyMap<string, { readonly order: LedgerOrder }>;
  readonly leases: ReadonlyMap<string, LedgerLease>;
  count(variant: string, depot: string): StockCount | undefined;
  /** Places of a slot. */
  taken(depot: string, slot: string): number;
}

/** Units that lie at the depots, by `variant depot`: nobody collects anything in the simulation. */
export type Shelves = ReadonlyMap<string, number>;

/** I1: nothing below zero, and pool + leased + sold - owed is what lies there; so with places. */
export function auditStock(ledger: Books, shelves: Shelves, catalog: Catalog): readonly string[] {
  const found: string[] = [];
  const promised = countPromised(ledger);
  for (const [name, there] of shelves) {
    const [variant = '', depot = ''] = name.split(' ');
    const count = ledger.count(variant, depot);
    if (!count) continue;
    const { pool, leased, sold, owed } = count;
    if (Math.min(pool, leased, sold, owed) < 0) found.push(`I1 ${name}: a count is below zero`);
    if (pool + leased + sold - owed !== there)
      found.push(`I1 ${name}: ${pool} + ${leased} + ${sold} - ${owed} is not ${there}`);
    const { sold: orders = 0, leased: leases = 0 } = promised.stock.get(name) ?? {};
    if (sold !== orders) found.push(`I1 ${name}: ${sold} are sold and orders hold ${orders}`);
    if (leased !== leases) found.push(`I1 ${name}: ${leased} are leased and leases hold ${leases}`);
  }
  for (const [name, held] of promised.places) {
    const [depot = '', slot = ''] = name.split(' ');
    const taken = ledger.taken(depot, slot);
    const capacity = findSlot(catalog, depot, slot)?.capacity ?? Infinity;
    if (taken !== held) found.push(`I1 ${slot}: ${taken} places are taken and ${held} are held`);
    if (taken > capacity) found.push(`I1 ${slot}: ${taken} places are taken of ${capacity}`);
  }
  return found;
}

function countPromised({ orders, leases }: Books) {
  const stock = new Map<string, { sold: number; leased: number }>();
  const places = new Map<string, number>();
  const add = (name: string, part: 'sold' | 'leased', quantity: number) => {
    const counts = stock.get(name) ?? { sold: 0, leased: 0 };
    counts[part] += quantity;
    stock.set(name, counts);
  };
  const place = (name: string, held: number) => places.set(name, (places.get(name) ?? 0) + held);
  for (const { order } of orders.values()) {
    for (const held of heldBy(order)) {
      for (const { variant, depot, quantity } of held.stock) add(`${variant} ${depot}`, 'sold', quantity);
      for (const { depot, slot } of held.places) place(`${depot} ${slot}`, 1);
    }
  }
  for (const lease of leases.values()) {
    for (const item of lease.items) {
      if ('slot' in item) place(`${item.depot} ${item.slot}`, item.left);
      else if (!item.uncounted) add(`${item.variant} ${item.depot}`, 'leased', item.left);
    }
  }
  return { stock, places };
}

function heldBy({ held, alternates = [] }: LedgerOrder): readonly Held[] {
  return [held, ...alternates.map((alternate) => alternate.held)];
}

const STANDING = ['confirmed', 'confirmed_late', 'repriced'];

/** I2, I8: each order holds what it says once, and costs no more than was agreed to. */
export function auditOrder(
  order: LedgerOrder,
  accepted: number,
  counted: (name: string) => boolean,
): readonly string[] {
  const found: string[] = [];
  if (order.state !== 'repriced' && order.amount > accepted)
    found.push(`I8 ${order.id}: costs ${order.amount}, ${accepted} was agreed to`);
  const needs = new Map<string, number>();
  if (STANDING.includes(order.state))
    for (const { variant, quantity } of order.lines) {
      const name = `${variant} ${order.pickup.depot}`;
      if (counted(name)) needs.set(name, (needs.get(name) ?? 0) + quantity);
    }
  const holds = new Map<string, number>();
  for (const { variant, depot, quantity } of order.held.stock)
    holds.set(`${variant} ${depot}`, (holds.get(`${variant} ${depot}`) ?? 0) + quantity);
  for (const name of new Set([...needs.keys(), ...holds.keys()]))
    if ((needs.get(name) ?? 0) !== (holds.get(name) ?? 0))
      found.push(
        `I2 ${order.id} ${order.state}: needs ${needs.get(name)} of ${name} and holds ${holds.get(name)}`,
      );
  const places = STANDING.includes(order.state) ? 1 : 0;
  if (order.held.places.length !== places)
    found.push(`I2 ${order.id} ${order.state}: holds ${order.held.places.length} places`);
  return found;
}
