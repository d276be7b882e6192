/** What an owner is told where an arm of an experiment is broken, so that no group of days can close. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { closeAfterEach, putSums, type MeasuredShop } from '../support/measured-shop.js';

const openOne = closeAfterEach();

const look = async (shop: MeasuredShop) => {
  const [told] = (await shop.insights()).experiments;
  return { groups: told?.groups.length, finding: told?.arms[1]?.finding };
};

describe('an arm that nobody sees', () => {
  it('stops the report, though no group of days can close', async () => {
    const shop = await openOne();
    await putSums(shop, shop.day(9), { without: { seen: 5_000, saved: 500 } });
    assert.deepEqual(await look(shop), { groups: 0, finding: { kind: 'uneven' } });
  });

  it('stops it for good, by a sweep that nobody asked for, however evenly others come after', async () => {
    const shop = await openOne();
    await putSums(shop, shop.day(10), { without: { seen: 60, saved: 5 } });
    await shop.endpoint.sweep();
    const even = { seen: 5_000, saved: 500 };
    await putSums(shop, shop.day(9), { without: even, quotes: even });
    assert.deepEqual(await look(shop), { groups: 1, finding: { kind: 'uneven' } });
  });

  it('stops nothing by days whose outcomes are still to come, or before the experiment', async () => {
    const shop = await openOne();
    await putSums(shop, shop.day(7), { without: { seen: 5_000, saved: 500 } });
    await putSums(shop, '2026-09-30', { without: { seen: 5_000, saved: 500 } });
    assert.deepEqual(await look(shop), { groups: 0, finding: { kind: 'not-enough' } });
  });
});

describe('an arm in which next to nobody orders', () => {
  it('is named, while the others wait for it', async () => {
    const shop = await openOne();
    const quotes = { seen: 5_000, saved: 6 };
    await putSums(shop, shop.day(9), { without: { seen: 5_000, saved: 500 }, quotes });
    assert.deepEqual(await look(shop), { groups: 0, finding: { kind: 'lacking', arm: 'quotes' } });
  });

  it('is named no more once ten have ordered', async () => {
    const shop = await openOne();
    const days = { without: { seen: 500, saved: 50 }, quotes: { seen: 500, saved: 5 } };
    for (const ago of [11, 10]) await putSums(shop, shop.day(ago), days);
    const { groups, finding } = await look(shop);
    assert.deepEqual([groups, finding?.kind], [1, 'worse']);
  });
});
