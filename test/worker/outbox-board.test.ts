import { expect } from '@open-wc/testing';

import type { DeviceStore } from '../../src/core/ports.js';
import type { EnginePatch } from '../../src/core/engine-port.js';
import type { OutboxView } from '../../src/core/shop-state.js';
import { eraseDevice } from '../../src/core/consent/erase.js';
import { releaseHeld } from '../../src/core/stall/keep-collection.js';
import { OutboxBoard } from '../../src/worker/outbox-board.js';
import type { Room } from '../../src/worker/room.js';
import { createDevice, placeOne } from '../support/order-desk.js';
import { createStall, serveOne } from '../support/stall-device.js';

/** A board over a store that answers each count when the test says so. */
function createBoard() {
  const answers: ((count: number) => void)[] = [];
  const shown: number[] = [];
  const room = {
    store: {
      count: async (kind: string) =>
        kind === 'intent' ? new Promise<number>((resolve) => answers.push(resolve)) : 0,
    },
    tally: { open: 0, parked: 0 },
    emit: ({ outbox }: EnginePatch) => outbox && shown.push(outbox.waiting),
  } as unknown as Room;
  return { board: new OutboxBoard(room), answers, shown };
}

/** A board over a device's store, and what it has shown, oldest first. */
function openBoard(store: DeviceStore) {
  const views: OutboxView[] = [];
  const emit = ({ outbox }: EnginePatch) => outbox && views.push(outbox);
  const room = { store, tally: { open: 0, parked: 0 }, emit } as unknown as Room;
  return { board: new OutboxBoard(room), views };
}

describe('what waits', () => {
  it('is shown as soon as it was counted, also while a newer look is under way', async () => {
    const { board, answers, shown } = createBoard();
    const counted = board.show();
    const looked = board.show();
    answers[0]?.(1);
    await counted;
    expect(shown).to.deep.equal([1]);
    answers[1]?.(1);
    await looked;
    expect(shown).to.deep.equal([1]);
  });

  it('is never shown as it was before something newer was shown', async () => {
    const { board, answers, shown } = createBoard();
    const looks = [board.show(), board.show()];
    answers[1]?.(2);
    await looks[1];
    answers[0]?.(1);
    await looks[0];
    expect(shown).to.deep.equal([2]);
    expect(board.waiting).to.equal(2);
  });

  it('is told apart: orders, and what a stall has handed over', async () => {
    const device = await createStall();
    await serveOne(device);
    expect(await releaseHeld(device.store)).to.equal(1);
    await placeOne(device);
    const { board, views } = openBoard(device.store);
    expect((await board.show()).waiting).to.equal(2);
    expect(views.at(-1)).to.include({ waiting: 2, parked: 0, handed: 1 });
    await placeOne(device);
    await board.show();
    expect(views.at(-1)).to.include({ waiting: 3, handed: 1 });
  });

  it('is told apart where it was set aside as well', async () => {
    const device = await createStall();
    await serveOne(device);
    await releaseHeld(device.store);
    const [intent] = await device.store.list('intent');
    if (!intent) throw new Error('nothing was handed over');
    const aside = { ...intent, parked: 'Bad request', rev: intent.rev + 1 };
    await device.store.commit({ put: [[['intent', intent.id], aside]], durability: 'strict' });
    const { board, views } = openBoard(device.store);
    await board.show();
    expect(views.at(-1)).to.include({ waiting: 1, parked: 1, handed: 0, handedAside: 1 });
  });

  it('is told where the shop could not read that its shopper erased everything, and is not counted as an order', async () => {
    const device = createDevice();
    await placeOne(device);
    const task = { shop: 'millrace', mode: 'live', hasEndpoint: true, evenUnsent: true } as const;
    await eraseDevice(device.ports, task);
    const { board, views } = openBoard(device.store);
    expect((await board.show()).waiting).to.equal(1);
    expect(views.at(-1)).to.include({ waiting: 0, parked: 0, erasing: 1, eraseRefused: undefined });
    const [intent] = await device.store.list('intent');
    if (!intent) throw new Error('nothing is told');
    const aside = { ...intent, parked: 'Bad request', rev: intent.rev + 1 };
    await device.store.commit({ put: [[['intent', intent.id], aside]], durability: 'strict' });
    expect((await board.show()).waiting).to.equal(0);
    expect(views.at(-1)).to.include({ waiting: 0, parked: 0, erasing: 1, eraseRefused: 'Bad request' });
  });
});
