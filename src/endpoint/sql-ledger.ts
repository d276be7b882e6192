/**
 * The ledger over SQL: every step is one statement with its condition in it, so
 * that it holds on any engine whatever other transactions do meanwhile.
 */
import { CompiledQuery, sql, type Transaction } from 'kysely';

import type {
  Attempt,
  KnownIntent,
  Ledger,
  LedgerOrder,
  LedgerStore,
  PlaceKey,
  PlacesTaken,
} from '../core/intake/ledger.js';
import type { IntentType } from '../core/protocol/intent.js';
import type { Stock } from '../core/protocol/sync.js';
import type { Database } from './database.js';
import { toChangeableColumns, toLedgerOrder, toOrderRow } from './order-row.js';
import type { IntentRow, Tables } from './tables.js';

export function createSqlLedger(db: Database, shop: string): LedgerStore {
  return {
    transaction: (work) => db.transaction().execute((transaction) => work(new SqlLedger(transaction, shop))),
  };
}

class SqlLedger implements Ledger {
  readonly #db: Transaction<Tables>;
  readonly #shop: string;

  constructor(db: Transaction<Tables>, shop: string) {
    this.#db = db;
    this.#shop = shop;
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
    const row = await this.#db
      .selectFrom('intents')
      .selectAll()
      .where('shop', '=', this.#shop)
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toKnownIntent(row);
  }

  async addIntent(intent: KnownIntent): Promise<void> {
    const { order, forked, receivedAt, ...rest } = intent;
    const row = { ...rest, order_id: order, forked: Number(forked), received_at: receivedAt };
    await this.#db
      .insertInto('intents')
      .values({ shop: this.#shop, ...row })
      .execute();
  }

  async useNumber(device: string, seq: number, intent: string): Promise<'first' | 'used'> {
    const added = await this.#db
      .insertInto('device_numbers')
      .values({ shop: this.#shop, device, seq, intent })
      .onConflict((conflict) => conflict.doNothing())
      .returning('seq')
      .execute();
    return added.length > 0 ? 'first' : 'used';
  }

  async order(id: string): Promise<LedgerOrder | undefined> {
    const row = await this.#db
      .selectFrom('orders')
      .selectAll()
      .where('shop', '=', this.#shop)
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toLedgerOrder(row);
  }

  async addOrder(order: LedgerOrder): Promise<void> {
    const row = toOrderRow(this.#shop, order, await this.#nextChange(order.device));
    await this.#db.insertInto('orders').values(row).execute();
  }

  async changeOrder(order: LedgerOrder): Promise<boolean> {
    const changed = await this.#db
      .updateTable('orders')
      .set({ ...toChangeableColumns(order), change: await this.#nextChange(order.device) })
      .where('shop', '=', this.#shop)
      .where('id', '=', order.id)
      .where('rev', '=', order.rev - 1)
      .returning('id')
      .execute();
    return changed.length > 0;
  }

  async ordersChangedFor(device: string, after: number, limit: number) {
    const rows = await this.#db
      .selectFrom('orders')
      .selectAll()
      .where('shop', '=', this.#shop)
      .where('device', '=', device)
      .where('change', '>', after)
      .orderBy('change')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ change: row.change, order: toLedgerOrder(row) }));
  }

  async lastChange(device: string): Promise<number> {
    const row = await this.#db
      .selectFrom('devices')
      .select('changes')
      .where('shop', '=', this.#shop)
      .where('device', '=', device)
      .executeTakeFirst();
    return row?.changes ?? 0;
  }

  async undecided(now: string, limit: number): Promise<readonly LedgerOrder[]> {
    const rows = await this.#db
      .selectFrom('orders')
      .selectAll()
      .where('shop', '=', this.#shop)
      .where('until', '<=', now)
      .where('state', '=', 'repriced')
      .orderBy('until')
      .limit(limit)
      .execute();
    return rows.map(toLedgerOrder);
  }

  async takeStock(
    variant: string,
    depot: string,
    quantity: number,
  ): Promise<'taken' | 'none' | 'not-counted'> {
    const taken = await this.#db
      .updateTable('stock')
      .set((row) => ({ quantity: row('quantity', '-', quantity) }))
      .where('shop', '=', this.#shop)
      .where('variant', '=', variant)
      .where('depot', '=', depot)
      .where('quantity', '>=', quantity)
      .returning('quantity')
      .execute();
    if (taken.length > 0) return 'taken';
    const counted = await this.#db
      .selectFrom('stock')
      .select('quantity')
      .where('shop', '=', this.#shop)
      .where('variant', '=', variant)
      .where('depot', '=', depot)
      .execute();
    return counted.length > 0 ? 'none' : 'not-counted';
  }

  async returnStock(variant: string, depot: string, quantity: number): Promise<void> {
    await this.#db
      .updateTable('stock')
      .set((row) => ({ quantity: row('quantity', '+', quantity) }))
      .where('shop', '=', this.#shop)
      .where('variant', '=', variant)
      .where('depot', '=', depot)
      .execute();
  }

  async stock(): Promise<readonly Stock[]> {
    const rows = await this.#db
      .selectFrom('stock')
      .select(['variant', 'depot', 'quantity'])
      .where('shop', '=', this.#shop)
      .orderBy('variant')
      .orderBy('depot')
      .execute();
    return rows.map(({ variant, depot, quantity }) => ({ variant, depot, left: Number(quantity) }));
  }

  async takePlace({ depot, slot }: PlaceKey, end: number, capacity: number): Promise<'taken' | 'full'> {
    if (capacity < 1) return 'full';
    const taken = await this.#db
      .insertInto('places')
      .values({ shop: this.#shop, depot, slot, ends: end, taken: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['shop', 'depot', 'slot'])
          .doUpdateSet({ taken: sql`places.taken + 1` })
          .where('places.taken', '<', capacity),
      )
      .returning('taken')
      .execute();
    return taken.length > 0 ? 'taken' : 'full';
  }

  async returnPlace({ depot, slot }: PlaceKey): Promise<void> {
    await this.#db
      .updateTable('places')
      .set((row) => ({ taken: row('taken', '-', 1) }))
      .where('shop', '=', this.#shop)
      .where('depot', '=', depot)
      .where('slot', '=', slot)
      .where('taken', '>', 0)
      .execute();
  }

  async placesTaken(now: number): Promise<readonly PlacesTaken[]> {
    return this.#db
      .selectFrom('places')
      .select(['depot', 'slot', 'taken'])
      .where('shop', '=', this.#shop)
      .where('ends', '>', now)
      .where('taken', '>', 0)
      .orderBy('slot')
      .execute();
  }

  async keepContact(hash: string, jwe: string, receivedAt: string): Promise<void> {
    await this.#db
      .insertInto('contacts')
      .values({ shop: this.#shop, hash, jwe, received_at: receivedAt })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async #nextChange(device: string): Promise<number> {
    const row = await this.#db
      .insertInto('devices')
      .values({ shop: this.#shop, device, changes: 1 })
      .onConflict((conflict) =>
        conflict.columns(['shop', 'device']).doUpdateSet({ changes: sql`devices.changes + 1` }),
      )
      .returning('changes')
      .executeTakeFirstOrThrow();
    return row.changes;
  }

  async #run(text: string): Promise<void> {
    await this.#db.executeQuery(CompiledQuery.raw(text));
  }
}

function toKnownIntent({
  shop: _shop,
  order_id,
  forked,
  received_at,
  type,
  ...rest
}: IntentRow): KnownIntent {
  return {
    ...rest,
    seq: Number(rest.seq),
    type: type as IntentType,
    order: order_id,
    forked: forked === 1,
    receivedAt: received_at,
  };
}
