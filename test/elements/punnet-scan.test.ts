import { expect, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { TemplateResult } from 'lit';

import type { ShopState } from '../../src/core/shop-state.js';
import type { PunnetCart } from '../../src/elements/punnet-cart.js';
import type { AddDetail } from '../../src/elements/events.js';
import { toQrPng } from '../../src/elements/qr/qr.js';
import { PunnetCart as Cart } from '../../src/elements/punnet-cart.js';
import { PunnetReceipt } from '../../src/elements/punnet-receipt.js';
import { PunnetScan } from '../../src/elements/punnet-scan.js';
import { fakeCamera, fakeDetector, type Sight } from '../support/camera.js';
import { FakeShopPort } from '../support/fake-shop-port.js';
import { createOrder, createState } from '../support/fixtures.js';
import { cardOf, goldenReceipt, receiptShop, typeCode } from '../support/looks/scan-looks.js';
import { patch } from '../support/patch.js';
import { defineOnce, part, partText, renderShop, settled } from '../support/shop-fixture.js';

defineOnce('punnet-scan', PunnetScan);
defineOnce('punnet-receipt', PunnetReceipt);
defineOnce('punnet-cart', Cart);

const HONEY = cardOf('honey-340');
const OATS = cardOf('oats-500', { container: 'own-jar' });

async function render(
  state: Partial<ShopState> = {},
  markup: TemplateResult = html`<punnet-scan></punnet-scan>`,
) {
  const port = new FakeShopPort(createState(state));
  const { shop } = await renderShop(markup, port);
  const el = shop.querySelector('punnet-scan') as PunnetScan;
  const settle = () => settled(shop);
  const sight: Sight = { text: undefined };
  fakeDetector(sight);
  /** Holds it before the camera, and waits until it was read. */
  const scan = async (text: string) => {
    part(el, 'camera-button')?.click();
    await waitUntil(() => part(el, 'stop-button'));
    sight.text = text;
    await waitUntil(() => part(el, 'result'));
    sight.text = undefined;
    await settle();
  };
  const press = async (name: string) => {
    part(el, name)?.click();
    await settle();
  };
  const focused = () => [...(el.shadowRoot?.activeElement?.part ?? [])];
  return {
    el,
    shop,
    port,
    scan,
    press,
    settle,
    focused,
    type: (text: string) => typeCode({ el, settle }, text),
  };
}

describe('<punnet-scan>', () => {
  it('is accessible, and offers all three ways', async () => {
    const { el } = await render();
    await expect(el).to.be.accessible();
    for (const name of ['camera-button', 'picture-button', 'find-button'])
      expect(part(el, name), name).not.to.equal(null);
  });

  it('asks for the camera once it is pressed, and not before', async () => {
    const { asked } = fakeCamera();
    const { press, focused, el } = await render();
    expect(asked).to.have.length(0);
    await press('camera-button');
    await waitUntil(() => part(el, 'message')?.nextElementSibling);
    expect(asked).to.have.length(1);
    expect(focused()).to.include('stop-button');
    await press('stop-button');
    expect(focused()).to.include('camera-button');
  });

  it('keeps picture and code within reach while it looks, and when the camera is refused', async () => {
    fakeCamera({ refusal: 'NotAllowedError' });
    const { el, press } = await render();
    await press('camera-button');
    await waitUntil(() => part(el, 'error'));
    expect(partText(el, 'error')).to.contain('The camera isn’t allowed here');
    expect(part(el, 'picture-button')).not.to.equal(null);
    expect(part(el, 'code-field')).not.to.equal(null);
    expect(partText(el, 'camera-button')).to.equal('Try again');
  });

  it('lets the camera go when it leaves the page', async () => {
    const { tracks } = fakeCamera();
    const { el, press } = await render();
    await press('camera-button');
    await waitUntil(() => tracks.length > 0);
    el.remove();
    expect(tracks[0]?.readyState).to.equal('ended');
  });

  it('puts a refill card into the basket, as its article’s own button would, and says so', async () => {
    fakeCamera();
    const { el, shop, scan, port, focused } = await render();
    const asked = oneEvent(shop, 'punnet-add-request') as Promise<CustomEvent<AddDetail>>;
    await scan(OATS);
    const detail = { variant: 'oats-500', quantity: 1, modifiers: { container: 'own-jar' } };
    expect((await asked).detail).to.deep.equal(detail);
    expect(port.calls).to.deep.equal([['add', 'oats-500', 1, { container: 'own-jar' }]]);
    expect(partText(el, 'verdict')).to.equal('Added Rolled oats 500 g, Own jar, 1 in basket');
    expect(focused()).to.include('verdict');
    await expect(el).to.be.accessible();
  });

  it('adds nothing where the page says no, and shows nothing of it', async () => {
    const { el, shop, port, settle } = await render();
    shop.addEventListener('punnet-add-request', (event) => event.preventDefault());
    const input = el.shadowRoot?.querySelector('#code') as HTMLInputElement;
    input.value = HONEY;
    const asked = oneEvent(shop, 'punnet-add-request');
    input.form?.requestSubmit();
    await asked;
    await waitUntil(() => part(el, 'camera-button'));
    await settle();
    expect(port.calls).to.deep.equal([]);
    expect(part(el, 'result')).to.equal(null);
  });

  it('takes a card back, and only what it has added', async () => {
    const { el, port, type, press } = await render();
    await port.add('honey-340', 1);
    await type(HONEY);
    expect(port.state.cart.count).to.equal(2);
    await press('undo-button');
    expect(port.state.cart.lines.map(({ quantity }) => quantity)).to.deep.equal([1]);
    expect(partText(el, 'verdict')).to.equal('Taken out again: Heather honey');
    expect(part(el, 'undo-button')).to.equal(null);
  });

  it('goes on with the camera where that read the last one', async () => {
    const { asked } = fakeCamera();
    const { el, scan, press, focused } = await render();
    await scan(HONEY);
    await press('next-button');
    await waitUntil(() => asked.length === 2);
    expect(part(el, 'result')).to.equal(null);
    expect(focused()).to.include('stop-button');
  });

  it('does not ask for a camera that was never used', async () => {
    const { asked } = fakeCamera();
    const { type, press, focused } = await render();
    await type(HONEY);
    await press('next-button');
    expect(asked).to.have.length(0);
    expect(focused()).to.include('camera-button');
  });

  const refused = [
    {
      name: 'another shop',
      text: cardOf('honey-340', {}, 'elsewhere'),
      says: 'This card is of another shop',
    },
    {
      name: 'an article that is gone',
      text: cardOf('gone'),
      says: 'This card’s article is no longer sold here',
    },
    {
      name: 'an option that is gone',
      text: cardOf('oats-500', { container: 'tin' }),
      says: 'Rolled oats: an option on this card is gone',
    },
    {
      name: 'an article with a choice that it lacks',
      text: cardOf('oats-500'),
      says: 'Rolled oats: an option on this card is gone',
    },
    { name: 'what is sold out', text: cardOf('rye-1000'), says: 'Sold out: Rye' },
    { name: 'what comes soon', text: cardOf('plums-kg'), says: 'Not yet available: Plums' },
    {
      name: 'a newer version',
      text: `${HONEY}`.replace('refill=1', 'refill=2'),
      says: 'This card is newer than this page',
    },
    { name: 'nothing whole', text: `${HONEY}&x=1`, says: 'This card is damaged' },
  ];
  for (const { name, text, says } of refused)
    it(`adds nothing by a card of ${name}, and says why`, async () => {
      const { el, port, type } = await render();
      await type(text);
      expect(partText(el, 'verdict')).to.contain(says);
      expect(port.state.cart.count).to.equal(0);
    });

  it('says that there is no more of an article than one order takes', async () => {
    const { el, port, type } = await render();
    await port.add('honey-340', 2);
    await type(HONEY);
    expect(partText(el, 'verdict')).to.equal('No more Heather honey can be added');
    expect(partText(el, 'result')).to.contain('No more than 2 in one order');
  });

  it('shows the order that a code finds, however it is typed', async () => {
    const order = createOrder();
    const { el, type } = await render({ orders: [order] });
    await type(` ${order.code.slice(0, 3).toLowerCase()}-${order.code.slice(3)} `);
    expect(partText(el, 'verdict')).to.equal(`Order ${order.code}`);
    expect(el.shadowRoot?.querySelector('punnet-receipt')?.order).to.equal(order.id);
    await expect(el).to.be.accessible();
  });

  it('says that a code finds no order, and what can be no code', async () => {
    const { el, type, press, focused } = await render();
    await type('K7QF3P');
    expect(partText(el, 'verdict')).to.equal('No order K7QF3P on this device');
    await press('next-button');
    await type('AEIOU1');
    expect(partText(el, 'field-error')).to.contain('six letters and digits');
    expect(part(el, 'input')?.getAttribute('aria-invalid')).to.equal('true');
    expect(focused()).to.include('input');
  });

  it('shows which order a receipt is, if it is one of this device', async () => {
    const order = { ...createOrder(), id: '0190a5b4-7c00-7a3b-9c2d-0123456789ab' };
    const { el, type } = await render({ catalog: await receiptShop(), orders: [order] });
    await type(await goldenReceipt('confirmed'));
    expect(partText(el, 'verdict')).to.equal(`Order ${order.code}`);
  });

  const verdicts = {
    confirmed: 'Confirmed by the shop',
    attested: 'Not confirmed by the shop',
    unattested: 'Not confirmed by the shop',
    forged: 'Changed or forged',
    'unknown-key': 'It can’t be checked here',
    'other-shop': 'Another shop’s receipt',
    unreadable: 'This receipt can’t be read',
  };
  for (const [kind, says] of Object.entries(verdicts))
    it(`says of a receipt that is ${kind}: ${says}`, async () => {
      const { el, type } = await render({ catalog: await receiptShop() });
      await type(kind === 'unreadable' ? 'PN1:::' : await goldenReceipt(kind));
      expect(partText(el, 'verdict')).to.equal(says);
      const isBelieved = ['confirmed', 'attested', 'unattested'].includes(kind);
      expect(part(el, 'items') !== null).to.equal(isBelieved);
    });

  it('names what a receipt holds by the catalog, and what it doesn’t have', async () => {
    const { el, type } = await render({ catalog: await receiptShop() });
    await type(await goldenReceipt('confirmed'));
    expect(partText(el, 'items')).to.contain('2 × Rolled oats 500 g');
    expect(partText(el, 'result')).to.contain('Rehearsal receipt: not a real order');
    expect(partText(el, 'result')).to.contain('€9.00');
  });

  it('reads a picture, by whatever reader there is', async function () {
    this.timeout(10_000);
    const { el, port } = await render();
    patch(globalThis, 'BarcodeDetector', { value: undefined, writable: true });
    const pick = (file: Blob) => {
      const input = el.shadowRoot?.querySelector('input[type=file]') as HTMLInputElement;
      const files = [new File([file], 'code.png', { type: file.type })];
      patch(input, 'files', { value: files });
      input.dispatchEvent(new Event('change'));
    };
    pick((await toQrPng(HONEY)) as Blob);
    await waitUntil(() => port.state.cart.count === 1, 'added', { timeout: 8_000 });
    await waitUntil(() => part(el, 'undo-button'));
    pick(new Blob(['no picture'], { type: 'image/png' }));
    await waitUntil(() => partText(el, 'verdict') === 'No code found in this picture');
  });

  it('asks before it adds a card that stands in its page’s address', async () => {
    history.replaceState(null, '', new URL(HONEY).hash);
    const { el, port, press } = await render();
    await waitUntil(() => part(el, 'add-button'));
    history.replaceState(null, '', '#');
    expect(partText(el, 'verdict')).to.equal('Add Heather honey?');
    expect(document.activeElement).to.equal(document.body);
    expect(port.state.cart.count).to.equal(0);
    await press('add-button');
    await waitUntil(() => part(el, 'undo-button'));
    expect(port.state.cart.count).to.equal(1);
  });

  it('leads to the basket where the page has one', async () => {
    const markup = html`<punnet-scan></punnet-scan><punnet-cart drawer></punnet-cart>`;
    const { shop, type, press } = await render({}, markup);
    await type(HONEY);
    await press('view-button');
    expect((shop.querySelector('punnet-cart') as PunnetCart).hasAttribute('open')).to.equal(true);
  });
});
