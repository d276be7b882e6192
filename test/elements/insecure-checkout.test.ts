import { aTimeout, expect, fixtureSync, html } from '@open-wc/testing';

import { PunnetCheckout } from '../../src/elements/punnet-checkout.js';
import { PunnetShop } from '../../src/elements/punnet-shop.js';
import { FakeShopPort } from '../support/fake-shop-port.js';
import { createState } from '../support/fixtures.js';
import { patch } from '../support/patch.js';

customElements.define('punnet-shop', PunnetShop);
customElements.define('punnet-checkout', PunnetCheckout);

// WebKit's compiled code does not ask again what a page's context is.
it('takes no order on a page that is not served securely', async () => {
  patch(window, 'isSecureContext', { value: false });
  const port = new FakeShopPort(createState());
  await port.add('honey-340', 1);
  PunnetShop.open = () => port;
  const page = fixtureSync<HTMLElement>(
    html`<div lang="en">
      <punnet-shop catalog="/catalog.json" endpoint="https://orders.example"
        ><punnet-checkout></punnet-checkout
      ></punnet-shop>
    </div>`,
  );
  await aTimeout(0);
  const checkout = page.querySelector('punnet-checkout') as PunnetCheckout;
  await checkout.updateComplete;
  expect(checkout.shadowRoot?.textContent).to.contain('This page can’t take orders');
  expect(checkout.shadowRoot?.querySelector('[part~=order-button]')).to.equal(null);
});
