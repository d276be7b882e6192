import { expect, html, waitUntil } from '@open-wc/testing';

import type { Done } from '../../../src/core/measure/count.js';
import type { Connection } from '../../../src/core/shop-state.js';
import { addRequest, checkoutStarted } from '../../../src/elements/events.js';
import { PunnetProduct } from '../../../src/elements/punnet-product.js';
import { FakeShopPort } from '../../support/fake-shop-port.js';
import { createOrder, createState } from '../../support/fixtures.js';
import { defineOnce, renderShop } from '../../support/shop-fixture.js';

const MEASURED = { personalisation: false, measurement: true };

/** What the stage that counts was told. A checkout that begins now is the last of it. */
async function toldOf(port: FakeShopPort, product: HTMLElement) {
  const isLast = () => listTold(port).at(-1)?.startsWith('checkout');
  product.dispatchEvent(checkoutStarted('shopper'));
  await waitUntil(isLast);
  return listTold(port).slice(0, -1);
}

function listTold(port: FakeShopPort) {
  return port.calls.flatMap(([stage, name, done, connection]) =>
    stage === 'measure-stage' && name === 'did'
      ? [`${(done as Done).outcome} ${connection as Connection}`]
      : [],
  );
}

const opens = ({ calls }: FakeShopPort) =>
  calls.filter(([stage, name]) => stage === 'measure-stage' && name === 'open').length;

async function openShop(measurement = true) {
  defineOnce('punnet-product', PunnetProduct);
  const port = new FakeShopPort(createState({ consent: { personalisation: false, measurement } }));
  const { shop } = await renderShop(html`<punnet-product product="oats"></punnet-product>`, port);
  if (measurement) await waitUntil(() => opens(port) > 0);
  const product = shop.querySelector('punnet-product') as PunnetProduct;
  const add = (element: HTMLElement = product) =>
    shop.ask(
      element,
      addRequest({ variant: 'oats-500', quantity: 1, modifiers: { container: 'own-jar' } }),
      (to) => to.add('oats-500', 1, { container: 'own-jar' }),
    );
  return { shop, port, product, add };
}

describe('what a shopper does who may be measured', () => {
  it('is told when they put something into the basket, and not when they take it out or put it back', async () => {
    const { port, add, shop, product } = await openShop();
    await add();
    const [line] = port.state.cart.lines;
    await shop.ask(shop, null, (to) => to.setQuantity(line?.id ?? '', 0));
    await shop.ask(shop, null, (to) => to.restore());
    expect(await toldOf(port, product)).to.deep.equal(['added online']);
  });

  it('is not what a script puts there, another tab, or a page that keeps it from happening', async () => {
    const { port, add, shop, product } = await openShop();
    port.refusals.set('add', { ok: false, code: 'busy', message: '' });
    await add();
    port.refusals.clear();
    await shop.add('oats-500', 1, { container: 'own-jar' });
    product.addEventListener('punnet-add-request', (event) => event.preventDefault(), { once: true });
    await add();
    const { cart } = port.state;
    port.change({ cart: { ...cart, lines: [] } }, 'tab');
    port.change({ cart }, 'tab');
    expect(await toldOf(port, product)).to.deep.equal([]);
  });

  it('is told with how the shop could be reached then', async () => {
    const { port, add, product } = await openShop();
    port.change({ connection: 'unreachable' });
    await add();
    expect(await toldOf(port, product)).to.deep.equal(['added unreachable']);
  });

  it('is told when they begin to order, order, and have it', async () => {
    const { port, product, shop } = await openShop();
    product.dispatchEvent(checkoutStarted('shopper'));
    await shop.ask(product, null, (to) =>
      to.placeOrder({ pickup: { depot: 'station', slot: 'one' }, payment: 'at-pickup' }),
    );
    const [order] = port.state.orders;
    if (!order) throw new Error('It was placed');
    port.change({ orders: [{ ...order, state: 'collected' }] });
    const told = ['checkout online', 'saved online', 'settled online'];
    expect(await toldOf(port, product)).to.deep.equal(told);
  });

  it('is told of an order in the tab that placed it alone', async () => {
    const { port, product } = await openShop();
    port.change({ orders: [createOrder()] }, 'tab');
    expect(await toldOf(port, product)).to.deep.equal([]);
  });

  it('is told to its own shop alone', async () => {
    const { port, product } = await openShop();
    const outside = document.body.appendChild(document.createElement('p'));
    outside.setAttribute('for', 'another-shop');
    outside.dispatchEvent(checkoutStarted('shopper'));
    outside.remove();
    expect(await toldOf(port, product)).to.deep.equal([]);
  });

  it('is told once, though leave was given twice', async () => {
    const { port, add, product } = await openShop();
    port.change({ consent: { personalisation: false, measurement: false } });
    port.change({ consent: MEASURED });
    await waitUntil(() => opens(port) > 1);
    await add();
    expect(await toldOf(port, product)).to.deep.equal(['added online']);
  });

  it('is told no more once they have taken their leave back', async () => {
    const { port, add, product } = await openShop();
    port.change({ consent: { personalisation: false, measurement: false } });
    await add();
    port.change({ consent: MEASURED });
    expect(await toldOf(port, product)).to.deep.equal([]);
  });

  it('has what waits told when the shop can be reached again', async () => {
    const { port } = await openShop();
    port.change({ connection: 'offline' });
    const before = opens(port);
    port.change({ connection: 'online' });
    expect(opens(port)).to.equal(before);
    await waitUntil(() => opens(port) === before + 1);
  });
});

describe('a shopper who gave no leave', () => {
  it('has nothing told, and nothing opened for it', async () => {
    const { port, add } = await openShop(false);
    await add();
    expect(port.calls.filter(([stage]) => stage === 'measure-stage')).to.deep.equal([]);
  });
});
