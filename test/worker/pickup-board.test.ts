import { expect } from '@open-wc/testing';

import type { EnginePatch } from '../../src/core/engine-port.js';
import { PickupBoard } from '../../src/worker/pickup-board.js';
import type { Room } from '../../src/worker/room.js';
import { createDevice, firstSlot, OPEN_CATALOG } from '../support/order-desk.js';

/** The shop's first time, which is full for everybody else; this device has two places in it, of which so many are left. */
async function showFull(left: number) {
  const { store, time } = createDevice();
  const moment = () => ({ now: time.now, elapsed: 0, session: 'one', behind: false });
  const slot = firstSlot();
  const [depot = ''] = slot.id.split('/');
  const item = { depot, slot: slot.id, places: 2 };
  const terms = { device: 'ada', ttlMs: 900_000, marginMs: 30_000, asked: moment() };
  const shop = { rev: 0, cursor: null, stock: [], answeredAt: null, keys: [] };
  await store.commit({
    put: [
      [['shop'], { ...shop, depots: [{ id: depot, full: [slot.id], status: 'open' }] }],
      [['lease', 'k'], { rev: 0, key: 'k', items: [{ item, left }], ...terms }],
    ],
    durability: 'strict',
  });
  const told: EnginePatch[] = [];
  const room = {
    ...{ store, config: {}, clock: { now: () => time.now, moment, ahead: () => false } },
    catalog: () => OPEN_CATALOG,
    visible: () => true,
    watch: () => undefined,
    emit: (patch: EnginePatch) => told.push(patch),
  } as unknown as Room;
  const board = new PickupBoard(room);
  await board.show();
  board.close();
  return told[0]?.slots?.[depot]?.find(({ id }) => id === slot.id);
}

describe('a time that is full', () => {
  for (const left of [2, 1])
    it(`is open to a device that has ${left} of its own places in it`, async () => {
      expect(await showFull(left)).to.include({ open: true, full: false });
    });

  it('is full once the last of them is promised', async () => {
    expect(await showFull(0)).to.include({ open: false, full: true });
  });
});
