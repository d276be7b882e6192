import { expect } from '@open-wc/testing';

import { DAY_MS } from '../../../src/core/consent/retention.js';
import {
  beginCheckout,
  completeCheckout,
  expose,
  reach,
  type Done,
  type Moment,
} from '../../../src/core/measure/count.js';
import { forget } from '../../../src/core/measure/forget.js';
import { newMeasureRecord, type MeasureRecord } from '../../../src/core/measure/measure-record.js';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const at = (days: number, window: Moment['window'] = 'online'): Moment => {
  const now = NOON + days * DAY_MS;
  return { now, day: new Date(now).toISOString().slice(0, 10), window };
};
const DAY = '2026-11-20';
const SHOWN = { experiment: 'proof', split: 7, arm: 'quotes' };
const seen = () => expose(newMeasureRecord('salt'), SHOWN, at(0));
const order = '019aa0c1-6a3e-7cc1-9d2e-6f0d2b9c1a55';
const saved: Done = { outcome: 'saved', order };
const settled: Done = { outcome: 'settled', order };

/** Of one day's arm, what was counted: `added online`. */
function counted(record: MeasureRecord, day = DAY, experiment = 'proof'): string[] {
  const arm = record.days[day]?.arms.find((one) => one.experiment === experiment);
  if (!arm) return [];
  const reached = Object.entries(arm.reached).flatMap(([outcome, windows]) =>
    Object.entries(windows).flatMap(([window, count]) => (count ? [`${outcome} ${window} ${count}`] : [])),
  );
  return [`seen ${arm.seen}`, ...reached];
}

const checkouts = (record: MeasureRecord, day = DAY) => {
  const { online, offline } = record.days[day]?.checkouts ?? {};
  return [online?.begun, online?.completed, offline?.begun, offline?.completed];
};

describe('a device that sees an experiment', () => {
  it('is counted once, on the day on which it saw it first', () => {
    const record = expose(seen(), SHOWN, at(3));
    expect(counted(record)).to.deep.equal(['seen 1']);
    expect(Object.keys(record.days)).to.deep.equal([DAY]);
    expect(record.days[DAY]?.arms[0]).to.include({ experiment: 'proof', split: 7, arm: 'quotes' });
  });

  it('stays in the arm that it saw first, whatever the shop makes of the experiment', () => {
    const record = seen();
    expect(expose(record, { experiment: 'proof', split: 8, arm: 'cards' }, at(0))).to.equal(record);
  });

  it('is counted in eight experiments a day', () => {
    let record = newMeasureRecord('salt');
    for (let n = 0; n < 9; n++) record = expose(record, { ...SHOWN, experiment: `e${n}` }, at(0));
    expect(record.days[DAY]?.arms.length).to.equal(8);
    expect(counted(expose(record, SHOWN, at(1)), '2026-11-21')).to.deep.equal(['seen 1']);
  });
});

describe('what is done after it was seen', () => {
  it('is counted once, by how the endpoint stood, on the day of the seeing', () => {
    let record = reach(seen(), { outcome: 'added' }, at(2, 'offline'));
    record = reach(record, { outcome: 'added' }, at(2));
    expect(counted(record)).to.deep.equal(['seen 1', 'added offline 1']);
    expect(Object.keys(record.days)).to.deep.equal([DAY]);
  });

  it('is counted for each experiment that was seen, and for none that was not', () => {
    const record = reach(
      expose(seen(), { ...SHOWN, experiment: 'place' }, at(1)),
      { outcome: 'checkout' },
      at(1),
    );
    expect(counted(record)).to.deep.equal(['seen 1', 'checkout online 1']);
    expect(counted(record, '2026-11-21', 'place')).to.deep.equal(['seen 1', 'checkout online 1']);
    const nobody = newMeasureRecord('salt');
    expect(reach(nobody, { outcome: 'checkout' }, at(0))).to.equal(nobody);
  });

  it('is not put down to it after more than 7 days', () => {
    expect(counted(reach(seen(), { outcome: 'added' }, at(7)))).to.include('added online 1');
    expect(counted(reach(seen(), { outcome: 'added' }, at(7.01)))).to.deep.equal(['seen 1']);
  });
});

describe('an order that is settled', () => {
  it('counts within 30 days, if its saving was put down to what was seen', () => {
    const record = reach(seen(), saved, at(6));
    expect(counted(reach(record, settled, at(30)))).to.include('settled online 1');
    expect(counted(reach(record, settled, at(30.1)))).not.to.include('settled online 1');
    expect(counted(reach(seen(), settled, at(1)))).to.deep.equal(['seen 1']);
    expect(counted(reach(reach(seen(), saved, at(8)), settled, at(9)))).to.deep.equal(['seen 1']);
  });

  it('counts by how the endpoint stood as it was saved', () => {
    const record = reach(reach(seen(), saved, at(1, 'offline')), settled, at(2, 'online'));
    expect(counted(record)).to.deep.equal(['seen 1', 'saved offline 1', 'settled offline 1']);
  });

  it('counts if it is the second that was saved, and then once', () => {
    const second = '019aa0c1-6a3e-7cc1-9d2e-6f0d2b9c1a56';
    let record = reach(reach(seen(), saved, at(1)), { outcome: 'saved', order: second }, at(2));
    record = reach(record, { outcome: 'settled', order: second }, at(3));
    expect(counted(record)).to.deep.equal(['seen 1', 'saved online 1', 'settled online 1']);
    const after = reach(record, settled, at(4));
    expect(after).to.equal(record);
    expect(record.exposures['proof']?.orders).to.deep.equal([]);
  });
});

describe('a checkout', () => {
  it('is counted once a day and connection, begun and completed', () => {
    let record = newMeasureRecord('salt');
    for (let n = 0; n < 2; n++)
      record = completeCheckout(beginCheckout(beginCheckout(record, at(0)), at(0)), at(0.01));
    record = completeCheckout(beginCheckout(record, at(0, 'offline')), at(0.01));
    expect(checkouts(record)).to.deep.equal([1, 1, 1, 1]);
  });

  it('is completed on the day and with the connection of its beginning', () => {
    const record = completeCheckout(beginCheckout(newMeasureRecord('salt'), at(0, 'offline')), at(0.6));
    expect(checkouts(record)).to.deep.equal([0, 0, 1, 1]);
    expect(Object.keys(record.days)).to.deep.equal([DAY]);
  });

  it('is never completed without having been begun, and is abandoned after a day', () => {
    const nobody = newMeasureRecord('salt');
    expect(completeCheckout(nobody, at(0))).to.equal(nobody);
    expect(checkouts(completeCheckout(beginCheckout(nobody, at(0)), at(1.1)))).to.deep.equal([1, 0, 0, 0]);
  });
});

describe('what a device keeps of it', () => {
  it('is no order’s id after 30 days, and the arm until nobody has its sums any more', () => {
    const record = reach(seen(), saved, at(1));
    expect(forget(record, at(30).now, at(30).day).exposures['proof']?.orders).to.deep.equal([order]);
    const later = forget(record, at(31).now, at(31).day);
    expect(later.exposures['proof']).to.deep.include({ arm: 'quotes', orders: [] });
    expect(forget(record, at(762).now, at(762).day).exposures).to.deep.equal({});
  });

  it('is how a day’s checkouts ended, for as long as that may change', () => {
    const record = beginCheckout(newMeasureRecord('salt'), at(0));
    expect(Object.keys(forget(record, at(2).now, at(2).day).checkouts)).to.deep.equal([DAY]);
    expect(forget(record, at(3).now, at(3).day).checkouts).to.deep.equal({});
  });
});
