import { expect } from '@open-wc/testing';

import { findPickupChange, isChoosable, type PickupOffer } from '../../../src/core/order/checkout-changes.js';
import type { SlotView } from '../../../src/core/shop-state.js';

const NOW = Date.parse('2026-11-24T05:00:00Z');
const slot: SlotView = {
  id: 'station/2026-11-24T07:30+00:00',
  start: '2026-11-24T07:30:00Z',
  end: '2026-11-24T08:00:00Z',
  cutoff: '2026-11-24T06:30:00Z',
  open: true,
  full: false,
};
const station = { id: 'station', title: 'Station kiosk', closures: [] };
const offer: PickupOffer = { depots: [station], slots: { station: [slot] } };
const closed = { from: '2026-11-23', to: '2026-11-24', reason: 'Holidays' };

describe('a pickup that was chosen', () => {
  const cases: { name: string; offer?: PickupOffer; now?: number; change: unknown }[] = [
    { name: 'stays chosen while it can be had', change: null },
    {
      name: 'is lost when its cut-off has passed, by the very millisecond',
      now: Date.parse(slot.cutoff),
      offer: { ...offer, slots: { station: [{ ...slot, open: false }] } },
      change: { kind: 'cutoff-passed', start: slot.start },
    },
    {
      name: 'is lost when others filled the slot',
      offer: { ...offer, slots: { station: [{ ...slot, open: false, full: true }] } },
      change: { kind: 'slot-full', start: slot.start },
    },
    {
      name: 'is lost when the shop closed the slot',
      offer: { ...offer, slots: { station: [{ ...slot, open: false }] } },
      change: { kind: 'slot-gone', start: slot.start },
    },
    {
      name: 'is lost when the shop no longer has the slot',
      offer: { ...offer, slots: {} },
      change: { kind: 'slot-gone', start: slot.start },
    },
    {
      name: 'is lost when the depot closes on that day',
      offer: { depots: [{ ...station, closures: [closed] }], slots: {} },
      change: { kind: 'depot-closed', place: 'Station kiosk', start: slot.start },
    },
    {
      name: 'is not lost when the depot closes on another day',
      offer: { ...offer, depots: [{ ...station, closures: [{ ...closed, to: '2026-11-23' }] }] },
      change: null,
    },
    {
      name: 'is lost when the depot is no longer there',
      offer: { depots: [], slots: {} },
      change: { kind: 'depot-gone', place: 'Station kiosk' },
    },
  ];
  for (const { name, offer: found = offer, now = NOW, change } of cases) {
    it(name, () => {
      expect(findPickupChange({ depot: station, slot }, found, now)).to.deep.equal(change);
    });
  }
});

describe('a slot', () => {
  const cases: { name: string; slot: SlotView; choosable: boolean }[] = [
    { name: 'can be chosen while it is open', slot, choosable: true },
    { name: 'cannot be chosen when full', slot: { ...slot, full: true }, choosable: false },
    { name: 'cannot be chosen when closed', slot: { ...slot, open: false }, choosable: false },
  ];
  for (const { name, slot: given, choosable } of cases) {
    it(name, () => expect(isChoosable(given)).to.equal(choosable));
  }
});
