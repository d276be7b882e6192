import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { InsightsAnswer } from '../../src/core/protocol/insights.js';
import { NOW } from '../support/intake-batch.js';
import {
  armCount,
  closeAfterEach,
  dayCount,
  NO_CHECKOUTS,
  reportOf,
  tellMany,
  TRIED,
} from '../support/measured-shop.js';

const DAY = 86_400_000;

const openOne = closeAfterEach();

describe('what devices counted, as the owner sees it', () => {
  const both = (reached: number) => ({ without: reached, quotes: reached });

  it('is a group of days once ten reached it and ten did not, in each arm', async () => {
    const shop = await openOne();
    await tellMany(shop, shop.day(10), { seen: 20, reached: { without: 10, quotes: 9 } });
    assert.deepEqual((await shop.insights()).experiments[0]?.groups, []);
    await tellMany(shop, shop.day(9), { seen: 1, reached: { without: 1, quotes: 0 } });
    const [told] = (await shop.insights()).experiments;
    assert.deepEqual(told?.groups, []);
    await tellMany(shop, shop.day(8), { seen: 1, reached: both(1) });
    assert.deepEqual((await shop.insights()).experiments[0]?.groups, [
      {
        from: shop.day(10),
        to: shop.day(8),
        arms: [
          { id: 'without', seen: 22, reached: 12 },
          { id: 'quotes', seen: 22, reached: 10 },
        ],
      },
    ]);
  });

  it('is of days alone whose outcomes have all come', async () => {
    const shop = await openOne();
    await tellMany(shop, shop.day(7), { seen: 20, reached: both(10) });
    assert.deepEqual((await shop.insights()).experiments[0]?.groups, []);
    shop.clock.now = NOW + DAY;
    assert.equal((await shop.insights()).experiments[0]?.groups.length, 1);
  });

  it('waits for a month where it is settled orders that decide', async () => {
    const shop = await openOne({ experiments: [{ ...TRIED, outcome: 'settled' }] });
    const day = shop.day(30);
    for (const { id } of TRIED.arms)
      for (let n = 0; n < 20; n++) {
        const arms = [armCount(id, n < 10 ? { saved: 'online', settled: 'online' } : {})];
        await shop.tell(reportOf([dayCount(day, { arms })]));
      }
    assert.deepEqual((await shop.insights()).experiments[0]?.groups, []);
    shop.clock.now = NOW + DAY;
    assert.equal((await shop.insights('&from=2026-10-01')).experiments[0]?.groups.length, 1);
  });

  it('never changes once it was shown: what comes later is let go, and told in tens', async () => {
    const shop = await openOne();
    await tellMany(shop, shop.day(9), { seen: 20, reached: both(10) });
    const before = await shop.insights();
    await tellMany(shop, shop.day(9), { seen: 4, reached: both(2) });
    await tellMany(shop, shop.day(20), { seen: 1, reached: both(1) });
    assert.deepEqual(await shop.insights(), {
      ...before,
      experiments: [{ ...before.experiments[0], late: 10 }],
    });
    await tellMany(shop, shop.day(8), { seen: 20, reached: both(10) });
    const [told] = (await shop.insights()).experiments;
    assert.deepEqual(
      told?.groups.map(({ from, to }) => [from, to]),
      [
        [shop.day(9), shop.day(9)],
        [shop.day(8), shop.day(8)],
      ],
    );
  });

  it('is cut to the range that was asked for by whole groups, and decided by all of them', async () => {
    const shop = await openOne();
    for (const ago of [12, 11, 10]) {
      await tellMany(shop, shop.day(ago), { seen: 60, reached: { without: 10, quotes: 45 } });
      await shop.insights();
    }
    const [all] = (await shop.insights()).experiments;
    const [last] = (await shop.insights(`&from=${shop.day(11)}`)).experiments;
    assert.deepEqual(
      [all?.groups.length, all?.arms[1]?.looks.length, last?.groups.length, last?.arms[1]?.looks.length],
      [3, 3, 2, 2],
    );
    assert.deepEqual(all?.arms[1]?.finding, { kind: 'better', day: shop.day(12) });
    assert.deepEqual(last?.arms[1]?.finding, all?.arms[1]?.finding);
    assert.deepEqual(last?.arms[1]?.seen, 180);
  });

  it('tells checkouts of days that are over, and not how many were completed while those are few', async () => {
    const shop = await openOne();
    const tellCheckouts = async (day: string, begun: number, completed: number) => {
      for (let n = 0; n < begun; n++) {
        const online = { begun: 1, completed: n < completed ? 1 : 0 } as const;
        await shop.tell(reportOf([dayCount(day, { checkouts: { ...NO_CHECKOUTS, online } })]));
      }
    };
    await tellCheckouts(shop.day(0), 30, 15);
    await tellCheckouts(shop.day(9), 20, 11);
    assert.deepEqual((await shop.insights()).checkouts, []);
    await tellCheckouts(shop.day(8), 2, 1);
    const group = { from: shop.day(9), to: shop.day(8), window: 'online', begun: 22, completed: 12 };
    assert.deepEqual((await shop.insights()).checkouts, [group]);
    await tellCheckouts(shop.day(8), 3, 3);
    assert.deepEqual((await shop.insights()).checkouts, [group]);
  });
});

/** Every number of people in an answer, by where it stands. */
function numbersIn(answer: InsightsAnswer): Map<string, number> {
  const counted = ['seen', 'reached', 'online', 'offline', 'begun', 'completed', 'late', 'lateCheckouts'];
  const numbers = new Map<string, number>();
  const walk = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'number' && counted.includes(name)) numbers.set(`${at}/${name}`, inner);
      walk(inner, `${at}/${name}`);
    }
  };
  walk({ experiments: answer.experiments, checkouts: answer.checkouts }, '');
  numbers.set('/lateCheckouts', answer.lateCheckouts);
  return numbers;
}

const isFew = (count: number) => Math.abs(count) >= 1 && Math.abs(count) <= 9;

describe('an owner who asks after every single report', () => {
  it('never sees a number of one to nine people, nor learns one from what has changed', async () => {
    const shop = await openOne();
    let [drawn, moves] = [7, 0];
    const draw = (below: number) => (drawn = (drawn * 48_271) % 2_147_483_647) % below;
    let before = numbersIn(await shop.insights('&from=2026-10-01'));
    for (let n = 0; n < 300; n++) {
      if (n % 6 === 5) shop.clock.now += DAY;
      const saved = draw(2) ? ({ saved: 'online' } as const) : {};
      const added = draw(5) ? {} : ({ added: draw(3) ? 'online' : 'offline' } as const);
      const reached = { ...saved, ...added };
      const arms = [armCount(draw(2) ? 'quotes' : 'without', reached)];
      const online = { begun: draw(2) ? 1 : 0, completed: 0 } as const;
      const counted = {
        arms,
        checkouts: { ...NO_CHECKOUTS, online: { ...online, completed: online.begun } },
      };
      const whole = draw(3) ? counted : { ...counted, checkouts: { ...NO_CHECKOUTS, online } };
      await shop.tell(reportOf([dayCount(shop.day(draw(12)), whole)]));
      const answer = await shop.insights('&from=2026-10-01');
      const numbers = numbersIn(answer);
      for (const [at, count] of numbers) {
        assert.ok(!isFew(count), `${at} is ${count} after report ${n}`);
        const changed = count - (before.get(at) ?? 0);
        assert.ok(!isFew(changed), `${at} has changed by ${changed} with report ${n}`);
        if (changed !== 0) moves += 1;
        const seen = numbers.get(at.replace(/\/(reached|online|offline)$/, '/seen')) ?? count;
        assert.ok(!isFew(seen - count), `${at} leaves ${seen - count} after report ${n}`);
      }
      before = numbers;
    }
    assert.ok(moves > 10, 'some of it was shown');
  });
});
