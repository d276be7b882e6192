import { expect } from '@open-wc/testing';

import { assignArm } from '../../../src/core/experiment/assign.js';
import { readExperiments } from '../../../src/core/experiment/experiment.js';
import { standAt } from '../../../src/core/measure/stand-at.js';
import { readRunning, toStandingArm, type StandingArm } from '../../../src/core/measure/standing.js';

const TODAY = '2026-11-20';
const arm = (id: string, shows: string) => ({ id, weight: 1, shows });
const FORMAT = {
  id: 'cards',
  tries: 'format',
  from: '2026-11-01',
  arms: [arm('as-it-was', 'quote'), arm('cards', 'cards'), arm('nothing', 'none')],
};
const PLACE = {
  id: 'near',
  tries: 'placement',
  from: '2026-11-01',
  arms: [arm('product', 'product'), arm('checkout', 'checkout'), arm('nothing', 'none')],
};

/** Where the device is in the arms that show this. */
function armed(shows: Readonly<Record<string, string>>): StandingArm[] {
  return readExperiments([FORMAT, PLACE]).experiments.map((experiment) => {
    const found = toStandingArm(experiment, 'salt');
    const chosen = experiment.arms.find((each) => each.shows === shows[experiment.tries]);
    return { ...found, arm: chosen?.id ?? found.arm, shows: chosen?.shows ?? found.shows };
  });
}

const QUOTE_AT_PRODUCT = { format: 'quote', placement: 'product' } as const;

describe('what a device shows of an experiment', () => {
  it('is what the published hash of its salt says', () => {
    const [experiment] = readExperiments([FORMAT]).experiments;
    if (!experiment) throw new Error('The experiment can be read');
    for (const salt of ['one', 'two', 'three', 'four']) {
      const found = assignArm('cards', salt, [FORMAT.arms[0], ...FORMAT.arms.slice(1)] as never);
      expect(toStandingArm(experiment, salt).arm).to.equal(found.id);
    }
  });

  it('is the page’s own where nothing is tried', () => {
    expect(standAt(QUOTE_AT_PRODUCT, [])).to.deep.equal({ format: 'quote', seen: [] });
  });

  for (const { format, placement, shows, seen } of [
    { format: 'cards', placement: 'product', shows: 'cards', seen: ['near', 'cards'] },
    { format: 'none', placement: 'product', shows: 'none', seen: ['near', 'cards'] },
    { format: 'cards', placement: 'checkout', shows: 'none', seen: ['near'] },
    { format: 'cards', placement: 'none', shows: 'none', seen: ['near'] },
  ])
    it(`is ${shows} beside a product, in the arms ${format} and ${placement}`, () => {
      const standing = standAt(QUOTE_AT_PRODUCT, armed({ format, placement }));
      expect([standing.format, [...standing.seen].sort()]).to.deep.equal([shows, [...seen].sort()]);
    });

  it('is not moved where no arm of the experiment would have it', () => {
    const arms = armed({ format: 'cards', placement: 'none' });
    const inCart = standAt({ format: 'quote', placement: 'cart' }, arms);
    expect(inCart).to.deep.equal({ format: 'cards', seen: ['cards'] });
  });

  it('is seen by the same places, whichever arm it is', () => {
    for (const placement of ['product', 'checkout', 'none']) {
      const arms = armed({ format: 'quote', placement });
      for (const at of ['product', 'checkout'] as const)
        expect(standAt({ format: 'quote', placement: at }, arms).seen).to.include('near');
    }
  });
});

describe('what runs', () => {
  it('is what has begun and is not over', () => {
    const later = { ...PLACE, from: '2026-11-21' };
    const over = { ...FORMAT, id: 'over', until: '2026-11-19' };
    const { experiments, faults } = readRunning([over, FORMAT, later], TODAY);
    expect([experiments.map(({ id }) => id), faults]).to.deep.equal([['cards'], []]);
  });

  it('is one of those that try the same thing, and the owner is told which is left out', () => {
    const { experiments, faults } = readRunning([FORMAT, PLACE, { ...FORMAT, id: 'again' }], TODAY);
    expect(experiments.map(({ id }) => id)).to.deep.equal(['cards', 'near']);
    expect(faults.map(({ where }) => where)).to.deep.equal(['/experiments/2']);
    expect(faults[0]?.message).to.include('cards');
  });

  it('leaves out what can’t be read, by its place', () => {
    const { experiments, faults } = readRunning([{ ...FORMAT, arms: [] }, PLACE], TODAY);
    expect(experiments.map(({ id }) => id)).to.deep.equal(['near']);
    expect(faults.map(({ where }) => where)).to.deep.equal(['/experiments/0/arms']);
  });
});
