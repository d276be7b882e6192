/**
 * Looks at the endpoint's ledger after every write and after every transaction. Sums are
 * kept by what a transaction changed, read back from the ledger once it is over, whether
 * it was committed or undone; now and then everything is counted anew, and must come to the same.
 */
import type { LedgerLease } from '../../src/core/intake/lease-ledger.js';
import type { Ledger } from '../../src/core/intake/ledger.js';
import type { LedgerOrder } from '../../src/core/intake/order-ledger.js';
import type { MemoryLedger } from '../support/memory-ledger.js';
import {
  auditAmount,
  auditCount,
  auditHeld,
  auditPlace,
  auditStock,
  type Capacity,
  type Shelves,
} from './audit.js';
import { HandedOver } from './handed-over.js';
import { auditAccount, auditEarned, auditPoints, auditRetaken } from './points-audit.js';
import { comparePromised, Promised } from './promised.js';

export interface LedgerAuditOptions {
  readonly ledger: MemoryLedger;
  readonly shelves: Shelves;
  readonly capacity: Capacity;
  /** What was agreed to for an order; Infinity: nobody has said. */
  readonly accepted: (order: string) => number;
  /** Whether a stall ever said that it has handed the order over. */
  readonly handedOver: (order: string) => boolean;
  /** Something happened after which all that it changed was looked at. */
  readonly step: (what: LedgerStep) => void;
  readonly found: (violations: readonly string[]) => void;
}

export type LedgerStep =
  'intent' | 'number' | 'order' | 'stock' | 'place' | 'lease' | 'points' | 'transaction';

export class LedgerAudit {
  readonly #options: LedgerAuditOptions;
  readonly #promised = new Promised();
  readonly #orders = new Map<string, LedgerOrder>();
  readonly #leases = new Map<string, LedgerLease>();
  /** Hashes of intents that were taken in. */
  readonly #intents = new Map<string, string>();
  /** Intents by the device's number that they used. */
  readonly #numbers = new Map<string, string>();
  /** By the transaction that is open: what to read back. */
  readonly #changed = {
    orders: new Set<string>(),
    leases: new Set<string>(),
    intents: new Set<string>(),
    numbers: new Map<string, string>(),
  };
  /** Units that were handed over, by `variant depot`: they lie there no more. */
  readonly #gone = new HandedOver();
  #writes = 0;
  #watched: { readonly rows: Ledger; readonly watched: Ledger } | undefined;

  constructor(options: LedgerAuditOptions) {
    this.#options = options;
  }

  /** The rows, with an eye on each write. What it does not know passes. */
  watch(rows: Ledger): Ledger {
    if (this.#watched?.rows !== rows)
      this.#watched = {
        rows,
        watched: { ...rows, ...this.#intakeOf(rows), ...this.#countsOf(rows), ...this.#pointsOf(rows) },
      };
    return this.#watched.watched;
  }

  /** A transaction is over, and what it wrote is in force or undone. */
  close(committed = true): void {
    this.#gone.close(committed);
    if (this.#writes === 0) return;
    this.#writes = 0;
    this.#closeIntents();
    const { ledger, capacity, found, step } = this.#options;
    for (const id of drained(this.#changed.orders)) {
      this.#replace(this.#orders, id, ledger.orders.get(id)?.order, (order, times) =>
        this.#promised.addOrder(order, times),
      );
      this.look(id);
    }
    for (const device of drained(this.#changed.leases))
      this.#replace(this.#leases, device, ledger.leases.get(device), (lease, times) =>
        this.#promised.addLease(lease, times),
      );
    found(auditStock(ledger, this.#shelves(), this.#promised, capacity));
    found(auditPoints(ledger.points.accounts, ledger.forgotten, this.#promised));
    step('transaction');
  }

  /** Looks at one order as it is in force. */
  look(id: string): void {
    const { ledger, accepted, handedOver, found } = this.#options;
    const order = ledger.orders.get(id)?.order;
    if (!order) return;
    found([...auditHeld(order, this.#isCounted), ...auditAmount(order, accepted(id)), ...auditEarned(order)]);
    found(auditRetaken(order, handedOver));
  }

  /** Counts everything anew, and looks at every order. While no transaction is open. */
  recount(): void {
    const { ledger, capacity, found } = this.#options;
    const anew = Promised.of(ledger.orders.values(), ledger.leases.values());
    found([...comparePromised(this.#promised, anew), ...auditStock(ledger, this.#shelves(), anew, capacity)]);
    found(auditPoints(ledger.points.accounts, ledger.forgotten, anew));
    for (const id of ledger.orders.keys()) this.look(id);
    for (const id of this.#orders.keys()) if (!ledger.orders.has(id)) found([`I2 ${id}: is gone`]);
    for (const [id, hash] of this.#intents)
      if (ledger.intents.get(id)?.hash !== hash) found([`I2 ${id}: is not what was taken in`]);
    if (ledger.intents.size !== this.#intents.size)
      found([`I2 ${ledger.intents.size} intents are known and ${this.#intents.size} were taken in`]);
  }

  /** Each id once, and each number of a device by the intent that used it first. */
  #intakeOf(rows: Ledger): Partial<Ledger> {
    const { found } = this.#options;
    return {
      addIntent: async (intent) => {
        const added = await rows.addIntent(intent);
        this.#changed.intents.add(intent.id);
        if (added && this.#intents.has(intent.id)) found([`I2 ${intent.id}: was taken in before`]);
        this.#wrote('intent');
        return added;
      },
      useNumber: async (device, seq, intent) => {
        const first = await rows.useNumber(device, seq, intent);
        const name = `${device} ${seq}`;
        this.#changed.numbers.set(name, first);
        const before = this.#numbers.get(name);
        if (before !== undefined && before !== first)
          found([`I4 ${name}: ${before} used it before ${first}`]);
        this.#wrote('number');
        return first;
      },
      addOrder: async (order) => {
        await rows.addOrder(order);
        if (order.rev !== 1) found([`I2 ${order.id}: begins with revision ${order.rev}`]);
        this.#wroteOrder(order);
      },
      changeOrder: async (order) => {
        const changed = await rows.changeOrder(order);
        if (changed) this.#wroteOrder(order);
        return changed;
      },
    };
  }

  #countsOf(rows: Ledger): Partial<Ledger> {
    const { ledger, found, shelves, capacity } = this.#options;
    const lookAtPlace = ({ depot, slot }: { readonly depot: string; readonly slot: string }) => {
      const place = `${depot} ${slot}`;
      found(auditPlace(place, ledger.takenOf(place), capacity));
      this.#wrote('place');
    };
    return {
      moveStock: async (key, quantity, move) => {
        const moved = await rows.moveStock(key, quantity, move);
        const name = `${key.variant} ${key.depot}`;
        const count = ledger.countOf(name);
        if (moved === 'moved' && move.startsWith('hand-over')) this.#gone.add(name, quantity);
        const there = this.#gone.left(name, shelves.get(name));
        if (count && there !== undefined) found(auditCount(name, count, there));
        if (moved === 'moved') this.#wrote('stock');
        return moved;
      },
      takePlace: async (place, end, most, places) => {
        const taken = await rows.takePlace(place, end, most, places);
        if (taken === 'taken') lookAtPlace(place);
        return taken;
      },
      returnPlace: async (place, places) => {
        await rows.returnPlace(place, places);
        lookAtPlace(place);
      },
      putLease: async (lease) => {
        const put = await rows.putLease(lease);
        this.#changed.leases.add(lease.device);
        for (const item of lease.items) {
          const granted = 'points' in item ? item.points : item.granted;
          if (item.left < 0 || item.left > granted)
            found([`I5 ${lease.key}: ${item.left} are left of ${granted}`]);
        }
        if (put) this.#wrote('lease');
        return put;
      },
    };
  }

  #pointsOf(rows: Ledger): Partial<Ledger> {
    const { ledger, found } = this.#options;
    return {
      // Its account goes, and what its orders have and would bring with it.
      forgetDevice: async (device, at) => {
        await rows.forgetDevice(device, at);
        for (const { order } of ledger.orders.values())
          if (order.device === device) this.#changed.orders.add(order.id);
        this.#wrote('points');
      },
      attempt: async (work) => {
        const before = this.#gone.mark();
        const attempt = await rows.attempt(work);
        if (!attempt.ok) this.#gone.undoTo(before);
        return attempt;
      },
      movePoints: async (device, points, move) => {
        const moved = await rows.movePoints(device, points, move);
        const count = ledger.points.accounts.get(device);
        if (count) found(auditAccount(device, count));
        if (moved) this.#wrote('points');
        return moved;
      },
    };
  }

  #shelves(): Shelves {
    return this.#gone.leftOf(this.#options.shelves);
  }

  #wroteOrder(order: LedgerOrder): void {
    this.#changed.orders.add(order.id);
    this.#options.found(auditHeld(order, this.#isCounted));
    this.#wrote('order');
  }

  #wrote(what: LedgerStep): void {
    this.#writes += 1;
    this.#options.step(what);
  }

  #closeIntents(): void {
    const { ledger } = this.#options;
    for (const id of drained(this.#changed.intents)) {
      const intent = ledger.intents.get(id);
      if (intent && !this.#intents.has(id)) this.#intents.set(id, intent.hash);
    }
    // An attempt that was undone has used no number.
    for (const [name, intent] of this.#changed.numbers)
      if (ledger.intents.has(intent)) this.#numbers.set(name, intent);
    this.#changed.numbers.clear();
  }

  #replace<T>(
    known: Map<string, T>,
    id: string,
    now: T | undefined,
    add: (one: T, times: 1 | -1) => void,
  ): void {
    const before = known.get(id);
    if (before === now) return;
    if (before !== undefined) add(before, -1);
    if (now === undefined) return void known.delete(id);
    add(now, 1);
    known.set(id, now);
  }

  readonly #isCounted = (name: string) => this.#options.shelves.has(name);
}

function drained(names: Set<string>): readonly string[] {
  const all = [...names];
  names.clear();
  return all;
}
