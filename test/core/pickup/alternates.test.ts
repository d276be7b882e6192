import { expect } from '@open-wc/testing';

import { rankAlternates } from '../../../src/core/pickup/alternates.js';
import { readCatalog } from '../../support/catalog-input.js';

/** A Friday, 09:00 in the shop's zone. */
const NOW = Date.parse('2026-11-20T09:00:00Z');

const depot = (id: string, day: string, from: string, more: object = {}) => ({
  id,
  title: id,
  slots: [{ days: [day], from, to: '24:00', everyMinutes: 24 * 60 - 60 * Number(from.slice(0, 2)) }],
  ...more,
});
const ALONE = depot('station', 'mon', '07:00', { region: 'centre' });
const STATION = { ...ALONE, fallbacks: ['farm', 'market'] };
const wanted = { depot: 'station', slot: 'station/2026-11-23T07:00:00+00:00' };

function rank(depots: readonly object[], serves: (id: string) => boolean = () => true, from = wanted) {
  const catalog = readCatalog({ depots });
  return rankAlternates(catalog, from, NOW, serves).map(({ slot }) => slot.id);
}

describe('where an order could be collected instead', () => {
  it('is in the same region first, then at the fallbacks in their order, then anywhere', () => {
    const ranked = rank([
      depot('abbey', 'mon', '07:00'),
      depot('market', 'mon', '07:00'),
      depot('farm', 'thu', '07:00'),
      depot('bridge', 'thu', '07:00', { region: 'centre' }),
      STATION,
    ]);
    expect(ranked.map((id) => id.split('/')[0])).to.deep.equal(['bridge', 'farm', 'market', 'abbey']);
  });

  it('is at the nearest time within a region, at the same place where two are as near', () => {
    const two = { days: ['mon'], from: '07:00', to: '08:00', everyMinutes: 30 };
    const station = { ...ALONE, slots: [two] };
    const bridge = { ...depot('bridge', 'mon', '07:00', { region: 'centre' }), slots: [two] };
    expect(rank([bridge, station])).to.deep.equal([
      'bridge/2026-11-23T07:00:00+00:00',
      'station/2026-11-23T07:30:00+00:00',
      'bridge/2026-11-23T07:30:00+00:00',
    ]);
    const half = { ...wanted, slot: 'station/2026-11-23T07:15:00+00:00' };
    expect(rank([bridge, station], () => true, half)[0]).to.equal('station/2026-11-23T07:00:00+00:00');
  });

  it('is one time of each place before a second time of any', () => {
    const week = { ...ALONE, slots: [{ days: ['mon', 'tue', 'wed'], from: '07:00', to: '08:00' }] };
    const ranked = rank([week, depot('abbey', 'thu', '07:00')]);
    expect(ranked.map((id) => id.split('/')[0])).to.deep.equal(['station', 'abbey', 'station']);
  });

  it('is never where a cut-off has passed, where it was wanted, or where nothing may be offered', () => {
    const late = { days: ['fri'], from: '09:30', to: '10:00', cutoffMinutes: 30 };
    const friday = { ...depot('market', 'fri', '10:00'), horizonDays: 6, slots: [late] };
    expect(rank([friday])).to.deep.equal([]);
    expect(rank([{ ...ALONE, horizonDays: 3 }])).to.deep.equal([]);
    expect(
      rank([{ ...ALONE, horizonDays: 3 }, depot('abbey', 'mon', '07:00')], (id) => id !== 'abbey'),
    ).to.deep.equal([]);
  });

  it('is near to now where the time that was wanted says nothing', () => {
    const odd = { depot: 'moon', slot: 'moon/some day' };
    expect(
      rank([depot('abbey', 'wed', '07:00'), depot('mill', 'mon', '07:00')], () => true, odd),
    ).to.deep.equal(['mill/2026-11-23T07:00:00+00:00', 'abbey/2026-11-25T07:00:00+00:00']);
  });
});
