/**
 * What orders and leases hold together, by what it is of. It can be kept by change or
 * counted anew; both must come to the same.
 */
import type { Held, LedgerLease, LedgerOrder } from '../../src/core/intake/ledger.js';

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

  /** @param times -1 takes it out again */
  addOrder({ held, alternates = [] }: LedgerOrder, times: 1 | -1): void {
    this.#addHeld(held, times);
    for (const alternate of alternates) this.#addHeld(alternate.held, times);
  }

  addLease({ items }: LedgerLease, times: 1 | -1): void {
    for (const item of items) {
      if ('slot' in item) add(this.places, `${item.depot} ${item.slot}`, item.left * times);
      else if ('variant' in item && !item.uncounted)
        add(this.leased, `${item.variant} ${item.depot}`, item.left * times);
    }
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
  for (const part of ['sold', 'leased', 'places'] as const)
    for (const name of new Set([...one[part].keys(), ...other[part].keys()])) {
      const [by, anew] = [one[part].get(name) ?? 0, other[part].get(name) ?? 0];
      if (by !== anew) found.push(`I1 ${name}: ${by} ${part} by change and ${anew} counted anew`);
    }
  return found;
}
