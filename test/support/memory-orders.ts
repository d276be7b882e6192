/** The orders of a ledger in memory, with the counts of what changed for a device and for the stalls. */
import type { LedgerOrder, OrderLedger } from '../../src/core/intake/order-ledger.js';
import { matching } from './matching.js';
import type { MemoryPlaces } from './memory-places.js';
import type { UndoLog } from './undo-log.js';

export interface KeptOrder {
  readonly order: LedgerOrder;
  readonly change: number;
}

type Changes = 'addOrder' | 'removeOrder' | 'changeOrder';

/** Stands among the devices. */
export const ALL_STALLS = 'stalls';
const WAITING: ReadonlySet<string> = new Set(['repriced', 'disputed']);
const PROMISED: readonly string[] = ['confirmed', 'confirmed_late', 'repriced'];

export class MemoryOrders {
  readonly orders = new Map<string, KeptOrder>();
  /** The stalls' count at an order's last change. */
  readonly stallChanges = new Map<string, number>();
  /** The id of an order that can't be written, as on a bad disk. */
  failOn = '';
  /** Ids of a device's orders; of one that was undone, the id is left. */
  readonly #ordersOf = new Map<string, Set<string>>();
  /** Those that wait for somebody's choice. */
  readonly #waiting = new Map<string, LedgerOrder>();
  readonly #changes = new Map<string, number>();
  readonly #undo: UndoLog;
  readonly #places: MemoryPlaces;

  constructor(undo: UndoLog, places: MemoryPlaces) {
    this.#undo = undo;
    this.#places = places;
  }

  rows(): OrderLedger {
    return { ...this.#queries(), ...this.#writes() };
  }

  *of(device: string): Generator<KeptOrder> {
    for (const id of this.#ordersOf.get(device) ?? []) {
      const kept = this.orders.get(id);
      // One that came in by another's receipt is its own device's now.
      if (kept?.order.device === device) yield kept;
    }
  }

  lastChange(device: string): number {
    return this.#changes.get(device) ?? 0;
  }

  promisedAt(depot: string): LedgerOrder[] {
    return this.#all().filter(({ state, pickup }) => PROMISED.includes(state) && pickup.depot === depot);
  }

  #all(): LedgerOrder[] {
    return [...this.orders.values()].map(({ order }) => order);
  }

  /** As it was, but for what nobody is told of. */
  rewrite(order: LedgerOrder): void {
    const kept = this.orders.get(order.id);
    if (kept) this.#undo.set(this.orders, order.id, { ...kept, order });
    if (this.#waiting.has(order.id)) this.#undo.set(this.#waiting, order.id, order);
  }

  #put(order: LedgerOrder): void {
    this.#undo.set(this.orders, order.id, { order, change: this.#nextChange(order.device) });
    if (WAITING.has(order.state)) this.#undo.set(this.#waiting, order.id, order);
    else this.#undo.delete(this.#waiting, order.id);
  }

  #nextChange(device: string): number {
    const change = this.lastChange(device) + 1;
    this.#undo.set(this.#changes, device, change);
    return change;
  }

  #queries(): Omit<OrderLedger, Changes> {
    return {
      order: async (id) => this.orders.get(id)?.order,
      changesFor: async (device, after, limit) =>
        // Mostly there are none, and then no order needs looking at.
        (this.lastChange(device) > after ? [...this.of(device)] : [])
          .filter(({ change }) => change > after)
          .sort((a, b) => a.change - b.change)
          .slice(0, limit)
          .map(({ order: { id, hash }, change }) => ({ change, id, hash })),
      lastChange: async (device) => this.lastChange(device),
      hasOrdered: async (device) => [...this.of(device)].some(({ order }) => order.state !== 'rejected'),
      undecided: async (now, limit) => {
        const isOver = ({ until = '9' }: LedgerOrder) => until <= now;
        // Mostly nobody has waited so long, and then no order needs looking at.
        if (matching(this.#waiting.values(), isOver).length === 0) return [];
        return this.#all()
          .filter(({ id }) => this.#waiting.has(id))
          .filter(isOver)
          .slice(0, limit);
      },
      promisedAt: async (depot, now, limit, variant) =>
        this.promisedAt(depot)
          .filter(({ pickup }) => this.#places.endOf(pickup) > now)
          .filter(({ held }) => !variant || held.stock.some((one) => one.variant === variant))
          .sort((a, b) => (a.receivedAt + a.id < b.receivedAt + b.id ? 1 : -1))
          .slice(0, limit),
      heldAt: async ({ depot, slot }, limit) =>
        this.#all()
          .filter((order) => order.state.startsWith('confirmed') && isUnsettled(order))
          .filter(({ pickup }) => pickup.depot === depot && pickup.slot === slot)
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .slice(0, limit),
    };
  }

  #writes(): Pick<OrderLedger, Changes> {
    return {
      addOrder: async (order) => {
        if (order.id === this.failOn) throw new Error('the disk is bad');
        if (this.orders.has(order.id)) throw new Error(`order ${order.id} is there already`);
        this.#ordersOf.set(order.device, (this.#ordersOf.get(order.device) ?? new Set()).add(order.id));
        this.#put(order);
      },
      removeOrder: async ({ id, rev }) => {
        if (this.orders.get(id)?.order.rev !== rev) return false;
        this.#undo.delete(this.orders, id);
        this.#undo.delete(this.#waiting, id);
        return true;
      },
      changeOrder: async (order) => {
        if (this.orders.get(order.id)?.order.rev !== order.rev - 1) return false;
        this.#put(order);
        this.#undo.set(this.stallChanges, order.id, this.#nextChange(ALL_STALLS));
        return true;
      },
    };
  }
}

/** It holds goods that nobody has collected, or its points are not settled. */
function isUnsettled({ held, points }: LedgerOrder): boolean {
  return held.stock.length > 0 || (points !== undefined && points.earned === undefined);
}
