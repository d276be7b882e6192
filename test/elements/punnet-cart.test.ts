import { aTimeout, expect, fixtureSync, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import { PunnetCart } from '../../src/elements/punnet-cart.js';
import { ORDER_PATH } from '../../src/elements/page/late-code.js';
import { PunnetShop } from '../../src/elements/punnet-shop.js';
import type { ShopState } from '../../src/core/shop-state.js';
import { FakeShopPort } from '../support/fake-shop-port.js';
import { CATALOG, createOrder, createState } from '../support/fixtures.js';
import { heldHoney } from '../support/looks/shop-looks.js';
import { withholdOrderPath } from '../support/shop-fixture.js';

customElements.get('punnet-shop') ?? customElements.define('punnet-shop', PunnetShop);
customElements.get('punnet-cart') ?? customElements.define('punnet-cart', PunnetCart);

const OATS = ['oats-500', 2, { container: 'own-jar' }] as const;
const HONEY = ['honey-340', 1] as const;

interface Options {
  readonly state?: Partial<ShopState>;
  readonly lines?: readonly (readonly [string, number, Record<string, string>?])[];
  readonly cart?: unknown;
  readonly endpoint?: string | null;
}

async function render(options: Options = {}) {
  const rendered = await renderNow(options);
  await ORDER_PATH.load();
  await rendered.settle();
  return rendered;
}

/** Without waiting for what loads after the first paint. */
async function renderNow({
  state = {},
  lines = [],
  cart = html`<punnet-cart></punnet-cart>`,
  endpoint = 'https://orders.example',
}: Options = {}) {
  const port = new FakeShopPort(createState(state));
  for (const [variant, quantity, modifiers] of lines) await port.add(variant, quantity, modifiers);
  PunnetShop.open = () => port;
  const page = fixtureSync<HTMLElement>(
    html`<div lang="en">
      <punnet-shop catalog="/catalog.json" .endpoint=${endpoint}>${cart}</punnet-shop>
    </div>`,
  );
  const el = page.querySelector('punnet-cart') as PunnetCart;
  await aTimeout(0);
  const root = el.shadowRoot as ShadowRoot;
  const all = (part: string) => [...root.querySelectorAll<HTMLElement>(`[part~="${part}"]`)];
  const part = (name: string) => all(name)[0] as HTMLElement;
  const focused = () => root.activeElement as HTMLElement | null;
  const settle = async () => {
    await aTimeout(0);
    await el.updateComplete;
  };
  return {
    page,
    el,
    port,
    part,
    all,
    focused,
    settle,
    text: () => root.textContent?.replace(/\s+/g, ' ') ?? '',
  };
}

/** As the checkout does once an order is saved. */
function place({ shadowRoot }: HTMLElement) {
  const checkout = shadowRoot?.querySelector('punnet-checkout') as HTMLElement & { placed(id: string): void };
  checkout.placed(createOrder().id);
}

/** As the list of orders does when the shopper chooses one. */
function showReceipt({ shadowRoot }: HTMLElement) {
  const orders = shadowRoot?.querySelector('punnet-orders') as HTMLElement & {
    showReceipt(id: string): void;
  };
  orders.showReceipt(createOrder().id);
}

const drawer = html`<punnet-cart drawer id="basket"></punnet-cart>`;

describe('<punnet-cart>', () => {
  it('says who confirms that it is there, and nothing of the kind where no order is taken online', async () => {
    const online = await render({ lines: [HONEY] });
    expect(online.text()).to.contain('Subject to stock. The shop confirms when your order reaches it.');
    const stall = await render({ lines: [HONEY], endpoint: null });
    expect(stall.text()).to.contain('Subject to stock.').and.not.to.contain('confirms');
  });

  const looks: { name: string; options: Options }[] = [
    { name: 'empty', options: {} },
    { name: 'with lines', options: { lines: [OATS, HONEY] } },
    {
      name: 'offline, not durable, with old prices',
      options: {
        lines: [OATS],
        state: {
          connection: 'offline',
          catalogAge: { checkedAt: '2026-11-13T07:10:00Z', stale: true },
          storage: { durable: 'no', full: true, wiped: false, silent: false },
        },
      },
    },
    { name: 'loading', options: { state: { load: { kind: 'loading' } } } },
    {
      name: 'that could not be loaded',
      options: { state: { load: { kind: 'failed', code: 'x', message: 'y' }, catalog: null } },
    },
    { name: 'with orders not sent', options: { state: { orders: [createOrder()] } } },
  ];
  for (const { name, options } of looks) {
    it(`is accessible ${name}`, async () => {
      const { el } = await render(options);
      await expect(el).to.be.accessible();
    });
  }

  it('is accessible as an open drawer', async () => {
    const { el, settle } = await render({ lines: [OATS], cart: drawer });
    el.show();
    await settle();
    const dialog = el.shadowRoot?.querySelector('dialog') as HTMLDialogElement;
    for (const animation of dialog.getAnimations()) animation.finish();
    await expect(el).to.be.accessible();
  });

  it('says what is in it, what each line comes to, deposits apart', async () => {
    const { all, part } = await render({ lines: [OATS, HONEY] });
    expect(all('line-title').map(({ textContent }) => textContent)).to.deep.equal([
      'Rolled oats',
      'Heather honey',
    ]);
    expect(part('line-detail').textContent).to.contain('500 g, Own jar').and.to.contain('£2.20 each');
    expect(all('line-total').map(({ textContent }) => textContent)).to.deep.equal(['£4.40', '£6.50']);
    expect(part('subtotal').innerText).to.contain('£10.90');
    expect(part('deposit').innerText).to.contain('£1.00');
    expect(part('total').innerText).to.contain('£11.90');
    expect(part('footer').innerText).to.contain('Includes VAT £1.08');
  });

  it('promises no more than the shop does', async () => {
    const { text } = await render({ lines: [OATS] });
    expect(text()).to.contain('Subject to stock');
  });

  it('says until when all of it is held for the shopper', async () => {
    const { port, part, settle, text } = await render({ lines: [HONEY] });
    port.change({ hold: heldHoney() });
    await settle();
    expect(part('hold').textContent?.trim()).to.equal('Held for you until 14:32');
    port.change({ hold: null });
    await settle();
    expect(text()).to.contain('Subject to stock');
  });

  it('says what lacks to the minimum', async () => {
    const { part } = await render({ lines: [OATS] });
    expect(part('minimum').innerText).to.equal('Add £0.60 more to reach the £5.00 minimum');
  });

  it('raises, lowers and types how many', async () => {
    const { port, part, settle } = await render({ lines: [OATS] });
    const input = part('input') as HTMLInputElement;
    part('stepper-plus').click();
    await settle();
    expect(input.value).to.equal('3');
    part('stepper-minus').click();
    await settle();
    expect(input.value).to.equal('2');
    input.focus();
    input.select();
    await sendKeys({ type: '7' });
    await sendKeys({ press: 'Enter' });
    await settle();
    expect(port.state.cart.lines[0]?.quantity).to.equal(7);
    expect(part('line-total').textContent).to.equal('£15.40');
  });

  it('stops at the maximum and says so', async () => {
    const { part, port, settle } = await render({ lines: [['oats-500', 10, { container: 'own-jar' }]] });
    part('stepper-plus').click();
    await settle();
    expect(part('field-error').innerText).to.equal('No more than 10 in one order');
    expect(port.state.cart.count).to.equal(10);
    expect((part('input') as HTMLInputElement).value).to.equal('10');
  });

  for (const typed of ['two', '2.5', '-3', '1e2', '']) {
    it(`puts back what counts where “${typed}” was typed, and says what to type, also to those who hear it`, async () => {
      const { el, part, port, settle } = await render({ lines: [OATS] });
      const region = el.closest('punnet-shop')?.shadowRoot?.querySelector('[role=status]');
      const type = async (text: string) => {
        const input = part('input') as HTMLInputElement;
        input.value = text;
        input.dispatchEvent(new Event('change'));
        await settle();
        return input.value;
      };
      await type('99');
      expect(part('field-error').innerText).to.equal('No more than 10 in one order');
      expect(await type(typed)).to.equal('2');
      expect(part('field-error').innerText).to.equal('Enter a whole number');
      expect(port.state.cart.count).to.equal(2);
      await waitUntil(() => region?.textContent?.trim() === 'Enter a whole number');
      await type('2');
      expect(part('field-error')).to.equal(undefined);
    });
  }

  it('removes a line with Undo under the finger, and puts it back as and where it was', async () => {
    const { el, all, part, focused, settle } = await render({
      lines: [HONEY, OATS, ['oats-1000', 1, { container: 'eco-pouch' }]],
    });
    const region = el.closest('punnet-shop')?.shadowRoot?.querySelector('[role=status]');
    const aloud = () => region?.textContent?.trim();
    const remove = all('remove-button')[1] as HTMLElement;
    remove.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused()?.matches('.undo button'));
    expect(part('undo').innerText).to.contain('Removed Rolled oats.');
    expect(all('line')).to.have.length(2);
    await waitUntil(() => aloud() === 'Removed Rolled oats');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => all('line').length === 3);
    await settle();
    await waitUntil(() => aloud() === 'Rolled oats: 2 in basket');
    const back = all('line')[1] as HTMLElement;
    expect(back.textContent).to.contain('500 g, Own jar').and.to.contain('£4.40');
    expect(back.contains(focused())).to.equal(true);
    expect(focused()?.getAttribute('aria-label')).to.equal('Remove: Rolled oats');
    expect(all('undo')).to.have.length(0);
  });

  it('moves on to the next line when Undo ends under the finger', async () => {
    const { all, part, port, focused, settle } = await render({ lines: [OATS, HONEY] });
    part('remove-button').click();
    await waitUntil(() => focused()?.matches('.undo button'));
    await port.setQuantity('honey-340', 2);
    await settle();
    expect(all('undo')).to.have.length(0);
    expect(focused()?.textContent).to.equal('Heather honey');
  });

  it('takes a line to nought as a removal that can be taken back', async () => {
    const { part, all, focused } = await render({ lines: [HONEY] });
    part('stepper-minus').click();
    await waitUntil(() => focused()?.matches('.undo button'));
    expect(all('line')).to.have.length(0);
  });

  it('shows the host’s own words in lines that are there already', async () => {
    const { el, part, settle } = await render({ lines: [OATS] });
    const shop = el.closest('punnet-shop') as PunnetShop;
    shop.terms = { more: 'Another {title}' };
    await settle();
    expect(part('stepper-plus').getAttribute('aria-label')).to.equal('Another Rolled oats');
  });

  it('shows a letter in place of a picture that did not load, until there is one that does', async () => {
    const { port, part, settle } = await render({ lines: [HONEY] });
    const show = async (src: string) => {
      const products = CATALOG.products.map((each) => ({ ...each, image: { src, alt: '' } }));
      port.change({ catalog: { ...CATALOG, products } });
      await settle();
      return part('image').querySelector('img') as HTMLImageElement;
    };
    const first = await show('data:image/gif;base64,R0');
    first.dispatchEvent(new Event('error'));
    expect(getComputedStyle(first).visibility).to.equal('hidden');
    const second = await show('data:image/gif;base64,R0lGODlhAQABAAAAACw=');
    second.dispatchEvent(new Event('load'));
    expect(second.isConnected && getComputedStyle(second).visibility).to.equal('visible');
  });

  const changes: { name: string; catalog: (catalog: typeof CATALOG) => typeof CATALOG; words: string }[] = [
    {
      name: 'a price that has changed',
      catalog: (c) => withVariant(c, { price: 700 }),
      words: 'The price has changed, it was £6.50',
    },
    {
      name: 'a deposit that has changed',
      catalog: (c) => withVariant(c, { deposit: 150 }),
      words: 'The deposit has changed, it was £1.00 each',
    },
    { name: 'what has sold out', catalog: (c) => withVariant(c, { available: false }), words: 'Sold out' },
    {
      name: 'what is no longer sold',
      catalog: (c) => ({ ...c, products: c.products.filter(({ id }) => id !== 'honey') }),
      words: 'No longer sold',
    },
  ];
  for (const { name, catalog, words } of changes) {
    it(`names ${name}`, async () => {
      const { part, port, settle } = await render({ lines: [HONEY] });
      port.change({ catalog: catalog(CATALOG) });
      await settle();
      expect(part('line').getAttribute('part')).to.equal('line line-changed');
      expect(part('line').innerText).to.contain(words);
    });
  }

  it('says before anything is ordered that this browser keeps nothing', async () => {
    const { part } = await render({
      lines: [HONEY],
      state: { storage: { durable: 'no', full: false, wiped: false, silent: false } },
    });
    expect(part('note').innerText).to.contain('This browser can’t keep orders');
  });

  it('says nothing of how orders are kept where no shop has opened', async () => {
    const { text } = await render({
      state: {
        load: { kind: 'failed', code: 'catalog-missing', message: '' },
        catalog: null,
        storage: { durable: 'no', full: false, wiped: false, silent: false },
      },
    });
    expect(text()).to.not.contain('can’t keep orders');
  });

  const NOT_KEPT = { durable: 'no', full: false, wiped: false, silent: false } as const;
  const BELOW_MINIMUM = ['oats-500', 1, { container: 'own-jar' }] as const;
  const losses: { name: string; options: Options }[] = [
    { name: 'in the page', options: { lines: [HONEY] } },
    { name: 'below the minimum', options: { lines: [BELOW_MINIMUM] } },
    { name: 'where nothing is kept', options: { lines: [HONEY], state: { storage: NOT_KEPT } } },
    {
      name: 'where ordering needs a connection',
      options: { lines: [HONEY], state: { offlinePolicy: 'require-online' } },
    },
  ];
  for (const { name, options } of losses)
    for (const inlineSize of ['304px', '900px'])
      it(`moves nothing as the network goes and comes back, ${inlineSize} wide: ${name}`, async () => {
        const { el, page, port, settle, text } = await render({
          ...options,
          state: { ...options.state, connection: 'online' },
        });
        page.style.inlineSize = inlineSize;
        const bottoms = () =>
          ['lines', 'total', 'checkout-button', 'footer'].map(
            (part) => el.shadowRoot?.querySelector(`[part~=${part}]`)?.getBoundingClientRect().bottom,
          );
        const before = bottoms();
        expect(before).not.to.include(undefined);
        expect(text()).not.to.contain('No connection');
        for (const connection of ['offline', 'unreachable', 'captive', 'online'] as const) {
          port.change({ connection });
          await settle();
          expect(text().includes('No connection.'), connection).to.equal(connection === 'offline');
          expect(bottoms(), connection).to.deep.equal(before);
        }
      });

  it('keeps no room for what is said of the connection where no order is taken online', async () => {
    const { el } = await render({ lines: [HONEY], endpoint: null });
    expect(el.shadowRoot?.querySelectorAll('.footer')).to.have.length(1);
    expect(el.shadowRoot?.querySelectorAll('.roomy > .room')).to.have.length(0);
  });

  it('says that there is no connection where the basket is empty, too', async () => {
    const { el, part, port, settle } = await render({ state: { connection: 'offline' } });
    expect(part('note').innerText).to.equal(
      '◷ No connection. Keep shopping. Orders are saved on this device.',
    );
    const height = () => part('base').getBoundingClientRect().height;
    el.style.fontSize = '48px';
    const before = height();
    port.change({ connection: 'online' });
    await settle();
    expect(getComputedStyle(part('note')).visibility).to.equal('hidden');
    expect(height()).to.equal(before);
  });

  it('shows how old the prices are when they could not be checked', async () => {
    const { part } = await render({
      lines: [HONEY],
      state: { catalogAge: { checkedAt: '2026-11-13T07:10:00Z', stale: true } },
    });
    expect(part('hint').innerText)
      .to.contain('Prices from Fri 13 Nov')
      .and.to.contain('They may have changed');
  });

  it('lets a theme match what it is in', async () => {
    const { el, port, settle } = await render({ state: { connection: 'offline' } });
    expect(el.matches(':state(empty)')).to.equal(true);
    expect(el.matches(':state(offline)')).to.equal(true);
    await port.add(...HONEY);
    await settle();
    expect(el.matches(':state(empty)')).to.equal(false);
  });

  it('is loading, then ready, for a theme as well', async () => {
    const { el, port, settle } = await render({ state: { load: { kind: 'loading' } } });
    const is = () => ['loading', 'ready'].filter((name) => el.matches(`:state(${name})`));
    expect(is()).to.deep.equal(['loading']);
    port.change({ load: { kind: 'ready' } });
    await settle();
    expect(is()).to.deep.equal(['ready']);
    port.change({ load: { kind: 'failed', code: 'catalog-unreachable', message: '' } });
    await settle();
    expect(is()).to.deep.equal([]);
  });

  it('leads to the site’s own checkout page where it has one', async () => {
    const { part } = await render({
      lines: [HONEY],
      cart: html`<punnet-cart checkout-url="/pay"></punnet-cart>`,
    });
    expect(part('checkout-button').getAttribute('href')).to.equal('/pay');
  });

  it('opens the checkout inside, with its parts under their own names, and comes back', async () => {
    const { el, part, settle, focused } = await render({ lines: [HONEY] });
    part('checkout-button').click();
    await settle();
    const checkout = el.shadowRoot?.querySelector('punnet-checkout');
    expect(checkout?.getAttribute('exportparts')).to.contain('order-button:checkout-order-button');
    part('back-button').click();
    await waitUntil(() => focused() !== null && focused() === part('heading'));
  });

  it('hands what the page has for above the order button on to the checkout inside', async () => {
    const { el, part, settle } = await render({
      lines: [HONEY],
      cart: html`<punnet-cart><p slot="before-order">As they say</p></punnet-cart>`,
    });
    part('checkout-button').click();
    await settle();
    const place = el.shadowRoot?.querySelector('punnet-checkout > slot[slot="before-order"]');
    const handed = place instanceof HTMLSlotElement ? place.assignedElements() : [];
    expect(handed.map(({ textContent }) => textContent)).to.deep.equal(['As they say']);
  });

  it('opens the orders and says how many are not sent', async () => {
    const { el, part, settle } = await render({
      state: {
        orders: [createOrder()],
        outbox: { waiting: 1, parked: 0, sending: false, slow: false, triedAt: null },
      },
    });
    expect(part('orders-link').innerText).to.equal('Your orders (1 not sent)');
    part('orders-link').click();
    await settle();
    expect(el.shadowRoot?.querySelector('punnet-orders')).to.not.equal(null);
  });
});

describe('<punnet-cart drawer>', () => {
  it('goes on with an unfinished checkout when it is opened again, and with the basket after the orders', async () => {
    const { el, part, all, settle } = await render({
      lines: [HONEY],
      cart: drawer,
      state: { orders: [createOrder()] },
    });
    const reopen = async () => {
      el.close();
      await oneEvent(el, 'punnet-cart-closed');
      part('open-button').click();
      await settle();
    };
    part('open-button').click();
    await settle();
    part('checkout-button').click();
    await settle();
    await reopen();
    expect(el.shadowRoot?.querySelector('punnet-checkout')).to.not.equal(null);
    part('back-button').click();
    await settle();
    part('orders-link').click();
    await settle();
    await reopen();
    expect(all('line')).to.have.length(1);
  });

  it('leads from the receipt of a new order to the orders, and from there no further', async () => {
    const { el, part, settle } = await render({
      cart: drawer,
      lines: [HONEY],
      state: { orders: [createOrder()] },
    });
    part('open-button').click();
    await settle();
    part('checkout-button').click();
    await settle();
    place(el);
    await settle();
    expect(el.shadowRoot?.querySelector('punnet-receipt')).to.exist;
    part('orders-link').click();
    await settle();
    expect(el.shadowRoot?.querySelector('punnet-orders')).to.exist;
    expect(part('orders-link')).not.to.exist;
  });

  it('goes back from an order’s receipt to the orders', async () => {
    const { el, part, settle } = await render({ cart: drawer, state: { orders: [createOrder()] } });
    part('open-button').click();
    await settle();
    part('orders-link').click();
    await settle();
    showReceipt(el);
    await settle();
    expect(el.shadowRoot?.querySelector('punnet-receipt')?.getAttribute('order')).to.equal(createOrder().id);
    expect(part('back-button').innerText).to.contain('Your orders');
    part('back-button').click();
    await settle();
    expect(el.shadowRoot?.querySelector('punnet-orders')).to.not.equal(null);
  });

  it('is the empty basket once the order whose receipt it shows is erased, and keeps the focus', async () => {
    const { el, port, part, focused, settle, text } = await render({ state: { orders: [createOrder()] } });
    part('orders-link').click();
    await settle();
    showReceipt(el);
    await settle();
    const receipt = el.shadowRoot?.querySelector('punnet-receipt') as HTMLElement;
    receipt.tabIndex = -1;
    receipt.focus();
    const had = focused()?.localName;
    port.change({ load: { kind: 'loading' }, orders: [] });
    await settle();
    const whileRead = Boolean(el.shadowRoot?.querySelector('punnet-receipt'));
    port.change({ load: { kind: 'ready' } });
    await settle();
    await settle();
    expect([had, whileRead]).to.deep.equal(['punnet-receipt', true]);
    expect(text()).to.contain('Your basket is empty').and.not.to.contain('Back to basket');
    expect(focused()?.getAttribute('part')).to.equal('heading');
  });

  it('shows the receipt of an order that it has not heard of yet', async () => {
    const { el, port, part, settle } = await render({ lines: [HONEY] });
    part('checkout-button').click();
    await settle();
    place(el);
    await settle();
    port.change({ orders: [createOrder()] });
    await settle();
    expect(el.shadowRoot?.querySelector('punnet-receipt')?.getAttribute('order')).to.equal(createOrder().id);
  });

  it('is heard while it is open, when all around it is silent', async () => {
    const { page, el, part, settle } = await render({ lines: [HONEY], cart: drawer });
    el.show();
    await settle();
    const region = el.shadowRoot?.querySelector('dialog [role="status"]');
    part('remove-button').click();
    await waitUntil(() => region?.textContent === 'Removed Heather honey');
    const outside = page.querySelector('punnet-shop')?.shadowRoot?.querySelector('[role="status"]');
    expect(outside?.textContent).to.equal('');
  });

  it('leaves speaking to the page once it is closed', async () => {
    const { page, el, settle } = await render({ lines: [HONEY], cart: drawer });
    el.show();
    await settle();
    el.close();
    await oneEvent(el, 'punnet-cart-closed');
    const shop = page.querySelector('punnet-shop') as PunnetShop;
    shop.announce('Hello');
    await waitUntil(() => shop.shadowRoot?.querySelector('[role="status"]')?.textContent === 'Hello');
    expect(el.shadowRoot?.querySelector('dialog [role="status"]')?.textContent).to.equal('');
  });

  it('says that its inside can’t be had, and asks again when told to or opened', async () => {
    const { value } = ORDER_PATH;
    let asked = 0;
    let served = false;
    withholdOrderPath(async () => {
      asked++;
      ORDER_PATH.failed = !served;
      if (!served) throw new TypeError('Failed to fetch');
      return (ORDER_PATH.value = value as NonNullable<typeof value>);
    });
    const { el, part, all } = await renderNow({ lines: [HONEY], cart: drawer });
    el.show();
    await waitUntil(() => part('retry-button'));
    expect(part('error').textContent).to.contain('Your basket is kept');
    // While it comes into view, its colours are none of its own.
    await Promise.all(
      part('dialog')
        .getAnimations()
        .map(({ finished }) => finished),
    );
    await expect(el).to.be.accessible();
    el.close();
    await el.updateComplete;
    const before = asked;
    el.show();
    await waitUntil(() => asked > before);
    await waitUntil(() => part('retry-button'));
    served = true;
    part('retry-button').click();
    await waitUntil(() => all('line').length === 1);
  });

  it('opens before its inside has come, with its heading, and is filled when it has', async () => {
    const { value } = ORDER_PATH;
    let come = () => {};
    const coming = new Promise<void>((resolve) => (come = resolve));
    withholdOrderPath(async () => {
      await coming;
      ORDER_PATH.value = value;
      return value as NonNullable<typeof value>;
    });
    const { el, part, all, focused } = await renderNow({ lines: [HONEY], cart: drawer });
    el.show();
    await waitUntil(() => focused() === part('heading'));
    expect(all('skeleton')).to.have.length(2);
    expect(all('line')).to.have.length(0);
    come();
    await waitUntil(() => all('line').length === 1);
    expect(all('skeleton')).to.have.length(0);
    expect(focused()).to.equal(part('heading'));
  });

  it('opens with focus on its heading, and gives focus back to what opened it', async () => {
    const { el, part, focused, settle } = await render({ lines: [HONEY], cart: drawer });
    const opened = oneEvent(el, 'punnet-cart-opened');
    part('open-button').focus();
    await sendKeys({ press: 'Enter' });
    expect((await opened).detail.cause).to.equal('shopper');
    await waitUntil(() => focused() === part('heading'));
    expect(el.hasAttribute('open')).to.equal(true);
    const closed = oneEvent(el, 'punnet-cart-closed');
    await sendKeys({ press: 'Escape' });
    expect((await closed).detail.cause).to.equal('shopper');
    await settle();
    expect(focused()).to.equal(part('open-button'));
    expect(el.hasAttribute('open')).to.equal(false);
  });

  it('is opened by a link to its id, needs no button of its own then, and leaves the address alone', async () => {
    const { page, el, all, part, settle, focused } = await render({
      cart: html`<a href="#basket">Basket</a>${drawer}`,
    });
    expect(all('open-button')).to.have.length(0);
    const link = page.querySelector('a') as HTMLAnchorElement;
    const address = location.href;
    link.click();
    await waitUntil(() => focused() === part('heading'));
    expect(location.href).to.equal(address);
    part('close-button').click();
    await oneEvent(el, 'punnet-cart-closed');
    await settle();
    expect(document.activeElement).to.equal(link);
  });

  it('leaves a link with a modifier key to the browser', async () => {
    const { page, el } = await render({ cart: html`<a href="#basket">Basket</a>${drawer}` });
    const link = page.querySelector('a') as HTMLAnchorElement;
    link.addEventListener('click', (event) => event.preventDefault());
    link.dispatchEvent(
      new MouseEvent('click', { ctrlKey: true, bubbles: true, composed: true, cancelable: true }),
    );
    expect(el.open).to.equal(false);
  });

  it('scrolls the page nowhere when it closes, also where what opened it is out of sight by then', async () => {
    const { el, part, focused, settle } = await render({
      cart: html`${drawer}
        <div style="block-size: 300vh"></div>`,
    });
    part('open-button').click();
    await settle();
    scrollTo(0, innerHeight * 2);
    const before = scrollY;
    el.close();
    await oneEvent(el, 'punnet-cart-closed');
    await settle();
    expect(before).to.be.above(innerHeight);
    expect(scrollY).to.equal(before);
    expect(focused()).to.equal(part('open-button'));
  });

  it('gives focus to the page’s count of items when what opened it is gone', async () => {
    const { page, el, settle } = await render({
      cart: html`<a href="/basket"><punnet-cart-count></punnet-cart-count></a><button>Gone</button>${drawer}`,
    });
    const gone = page.querySelector('button') as HTMLButtonElement;
    gone.focus();
    el.show();
    await settle();
    gone.remove();
    el.close();
    await oneEvent(el, 'punnet-cart-closed');
    await settle();
    expect(document.activeElement).to.equal(page.querySelector('a'));
  });

  it('closes when the shopper presses beside it', async () => {
    const { el, settle } = await render({ cart: drawer });
    el.show();
    await settle();
    const dialog = el.shadowRoot?.querySelector('dialog') as HTMLDialogElement;
    dialog.dispatchEvent(new MouseEvent('click', { clientX: -5, clientY: 5, bubbles: true }));
    expect((await oneEvent(el, 'punnet-cart-closed')).detail.cause).to.equal('shopper');
  });

  it('uses the checkout that the page has, and gives it the focus', async () => {
    class OwnCheckout extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: 'open' }).innerHTML = '<h2 part="heading" tabindex="-1">Checkout</h2>';
      }
    }
    customElements.get('punnet-checkout') ?? customElements.define('punnet-checkout', OwnCheckout);
    const { page, el, part, settle } = await render({
      lines: [HONEY],
      cart: html`${drawer}<punnet-checkout></punnet-checkout>`,
    });
    el.show();
    await settle();
    part('checkout-button').click();
    await waitUntil(() => document.activeElement === page.querySelector('punnet-checkout'));
    expect(el.open).to.equal(false);
    expect(el.shadowRoot?.querySelector('punnet-checkout')).to.equal(null);
  });
});

function withVariant(catalog: typeof CATALOG, changes: object): typeof CATALOG {
  const products = catalog.products.map((product) =>
    product.id === 'honey'
      ? { ...product, variants: product.variants.map((variant) => ({ ...variant, ...changes })) }
      : product,
  );
  return { ...catalog, products };
}
