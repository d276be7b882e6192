/** The ledger's queries over what the owner says: how depots stand, and which devices may do more. */
import type { Database } from './database.js';
import { prepare, prepareChange } from './prepared.js';

export function ownerStatements(db: Database, shop: string) {
  return {
    listDepots: prepare(() =>
      db.selectFrom('depots').select(['id', 'status', 'reason']).where('shop', '=', shop).orderBy('id'),
    ),
    setDepot: prepareChange((depot: { id: string; status: string; reason: string | null }) =>
      db
        .insertInto('depots')
        .values({ shop, id: depot.id, status: depot.status, reason: depot.reason })
        .onConflict((conflict) =>
          conflict.columns(['shop', 'id']).doUpdateSet({ status: depot.status, reason: depot.reason }),
        ),
    ),
    ...classStatements(db, shop),
  };
}

function classStatements(db: Database, shop: string) {
  return {
    findClass: prepare(({ device }: { device: string }) =>
      db.selectFrom('device_classes').select('class').where('shop', '=', shop).where('device', '=', device),
    ),
    setClass: prepareChange((row: { device: string; class: string }) =>
      db
        .insertInto('device_classes')
        .values({ shop, device: row.device, class: row.class })
        .onConflict((conflict) => conflict.columns(['shop', 'device']).doUpdateSet({ class: row.class })),
    ),
    addCode: prepareChange((code: { hash: string; class: string; until: string }) =>
      db
        .insertInto('enrol_codes')
        .values({ shop, hash: code.hash, class: code.class, until: code.until })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    findCode: prepare(({ hash, now }: { hash: string; now: string }) =>
      db
        .selectFrom('enrol_codes')
        .select('class')
        .where('shop', '=', shop)
        .where('hash', '=', hash)
        .where('until', '>', now),
    ),
    forgetCode: prepareChange(({ hash }: { hash: string }) =>
      db.deleteFrom('enrol_codes').where('shop', '=', shop).where('hash', '=', hash),
    ),
  };
}
