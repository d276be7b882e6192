import { expect } from '@open-wc/testing';

import type { OrderRequest, PickupChoice } from '../../src/core/shop-port.js';
import { fill, show, type Look, type ShownLook } from '../support/looks/look.js';
import { POINTS } from '../support/looks/loyalty-looks.js';
import '../support/looks/looks.js';

/** A jar of honey for 650, and 100 of deposit. */
const LOOK: Look = { name: '', state: POINTS, lines: [['honey-340', 1]] };
const OFFLINE = { connection: 'offline' } as const;
const heldOf = (points: number) => ({
  hold: {
    depot: 'station',
    slot: 'station/2026-11-24T07:30:00+00:00',
    quantities: { 'honey-340': 1 },
    points,
    until: '2026-11-24T07:00:00Z',
  },
});

async function open(state: Look['state'] = {}) {
  const shown = await show('checkout', { ...LOOK, state: { ...POINTS, ...state } });
  const holds: (PickupChoice | null)[] = [];
  const requests: OrderRequest[] = [];
  shown.port.hold = (pickup) => void holds.push(pickup);
  const honest = shown.port.placeOrder.bind(shown.port);
  shown.port.placeOrder = (request) => {
    requests.push(request);
    return honest(request);
  };
  return { ...shown, holds, requests };
}

const textOf = ({ el }: Pick<ShownLook, 'el'>, selector: string) =>
  el.shadowRoot?.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim();
const boxOf = ({ el }: Pick<ShownLook, 'el'>) =>
  el.shadowRoot?.querySelector<HTMLInputElement>('input[name=points]');

async function tick(shown: Pick<ShownLook, 'el' | 'settle'>) {
  boxOf(shown)?.click();
  await shown.settle();
}

const button = (shown: Pick<ShownLook, 'el'>) => textOf(shown, '[part~="order-button"]');

describe('points at the checkout', () => {
  it('are offered in one box that says what they take off, and taken off once it is ticked', async () => {
    const shown = await open();
    expect(textOf(shown, 'label[for=use-points]')).to.equal('Use 120 points, £6.00 off');
    expect(textOf(shown, '#points-hint')).to.equal('You have 120 points.');
    const before = button(shown);
    await tick(shown);
    expect([before, button(shown)]).to.deep.equal([
      'Order and pay £7.50 at pickup',
      'Order and pay £1.50 at pickup',
    ]);
    expect(textOf(shown, '[part~="discount"]')).to.equal('120 points −£6.00');
    expect(textOf(shown, '[part~="total"]')).to.equal('Total £1.50');
    expect(boxOf(shown)?.checked).to.equal(true);
    await tick(shown);
    expect(button(shown)).to.equal(before);
    expect(textOf(shown, '[data-landing=changed]')).to.equal(undefined);
  });

  it('are no more than the goods take', async () => {
    const shown = await open({ loyalty: { settled: 999, pending: 0 } });
    expect(textOf(shown, 'label[for=use-points]')).to.equal('Use 130 points, £6.50 off');
  });

  it('are asked to be held once it is known where and when, and are in the order', async () => {
    const shown = await open();
    await tick(shown);
    await fill(shown);
    expect(shown.holds.at(-1)).to.deep.include({ depot: 'station', points: 120 });
    await shown.press('order-button');
    expect(shown.requests).to.have.lengthOf(1);
    expect(shown.requests[0]).to.include({ redeemPoints: 120, total: 150 });
  });

  it('are not in an order whose box was not ticked', async () => {
    const shown = await open();
    await fill(shown);
    expect(shown.holds.at(-1)).not.to.have.property('points');
    await shown.press('order-button');
    expect(shown.requests[0]).not.to.have.property('redeemPoints');
    expect(shown.requests[0]).to.include({ total: 750 });
  });

  it('need a connection where none are held, and the box stays empty', async () => {
    const shown = await open(OFFLINE);
    expect(textOf(shown, 'label[for=use-points]')).to.equal('Using points needs a connection');
    expect(boxOf(shown)?.getAttribute('aria-disabled')).to.equal('true');
    await tick(shown);
    expect([boxOf(shown)?.checked, button(shown)]).to.deep.equal([false, 'Order and pay £7.50 at pickup']);
  });

  it('are those that are held, once the connection is gone', async () => {
    const shown = await open(heldOf(120));
    await tick(shown);
    shown.port.change(OFFLINE);
    await shown.settle();
    expect([boxOf(shown)?.checked, button(shown)]).to.deep.equal([true, 'Order and pay £1.50 at pickup']);
  });

  it('say that the total is another one, where the connection went before they were held', async () => {
    const shown = await open();
    await tick(shown);
    shown.port.change(OFFLINE);
    await shown.settle();
    expect(button(shown)).to.equal('Order and pay £7.50 at pickup');
    expect(textOf(shown, '[data-landing=changed]')).to.contain('£1.50').and.to.contain('£7.50');
  });

  for (const { what, state } of [
    { what: 'in a shop that gives none', state: { catalog: { ...POINTS.catalog, loyalty: undefined } } },
    { what: 'by a shopper who has none', state: { loyalty: { settled: 0, pending: 18 } } },
    { what: 'where the shop is never asked', state: { offlinePolicy: 'force-offline' } },
  ])
    it(`are not spoken of ${what}`, async () => {
      const shown = await open(state as Look['state']);
      expect(textOf(shown, '[part~="points"]')).to.equal(undefined);
    });
});
