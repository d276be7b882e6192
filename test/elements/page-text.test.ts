import { expect, html } from '@open-wc/testing';

import { PunnetCartCount } from '../../src/elements/punnet-cart-count.js';
import { PunnetPrice } from '../../src/elements/punnet-price.js';
import { FakeShopPort } from '../support/fake-shop-port.js';
import { createState } from '../support/fixtures.js';
import { defineOnce, part, partText, renderShop, settled } from '../support/shop-fixture.js';

defineOnce('punnet-price', PunnetPrice);
defineOnce('punnet-cart-count', PunnetCartCount);

describe('<punnet-price>', () => {
  it('is accessible', async () => {
    const { shop } = await renderShop(html`<p>Oats <punnet-price variant="oats-500"></punnet-price></p>`);
    await expect(shop).to.be.accessible();
  });

  const prices = [
    { markup: html`<punnet-price variant="oats-500"></punnet-price>`, text: '£2.40' },
    { markup: html`<punnet-price product="oats"></punnet-price>`, text: 'from £2.40' },
    { markup: html`<punnet-price product="honey"></punnet-price>`, text: '£6.50' },
  ];
  for (const { markup, text } of prices) {
    it(`reads ${text}`, async () => {
      const { shop } = await renderShop(markup);
      expect(partText(shop.querySelector('punnet-price') as PunnetPrice, 'price')).to.equal(text);
    });
  }

  it('shows the host’s own text while the price is not known', async () => {
    const { shop } = await renderShop(
      html`<punnet-price variant="oats-500">£2.40</punnet-price>`,
      new FakeShopPort(createState({ catalog: null, load: { kind: 'loading' } })),
    );
    const price = shop.querySelector('punnet-price') as PunnetPrice;
    expect(price.shadowRoot?.querySelector('slot')?.assignedNodes()[0]?.textContent).to.equal('£2.40');
  });

  it('tells the developer of a variant that there is none of', async () => {
    const { shop } = await renderShop(html`<punnet-price variant="nothing">?</punnet-price>`);
    expect(shop.problems.map(({ code }) => code)).to.deep.equal(['unknown-variant']);
  });
});

describe('<punnet-cart-count>', () => {
  it('is accessible', async () => {
    const { shop } = await renderShop(html`<a href="#b">Basket <punnet-cart-count></punnet-cart-count></a>`);
    await expect(shop).to.be.accessible();
  });

  it('reads the number in words, and shows it in digits', async () => {
    const { shop, port } = await renderShop(html`<punnet-cart-count></punnet-cart-count>`);
    await port.add('honey-340', 2);
    await settled(shop);
    const count = shop.querySelector('punnet-cart-count') as PunnetCartCount;
    expect(partText(count, 'badge')).to.equal('2');
    expect(part(count, 'badge')?.getAttribute('aria-hidden')).to.equal('true');
    expect(partText(count, 'base')).to.contain('2 items in basket');
  });

  it('takes the same room with and without a number', async () => {
    const { shop, port } = await renderShop(html`<punnet-cart-count></punnet-cart-count>`);
    const count = shop.querySelector('punnet-cart-count') as PunnetCartCount;
    const before = count.getBoundingClientRect();
    await port.add('honey-340');
    await settled(shop);
    expect(count.getBoundingClientRect().width).to.equal(before.width);
  });
});
