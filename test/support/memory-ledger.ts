/**
 * The ledger in memory, with transactions and attempts that undo: the endpoint's
 * store in tests of its decisions and in the simulation. One transaction runs at a
 * time.
 */
import type { Attempt, Ledger, LedgerStore } from '../../src/core/intake/ledger.js';
import type { StockCount } from '../../src/core/intake/stock-ledger.js';
import { MemoryIntents } from './memory-intents.js';
import { MemoryLeases } from './memory-leases.js';
import { MemoryOrders } from './memory-orders.js';
import { memoryOwner } from './memory-owner.js';
import { MemoryPersons } from './memory-persons.js';
import { MemoryPlaces, toPlaceName } from './memory-places.js';
import { MemoryPoints } from './memory-points.js';
import { memoryStall } from './memory-stall.js';
import { MemoryStock, toName } from './memory-stock.js';
import { UndoLog } from './undo-log.js';

export class MemoryLedger implements LedgerStore {
  readonly #undo = new UndoLog();
  readonly #stock = new MemoryStock(this.#undo);
  readonly #places = new MemoryPlaces(this.#undo);
  readonly #intents = new MemoryIntents(this.#undo);
  readonly #orders = new MemoryOrders(this.#undo, this.#places);
  readonly #leases = new MemoryLeases(this.#undo);
  readonly points = new MemoryPoints(this.#undo.set);
  readonly #persons = new MemoryPersons(this.#undo, this.#orders, this.points);
  readonly intents = this.#intents.intents;
  readonly contacts = this.#persons.contacts;
  readonly forgotten = this.#persons.forgotten;
  readonly orders = this.#orders.orders;
  readonly leases = this.#leases.leases;
  readonly #rows = this.#ledger();
  #queue: Promise<unknown> = Promise.resolve();

  /** The id of an order that can't be written, as on a bad disk. */
  set failOn(id: string) {
    this.#orders.failOn = id;
  }

  get reads(): Ledger {
    return this.#rows;
  }

  countStock(variant: string, depot: string, pool: number): void {
    this.#stock.begin({ variant, depot }, pool);
  }

  left(variant: string, depot: string): number | undefined {
    return this.count(variant, depot)?.pool;
  }

  count(variant: string, depot: string): StockCount | undefined {
    return this.countOf(toName({ variant, depot }));
  }

  /** @param name `variant depot` */
  countOf(name: string): StockCount | undefined {
    return this.#stock.countOf(name);
  }

  taken(depot: string, slot: string): number {
    return this.takenOf(toPlaceName({ depot, slot }));
  }

  /** @param place `depot slot` */
  takenOf(place: string): number {
    return this.#places.takenOf(place);
  }

  transaction<T>(work: (ledger: Ledger) => Promise<T>): Promise<T> {
    const turn = this.#queue.then(() => this.#transact(work));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #transact<T>(work: (ledger: Ledger) => Promise<T>): Promise<T> {
    this.#undo.forget();
    try {
      return await work(this.#rows);
    } catch (error) {
      this.#undo.undoTo(0);
      throw error;
    }
  }

  async #attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
    const start = this.#undo.length;
    try {
      return { ok: true, value: await work() };
    } catch (error) {
      this.#undo.undoTo(start);
      return { ok: false, error };
    }
  }

  #ledger(): Ledger {
    return {
      attempt: (work) => this.#attempt(work),
      ...this.#intents.rows(),
      ...this.#orders.rows(),
      ...memoryStall({ intents: this.#intents, orders: this.#orders, places: this.#places }),
      ...this.#stock.rows(),
      ...this.#places.rows(),
      ...this.#leases.rows(),
      ...memoryOwner(this.#undo),
      ...this.points.rows(
        (device) => this.#orders.of(device),
        (device) => this.#persons.forgotten.has(device),
      ),
      ...this.#persons.rows(),
    };
  }
}
