/** What is kept of counts, for how long, and what of them is told once they are gone. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { RETENTION_DAYS } from '../../src/core/consent/retention.js';
import { addDays } from '../../src/core/pickup/local-date.js';
import { NOW } from '../support/intake-batch.js';
import {
  armCount,
  closeAfterEach,
  dayCount,
  NO_CHECKOUTS,
  publish,
  putSums,
  reportOf,
  TRIED,
  type MeasuredShop,
} from '../support/measured-shop.js';

const DAY = 86_400_000;
const EVEN = { without: { seen: 200, saved: 20 }, quotes: { seen: 200, saved: 110 } };

const openOne = closeAfterEach();

const TABLES = ['measure_sums', 'measure_groups', 'measure_checkouts', 'measure_checkout_groups'] as const;
type Table = (typeof TABLES)[number] | 'measure_late' | 'measure_reports' | 'measure_uneven' | 'experiments';

async function countRows({ database }: MeasuredShop, table: Table): Promise<number> {
  const { count } = await database
    .selectFrom(table)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A sweep on the last day on which something of `day` is kept, or so many days after that. */
async function sweepAfter(shop: MeasuredShop, day: string, days: number): Promise<void> {
  const last = addDays(day, RETENTION_DAYS.counted + days);
  shop.clock.now = Date.parse(`${last}T12:00:00Z`);
  await shop.endpoint.sweep();
}

async function tellCheckouts(shop: MeasuredShop, day: string, begun: number): Promise<void> {
  await shop.database
    .insertInto('measure_checkouts')
    .values({ shop: 'millrace', connection: 'online', day, begun, completed: begun / 2 })
    .execute();
}

const saw = (day: string) =>
  reportOf([
    dayCount(day, {
      arms: [armCount('quotes', { saved: 'offline' })],
      checkouts: { ...NO_CHECKOUTS, online: { begun: 1, completed: 1 } },
    }),
  ]);

describe('the id of a report', () => {
  it('is kept for 21 days, for as long as it may be sent again', async () => {
    const shop = await openOne();
    await shop.tell(saw(shop.day()));
    shop.clock.now = NOW + 21 * DAY;
    await shop.endpoint.sweep();
    assert.equal(await countRows(shop, 'measure_reports'), 1);
    shop.clock.now = NOW + 21 * DAY + 1;
    await shop.endpoint.sweep();
    assert.equal(await countRows(shop, 'measure_reports'), 0);
  });
});

describe('what was counted', () => {
  it('is kept for 25 months, day by day', async () => {
    assert.equal(RETENTION_DAYS.counted, 761);
    const shop = await openOne();
    const [first, last] = [shop.day(10), shop.day(9)];
    for (const day of [first, last]) {
      await putSums(shop, day, EVEN);
      await tellCheckouts(shop, day, 40);
    }
    await shop.endpoint.sweep();
    const counts = () => Promise.all(TABLES.map((table) => countRows(shop, table)));
    assert.deepEqual(await counts(), [8, 2, 2, 2]);
    await sweepAfter(shop, first, 0);
    assert.deepEqual(await counts(), [8, 2, 2, 2]);
    await sweepAfter(shop, first, 1);
    assert.deepEqual(await counts(), [4, 2, 1, 1], 'groups of an experiment go together');
    await sweepAfter(shop, last, 1);
    assert.deepEqual(await counts(), [0, 0, 0, 0]);
  });

  it('takes with it how much came too late, and leaves what the experiment was and that it was uneven', async () => {
    const shop = await openOne();
    const day = shop.day(9);
    await putSums(shop, day, EVEN);
    await putSums(shop, shop.day(8), { without: { seen: 900, saved: 90 } });
    await shop.endpoint.sweep();
    await shop.tell(saw(day));
    const kept = () =>
      Promise.all(
        (['measure_late', 'measure_uneven', 'experiments'] as const).map((t) => countRows(shop, t)),
      );
    assert.deepEqual(await kept(), [1, 1, 1]);
    await sweepAfter(shop, shop.day(8), 1);
    assert.deepEqual(await kept(), [0, 1, 1]);
  });

  it('is closed in no second group because of days that are still kept', async () => {
    const shop = await openOne();
    const [first, last] = [shop.day(20), shop.day(9)];
    await putSums(shop, first, EVEN);
    await putSums(shop, last, { without: { seen: 5, saved: 1 }, quotes: { seen: 5, saved: 1 } });
    await shop.endpoint.sweep();
    await sweepAfter(shop, first, 1);
    assert.equal(await countRows(shop, 'measure_groups'), 1);
    const [told] = (await shop.insights()).experiments;
    assert.equal(told?.arms[1]?.finding?.kind, 'better');
  });
});

describe('an experiment of which nothing is kept any more', () => {
  for (const [what, listed] of [
    ['that the catalog no longer has', []],
    ['that ended so long ago', [{ ...TRIED, until: '2026-11-11' }]],
  ] as const)
    it(`${what} is told no more, and was until then as it was decided`, async () => {
      const shop = await openOne();
      const day = shop.day(9);
      await putSums(shop, day, EVEN);
      await shop.endpoint.sweep();
      await publish(shop, listed);
      await sweepAfter(shop, day, 0);
      const [told] = (await shop.insights()).experiments;
      assert.deepEqual([told?.phase, told?.arms[1]?.finding?.kind], ['over', 'better']);
      await sweepAfter(shop, day, 1);
      assert.deepEqual((await shop.insights()).experiments, []);
    });

  it('that the catalog still has is told', async () => {
    const shop = await openOne();
    await sweepAfter(shop, shop.day(9), 1);
    assert.deepEqual(
      (await shop.insights()).experiments.map(({ phase }) => phase),
      ['running'],
    );
  });
});
