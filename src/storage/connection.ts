/**
 * One connection to one IndexedDB database with one object store, opened again when
 * the browser takes it away. Never holds up another tab's upgrade or deletion. Knows
 * nothing of what is kept.
 */
import type { UseStore } from 'idb-keyval';

import type { Change } from '../core/ports.js';
import { untilStayed } from './last-moment.js';
import { STORAGE_WAIT_MS, within } from './within.js';

/** The name of the error of a transaction that was taken back. */
const TAKEN_BACK = 'AbortError';
/** What a browser says when the connection, not the request, is at fault. Nothing was written then. */
const LOST_CONNECTION = ['InvalidStateError', TAKEN_BACK, 'UnknownError'];

interface Opened {
  readonly database: IDBDatabase;
  /** There was none, or it held nothing of ours. */
  readonly created: boolean;
  /** There was one, and the browser deleted it since it could not read it. */
  readonly wiped: boolean;
}

export interface ConnectionOptions {
  /** The name of the database's one object store. */
  readonly records?: string;
  /** The database was found deleted and has been made anew, empty. */
  readonly onLost: () => void;
  readonly waitMs?: number;
}

export class Connection {
  readonly #name: string;
  readonly #options: ConnectionOptions;
  #opening: Promise<Opened> | undefined;
  #seen = false;
  /** What was asked last was never begun: what is asked next is not tried twice. */
  #stuck = false;
  #ended = false;
  /** Transactions that have not ended yet. */
  readonly #running = new Set<Promise<unknown>>();

  constructor(name: string, options: ConnectionOptions) {
    this.#name = name;
    this.#options = options;
  }

  /** Transactions at the given durability, as idb-keyval's functions take them. */
  use(durability: Change['durability']): UseStore {
    return async (mode, callback) => {
      const opening = this.open();
      const hopeless = this.#stuck;
      try {
        return await this.#transact(opening, mode, durability, callback);
      } catch (error) {
        if (!isLostConnection(error) || this.#ended) throw error;
        // Another transaction may have opened the next one already.
        if (this.#opening === opening) this.#drop();
        if (hopeless && (error as DOMException).name === TAKEN_BACK) throw error;
        return this.#transact(this.open(), mode, durability, callback);
      }
    };
  }

  /** Opens the database if it is not open. */
  open(): Promise<Opened> {
    if (this.#ended) return Promise.reject(new DOMException('The store was closed', 'InvalidStateError'));
    return (this.#opening ??= this.#start());
  }

  /** For good. Resolves once nothing is running: WebKit would never end what its worker was taken away from. */
  async close(): Promise<void> {
    this.#ended = true;
    const opening = this.#opening;
    this.#drop();
    await opening?.catch(ignore);
    await Promise.all(this.#running);
  }

  /**
   * A page that WebKit froze, or forgot to end, holds a database for ever: a transaction that waits for it is taken
   * back. One that has begun is not, since it may be kept already and only not said to be.
   */
  async #transact<T>(
    opening: Promise<Opened>,
    mode: IDBTransactionMode,
    durability: Change['durability'],
    callback: (records: IDBObjectStore) => T | PromiseLike<T>,
  ): Promise<T> {
    const { database } = await opening;
    await untilStayed();
    const transaction = database.transaction(this.#records, mode, { durability });
    const over = this.#run(transaction);
    const begun = new Promise((resolve) => transaction.addEventListener('success', resolve, true));
    const work = Promise.resolve(callback(transaction.objectStore(this.#records)));
    try {
      await within(this.#options.waitMs ?? STORAGE_WAIT_MS, Promise.race([begun, work]));
    } catch (error) {
      if ((error as DOMException).name !== 'TimeoutError') throw error;
      this.#stuck = true;
      // Not waited for: Firefox and WebKit say that it has ended only once the other one has left.
      transaction.abort();
      this.#running.delete(over);
      throw new DOMException('The browser does not answer', TAKEN_BACK);
    }
    this.#stuck = false;
    return work;
  }

  #run(transaction: IDBTransaction): Promise<unknown> {
    const over = new Promise((resolve) => {
      transaction.addEventListener('complete', resolve);
      transaction.addEventListener('abort', resolve);
    });
    this.#running.add(over);
    void over.then(() => this.#running.delete(over));
    return over;
  }

  get #records(): string {
    return this.#options.records ?? 'records';
  }

  #start(): Promise<Opened> {
    const work = openDatabase(this.#name, this.#records);
    const opening = within(this.#options.waitMs ?? STORAGE_WAIT_MS, work, ({ database }) =>
      database.close(),
    ).then((opened) => {
      this.#watch(opened.database, opening);
      if (this.#seen && (opened.created || opened.wiped)) this.#options.onLost();
      this.#seen = true;
      return opened;
    });
    opening.catch(() => this.#forget(opening));
    return opening;
  }

  #watch(database: IDBDatabase, opening: Promise<Opened>): void {
    if (this.#ended) database.close();
    database.onclose = () => this.#forget(opening);
    database.onversionchange = () => {
      database.close();
      this.#forget(opening);
    };
  }

  #forget(opening: Promise<Opened>): void {
    if (this.#opening === opening) this.#opening = undefined;
  }

  #drop(): void {
    this.#opening?.then(({ database }) => database.close(), ignore);
    this.#opening = undefined;
  }
}

/** Whatever version there is: a later Punnet may have upgraded it, and it only ever adds. */
function openDatabase(name: string, records: string, version?: number): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    let created = false;
    let wiped = false;
    request.onupgradeneeded = (event) => {
      created = true;
      wiped = 'dataLoss' in event && event.dataLoss === 'total';
      request.result.createObjectStore(records);
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      if (database.objectStoreNames.contains(records)) return resolve({ database, created, wiped });
      // Somebody else opened it first and left it empty.
      database.close();
      openDatabase(name, records, database.version + 1).then(resolve, reject);
    };
  });
}

function isLostConnection(error: unknown): boolean {
  return error instanceof DOMException && LOST_CONNECTION.includes(error.name);
}

function ignore(): void {
  // A connection that never opened needs no closing.
}
