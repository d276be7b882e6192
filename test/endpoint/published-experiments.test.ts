import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { splitOf, type Experiment } from '../../src/core/experiment/experiment.js';
import {
  armCount,
  closeAfterEach,
  dayCount,
  publish,
  reportOf,
  SPLIT,
  TRIED,
} from '../support/measured-shop.js';

const saw = (day: string, change: object = {}) =>
  dayCount(day, { arms: [armCount('quotes', { saved: 'offline' }, change)] });

const openOne = closeAfterEach();

describe('an experiment that is published otherwise under the same id', () => {
  const [control, other] = TRIED.arms;
  const withArms = (arms: readonly unknown[]) => ({ ...TRIED, arms });
  for (const [what, published, said] of [
    [
      'with what its arms show swapped',
      withArms([
        { ...control, shows: 'quote' },
        { ...other, shows: 'none' },
      ]),
      /quote/,
    ],
    [
      'with another weight',
      withArms([control, { ...other, weight: 3 }]),
      /quotes \(1, quote\) before.*quotes \(3, quote\) now/,
    ],
    ['with its arms in another order', withArms([other, control]), /its arms/],
    ['with another outcome', { ...TRIED, outcome: 'settled' }, /its outcome: saved before, settled now/],
    ['from another day on', { ...TRIED, from: '2026-10-02' }, /its first day: 2026-10-01 before/],
  ] as const)
    it(`${what} is counted as it was at first, and its owner is told`, async () => {
      const shop = await openOne();
      await shop.endpoint.sweep();
      await publish(shop, [published]);
      await shop.endpoint.sweep();
      await shop.endpoint.sweep();
      const warnings = shop.log.filter(({ event }) => event === 'experiment-refused');
      assert.equal(warnings.length, 1, 'once for a catalog');
      assert.match(String(warnings[0]?.message), /proof-beside/);
      assert.match(String(warnings[0]?.message), said);
      assert.match(String(warnings[0]?.message), /give it another id/);
      assert.deepEqual((await shop.tell(reportOf([saw(shop.day())]))).body, { counted: 1 });
      const split = splitOf(published as Experiment);
      const { body } = await shop.tell(reportOf([saw(shop.day(), { split })]));
      assert.deepEqual(body, { counted: split === SPLIT ? 1 : 0 });
      const [told] = (await shop.insights()).experiments;
      assert.deepEqual([told?.changed, told?.outcome, told?.from], [true, 'saved', '2026-10-01']);
    });

  it('may have another end and another difference worth knowing, which hold from then on', async () => {
    const shop = await openOne();
    await shop.endpoint.sweep();
    await publish(shop, [{ ...TRIED, until: '2026-11-19', worthKnowing: 0.05 }]);
    assert.deepEqual((await shop.tell(reportOf([saw('2026-11-20')]))).body, { counted: 0 });
    const [told] = (await shop.insights()).experiments;
    assert.deepEqual(
      [told?.changed, told?.until, told?.worthKnowing, told?.phase],
      [false, '2026-11-19', 0.05, 'over'],
    );
    assert.deepEqual(
      shop.log.filter(({ event }) => event === 'experiment-refused'),
      [],
    );
  });
});

describe('experiments that can’t be read', () => {
  it('are told with their place, in the log and to the owner, while the others are counted', async () => {
    const more = Array.from({ length: 6 }, (_, at) => ({ ...TRIED, id: `more-${at}`, from: '2027-01-01' }));
    const reserved = { ...(JSON.parse('{"id": "__proto__"}') as object) };
    const experiments = [TRIED, { ...TRIED, ...reserved, id: '__proto__' }, TRIED, ...more];
    const shop = await openOne({ experiments });
    await shop.endpoint.sweep();
    const messages = shop.log.flatMap(({ event, message }) =>
      event === 'experiment-refused' ? [message] : [],
    );
    assert.equal(messages.length, 3);
    for (const [at, place] of ['/experiments/1/id', '/experiments/2/id', '/experiments/8'].entries())
      assert.ok(messages[at]?.includes(place), messages[at]);
    const { faults, experiments: told } = await shop.insights();
    assert.deepEqual(
      faults.map(({ where }) => where),
      ['/experiments/1/id', '/experiments/2/id', '/experiments/8'],
    );
    assert.deepEqual(
      told
        .map(({ id }) => id)
        .slice(0, 2)
        .sort(),
      ['more-0', 'more-1'],
    );
    assert.equal(told.length, 6);
  });
});

describe('an experiment that tries the same as one before it', () => {
  it('is left out, as it is on devices, and the owner is told by its place', async () => {
    const second = { ...TRIED, id: 'proof-again' };
    const shop = await openOne({ experiments: [TRIED, second] });
    const { experiments, faults } = await shop.insights();
    assert.deepEqual(experiments.map(({ id, phase }) => [id, phase]).sort(), [
      ['proof-again', 'left-out'],
      ['proof-beside', 'running'],
    ]);
    assert.deepEqual(
      faults.map(({ where }) => where),
      ['/experiments/1'],
    );
    assert.match(String(faults[0]?.message), /as proof-beside does/);
  });

  it('runs once the other is over, or has not begun', async () => {
    const early = { ...TRIED, id: 'early', until: '2026-11-19' };
    const late = { ...TRIED, id: 'late', from: '2026-11-21' };
    const shop = await openOne({ experiments: [early, late, TRIED] });
    const { experiments, faults } = await shop.insights();
    assert.deepEqual(Object.fromEntries(experiments.map(({ id, phase }) => [id, phase])), {
      early: 'over',
      late: 'to-come',
      'proof-beside': 'running',
    });
    assert.deepEqual(faults, []);
  });
});
