import { expect } from '@open-wc/testing';

import type { ProvenState } from '../../../src/core/protocol/proof.js';
import type { ReceiptClaims } from '../../../src/core/protocol/receipt.js';
import { learn } from '../../../src/core/stall/learn.js';
import type { StallOrderRecord } from '../../../src/core/stall/stall-order.js';
import { createMemoryStore } from '../../../src/storage/memory-store.js';
import { FACTS } from '../../support/receipt-vectors.js';
import { HASH, seen } from '../../support/stall-device.js';

const TOLD_ITEMS = [{ title: 'Honey 340 g', quantity: 2 }];
const READ_ITEMS = [{ title: 'Honey 340 g', quantity: 20 }];
const CHOSEN = { depot: '1f0e9a77', startMinutes: 1, amount: 1 };
const SAVED: ReceiptClaims = { ...FACTS, state: 'saved', rev: 2 };

const told = (state: ProvenState): StallOrderRecord => {
  const place = { depot: 'station', startMinutes: 1 };
  return seen({ items: TOLD_ITEMS, told: { state, payment: 'at_pickup', rev: 2, amount: 1_400, place } });
};

async function learnOver(known: StallOrderRecord, claims: ReceiptClaims, hash = HASH) {
  const store = createMemoryStore();
  await store.commit({ put: [[['stall-order', known.id], known]], durability: 'strict' });
  const { id, code } = known;
  await learn(store, { id, code, hash, items: READ_ITEMS, token: 'PN1:A', seenAt: known.seenAt }, claims);
  return store.get(['stall-order', id]);
}

describe('what a stall knows of an order after another look at a receipt', () => {
  const rows: readonly (readonly [string, StallOrderRecord, ReceiptClaims, readonly object[]])[] = [
    ['signed by a device, where the shop has confirmed it', told('confirmed'), SAVED, TOLD_ITEMS],
    ['with a revision that a device made up', told('confirmed'), { ...SAVED, rev: 9 }, TOLD_ITEMS],
    ['chosen where the shop has confirmed it', told('confirmed'), { ...SAVED, chosen: CHOSEN }, TOLD_ITEMS],
    ['chosen where it was collected', told('collected'), { ...SAVED, chosen: CHOSEN }, TOLD_ITEMS],
    ['by the shop, and older', told('confirmed'), { ...SAVED, state: 'confirmed', rev: 1 }, TOLD_ITEMS],
    ['by the shop, and newer', told('confirmed'), { ...SAVED, state: 'confirmed', rev: 3 }, READ_ITEMS],
    ['chosen where the shop asks', told('repriced'), { ...SAVED, chosen: CHOSEN }, READ_ITEMS],
    ['of an order that the shop has not told of', seen({ items: TOLD_ITEMS }), SAVED, READ_ITEMS],
  ];
  for (const [name, known, claims, items] of rows) {
    it(`${items === TOLD_ITEMS ? 'keeps' : 'takes'} the items, for one ${name}`, async () => {
      expect((await learnOver(known, claims))?.items).to.deep.equal(items);
    });
  }

  it('keeps hash, items and receipt where one has other bytes than the order', async () => {
    const known = { ...told('repriced'), token: 'PN1:OWN' };
    const after = await learnOver(known, { ...SAVED, chosen: CHOSEN }, 'a'.repeat(43));
    expect(after).to.deep.equal({ ...known, rev: 1 });
  });
});
