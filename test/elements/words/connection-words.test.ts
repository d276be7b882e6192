/** No place of a page promises more of an order that can't be sent than this browser can keep. */
import { expect, html } from '@open-wc/testing';

import type { ShopState } from '../../../src/core/shop-state.js';
import { ORDER_PATH } from '../../../src/elements/page/late-code.js';
import { PunnetCart } from '../../../src/elements/punnet-cart.js';
import { PunnetStatus } from '../../../src/elements/punnet-status.js';
import { FakeShopPort } from '../../support/fake-shop-port.js';
import { createState } from '../../support/fixtures.js';
import { announced, defineOnce, renderShop, settled } from '../../support/shop-fixture.js';

const HELD = 'Until it is sent, an order is held in this tab only.';

before(async () => {
  const { PunnetCheckout } = await ORDER_PATH.load();
  defineOnce('punnet-status', PunnetStatus);
  defineOnce('punnet-cart', PunnetCart);
  defineOnce('punnet-checkout', PunnetCheckout);
});

/** What each place says once the shop is `changes`, and what is said aloud. */
async function tell(changes: Partial<ShopState>) {
  const port = new FakeShopPort(createState({ ...changes, connection: 'online' }));
  await port.add('honey-340', 1);
  const content = html`<punnet-status></punnet-status><punnet-cart></punnet-cart
    ><punnet-checkout></punnet-checkout>`;
  const { shop } = await renderShop(content, port);
  const aloud = announced(shop);
  port.change({ connection: 'offline', ...changes });
  await settled(shop);
  const words = ['punnet-status', 'punnet-cart', 'punnet-checkout'].map(
    (tag) => [tag, shop.querySelector(tag)?.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? ''] as const,
  );
  return [...words, ['live region', await aloud] as const];
}

const wheres: readonly { name: string; changes: Partial<ShopState>; hint: string }[] = [
  { name: 'offline', changes: {}, hint: HELD },
  { name: 'the shop does not answer', changes: { connection: 'unreachable' }, hint: HELD },
  { name: 'it is kept for later by the page', changes: { offlinePolicy: 'force-offline' }, hint: HELD },
  {
    name: 'the page takes orders online only',
    changes: { offlinePolicy: 'require-online' },
    hint: 'needs a connection.',
  },
];

describe('what is said where the shop can’t be reached', () => {
  for (const { name, changes, hint } of wheres)
    it(`says that orders are held in the tab, not saved, where this browser keeps nothing: ${name}`, async () => {
      const storage = { durable: 'no', full: false, wiped: false, silent: false } as const;
      for (const [where, words] of await tell({ ...changes, storage })) {
        expect(words, where).to.contain(hint);
        expect(words, where).not.to.match(/(are|is) saved/);
      }
    });

  for (const connection of ['offline', 'unreachable', 'captive'] as const)
    it(`does not say that orders are saved where none can be made before the shop was heard from: ${connection}`, async () => {
      for (const [where, words] of await tell({ connection, orderable: false })) {
        expect(words, where).to.match(/needs a connection/);
        expect(words, where).not.to.match(/(are|is) saved|sent later/);
      }
    });

  it('promises nothing on a device whose storage is full', async () => {
    const storage = { durable: 'twice', full: true, wiped: false, silent: false } as const;
    for (const [where, words] of await tell({ storage })) {
      expect(words, where).to.contain('No connection');
      expect(words, where).not.to.match(/(are|is) saved|held/);
    }
  });
});
