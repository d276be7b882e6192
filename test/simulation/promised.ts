/**
 * What orders and leases hold together, by what it is of. It can be kept by change or
 * counted anew; both must come to the same.
 */
import type { LedgerLease } from '../../src/core/intake/lease-ledger.js';
import type { Held, LedgerOrder } from '../../src/core/intake/order-ledger.js';
import type { OrderPoints } from '../../src/core/intake/point-ledger.js';

export class Promised {
  /** Counted anew. */
  static of(orders: Iterable<{ readonly order: LedgerOrder }>, leases: Iterable<LedgerLease>): Promised {
    const promised = new Promised();
    for (const { order } of orders) promised.addOrder(order, 1);
    for (const lease of leases) promised.addLease(lease, 1);
    return promised;
  }

  /** Units by `variant depot`. */
  readonly sold = new Map<string, number>();
  readonly leased = new Map<string, number>();
  /** By `depot slot`. */
  readonly places = new Map<string, number>();
  /** By device. */
  readonly points = {
    held: new Map<string, number>(),
    spent: new Map<string, number>(),
    earned: new Map<string, number>(),
    leased: new Map<string, number>(),
  };

  /** @param times -1 takes it out again */
  addOrder(order: LedgerOrder, times: 1 | -1): void {
    const { held, alternates = [], device, points, state, pickup } = order;
    this.#addHeld(held, times);
    // Nobody else comes in its place.
    if (state === 'collected') add(this.places, `${pickup.depot} ${pickup.slot}`, times);
    if (points) this.#addPoints(device, points, times);
    for (const alternate of alternates) this.#addHeld(alternate.held, times);
  }

  addLease({ device, items }: LedgerLease, times: 1 | -1): void {
    for (const item of items) {
      if ('points' in item) add(this.points.leased, device, item.left * times);
      else if ('slot' in item) add(this.places, `${item.depot} ${item.slot}`, item.left * times);
      else if (!item.uncounted) add(this.leased, `${item.variant} ${item.depot}`, item.left * times);
    }
  }

  #addPoints(device: string, { redeemed, earned }: OrderPoints, times: 1 | -1): void {
    add(earned === undefined ? this.points.held : this.points.spent, device, redeemed * times);
    add(this.points.earned, device, (earned ?? 0) * times);
  }

  #addHeld({ stock, places }: Held, times: 1 | -1): void {
    for (const { variant, depot, quantity } of stock) add(this.sold, `${variant} ${depot}`, quantity * times);
    for (const { depot, slot } of places) add(this.places, `${depot} ${slot}`, times);
  }
}

function add(counts: Map<string, number>, name: string, quantity: number): void {
  counts.set(name, (counts.get(name) ?? 0) + quantity);
}

/** A sentence for each that differs. */
export function comparePromised(one: Promised, other: Promised): readonly string[] {
  const found: string[] = [];
  const compare = (part: string, by: ReadonlyMap<string, number>, anew: ReadonlyMap<string, number>) => {
    for (const name of new Set([...by.keys(), ...anew.keys()])) {
      const [changed, counted] = [by.get(name) ?? 0, anew.get(name) ?? 0];
      if (changed !== counted)
        found.push(`I1 ${name}: ${changed} ${part} by change and ${counted} counted anew`);
    }
  };
  for (const part of ['sold', 'leased', 'places'] as const) compare(part, one[part], other[part]);
  for (const part of ['held', 'spent', 'earned', 'leased'] as const)
    compare(`points ${part}`, one.points[part], other.points[part]);
  return found;
}
