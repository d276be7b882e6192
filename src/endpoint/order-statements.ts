/** The ledger's queries over orders and what changes them. */
import { sql } from 'kysely';

import type { Database } from './database.js';
import type { toChangeableColumns } from './order-row.js';
import { prepare, prepareChange } from './prepared.js';
import type { OrderRow } from './tables.js';

type Columns<T> = { readonly [K in keyof T]: T[K] };
type OrderColumns = Columns<ReturnType<typeof toChangeableColumns>> & {
  readonly id: string;
  readonly before: number;
  readonly device: string;
};

/** Of a device's orders, the newest: however many it had refused, looking takes no longer. */
const LOOKED_THROUGH = 50;

export function orderQueries(db: Database, shop: string) {
  return {
    findOrder: prepare(({ id }: { id: string }) =>
      db.selectFrom('orders').selectAll().where('shop', '=', shop).where('id', '=', id),
    ),
    changesFor: prepare(({ device, after, limit }: { device: string; after: number; limit: number }) =>
      db
        .selectFrom('orders')
        .select(['change', 'id', 'hash'])
        .where('shop', '=', shop)
        .where('device', '=', device)
        .where('change', '>', after)
        .orderBy('change')
        .limit(limit),
    ),
    takenOf: takenOf(db, shop),
    undecided: prepare(({ now, limit }: { now: string; limit: number }) =>
      db
        .selectFrom('orders')
        .selectAll()
        .where('shop', '=', shop)
        .where('until', '<=', now)
        .where('state', 'in', ['repriced', 'disputed'])
        .orderBy('until')
        .limit(limit),
    ),
    promisedAt: promisedAt(db, shop),
    heldAt: heldAt(db, shop),
  };
}

export interface PromisedAt {
  readonly [column: string]: unknown;
  readonly depot: string;
  readonly now: number;
  readonly limit: number;
  /** What the JSON of what it holds is like. */
  readonly holding: string;
}

/**
 * Promised orders, found by the places that they hold: there are few of those at a depot that are not over.
 *
 * @param since epoch milliseconds: of slots that end after it
 */
export function ordersWithPlaces(db: Database, shop: string, depot: string, since: number) {
  return db
    .selectFrom('orders')
    .selectAll('orders')
    .innerJoin('places', (join) =>
      join
        .onRef('places.shop', '=', 'orders.shop')
        .onRef('places.depot', '=', 'orders.depot')
        .onRef('places.slot', '=', 'orders.slot'),
    )
    .where('orders.shop', '=', shop)
    .where('orders.depot', '=', depot)
    .where('orders.state', 'in', ['confirmed', 'confirmed_late', 'repriced'])
    .where('places.ends', '>', since);
}

function promisedAt(db: Database, shop: string) {
  return prepare(({ depot, now, limit, holding }: PromisedAt) =>
    ordersWithPlaces(db, shop, depot, now)
      .where(sql<boolean>`orders.held like ${holding} escape '!'`)
      .orderBy('orders.received_at', 'desc')
      .orderBy('orders.id', 'desc')
      .limit(limit),
  );
}

/** Those that hold goods which nobody has collected, or whose points are not settled. */
function heldAt(db: Database, shop: string) {
  return prepare(({ depot, slot, limit }: { depot: string; slot: string; limit: number }) =>
    db
      .selectFrom('orders')
      .selectAll()
      .where('shop', '=', shop)
      .where('depot', '=', depot)
      .where('slot', '=', slot)
      .where('state', 'in', ['confirmed', 'confirmed_late'])
      .where((row) =>
        row.or([
          row('held', 'not like', '{"stock":[],%'),
          row.and([row('point_rate', '>', 0), row('earned', 'is', null)]),
        ]),
      )
      .orderBy('id')
      .limit(limit),
  );
}

function takenOf(db: Database, shop: string) {
  return prepare(({ device }: { device: string }) =>
    db
      .selectFrom((newest) =>
        newest
          .selectFrom('orders')
          .select('state')
          .where('shop', '=', shop)
          .where('device', '=', device)
          .orderBy('change', 'desc')
          .limit(LOOKED_THROUGH)
          .as('newest'),
      )
      .select('state')
      .where('state', '<>', 'rejected')
      .limit(1),
  );
}

export function orderChanges(db: Database, shop: string) {
  return {
    addOrder: addOrder(db, shop),
    removeOrder: prepareChange(({ id, rev }: { id: string; rev: number }) =>
      db.deleteFrom('orders').where('shop', '=', shop).where('id', '=', id).where('rev', '=', rev),
    ),
    changeOrder: prepareChange((order: OrderColumns) =>
      db
        .updateTable('orders')
        .set({
          state: order.state,
          payment: order.payment,
          rev: order.rev,
          amount: order.amount,
          accepted: order.accepted,
          lines: order.lines,
          deposits: order.deposits,
          discount: order.discount,
          differs: order.differs,
          depot: order.depot,
          slot: order.slot,
          held: order.held,
          alternates: order.alternates,
          reason: order.reason,
          // What was in the way first stays known: a later answer has a reason of its own, or none.
          cause: sql<string | null>`coalesce(cause, ${order.cause})`,
          until: order.until,
          redeemed: order.redeemed,
          redeemed_off: order.redeemed_off,
          released: order.released,
          earned: order.earned,
          change: changesOf(db, shop, order.device),
        })
        .where('shop', '=', shop)
        .where('id', '=', order.id)
        .where('rev', '=', order.before),
    ),
  };
}

function addOrder(db: Database, shop: string) {
  return prepareChange((row: Columns<Omit<OrderRow, 'shop' | 'change' | 'stall_change'>>) =>
    db.insertInto('orders').values({
      shop,
      id: row.id,
      hash: row.hash,
      device: row.device,
      claim: row.claim,
      forked: row.forked,
      state: row.state,
      payment: row.payment,
      rev: row.rev,
      amount: row.amount,
      accepted: row.accepted,
      lines: row.lines,
      deposits: row.deposits,
      discount: row.discount,
      differs: row.differs,
      depot: row.depot,
      slot: row.slot,
      held: row.held,
      alternates: row.alternates,
      contact: row.contact,
      reason: row.reason,
      cause: row.cause,
      until: row.until,
      placed_at: row.placed_at,
      received_at: row.received_at,
      waited_ms: row.waited_ms,
      mode: row.mode,
      point_rate: row.point_rate,
      redeemed: row.redeemed,
      redeemed_off: row.redeemed_off,
      released: row.released,
      earned: row.earned,
      change: changesOf(db, shop, row.device),
    }),
  );
}

/** The device's change count as it is then, within the statement: asking for it apart would cost one more. */
function changesOf(db: Database, shop: string, device: string) {
  return db
    .selectFrom('devices')
    .select('changes')
    .where('shop', '=', shop)
    .where('device', '=', device)
    .$asScalar()
    .$notNull();
}
