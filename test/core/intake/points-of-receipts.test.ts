import { expect } from '@open-wc/testing';

import { importReceipt, type ShownReceipt } from '../../../src/core/intake/import-receipt.js';
import type { ReceiptClaims } from '../../../src/core/protocol/receipt.js';
import { BOB, BODY, collect, NOW, place, PICKUP, type IntakeShop } from '../../support/intake-batch.js';
import { accountOf, NONE, openPointShop, REDEEMED } from '../../support/point-shop.js';

/** The order's receipt, as a device has signed it, or the endpoint where there is none. */
function show(
  shop: IntakeShop,
  { intent, hash }: ReturnType<typeof place>,
  { device, ...said }: Partial<Omit<ReceiptClaims, 'device'>> & { readonly device?: string },
) {
  const { lines, deposits, currency } = BODY;
  const claims = { shop: 'millrace', mode: 'live', intent: intent.id, hash, issuedSeconds: NOW / 1_000 };
  const shown = {
    claims: { ...claims, ...{ currency, deposits, lines, amount: 1400 }, ...said },
    ...{ device, named: { lines, pickup: PICKUP } },
  } as unknown as ShownReceipt;
  const { now, catalog, versions, sealed, closed } = shop;
  return shop.ledger.transaction((rows) =>
    importReceipt(rows, shown, { now, catalog, versions, sealed, closed }),
  );
}

describe('points of an order that came in by its receipt', () => {
  it('are its shopper\u2019s once the intent has come, whoever had shown it', async () => {
    const shop = await openPointShop();
    const order = place();
    await show(shop, order, { device: BOB });
    await shop.ask(collect(order));
    expect(accountOf(shop, BOB)).to.deep.equal({ ...NONE, balance: 13, earned: 13 });
    await shop.ask(order);
    expect([accountOf(shop), accountOf(shop, BOB)]).to.deep.equal([
      { ...NONE, balance: 13, earned: 13 },
      NONE,
    ]);
  });

  it('are taken back where an intent with other bytes goes before it', async () => {
    const shop = await openPointShop();
    const order = place();
    await show(shop, order, { device: BOB });
    await shop.ask(collect(order));
    expect(accountOf(shop, BOB)).to.deep.equal({ ...NONE, balance: 13, earned: 13 });
    const own = place({}, { id: order.intent.id, hash: 'the bytes of its shopper' });
    expect((await shop.ask(own)).result.state).to.equal('confirmed');
    expect([accountOf(shop), accountOf(shop, BOB)]).to.deep.equal([NONE, NONE]);
  });

  const SIGNED = { state: 'confirmed', payment: 'at_pickup', rev: 3, amount: 1200 } as const;

  it('are taken with the intent, where the endpoint had signed the order and forgotten it', async () => {
    const shop = await openPointShop(100);
    const order = place(REDEEMED);
    await show(shop, order, SIGNED);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 100, earned: 100 });
    const { result, proof } = await shop.ask(order);
    expect([result.state, proof?.amount, result.redeem]).to.deep.equal([
      'confirmed',
      1200,
      { points: 40, off: 200 },
    ]);
    expect(result.discount).to.equal(undefined);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 60, held: 40, earned: 100 });
    await shop.ask(order);
    await shop.ask(collect(order, 1200));
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 71, spent: 40, earned: 111 });
  });

  it('are owed where the account was forgotten as well', async () => {
    const shop = await openPointShop();
    const order = place(REDEEMED);
    await show(shop, order, SIGNED);
    await shop.ask(order);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, held: 40, owed: 40 });
  });

  it('are not taken for what was off for another reason, or is left off by a stall since', async () => {
    for (const [amount, taken] of [
      [1330, 1330],
      [1400, 1200],
    ] as const) {
      const shop = await openPointShop(100);
      const order = place(REDEEMED);
      await show(shop, order, { ...SIGNED, amount });
      await shop.ask(collect(order, taken));
      await shop.ask(order);
      expect(accountOf(shop)).to.deep.include({ held: 0, spent: 0, owed: 0 });
    }
  });

  it('are spent, and settled by what was paid, where it had been handed over', async () => {
    const shop = await openPointShop(100);
    const order = place(REDEEMED);
    await show(shop, order, { ...SIGNED, state: 'collected', payment: 'paid' });
    await shop.ask(order);
    expect(accountOf(shop)).to.deep.equal({ ...NONE, balance: 71, spent: 40, earned: 111 });
  });
});
