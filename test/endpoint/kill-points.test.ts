/** What the kill loops' verdict says of points: faults are planted in a real endpoint's database, as if the code behind it were wrong. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { sql } from 'kysely';

import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';
import { Promised } from '../simulation/promised.js';
import { readDatabase } from '../support/kill/books.js';
import { auditKeptPoints, countCollected, countRedeemed } from '../support/kill/points-kept.js';
import { faultsOfStaff } from '../support/kill/verdict.js';
import { crypto_, Device, openSyncShop, type SyncShop } from '../support/sync-shop.js';

const LOYALTY = { pointsPerMajorUnit: 1, pointValue: 5 };
/** Of two jars, a pound of it their deposit: 13 points each time. */
const TOTAL = 1400;
const REDEEMED = { redeem: { points: 20, off: 100 }, total: TOTAL - 100 };

/** Four orders are collected and half of one is given back; points pay for one that stands, and for one that is called off. */
async function serve(shop: SyncShop): Promise<readonly string[]> {
  const [ada, stall] = [await Device.create(), await Device.create()];
  const rights = { class: 'stall', manualReclaim: false } as const;
  await createSqlLedger(shop.database, 'millrace').transaction((rows) =>
    rows.setRights(stall.key.id, rights),
  );
  const said: string[] = [];
  const say = async (type: string, body: object) => {
    const { id, jws } = await stall.sign(type, body);
    await stall.sync(shop, { intents: [jws, jws] });
    said.push(id);
  };
  for (let orders = 0; orders < 4; orders++) {
    const { id: order, jws } = await ada.place();
    await ada.sync(shop, { intents: [jws] });
    const about = { order, hash: await crypto_.hash(jws) };
    await say('receipt.collect', { ...about, taken: TOTAL });
    if (orders === 0) await say('receipt.return', { ...about, amount: TOTAL / 2 });
  }
  const [stands, calledOff] = [await ada.place(REDEEMED), await ada.place(REDEEMED)];
  await ada.sync(shop, { intents: [stands.jws, calledOff.jws] });
  await ada.sync(shop, { intents: [(await ada.cancel(calledOff.id)).jws] });
  return said;
}

async function judge(plant?: string) {
  const shop = await openSyncShop({ loyalty: LOYALTY });
  try {
    if (plant !== undefined) await sql.raw(plant).execute(shop.database);
    const answered = new Set(await serve(shop));
    const books = await readDatabase(shop.database, 'millrace', []);
    const promised = Promised.of(books.orders.values(), books.leases.values());
    const found = [...auditKeptPoints(books, promised), ...faultsOfStaff({ answered }, books)];
    return { found, collected: countCollected(books), redeemed: countRedeemed(books) };
  } finally {
    await shop.close();
  }
}

const FAULTS = [
  {
    name: 'points that are settled twice',
    violation: /^I9 \S+: \d+ are earned, and \d+ by what holds them$/m,
    plant: `create trigger fault after update of earned on orders
      when old.earned is null and new.earned > 0 begin
      update points set balance = balance + new.earned, earned = earned + new.earned where device = new.device; end`,
  },
  {
    name: 'an order that says it has earned more than it has',
    violation: /^I9 \S+: has earned 14 and not 13$/m,
    plant: `create trigger fault after update of state on orders when new.state = 'collected' begin
      update orders set earned = earned + 1 where id = new.id; end`,
  },
  {
    name: 'a redemption that comes back twice',
    violation: /^I9 \S+: \d+ \+ \d+ \+ \d+ \+ \d+ - \d+ is not \d+$/m,
    plant: `create trigger fault after update of held on points when new.held < old.held begin
      update points set balance = balance + old.held - new.held where device = new.device; end`,
  },
  {
    name: 'a redemption that nobody paid for with points',
    violation: /^I9 \S+: 0 are held, and 20 by what holds them$/m,
    plant: `create trigger fault after insert on orders when new.redeemed > 0 begin
      update points set balance = balance + held, held = 0 where device = new.device; end`,
  },
  {
    name: 'an account that is lost',
    violation: /^I9 \S+: 0 are held, and 20 by what holds them$/m,
    plant: `create trigger fault after update of state on orders when new.state = 'cancelled' begin
      delete from points where device = new.device; end`,
  },
  {
    name: "a stall's word that was answered and is forgotten",
    violation: /^the shop's own word \S+ was answered and is not there$/m,
    plant: `create trigger fault after insert on intents when new.type = 'receipt.return' begin
      delete from intents where id = new.id; end`,
  },
  {
    name: 'an order that was handed over and stands again',
    violation: /^\S+ was handed over, and is confirmed$/m,
    plant: `create trigger fault after insert on intents when new.type = 'receipt.collect' begin
      update orders set state = 'confirmed' where id = new.order_id; end`,
  },
];

describe("the kill loops' verdict on points", () => {
  it('finds nothing in points that were earned, taken back, redeemed and given back, each said twice', async () => {
    assert.deepEqual(await judge(), { found: [], collected: 4, redeemed: 20 });
  });

  for (const { name, violation, plant } of FAULTS)
    it(`finds ${name}`, async () => {
      const { found } = await judge(plant);
      assert.match(found.join('\n'), violation);
    });
});
