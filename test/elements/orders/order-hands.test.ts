/** Whatever comes of one press, the next one is heard. */
import { expect } from '@open-wc/testing';
import type { LitElement } from 'lit';

import { OrderHands } from '../../../src/elements/orders/order-hands.js';
import type { ShopLink } from '../../../src/elements/shop/shop-link.js';
import type { OrderLocalizer } from '../../../src/elements/words/order-terms.js';

describe('what a shopper asks about an order', () => {
  it('can be asked again where the first time came to grief', async () => {
    const nothing = () => undefined;
    const host = { addController: nothing, requestUpdate: nothing } as unknown as LitElement;
    const link = { handle: { element: {} } } as ShopLink;
    const hands = new OrderHands(host, link, {} as OrderLocalizer);
    const grief = await hands.ask('one', () => Promise.reject(new Error('broken'))).catch(String);
    expect(grief).to.equal('Error: broken');
    expect(await hands.ask('one', async () => ({ ok: true }))).to.deep.equal({ ok: true });
  });
});
