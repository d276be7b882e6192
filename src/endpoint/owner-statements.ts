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
    ...rightsStatements(db, shop),
    ...codeStatements(db, shop),
  };
}

function rightsStatements(db: Database, shop: string) {
  return {
    findRights: prepare(({ device }: { device: string }) =>
      db
        .selectFrom('device_rights')
        .select(['class', 'manual'])
        .where('shop', '=', shop)
        .where('device', '=', device),
    ),
    setRights: prepareChange((row: { device: string; class: string; manual: number }) =>
      db
        .insertInto('device_rights')
        .values({ shop, device: row.device, class: row.class, manual: row.manual })
        .onConflict((conflict) =>
          conflict.columns(['shop', 'device']).doUpdateSet({ class: row.class, manual: row.manual }),
        ),
    ),
    findOwner: prepare(() =>
      db
        .selectFrom('device_rights')
        .select('device')
        .where('shop', '=', shop)
        .where('class', '=', 'owner')
        .limit(1),
    ),
  };
}

function codeStatements(db: Database, shop: string) {
  return {
    addCode: prepareChange((code: { hash: string; class: string; manual: number; until: string }) =>
      db
        .insertInto('enrol_codes')
        .values({ shop, hash: code.hash, class: code.class, manual: code.manual, until: code.until })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    findCode: prepare(({ hash }: { hash: string }) =>
      db
        .selectFrom('enrol_codes')
        .select(['class', 'manual', 'until', 'device'])
        .where('shop', '=', shop)
        .where('hash', '=', hash),
    ),
    forgetCodes: prepareChange((codes: { class: string }) =>
      db.deleteFrom('enrol_codes').where('shop', '=', shop).where('class', '=', codes.class),
    ),
    takeCode: prepareChange(({ hash, device }: { hash: string; device: string }) =>
      db
        .updateTable('enrol_codes')
        .set({ device })
        .where('shop', '=', shop)
        .where('hash', '=', hash)
        .where('device', 'is', null),
    ),
  };
}
