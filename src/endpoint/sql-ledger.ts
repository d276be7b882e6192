/** The ledger over SQL: the port's words for the queries of `ledger-statements.ts`. */
import { CompiledQuery } from 'kysely';

import type { KnownIntent } from '../core/intake/intent-ledger.js';
import type { LedgerLease } from '../core/intake/lease-ledger.js';
import type { Attempt, Ledger, LedgerStore } from '../core/intake/ledger.js';
import type { LedgerOrder, OrderChange } from '../core/intake/order-ledger.js';
import type { DepotRecord, DeviceRights, EnrolCode } from '../core/intake/owner-ledger.js';
import type { PlaceKey, PlacesTaken } from '../core/intake/place-ledger.js';
import type { StallChange } from '../core/intake/stall-ledger.js';
import type { StockCount, StockKey, StockMove } from '../core/intake/stock-ledger.js';
import type { DepotState } from '../core/protocol/fields.js';
import type { DeviceClass } from '../core/protocol/intent.js';
import type { Stock } from '../core/protocol/sync.js';
import type { Database } from './database.js';
import { toIntentRow, toKnownIntent } from './intent-row.js';
import { toEnrolCode, toLeaseRow, toLedgerLease, toRights, toRightsColumns } from './lease-row.js';
import { createLedgerStatements, type LedgerStatements } from './ledger-statements.js';
import { toChangeableColumns, toLedgerOrder, toOrderRow, toPattern } from './order-row.js';
import { createPointLedger } from './point-statements.js';
import type { Executor } from './prepared.js';
import { ALL_STALLS } from './stall-statements.js';
import { MOVES, toStockCount, toStockLeft, toStockName } from './stock-row.js';

export function createSqlLedger(db: Database, shop: string): LedgerStore {
  const statements = createLedgerStatements(db, shop);
  return {
    reads: new SqlLedger(db, statements, shop),
    // Its connection is taken once: to be handed it anew for each statement costs more than many of them do.
    transaction: (work) =>
      db
        .transaction()
        .execute((transaction) =>
          transaction
            .getExecutor()
            .provideConnection((connection) => work(new SqlLedger(connection, statements, shop))),
        ),
  };
}

class SqlLedger implements Ledger {
  readonly #db: Executor;
  readonly #does: LedgerStatements;
  readonly #shop: string;
  readonly points: Ledger['points'];
  readonly movePoints: Ledger['movePoints'];
  readonly pendingPoints: Ledger['pendingPoints'];
  /** By name: whether the counting has ended. */
  #counted: Promise<ReadonlyMap<string, boolean>> | undefined;

  constructor(db: Executor, statements: LedgerStatements, shop: string) {
    this.#db = db;
    this.#does = statements;
    this.#shop = shop;
    ({
      points: this.points,
      movePoints: this.movePoints,
      pendingPoints: this.pendingPoints,
    } = createPointLedger(db, statements.points));
  }

  async attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
    await this.#run('savepoint one_intent');
    try {
      const value = await work();
      await this.#run('release savepoint one_intent');
      return { ok: true, value };
    } catch (error) {
      await this.#run('rollback to savepoint one_intent');
      await this.#run('release savepoint one_intent');
      return { ok: false, error };
    }
  }

  async intent(id: string): Promise<KnownIntent | undefined> {
    const [row] = await this.#does.findIntent(this.#db, { id });
    return row && toKnownIntent(row);
  }

  async addIntent(intent: KnownIntent): Promise<boolean> {
    return (await this.#does.addIntent(this.#db, toIntentRow(this.#shop, intent))) > 0;
  }

  async useNumber(device: string, seq: number, intent: string): Promise<string> {
    if ((await this.#does.useNumber(this.#db, { device, seq, intent })) > 0) return intent;
    const [first] = await this.#does.findNumber(this.#db, { device, seq });
    if (!first) throw new Error('the number of an intent was not written');
    return first.intent;
  }

  async order(id: string): Promise<LedgerOrder | undefined> {
    const [row] = await this.#does.findOrder(this.#db, { id });
    return row && toLedgerOrder(row);
  }

  async addOrder(order: LedgerOrder): Promise<void> {
    await this.#does.raiseChanges(this.#db, { device: order.device });
    await this.#does.addOrder(this.#db, toOrderRow(this.#shop, order));
  }

  async removeOrder({ id, rev }: Pick<LedgerOrder, 'id' | 'rev'>): Promise<boolean> {
    return (await this.#does.removeOrder(this.#db, { id, rev })) > 0;
  }

  async changeOrder(order: LedgerOrder): Promise<boolean> {
    const { id, rev, device } = order;
    await this.#does.raiseChanges(this.#db, { device });
    const columns = { ...toChangeableColumns(order), id, before: rev - 1, device };
    if ((await this.#does.changeOrder(this.#db, columns)) === 0) return false;
    await this.#does.raiseChanges(this.#db, { device: ALL_STALLS });
    await this.#does.markForStalls(this.#db, { id });
    return true;
  }

  async stallChanges(after: number, limit: number): Promise<readonly StallChange[]> {
    const rows = await this.#does.stallChanges(this.#db, { after, limit });
    return rows.map(({ collected_jws: collected, ...row }) => {
      return {
        change: row.stall_change ?? 0,
        order: toLedgerOrder(row),
        ...(collected === null ? {} : { collected }),
      };
    });
  }

  async firstStallChange(since: string): Promise<number | undefined> {
    const [row] = await this.#does.firstStallChange(this.#db, { since });
    return row?.stall_change ?? undefined;
  }

  async dueAt(depot: string, since: number, now: number, limit: number): Promise<readonly LedgerOrder[]> {
    return (await this.#does.dueAt(this.#db, { depot, since, now, limit })).map(toLedgerOrder);
  }

  lastStallChange(): Promise<number> {
    return this.lastChange(ALL_STALLS);
  }

  changesFor(device: string, after: number, limit: number): Promise<readonly OrderChange[]> {
    return this.#does.changesFor(this.#db, { device, after, limit });
  }

  async lastChange(device: string): Promise<number> {
    const [row] = await this.#does.lastChange(this.#db, { device });
    return row?.changes ?? 0;
  }

  async hasOrdered(device: string): Promise<boolean> {
    return (await this.#does.takenOf(this.#db, { device })).length > 0;
  }

  async undecided(now: string, limit: number): Promise<readonly LedgerOrder[]> {
    const rows = await this.#does.undecided(this.#db, { now, limit });
    return rows.map(toLedgerOrder);
  }

  async promisedAt(
    depot: string,
    now: number,
    limit: number,
    variant?: string,
  ): Promise<readonly LedgerOrder[]> {
    const rows = await this.#does.promisedAt(this.#db, { depot, now, limit, holding: toPattern(variant) });
    return rows.map(toLedgerOrder);
  }

  async moveStock(
    key: StockKey,
    quantity: number,
    move: StockMove,
  ): Promise<'moved' | 'none' | 'not-counted'> {
    this.#counted ??= this.#listCounted();
    const { variant, depot } = key;
    const ended = (await this.#counted).get(toStockName(key));
    if (ended === undefined || (ended && (move === 'sell' || move === 'lease'))) return 'not-counted';
    const moved = await this.#does[MOVES[move]](this.#db, { variant, depot, quantity });
    return moved > 0 ? 'moved' : 'none';
  }

  /** Once for a batch: what is counted is the owner's to say, and most orders hold several variants. */
  async #listCounted(): Promise<ReadonlyMap<string, boolean>> {
    const rows = await this.#does.listStock(this.#db, {});
    return new Map(rows.map((row) => [toStockName(row), row.ended === 1]));
  }

  async stockCount({ variant, depot }: StockKey): Promise<StockCount | undefined> {
    const [row] = await this.#does.findStock(this.#db, { variant, depot });
    return row && toStockCount(row);
  }

  async setStock(before: StockCount | undefined, count: StockCount): Promise<boolean> {
    this.#counted = undefined;
    const ended = Number(count.ended === true);
    const columns = { ...count, ended, wasPool: before?.pool ?? 0, wasOwed: before?.owed ?? 0 };
    const change = before ? this.#does.recountStock : this.#does.addStock;
    return (await change(this.#db, columns)) > 0;
  }

  async stock(): Promise<readonly Stock[]> {
    const rows = await this.#does.listStock(this.#db, {});
    return rows.filter(({ ended }) => ended === 0).map(toStockLeft);
  }

  async depots(): Promise<readonly DepotRecord[]> {
    const rows = await this.#does.listDepots(this.#db, {});
    return rows.map(({ id, status, reason }) => {
      return { id, status: status as DepotState, ...(reason === null ? {} : { reason }) };
    });
  }

  async setDepot({ id, status, reason }: DepotRecord): Promise<void> {
    await this.#does.setDepot(this.#db, { id, status, reason: reason ?? null });
  }

  async lease(device: string): Promise<LedgerLease | undefined> {
    const [row] = await this.#does.findLease(this.#db, { device });
    return row && toLedgerLease(row);
  }

  async putLease(lease: LedgerLease): Promise<boolean> {
    const row = toLeaseRow(this.#shop, lease);
    const put = lease.rev === 1 ? this.#does.addLease : this.#does.changeLease;
    return (await put(this.#db, { ...row, before: lease.rev - 1 })) > 0;
  }

  async overdueLeases(now: number, limit: number): Promise<readonly LedgerLease[]> {
    return (await this.#does.overdueLeases(this.#db, { now, limit })).map(toLedgerLease);
  }

  async openLeases(): Promise<readonly LedgerLease[]> {
    return (await this.#does.openLeases(this.#db, {})).map(toLedgerLease);
  }

  async leasesFrom(address: string, device: string): Promise<number> {
    const [row] = await this.#does.countLeases(this.#db, { address, device });
    return Number(row?.count ?? 0);
  }

  async rights(device: string): Promise<DeviceRights> {
    const [row] = await this.#does.findRights(this.#db, { device });
    return toRights(row);
  }

  async setRights(device: string, rights: DeviceRights): Promise<void> {
    await this.#does.setRights(this.#db, { device, ...toRightsColumns(rights) });
  }

  async addEnrolCode(hash: string, rights: DeviceRights, until: string): Promise<void> {
    await this.#does.addCode(this.#db, { hash, ...toRightsColumns(rights), until });
  }

  async enrolCode(hash: string): Promise<EnrolCode | undefined> {
    const [row] = await this.#does.findCode(this.#db, { hash });
    return row && toEnrolCode(row);
  }

  async takeEnrolCode(hash: string, device: string): Promise<boolean> {
    return (await this.#does.takeCode(this.#db, { hash, device })) > 0;
  }

  async forgetEnrolCodes(kind: DeviceClass): Promise<void> {
    await this.#does.forgetCodes(this.#db, { class: kind });
  }

  async hasOwner(): Promise<boolean> {
    return (await this.#does.findOwner(this.#db, {})).length > 0;
  }

  async takePlace(
    { depot, slot }: PlaceKey,
    end: number,
    capacity: number,
    places = 1,
  ): Promise<'taken' | 'full'> {
    const most = capacity - places;
    if (most < 0) return 'full';
    const taken = await this.#does.takePlace(this.#db, { depot, slot, end, places, most });
    return taken > 0 ? 'taken' : 'full';
  }

  async returnPlace({ depot, slot }: PlaceKey, places = 1): Promise<void> {
    await this.#does.returnPlace(this.#db, { depot, slot, places });
  }

  async takenAt({ depot, slot }: PlaceKey): Promise<number> {
    const [row] = await this.#does.findPlace(this.#db, { depot, slot });
    return row?.taken ?? 0;
  }

  placesOver(time: number, limit: number): Promise<readonly PlaceKey[]> {
    return this.#does.placesOver(this.#db, { time, limit });
  }

  async forgetPlace({ depot, slot }: PlaceKey): Promise<void> {
    await this.#does.forgetPlace(this.#db, { depot, slot });
  }

  async heldAt({ depot, slot }: PlaceKey, limit: number): Promise<readonly LedgerOrder[]> {
    return (await this.#does.heldAt(this.#db, { depot, slot, limit })).map(toLedgerOrder);
  }

  placesTaken(now: number): Promise<readonly PlacesTaken[]> {
    return this.#does.listPlaces(this.#db, { now });
  }

  async keepContact(hash: string, jwe: string, receivedAt: string): Promise<void> {
    await this.#does.keepContact(this.#db, { hash, jwe, at: receivedAt });
  }

  async #run(text: string): Promise<void> {
    await this.#db.executeQuery(CompiledQuery.raw(text));
  }
}
