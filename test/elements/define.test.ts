import { expect, fixture, html } from '@open-wc/testing';

import { PunnetShop } from '../../src/elements/punnet-shop.js';
import { FakeShopPort } from '../support/fake-shop-port.js';
import { serve } from '../support/shop-fixture.js';

/** A tag that the page has defined before Punnet came. */
class HostsOwnPrice extends HTMLElement {}

describe('the script tag', () => {
  // The whole of Punnet, file by file, from a development server.
  before(async function () {
    this.timeout(20_000);
    customElements.define('punnet-price', HostsOwnPrice);
    serve(new FakeShopPort());
    await import('../../src/define.js');
  });

  const core = ['shop', 'product', 'add', 'cart-count', 'cart', 'status'].map((name) => `punnet-${name}`);
  for (const tag of core) {
    it(`brings <${tag}> at once`, () => {
      expect(customElements.get(tag)).to.exist;
    });
  }

  it('leaves a tag to whoever was first', () => {
    expect(customElements.get('punnet-price')).to.equal(HostsOwnPrice);
    expect(customElements.get('punnet-shop')).to.equal(PunnetShop);
  });

  for (const tag of ['punnet-checkout', 'punnet-receipt', 'punnet-orders']) {
    it(`brings <${tag}> when a shop has its catalog`, async () => {
      await fixture(html`<punnet-shop catalog="/catalog.json"></punnet-shop>`);
      await customElements.whenDefined(tag);
    });
  }

  it('brings <punnet-catalog> when the page holds one', async function () {
    this.timeout(20_000);
    expect(customElements.get('punnet-catalog')).to.equal(undefined);
    await fixture(html`<div><punnet-catalog></punnet-catalog></div>`);
    await customElements.whenDefined('punnet-catalog');
  });
});
