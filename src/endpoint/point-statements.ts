/**
 * The ledger's queries over points: each step is one statement with its condition in it, so that
 * no balance falls below zero and none comes back twice, whatever happens meanwhile.
 */
import { sql } from 'kysely';

import type { PointMove } from '../core/intake/point-ledger.js';
import type { Database } from './database.js';
import { isRemembered } from './erase-statements.js';
import { prepare, prepareChange, type PreparedChange } from './prepared.js';

export interface PointsMoved {
  readonly [column: string]: unknown;
  readonly device: string;
  readonly points: number;
}

type Part = 'balance' | 'leased' | 'held' | 'spent';

/** A step between two parts of an account; into the balance it makes good first what is owed. */
const STEPS: Readonly<
  Record<Exclude<PointMove, 'earn' | 'take-back' | 'redeem-owing'>, readonly [from: Part, to: Part]>
> = {
  lease: ['balance', 'leased'],
  unlease: ['leased', 'balance'],
  redeem: ['balance', 'held'],
  'redeem-leased': ['leased', 'held'],
  return: ['held', 'balance'],
  spend: ['held', 'spent'],
  'give-back': ['spent', 'balance'],
};

export function pointStatements(db: Database, shop: string) {
  const step = (move: keyof typeof STEPS) => stepStatement(db, shop, STEPS[move]);
  const moves: Readonly<Record<PointMove, PreparedChange<PointsMoved>>> = {
    earn: earn(db, shop),
    'take-back': takeBack(db, shop),
    lease: step('lease'),
    unlease: step('unlease'),
    redeem: step('redeem'),
    'redeem-leased': step('redeem-leased'),
    'redeem-owing': redeemOwing(db, shop),
    return: step('return'),
    spend: step('spend'),
    'give-back': step('give-back'),
  };
  return {
    findPoints: prepare(({ device }: { device: string }) =>
      db.selectFrom('points').selectAll().where('shop', '=', shop).where('device', '=', device),
    ),
    movePoints: moves,
    pendingPoints: pendingPoints(db, shop),
  };
}

function stepStatement(db: Database, shop: string, [from, to]: readonly [Part, Part]) {
  return prepareChange(({ device, points }: PointsMoved) => {
    const into = to === 'balance' ? comeIn(points) : { [to]: sql<number>`${sql.ref(to)} + ${points}` };
    return db
      .updateTable('points')
      .set({ [from]: sql<number>`${sql.ref(from)} - ${points}`, ...into })
      .where('shop', '=', shop)
      .where('device', '=', device)
      .where(from, '>=', points);
  });
}

/** All read the row as it was. */
function comeIn(points: number) {
  return {
    balance: sql<number>`points.balance + case when points.owed >= ${points} then 0 else ${points} - points.owed end`,
    owed: sql<number>`case when points.owed >= ${points} then points.owed - ${points} else 0 end`,
  };
}

const ACCOUNT = ['shop', 'device', 'balance', 'leased', 'held', 'spent', 'owed', 'earned'] as const;

/** A new one, unless its device is to be forgotten. */
function account(
  db: Database,
  shop: string,
  device: string,
  { balance, held, owed, earned }: Readonly<Record<'balance' | 'held' | 'owed' | 'earned', number>>,
) {
  const whole = (points: number) => sql<number>`cast(${points} as bigint)`;
  return db
    .selectNoFrom([
      sql<string>`${shop}`.as('shop'),
      sql<string>`${device}`.as('device'),
      whole(balance).as('balance'),
      whole(0).as('leased'),
      whole(held).as('held'),
      whole(0).as('spent'),
      whole(owed).as('owed'),
      whole(earned).as('earned'),
    ])
    .where(isRemembered(shop, device));
}

function earn(db: Database, shop: string) {
  return prepareChange(({ device, points }: PointsMoved) =>
    db
      .insertInto('points')
      .columns(ACCOUNT)
      .expression(account(db, shop, device, { balance: points, held: 0, owed: 0, earned: points }))
      .onConflict((conflict) =>
        conflict
          .columns(['shop', 'device'])
          .doUpdateSet({ ...comeIn(points), earned: sql<number>`points.earned + ${points}` }),
      ),
  );
}

/** All read the row as it was. What is not in the balance any more is owed. */
function goOut(points: number) {
  return {
    balance: sql<number>`case when points.balance >= ${points} then points.balance - ${points} else 0 end`,
    owed: sql<number>`points.owed + case when points.balance >= ${points} then 0 else ${points} - points.balance end`,
  };
}

/** Of a device without an account too, since its shop may have lost it. */
function redeemOwing(db: Database, shop: string) {
  return prepareChange(({ device, points }: PointsMoved) =>
    db
      .insertInto('points')
      .columns(ACCOUNT)
      .expression(account(db, shop, device, { balance: 0, held: points, owed: points, earned: 0 }))
      .onConflict((conflict) =>
        conflict
          .columns(['shop', 'device'])
          .doUpdateSet({ ...goOut(points), held: sql<number>`points.held + ${points}` }),
      ),
  );
}

function takeBack(db: Database, shop: string) {
  return prepareChange(({ device, points }: PointsMoved) =>
    db
      .updateTable('points')
      .set({ ...goOut(points), earned: sql<number>`points.earned - ${points}` })
      .where('shop', '=', shop)
      .where('device', '=', device)
      .where('earned', '>=', points),
  );
}

/** Found by their index: those of one device that are not settled, whatever else it has ordered. */
function pendingPoints(db: Database, shop: string) {
  return prepare(({ device, unit }: { device: string; unit: number }) =>
    db
      .selectFrom('orders')
      .select(
        sql<
          number | null
        >`sum(case when amount > deposits then (amount - deposits) * point_rate / cast(${unit} as bigint) else 0 end)`.as(
          'pending',
        ),
      )
      .where('shop', '=', shop)
      .where('device', '=', device)
      .where('point_rate', '>', 0)
      .where('earned', 'is', null)
      .where('state', 'in', ['confirmed', 'confirmed_late', 'repriced', 'disputed']),
  );
}
