/**
 * The ledger in memory, with transactions and attempts that undo: the endpoint's
 * store in tests of its decisions and in the simulation. One transaction runs at a
 * time.
 */
import type { KnownIntent } from '../../src/core/intake/intent-ledger.js';
import type { LedgerLease } from '../../src/core/intake/lease-ledger.js';
import type { Attempt, Ledger, LedgerStore } from '../../src/core/intake/ledger.js';
import type { LedgerOrder } from '../../src/core/intake/order-ledger.js';
import type { DepotRecord, DeviceRights, EnrolCode } from '../../src/core/intake/owner-ledger.js';
import type { PlaceKey } from '../../src/core/intake/place-ledger.js';
import type { StallChange } from '../../src/core/intake/stall-ledger.js';
import type { StockCount, StockKey, StockMove } from '../../src/core/intake/stock-ledger.js';
import type { Stock } from '../../src/core/protocol/sync.js';
import { MemoryPoints } from './memory-points.js';
import { moveStock } from './stock-move.js';

interface Place extends PlaceKey {
  readonly end: number;
  readonly taken: number;
}

export class MemoryLedger implements LedgerStore {
  readonly intents = new Map<string, KnownIntent>();
  readonly orders = new Map<string, { readonly order: LedgerOrder; readonly change: number }>();
  readonly contacts = new Map<string, string>();
  /** The id of an order that can't be written, as on a bad disk. */
  failOn = '';
  /** Ids of a device's orders; of one that was undone, the id is left. */
  readonly #ordersOf = new Map<string, Set<string>>();
  /** Those that wait for somebody's choice. */
  readonly #waiting = new Map<string, LedgerOrder>();
  readonly #numbers = new Map<string, string>();
  readonly #changes = new Map<string, number>();
  readonly #stallChanges = new Map<string, number>();
  readonly #stock = new Map<string, StockCount>();
  readonly #depots = new Map<string, DepotRecord>();
  readonly #rights = new Map<string, DeviceRights>();
  readonly #codes = new Map<string, EnrolCode>();
  readonly leases = new Map<string, LedgerLease>();
  readonly points = new MemoryPoints((map, key, value) => this.#set(map, key, value));
  readonly #places = new Map<string, Place>();
  readonly #undo: (() => void)[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  readonly #rows = this.#ledger();

  get reads(): Ledger {
    return this.#rows;
  }

  countStock(variant: string, depot: string, pool: number): void {
    this.#stock.set(toName({ variant, depot }), { variant, depot, pool, ...NOTHING_PROMISED });
  }

  left(variant: string, depot: string): number | undefined {
    return this.#stock.get(toName({ variant, depot }))?.pool;
  }

  count(variant: string, depot: string): StockCount | undefined {
    return this.countOf(toName({ variant, depot }));
  }

  /** @param name `variant depot` */
  countOf(name: string): StockCount | undefined {
    return this.#stock.get(name);
  }

  taken(depot: string, slot: string): number {
    return this.takenOf(toPlaceName({ depot, slot }));
  }

  /** @param place `depot slot` */
  takenOf(place: string): number {
    return this.#places.get(place)?.taken ?? 0;
  }

  transaction<T>(work: (ledger: Ledger) => Promise<T>): Promise<T> {
    const turn = this.#queue.then(() => this.#transact(work));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #transact<T>(work: (ledger: Ledger) => Promise<T>): Promise<T> {
    this.#undo.length = 0;
    try {
      return await work(this.#rows);
    } catch (error) {
      this.#undoTo(0);
      throw error;
    }
  }

  #undoTo(length: number): void {
    while (this.#undo.length > length) this.#undo.pop()?.();
  }

  #set<K, V>(map: Map<K, V>, key: K, value: V): void {
    const before = map.get(key);
    this.#undo.push(() => (before === undefined ? map.delete(key) : map.set(key, before)));
    map.set(key, value);
  }

  #delete<K, V>(map: Map<K, V>, key: K): boolean {
    const before = map.get(key);
    if (before === undefined) return false;
    this.#undo.push(() => map.set(key, before));
    return map.delete(key);
  }

  async #attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
    const start = this.#undo.length;
    try {
      return { ok: true, value: await work() };
    } catch (error) {
      this.#undoTo(start);
      return { ok: false, error };
    }
  }

  #toStallChange(id: string, change: number): StallChange[] {
    const order = this.orders.get(id)?.order;
    const found = [...this.intents.values()].find(
      (intent) => intent.order === id && intent.type === 'receipt.collect' && intent.refused === undefined,
    );
    return order ? [{ change, order, ...(found ? { collected: found.jws } : {}) }] : [];
  }

  #put(order: LedgerOrder): void {
    this.#set(this.orders, order.id, { order, change: this.#nextChange(order.device) });
    if (WAITING.has(order.state)) this.#set(this.#waiting, order.id, order);
    else this.#delete(this.#waiting, order.id);
  }

  *#all(device: string) {
    for (const id of this.#ordersOf.get(device) ?? []) {
      const kept = this.orders.get(id);
      // One that came in by another's receipt is its own device's now.
      if (kept?.order.device === device) yield kept;
    }
  }

  #nextChange(device: string): number {
    const change = (this.#changes.get(device) ?? 0) + 1;
    this.#set(this.#changes, device, change);
    return change;
  }

  #ledger(): Ledger {
    return {
      attempt: (work) => this.#attempt(work),
      ...this.#orderRows(),
      ...this.#counts(),
      ...this.#owners(),
      ...this.#leases(),
      ...this.points.rows((device) => this.#all(device)),
    };
  }

  #orderRows() {
    return {
      intent: async (id: string) => this.intents.get(id),
      addIntent: async (intent: KnownIntent) => {
        if (this.intents.has(intent.id)) return false;
        this.#set(this.intents, intent.id, intent);
        return true;
      },
      useNumber: async (device: string, seq: number, intent: string) => {
        const key = `${device} ${seq}`;
        const first = this.#numbers.get(key);
        if (first !== undefined) return first;
        this.#set(this.#numbers, key, intent);
        return intent;
      },
      order: async (id: string) => this.orders.get(id)?.order,
      addOrder: async (order: LedgerOrder) => {
        if (order.id === this.failOn) throw new Error('the disk is bad');
        if (this.orders.has(order.id)) throw new Error(`order ${order.id} is there already`);
        this.#ordersOf.set(order.device, (this.#ordersOf.get(order.device) ?? new Set()).add(order.id));
        this.#put(order);
      },
      removeOrder: async ({ id, rev }: Pick<LedgerOrder, 'id' | 'rev'>) => {
        if (this.orders.get(id)?.order.rev !== rev) return false;
        this.#delete(this.orders, id);
        this.#delete(this.#waiting, id);
        return true;
      },
      changeOrder: async (order: LedgerOrder) => {
        if (this.orders.get(order.id)?.order.rev !== order.rev - 1) return false;
        this.#put(order);
        this.#set(this.#stallChanges, order.id, this.#nextChange(ALL_STALLS));
        return true;
      },
      changesFor: async (device: string, after: number, limit: number) =>
        // Mostly there are none, and then no order needs looking at.
        ((this.#changes.get(device) ?? 0) > after ? [...this.#all(device)] : [])
          .filter(({ change }) => change > after)
          .sort((a, b) => a.change - b.change)
          .slice(0, limit)
          .map(({ order: { id, hash }, change }) => ({ change, id, hash })),
      stallChanges: async (after: number, limit: number) =>
        [...this.#stallChanges]
          .filter(([, change]) => change > after)
          .sort(([, one], [, other]) => one - other)
          .slice(0, limit)
          .flatMap(([id, change]) => this.#toStallChange(id, change)),
      firstStallChange: async (since: string) => {
        const young = [...this.#stallChanges].filter(
          ([id]) => (this.orders.get(id)?.order.receivedAt ?? '') >= since,
        );
        return young.length === 0 ? undefined : Math.min(...young.map(([, change]) => change));
      },
      dueAt: async (depot: string, since: number, now: number, limit: number) => {
        const endOf = ({ pickup }: LedgerOrder) => this.#places.get(toPlaceName(pickup))?.end ?? 0;
        const nameOf = (order: LedgerOrder) =>
          `${endOf(order) > now ? 0 : 1}${order.pickup.slot} ${order.id}`;
        return [...this.orders.values()]
          .map(({ order }) => order)
          .filter(({ state, pickup }) => PROMISED.includes(state) && pickup.depot === depot)
          .filter((order) => endOf(order) > since)
          .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
          .slice(0, limit);
      },
      lastStallChange: async () => this.#changes.get(ALL_STALLS) ?? 0,
      lastChange: async (device: string) => this.#changes.get(device) ?? 0,
      hasOrdered: async (device: string) =>
        [...this.#all(device)].some(({ order }) => order.state !== 'rejected'),
      undecided: async (now: string, limit: number) => {
        const isOver = ({ until = '9' }: LedgerOrder) => until <= now;
        // Mostly nobody has waited so long, and then no order needs looking at.
        if (found(this.#waiting.values(), isOver).length === 0) return [];
        const waiting = [...this.orders.values()].filter(({ order }) => this.#waiting.has(order.id));
        return waiting
          .map(({ order }) => order)
          .filter(isOver)
          .slice(0, limit);
      },
      promisedAt: async (depot: string, now: number, limit: number, variant?: string) =>
        [...this.orders.values()]
          .map(({ order }) => order)
          .filter(({ state, pickup }) => PROMISED.includes(state) && pickup.depot === depot)
          .filter(({ pickup }) => (this.#places.get(toPlaceName(pickup))?.end ?? 0) > now)
          .filter(({ held }) => !variant || held.stock.some((one) => one.variant === variant))
          .sort((a, b) => (a.receivedAt + a.id < b.receivedAt + b.id ? 1 : -1))
          .slice(0, limit),
      keepContact: async (hash: string, jwe: string) => {
        if (!this.contacts.has(hash)) this.#set(this.contacts, hash, jwe);
      },
    };
  }

  #counts() {
    return {
      moveStock: async (key: StockKey, quantity: number, move: StockMove) => {
        const count = this.#stock.get(toName(key));
        const frees = move !== 'sell' && move !== 'lease';
        if (!count || (count.ended && !frees)) return 'not-counted' as const;
        const moved = moveStock(count, quantity, move);
        if (!moved) return 'none' as const;
        this.#set(this.#stock, toName(key), moved);
        return 'moved' as const;
      },
      stockCount: async (key: StockKey) => this.#stock.get(toName(key)),
      setStock: async (before: StockCount | undefined, count: StockCount) => {
        const key = toName(count);
        if (isOther(this.#stock.get(key), before)) return false;
        this.#set(this.#stock, key, before ? { ...count, leased: before.leased, sold: before.sold } : count);
        return true;
      },
      stock: async () => [...this.#stock.keys()].sort().flatMap((name) => toLeft(this.#stock.get(name))),
      takePlace: async (place: PlaceKey, end: number, capacity: number, places = 1) => {
        const key = toPlaceName(place);
        const taken = this.#places.get(key)?.taken ?? 0;
        if (taken + places > capacity) return 'full' as const;
        this.#set(this.#places, key, { ...place, end, taken: taken + places });
        return 'taken' as const;
      },
      returnPlace: async (place: PlaceKey, places = 1) => {
        const key = toPlaceName(place);
        const known = this.#places.get(key);
        if (known) this.#set(this.#places, key, { ...known, taken: Math.max(0, known.taken - places) });
      },
      takenAt: async (place: PlaceKey) => this.#places.get(toPlaceName(place))?.taken ?? 0,
      placesOver: async (time: number, limit: number) =>
        found(this.#places.values(), ({ end }) => end < time)
          .sort((a, b) => a.end - b.end)
          .slice(0, limit)
          .map(({ depot, slot }) => ({ depot, slot })),
      forgetPlace: async ({ depot, slot }: PlaceKey) => {
        this.#delete(this.#places, toPlaceName({ depot, slot }));
      },
      heldAt: async ({ depot, slot }: PlaceKey, limit: number) =>
        [...this.orders.values()]
          .map(({ order }) => order)
          .filter((order) => order.state.startsWith('confirmed') && isUnsettled(order))
          .filter(({ pickup }) => pickup.depot === depot && pickup.slot === slot)
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .slice(0, limit),
      placesTaken: async (now: number) =>
        found(this.#places.values(), ({ end, taken }) => end > now && taken > 0)
          .sort((a, b) => (a.slot < b.slot ? -1 : 1))
          .map(({ depot, slot, taken }) => ({ depot, slot, taken })),
    };
  }

  #owners() {
    return {
      depots: async () => [...this.#depots.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
      setDepot: async (depot: DepotRecord) => this.#set(this.#depots, depot.id, depot),
      rights: async (device: string) => this.#rights.get(device) ?? SHOPPER,
      setRights: async (device: string, rights: DeviceRights) => this.#set(this.#rights, device, rights),
      addEnrolCode: async (hash: string, rights: DeviceRights, until: string) => {
        if (!this.#codes.has(hash)) this.#set(this.#codes, hash, { rights, until });
      },
      enrolCode: async (hash: string) => this.#codes.get(hash),
      takeEnrolCode: async (hash: string, device: string) => {
        const code = this.#codes.get(hash);
        if (!code || code.device !== undefined) return false;
        this.#set(this.#codes, hash, { ...code, device });
        return true;
      },
      forgetEnrolCodes: async (kind: DeviceRights['class']) => {
        for (const [hash, { rights }] of this.#codes)
          if (rights.class === kind) this.#delete(this.#codes, hash);
      },
      hasOwner: async () => [...this.#rights.values()].some((rights) => rights.class === 'owner'),
    };
  }

  #leases() {
    const open = () => found(this.leases.values(), (lease) => lease.open);
    return {
      lease: async (device: string) => this.leases.get(device),
      putLease: async (lease: LedgerLease) => {
        if ((this.leases.get(lease.device)?.rev ?? 0) !== lease.rev - 1) return false;
        this.#set(this.leases, lease.device, lease);
        return true;
      },
      overdueLeases: async (now: number, limit: number) =>
        found(this.leases.values(), ({ open, reclaimAt }) => open && reclaimAt !== null && reclaimAt <= now)
          .sort((a, b) => (a.reclaimAt ?? 0) - (b.reclaimAt ?? 0))
          .slice(0, limit),
      openLeases: async () => open().sort((a, b) => (a.device < b.device ? -1 : 1)),
      leasesFrom: async (address: string, device: string) =>
        open().filter((lease) => lease.address === address && lease.device !== device).length,
    };
  }
}

/** Those for which it holds; mostly there are none. */
function found<T>(all: Iterable<T>, holds: (one: T) => boolean): T[] {
  const those: T[] = [];
  for (const one of all) if (holds(one)) those.push(one);
  return those;
}

/** What is left to be had, of what is still counted. */
function toLeft(count: StockCount | undefined): readonly Stock[] {
  if (!count || count.ended) return [];
  const { variant, depot, pool, buffer } = count;
  return [{ variant, depot, left: Math.max(0, pool - buffer) }];
}

/** It holds goods that nobody has collected, or its points are not settled. */
function isUnsettled({ held, points }: LedgerOrder): boolean {
  return held.stock.length > 0 || (points !== undefined && points.earned === undefined);
}

/** Stands among the devices. */
const ALL_STALLS = 'stalls';
const SHOPPER: DeviceRights = { class: 'shopper', manualReclaim: false };
const WAITING: ReadonlySet<string> = new Set(['repriced', 'disputed']);
const PROMISED: readonly string[] = ['confirmed', 'confirmed_late', 'repriced'];
const NOTHING_PROMISED = { leased: 0, sold: 0, owed: 0, buffer: 0 };

/** As far as a new count is made from it: the buffer is the owner's to set, whatever it was. */
function isOther(count: StockCount | undefined, before: StockCount | undefined): boolean {
  const figures = ({ pool, leased, sold, owed }: StockCount) => JSON.stringify([pool, leased, sold, owed]);
  return count && before ? figures(count) !== figures(before) : count !== before;
}

function toPlaceName({ depot, slot }: PlaceKey): string {
  return `${depot} ${slot}`;
}

function toName({ variant, depot }: StockKey): string {
  return `${variant} ${depot}`;
}
