/** The ledger's queries over leases: one row for each device, changed only from the revision that was read. */
import type { Database } from './database.js';
import { prepare, prepareChange } from './prepared.js';
import type { LeaseRow } from './tables.js';

type Columns = { readonly [K in keyof LeaseRow]: LeaseRow[K] } & { readonly before: number };

export function leaseStatements(db: Database, shop: string) {
  return {
    findLease: prepare(({ device }: { device: string }) =>
      db.selectFrom('leases').selectAll().where('shop', '=', shop).where('device', '=', device),
    ),
    addLease: addLease(db, shop),
    changeLease: changeLease(db, shop),
    overdueLeases: prepare(({ now, limit }: { now: number; limit: number }) =>
      db
        .selectFrom('leases')
        .selectAll()
        .where('shop', '=', shop)
        .where('open', '=', 1)
        .where('reclaim_at', '<=', now)
        .orderBy('reclaim_at')
        .limit(limit),
    ),
    openLeases: prepare(() =>
      db.selectFrom('leases').selectAll().where('shop', '=', shop).where('open', '=', 1).orderBy('device'),
    ),
    countLeases: prepare(({ address, device }: { address: string; device: string }) =>
      db
        .selectFrom('leases')
        .select((row) => row.fn.countAll<number>().as('count'))
        .where('shop', '=', shop)
        .where('open', '=', 1)
        .where('address', '=', address)
        .where('device', '<>', device),
    ),
  };
}

function addLease(db: Database, shop: string) {
  return prepareChange((row: Columns) =>
    db
      .insertInto('leases')
      .values({
        shop,
        device: row.device,
        key: row.key,
        items: row.items,
        ttl_ms: row.ttl_ms,
        margin_ms: row.margin_ms,
        grace_ms: row.grace_ms,
        reclaim_at: row.reclaim_at,
        open: row.open,
        address: row.address,
        rev: row.rev,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
}

function changeLease(db: Database, shop: string) {
  return prepareChange((row: Columns) =>
    db
      .updateTable('leases')
      .set({
        key: row.key,
        items: row.items,
        ttl_ms: row.ttl_ms,
        margin_ms: row.margin_ms,
        grace_ms: row.grace_ms,
        reclaim_at: row.reclaim_at,
        open: row.open,
        address: row.address,
        rev: row.rev,
      })
      .where('shop', '=', shop)
      .where('device', '=', row.device)
      .where('rev', '=', row.before),
  );
}
