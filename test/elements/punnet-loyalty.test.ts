import { expect } from '@open-wc/testing';

import type { Look } from '../support/looks/look.js';
import { show } from '../support/looks/look.js';
import { loyaltyLooks, POINTS } from '../support/looks/loyalty-looks.js';
import '../support/looks/looks.js';

const lookOf = (name: string) => loyaltyLooks.find((look) => look.name === name) as Look;

async function saidIn(name: string) {
  const { el } = await show('loyalty', lookOf(name));
  const textOf = (part: string) =>
    el.shadowRoot?.querySelector(`[part~="${part}"]`)?.textContent?.replace(/\s+/g, ' ').trim();
  return { el, textOf };
}

describe('the shopper\u2019s points', () => {
  it('are told apart: settled, and what comes once orders are', async () => {
    const { textOf, el } = await saidIn('with some that are pending');
    expect([textOf('settled'), textOf('pending')]).to.deep.equal([
      '120 points',
      '18 more once your orders are settled',
    ]);
    expect(el.shadowRoot?.querySelector('.points')?.textContent?.replace(/\s+/g, ' ').trim()).to.equal(
      '120 points · 18 more once your orders are settled',
    );
  });

  it('are settled alone where nothing is pending', async () => {
    const { textOf } = await saidIn('that may be redeemed');
    expect([textOf('settled'), textOf('pending')]).to.deep.equal(['120 points', undefined]);
    expect(textOf('redeem')).to.equal('Use them at the checkout: each takes £0.05 off.');
  });

  it('take as much off the basket as they can, and lead to it', async () => {
    const { textOf } = await saidIn('for what is in the basket');
    expect(textOf('redeem')).to.match(/^120 points take £6.00 off this basket/);
    expect(textOf('view-button')).to.equal('View basket');
  });

  it('need a connection where none are held', async () => {
    const { textOf } = await saidIn('that need a connection');
    expect([textOf('redeem'), textOf('view-button')]).to.deep.equal([
      'Using them needs a connection.',
      undefined,
    ]);
  });

  it('are none at first, in words that a page may replace', async () => {
    const { textOf, el } = await saidIn('without any');
    expect(textOf('empty')).to.equal('No points yet');
    expect(el.shadowRoot?.querySelector('slot[name=empty]')?.textContent).to.contain(
      'You get 1 point for each £1.00 that you pay for goods.',
    );
    expect(el.matches(':state(empty)')).to.equal(true);
  });

  it('are nothing at all in a shop that gives none', async () => {
    const { el } = await saidIn('of a shop that gives none');
    expect(el.shadowRoot?.textContent?.trim()).to.equal('');
  });

  it('are others once the shop says so', async () => {
    const { el, port, settle } = await show('loyalty', { name: '', state: POINTS });
    port.change({ loyalty: { settled: 80, pending: 0 } });
    await settle();
    expect(el.shadowRoot?.querySelector('[part~="settled"]')?.textContent).to.equal('80 points');
  });
});
