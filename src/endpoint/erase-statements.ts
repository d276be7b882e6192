/**
 * The ledger's queries that forget. What comes in later asks in its own statement whether its device is to be forgotten, so
 * that no order takes one query more for it.
 */
import { sql } from 'kysely';

import { FORGOTTEN_CLAIM } from '../core/intake/erase-ledger.js';
import type { Database } from './database.js';
import { prepare, prepareChange } from './prepared.js';

export interface KeptContact {
  readonly [column: string]: unknown;
  readonly hash: string;
  readonly jwe: string;
  readonly at: string;
  readonly device: string;
}

/** Whether nobody has asked for this device to be forgotten. */
export function isRemembered(shop: string, device: string) {
  return sql<boolean>`not exists (select 1 from forgotten where forgotten.shop = ${shop} and forgotten.device = ${device})`;
}

export function eraseStatements(db: Database, shop: string) {
  return {
    keepContact: prepareChange(({ hash, jwe, at, device }: KeptContact) =>
      db
        .insertInto('contacts')
        .columns(['shop', 'hash', 'jwe', 'received_at'])
        .expression(
          db
            .selectNoFrom([
              sql<string>`${shop}`.as('shop'),
              sql<string>`${hash}`.as('hash'),
              sql<string>`${jwe}`.as('jwe'),
              sql<string>`${at}`.as('received_at'),
            ])
            .where(isRemembered(shop, device)),
        )
        .onConflict((conflict) => conflict.doNothing()),
    ),
    findForgotten: prepare(({ device }: { device: string }) =>
      db.selectFrom('forgotten').select('at').where('shop', '=', shop).where('device', '=', device),
    ),
    addForgotten: prepareChange(({ device, at }: { device: string; at: string }) =>
      db
        .insertInto('forgotten')
        .values({ shop, device, at })
        .onConflict((conflict) => conflict.doNothing()),
    ),
    dropAccount: prepareChange(({ device }: { device: string }) =>
      db.deleteFrom('points').where('shop', '=', shop).where('device', '=', device),
    ),
    dropPointsOfOrders: dropPointsOfOrders(db, shop),
    ...contactStatements(db, shop),
  };
}

function dropPointsOfOrders(db: Database, shop: string) {
  return prepareChange(({ device }: { device: string }) =>
    db
      .updateTable('orders')
      .set({
        discount: sql<number>`discount + redeemed_off`,
        point_rate: 0,
        redeemed: 0,
        redeemed_off: 0,
        released: 0,
        earned: null,
      })
      .where('shop', '=', shop)
      .where('device', '=', device),
  );
}

/** First the contacts, which are found by their orders; then the orders name them no more. */
function contactStatements(db: Database, shop: string) {
  const contactOf = db.selectFrom('orders').select('contact').where('shop', '=', shop);
  const named = { contact: null, claim: FORGOTTEN_CLAIM, waited_ms: null };
  return {
    dropContactsOf: prepareChange(({ device }: { device: string }) =>
      db
        .deleteFrom('contacts')
        .where('shop', '=', shop)
        .where('hash', 'in', contactOf.where('device', '=', device).where('contact', 'is not', null)),
    ),
    dropContactOf: prepareChange(({ id }: { id: string }) =>
      db
        .deleteFrom('contacts')
        .where('shop', '=', shop)
        .where('hash', 'in', contactOf.where('id', '=', id).where('contact', 'is not', null)),
    ),
    unnameOrdersOf: prepareChange(({ device }: { device: string }) =>
      db.updateTable('orders').set(named).where('shop', '=', shop).where('device', '=', device),
    ),
    unnameOrder: prepareChange(({ id }: { id: string }) =>
      db.updateTable('orders').set(named).where('shop', '=', shop).where('id', '=', id),
    ),
    oldContacts: oldContacts(db, shop),
    unnameContact: prepareChange(({ hash }: { hash: string }) =>
      db.updateTable('orders').set({ contact: null }).where('shop', '=', shop).where('contact', '=', hash),
    ),
    dropContact: prepareChange(({ hash }: { hash: string }) =>
      db.deleteFrom('contacts').where('shop', '=', shop).where('hash', '=', hash),
    ),
  };
}

/** A slot is named by its depot and, after a stroke, by when it begins. */
function oldContacts(db: Database, shop: string) {
  return prepare(({ before, day, limit }: { before: string; day: string; limit: number }) =>
    db
      .selectFrom('contacts')
      .select('contacts.hash')
      .where('contacts.shop', '=', shop)
      .where('contacts.received_at', '<', before)
      .where((row) =>
        row.not(
          row.exists(
            row
              .selectFrom('orders')
              .select('orders.id')
              .whereRef('orders.shop', '=', 'contacts.shop')
              .whereRef('orders.contact', '=', 'contacts.hash')
              .where(sql<string>`substr(orders.slot, length(orders.depot) + 2, 10)`, '>=', day),
          ),
        ),
      )
      .orderBy('contacts.received_at')
      .limit(limit),
  );
}
