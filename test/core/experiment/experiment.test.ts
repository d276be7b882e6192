import { expect } from '@open-wc/testing';

import {
  isRunning,
  readExperiments,
  splitOf,
  type Experiment,
} from '../../../src/core/experiment/experiment.js';
import { hash32 } from '../../../src/core/experiment/hash.js';

const described = {
  id: 'proof-beside',
  tries: 'format',
  from: '2026-11-01',
  arms: [
    { id: 'without', weight: 1, shows: 'none' },
    { id: 'quotes', weight: 1, shows: 'quote' },
  ],
};

function read(change: object = {}): Experiment {
  const [experiment] = readExperiments([{ ...described, ...change }]).experiments;
  if (!experiment) throw new Error('It was left out');
  return experiment;
}

const faultOf = (change: object) => {
  const [fault] = readExperiments([{ ...described, ...change }]).faults;
  return `${fault?.where}: ${fault?.message}`;
};

describe('an experiment of a catalog', () => {
  it('is about orders that are saved, and three of a hundred, unless it says otherwise', () => {
    const { outcome, worthKnowing } = read();
    expect([outcome, worthKnowing]).to.deep.equal(['saved', 0.03]);
  });

  it('runs from its first day to its last', () => {
    const experiment = read({ until: '2026-11-30' });
    expect(
      ['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map((day) => isRunning(experiment, day)),
    ).to.deep.equal([false, true, true, false]);
    expect(isRunning(read(), '2030-01-01')).to.equal(true);
  });

  const [first, second] = described.arms;
  for (const [what, change, said] of [
    ['one arm', { arms: [first] }, /^\/experiments\/0\/arms: .*two arms at least/],
    ['two arms of one id', { arms: [first, first] }, /^\/experiments\/0\/arms: .*two arms of one id/],
    [
      'a weight of nought',
      { arms: [{ ...first, weight: 0 }, second] },
      /^\/experiments\/0\/arms\/0\/weight:/,
    ],
    [
      'a placement for a format',
      { arms: [first, { id: 'b', weight: 1, shows: 'cart' }] },
      /\/arms\/1\/shows:/,
    ],
    ['an outcome that is not counted', { outcome: 'smiled' }, /\/outcome:/],
    ['no first day', { from: undefined }, /\/from:/],
    ['a day that is none', { from: '2026-11-31' }, /\/from: Must be a date/],
    ['a last day before the first', { until: '2026-10-31' }, /`until` is before `from`/],
    ['a name that all objects have', JSON.parse('{"id": "__proto__"}') as object, /\/id: .*reserved/],
    ['a name of a method', { id: 'toString' }, /\/id: .*reserved/],
    [
      'an arm of such a name',
      { arms: [first, { ...second, id: 'constructor' }] },
      /\/arms\/1\/id: .*reserved/,
    ],
  ] as const)
    it(`is left out with ${what}, and it is said where and why`, () => {
      expect(faultOf(change)).to.match(said);
      expect(readExperiments([{ ...described, ...change }]).experiments).to.deep.equal([]);
    });

  it('is left out with the id of another, while the rest stays', () => {
    const { experiments, faults } = readExperiments([described, described, { ...described, id: 'other' }]);
    expect(experiments.map(({ id }) => id)).to.deep.equal(['proof-beside', 'other']);
    expect(faults.map(({ where }) => where)).to.deep.equal(['/experiments/1/id']);
  });

  it('is left out beyond eight, which is said', () => {
    const nine = Array.from({ length: 9 }, (_, at) => ({ ...described, id: `e${at}` }));
    const { experiments, faults } = readExperiments(nine);
    expect(experiments.map(({ id }) => id)).to.deep.equal(['e0', 'e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7']);
    expect(faults.map(({ where }) => where)).to.deep.equal(['/experiments/8']);
  });

  it('is none where the catalog has none; what is no list is said to be none', () => {
    expect(readExperiments(undefined)).to.deep.equal({ experiments: [], faults: [] });
    expect(readExperiments({ 0: described }).faults).to.have.length(1);
  });
});

describe('the number of a split', () => {
  it('is the published hash of its canonical text', () => {
    expect(splitOf(read())).to.equal(3_254_400_541);
    expect(splitOf(read())).to.equal(hash32('["format",["without",1,"none"],["quotes",1,"quote"]]'));
  });

  it('stays, whatever else of the experiment changes', () => {
    expect(splitOf(read({ until: '2026-12-24', outcome: 'settled', worthKnowing: 0.1 }))).to.equal(
      splitOf(read()),
    );
  });

  const [first, second] = described.arms;
  for (const [what, arms] of [
    ['the order of arms', [second, first]],
    ['a weight', [first, { ...second, weight: 2 }]],
    ['what an arm shows', [first, { ...second, shows: 'cards' }]],
    [
      'what two arms show, swapped',
      [
        { ...first, shows: 'quote' },
        { ...second, shows: 'none' },
      ],
    ],
    ['the id of an arm', [first, { ...second, id: 'quote' }]],
    ['how many arms there are', [first, second, { id: 'third', weight: 1, shows: 'cards' }]],
  ] as const)
    it(`is another with ${what}`, () => {
      expect(splitOf(read({ arms }))).not.to.equal(splitOf(read()));
    });
});
