/** What the verdict of `npm run kill:browser` says of points, where a shopper with no browser orders over HTTP and a stall hands over. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { sql } from 'kysely';

import { listSlots } from '../../src/core/pickup/slots.js';
import type { PlaceBody } from '../../src/core/protocol/intent.js';
import { openDatabase } from '../../src/endpoint/database.js';
import { openCountedStand, readScarceCatalog, toWish } from '../support/journey/counted-orders.js';
import { judgeScarce } from '../support/journey/scarce-verdict.js';
import { StallBeside } from '../support/journey/stall-beside.js';
import { payloadOf } from '../support/kill/payload.js';
import { crypto_ } from '../support/sync-shop.js';

const CATALOG = readScarceCatalog();
const PRICE = 100;
/** Of what is counted at the station, and there is enough of. */
const COUNTED = 4;

/** An order for one of something, of which points pay for a part. */
async function toBody(attempt: number, points: number): Promise<PlaceBody> {
  const { variant, quantity } = toWish(attempt);
  const [depot] = CATALOG.depots;
  const slot = depot && listSlots(depot, CATALOG.shop.timezone, Date.now()).at(-1);
  const off = points * (CATALOG.loyalty?.pointValue ?? 0);
  return {
    claim: await crypto_.hash(`attempt ${attempt}`),
    catalog: CATALOG.version,
    currency: CATALOG.shop.currency,
    lines: [{ variant, modifiers: {}, quantity, price: PRICE, total: PRICE * quantity }],
    deposits: 0,
    ...(points > 0 ? { redeem: { points, off } } : {}),
    total: PRICE * quantity - off,
    pickup: { depot: 'station', slot: slot?.id ?? '' },
    payment: 'at-pickup',
    consent: { personalisation: false, measurement: false },
  };
}

/** Two orders are handed over, and points that they bring pay for a part of a third. */
async function judge(plant?: string) {
  const { stand, close } = await openCountedStand({ scarce: true });
  try {
    const refusals: string[] = [];
    const open = () => StallBeside.open(stand, CATALOG.shop.id, (words) => refusals.push(words));
    // The shopper is a device that says what it wants, like any other.
    const [stall, { staff: shopper }] = [await open(), await open()];
    if (plant !== undefined) {
      const database = await openDatabase(join(stand.data, 'punnet.db'));
      await sql.raw(plant).execute(database);
      await database.destroy();
    }
    const redeemed = new Map<string, number>();
    for (const [attempt, points] of [
      [COUNTED, 0],
      [COUNTED + 1, 0],
      [COUNTED + 2, 6],
    ] as const) {
      const jws = await shopper.say('order.place', await toBody(attempt, points));
      redeemed.set(payloadOf(jws).id, points);
      await shopper.send();
      if (points === 0) await stall.serve(() => stall.collected.size > attempt - COUNTED);
    }
    await stand.stopEndpoint();
    const nothing = { held: new Set<string>(), chosen: new Map(), shown: new Map() };
    return { refusals, ...(await judgeScarce(stand.data, { ...nothing, redeemed, stall })) };
  } finally {
    await close();
  }
}

const FAULTS = [
  {
    name: 'points that are settled twice',
    violation: /^I9 \S+: 30 are earned, and 20 by what holds them$/m,
    plant: `create trigger fault after update of earned on orders
      when old.earned is null and new.earned > 0 begin
      update points set balance = balance + new.earned, earned = earned + new.earned where device = new.device; end`,
  },
  {
    name: 'an order that arrives with a redemption twice',
    violation: /^\S+ was to redeem 6 points, and redeems 12$/m,
    plant: `create trigger fault after insert on orders when new.redeemed > 0 begin
      update orders set redeemed = 2 * redeemed where id = new.id;
      update points set held = held + new.redeemed, balance = balance - new.redeemed where device = new.device; end`,
  },
  {
    name: 'goods that were handed over and lie there still',
    violation: /^I1 v4 station: \d+ \+ 0 \+ 0 - 0 is not 9$/m,
    plant: `create trigger fault after update of sold on stock when new.sold < old.sold begin
      update stock set quantity = quantity + old.sold - new.sold
      where shop = new.shop and variant = new.variant and depot = new.depot; end`,
  },
];

describe("the browser loop's verdict on points", () => {
  it('finds nothing in orders that a stall handed over, and one that their points pay for', async () => {
    const { refusals, broken, collected, redeemed } = await judge();
    assert.deepEqual({ refusals, broken }, { refusals: [], broken: [] });
    assert.deepEqual({ collected, redeemed }, { collected: 2, redeemed: 6 });
  });

  for (const { name, violation, plant } of FAULTS)
    it(`finds ${name}`, async () => {
      const { broken } = await judge(plant);
      assert.match(broken.join('\n'), violation);
    });
});
