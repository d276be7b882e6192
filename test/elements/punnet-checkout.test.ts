import { aTimeout, expect, fixtureSync, html, nextFrame, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import type { ShopState, SlotView } from '../../src/core/shop-state.js';
import { PunnetCart } from '../../src/elements/punnet-cart.js';
import { PunnetCheckout } from '../../src/elements/punnet-checkout.js';
import { PunnetReceipt } from '../../src/elements/punnet-receipt.js';
import { PunnetShop } from '../../src/elements/punnet-shop.js';
import { FakeShopPort } from '../support/fake-shop-port.js';
import { CATALOG, createOrder, createState } from '../support/fixtures.js';

customElements.get('punnet-shop') ?? customElements.define('punnet-shop', PunnetShop);
customElements.get('punnet-cart') ?? customElements.define('punnet-cart', PunnetCart);
customElements.get('punnet-checkout') ?? customElements.define('punnet-checkout', PunnetCheckout);
customElements.get('punnet-receipt') ?? customElements.define('punnet-receipt', PunnetReceipt);

const HALF_PAST: SlotView = {
  id: 'station/2026-11-24T07:30:00+00:00',
  start: '2026-11-24T07:30:00Z',
  end: '2026-11-24T08:00:00Z',
  cutoff: '2026-11-24T06:30:00Z',
  open: true,
  full: false,
};
const EIGHT: SlotView = {
  id: 'station/2026-11-24T08:00:00+00:00',
  start: '2026-11-24T08:00:00Z',
  end: '2026-11-24T08:30:00Z',
  cutoff: '2026-11-24T07:00:00Z',
  open: true,
  full: false,
};
const STATION = { id: 'station', title: 'Station kiosk', address: 'Station Road', closures: [] };
const MARKET = {
  id: 'market',
  title: 'Market',
  closures: [{ from: '2026-12-24', to: '2026-12-28', reason: 'Holidays' }],
};
const TWO_DEPOTS = { depots: [STATION, MARKET], slots: { station: [HALF_PAST, EIGHT], market: [] } };
const NOT_KEPT = { durable: 'no', full: false, wiped: false, silent: false } as const;
const HONEY: Line = ['honey-340', 1];
const OATS: Line = ['oats-500', 1, { container: 'own-jar' }];

type Line = readonly [string, number, Record<string, string>?];
interface Options {
  readonly state?: Partial<ShopState>;
  readonly lines?: readonly Line[];
  readonly page?: unknown;
  readonly endpoint?: string | null;
}

async function render({
  state = {},
  lines = [HONEY],
  page,
  endpoint = 'https://orders.example',
}: Options = {}) {
  const port = new FakeShopPort(createState(state));
  for (const [variant, quantity, modifiers] of lines) await port.add(variant, quantity, modifiers);
  PunnetShop.open = () => port;
  const holder = fixtureSync<HTMLElement>(
    html`<div lang="en">
      <punnet-shop catalog="/catalog.json" .endpoint=${endpoint}
        >${page ?? html`<punnet-checkout></punnet-checkout>`}</punnet-shop
      >
    </div>`,
  );
  const el = holder.querySelector('punnet-checkout') as PunnetCheckout;
  await aTimeout(0);
  await el?.updateComplete;
  return { holder, el, port, ...tools(el) };
}

function tools(el: PunnetCheckout) {
  const root = el?.shadowRoot as ShadowRoot;
  const all = (part: string) => [...root.querySelectorAll<HTMLElement>(`[part~="${part}"]`)];
  const find = <E extends HTMLElement = HTMLInputElement>(selector: string) =>
    root.querySelector(selector) as E;
  const settle = async () => {
    await aTimeout(0);
    await el.updateComplete;
  };
  return {
    all,
    find,
    settle,
    part: (name: string) => all(name)[0] as HTMLElement,
    focused: () => root.activeElement as HTMLElement | null,
    text: () => root.textContent?.replace(/\s+/g, ' ') ?? '',
    press: () => (all('order-button')[0] as HTMLElement).click(),
    type: (id: string, value: string) => {
      const input = find(`#${id}`);
      input.focus();
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    },
    pick: (id: string) => find(`input[value="${id}"]`).click(),
  };
}

async function fill(page: Awaited<ReturnType<typeof render>>) {
  page.pick(HALF_PAST.id);
  page.type('name', 'Ada');
  await page.settle();
}

/** What has the focus in the receipt that took the checkout's place. */
const receiptFocus = (page: Awaited<ReturnType<typeof render>>) =>
  page.focused()?.shadowRoot?.querySelector<HTMLElement>('[part~="heading"]:focus')?.textContent?.trim();

const placedBy = (port: FakeShopPort) => port.calls.filter(([name]) => name === 'placeOrder');

/** Axe takes its time when it is first asked: more than a test may. */
before(async function () {
  this.timeout(20_000);
  await expect(fixtureSync(html`<p>Ready</p>`)).to.be.accessible();
});

describe('<punnet-checkout>', () => {
  const looks: {
    name: string;
    options: Options;
    act?: (page: Awaited<ReturnType<typeof render>>) => void;
  }[] = [
    { name: 'to fill in', options: {} },
    { name: 'with two places, one closed for some days', options: { state: TWO_DEPOTS } },
    { name: 'with errors', options: {}, act: ({ press }) => press() },
    { name: 'with nothing to order', options: { lines: [] } },
    { name: 'without pickup times', options: { state: { depots: [], slots: {} } } },
    {
      name: 'of a rehearsal',
      options: { state: { catalog: { ...CATALOG, shop: { ...CATALOG.shop, mode: 'test' } } } },
    },
    { name: 'of a shop without an endpoint', options: { endpoint: null } },
    {
      name: 'where an order needs a connection',
      options: { state: { connection: 'offline', offlinePolicy: 'require-online' } },
    },
    {
      name: 'offline where nothing is kept',
      options: {
        state: {
          connection: 'offline',
          storage: { durable: 'no', full: false, wiped: false, silent: false },
        },
      },
    },
  ];
  for (const { name, options, act } of looks) {
    it(`is accessible ${name}`, async () => {
      const page = await render(options);
      act?.(page);
      await page.settle();
      await expect(page.el).to.be.accessible();
    });
  }

  it('shows before the button what is in it, what it contains, deposit, tax, total and duty to pay', async () => {
    const { text, part } = await render({ lines: [HONEY, OATS] });
    expect(text()).to.contain('Contains: gluten (Rolled oats)');
    expect(text()).to.contain('Ask the shop about allergens.');
    expect(part('deposit').textContent).to.contain('£1.00');
    expect(text()).to.contain('Includes VAT £1.08');
    expect(text()).to.contain('Subject to stock.');
    expect(part('order-button').innerText).to.equal('Order and pay £9.70 at pickup');
    expect(part('terms').querySelector('a')?.getAttribute('href')).to.equal('/terms');
  });

  it('has no line for a tax of nought', async () => {
    const { text } = await render({ lines: [OATS] });
    expect(text()).not.to.contain('VAT');
  });

  it('asks for what the shop wants and no more, says why, and lets the browser fill it in', async () => {
    const { find, text } = await render();
    expect(find('#email')).to.equal(null);
    expect(find('#name').autocomplete).to.equal('name');
    expect(find('#phone').inputMode).to.equal('tel');
    expect(find('#phone').form).to.equal(find('#name').form);
    expect(text())
      .to.contain('Phone (optional)')
      .and.to.contain('So that the stall can call if something runs out');
  });

  it('orders once with what was typed, chosen and shown', async () => {
    const page = await render();
    await fill(page);
    page.press();
    page.press();
    await page.settle();
    expect(placedBy(page.port)).to.deep.equal([
      [
        'placeOrder',
        {
          contact: { name: 'Ada' },
          pickup: { depot: 'station', slot: HALF_PAST.id },
          payment: 'at-pickup',
          total: 750,
        },
      ],
    ]);
  });

  it('says that it is saving, and ignores the button meanwhile', async () => {
    const page = await render();
    await fill(page);
    let answer: (value: never) => void = () => undefined;
    page.port.placeOrder = () => new Promise((resolve) => (answer = resolve));
    page.press();
    await page.settle();
    expect(page.part('order-button').innerText).to.equal('Saving…');
    expect(page.part('order-button').getAttribute('aria-disabled')).to.equal('true');
    expect(page.text()).to.contain('Keep this page open.');
    expect(page.el.matches(':state(busy)')).to.equal(true);
    answer({ ok: false, code: 'busy', message: '' } as never);
    await page.settle();
    expect(page.el.matches(':state(busy)')).to.equal(false);
  });

  it('shows the receipt in its place, with focus on its heading', async () => {
    const page = await render();
    await fill(page);
    page.press();
    await waitUntil(() => page.focused()?.localName === 'punnet-receipt');
    expect(receiptFocus(page)).to.match(/^Saved on this device/);
    expect(page.focused()?.getAttribute('order')).to.equal(page.port.state.orders[0]?.id);
    expect(page.all('order-button')).to.have.length(0);
  });

  it('never orders on Enter in a field, and goes on to the next', async () => {
    const page = await render();
    await fill(page);
    page.find('#name').focus();
    await sendKeys({ press: 'Enter' });
    expect(page.focused()?.id).to.equal('phone');
    await sendKeys({ press: 'Enter' });
    await page.settle();
    expect(placedBy(page.port)).to.have.length(0);
  });

  it('lists what to put right, takes the focus there, and leads to each field', async () => {
    const page = await render();
    page.press();
    await page.settle();
    expect(page.focused()?.getAttribute('part')).to.equal('error-summary');
    expect(page.focused()?.textContent).to.contain('2 things to put right');
    const links = [...page.part('error-summary').querySelectorAll('a')];
    expect(links.map(({ textContent }) => textContent)).to.deep.equal([
      'Choose a time to collect',
      'Enter: Name',
    ]);
    links[1]?.click();
    expect(page.focused()?.id).to.equal('name');
    expect(page.find('#name').getAttribute('aria-invalid')).to.equal('true');
    expect(page.find('#name').getAttribute('aria-describedby')).to.contain('name-error');
    page.type('name', 'Ada');
    await page.settle();
    expect(page.find('#name').hasAttribute('aria-invalid')).to.equal(false);
    expect(page.part('error-summary').innerText.trim()).to.match(
      /One thing to put right\s+Choose a time to collect$/,
    );
    links[0]?.click();
    expect(page.focused()?.getAttribute('name')).to.equal('slot');
    expect(placedBy(page.port)).to.have.length(0);
  });

  it('moves nothing under the thumb while it is put right, and unsays what is mended', async () => {
    const page = await render({ state: TWO_DEPOTS });
    page.press();
    await page.settle();
    const moved = async (selector: string, act: () => void) => {
      const top = () => page.find(selector).getBoundingClientRect().top;
      const before = top();
      act();
      await page.settle();
      return top() - before;
    };
    const said = () => ['error-summary', 'field-error'].flatMap((name) => page.all(name).map(seen));
    const seen = (each: HTMLElement) => each.innerText.trim().split(/\n+/).filter(Boolean);
    const moves = [await moved('[value=station]', () => page.pick('station'))];
    const first = said();
    moves.push(await moved(`[value="${EIGHT.id}"]`, () => page.pick(EIGHT.id)));
    page.find('#name').focus();
    moves.push(await moved('#name', () => page.type('name', 'Ada')));
    expect(moves).to.deep.equal([0, 0, 0]);
    expect(first).to.deep.equal([
      ['×', '2 things to put right', 'Choose a time to collect', 'Enter: Name'],
      [],
      ['Choose a time to collect'],
      ['Enter: Name'],
    ]);
    expect(said().flat()).to.deep.equal([]);
    expect(page.find('[aria-invalid]')).to.equal(null);
    for (const group of [...page.el.renderRoot.querySelectorAll('fieldset')])
      expect(group.hasAttribute('aria-describedby')).to.equal(false);
    await expect(page.el).to.be.accessible();
    page.type('name', '');
    page.press();
    await page.settle();
    expect(page.focused()?.innerText).to.contain('One thing to put right');
    expect(page.all('field-error').map(seen)).to.deep.equal([['Enter: Name']]);
  });

  it('goes on to the order button where the list had the focus and all of it is mended', async () => {
    const page = await render();
    page.press();
    await page.settle();
    expect(page.focused()?.getAttribute('part')).to.equal('error-summary');
    page.pick(HALF_PAST.id);
    page.find('#name').value = 'Ada';
    page.find('#name').dispatchEvent(new Event('input', { bubbles: true }));
    await page.settle();
    expect(page.focused()?.getAttribute('part') ?? '').to.contain('order-button');
  });

  it('names a field that holds more than the shop can read, and how much room there is', async () => {
    const page = await render();
    await fill(page);
    page.type('phone', '0'.repeat(41));
    page.press();
    await page.settle();
    expect(page.part('error-summary').textContent).to.contain('Shorten the phone number to 40 characters.');
    expect(placedBy(page.port)).to.have.length(0);
  });

  it('chooses the only place, and leaves several to the shopper', async () => {
    const one = await render();
    expect(one.find('[name=depot]').checked).to.equal(true);
    const two = await render({ state: TWO_DEPOTS });
    expect(two.all('slot')).to.have.length(0);
    two.pick('station');
    await two.settle();
    expect(two.all('slot').map(({ innerText }) => innerText.trim())).to.deep.equal([
      '07:30–\u206008:00',
      '08:00–\u206008:30',
    ]);
    expect(two.part('depot-status').innerText).to.equal('Closed Thu 24 Dec to Mon 28 Dec: Holidays');
  });

  it('says until when to order for the chosen time', async () => {
    const page = await render();
    page.pick(HALF_PAST.id);
    await page.settle();
    expect(page.part('cutoff').innerText).to.equal('Order by 06:30 for this time');
  });

  it('leaves out times that are full or past, and says so', async () => {
    const page = await render({
      state: { slots: { station: [{ ...HALF_PAST, open: false, full: true }, EIGHT] } },
    });
    expect(page.all('slot').map(({ innerText }) => innerText.trim())).to.deep.equal(['08:00–\u206008:30']);
    expect(page.part('pickup').innerText).to.contain('Times that are full or past are left out.');
  });

  it('says so where no time is left', async () => {
    const page = await render({ state: { slots: { station: [] } } });
    expect(page.part('pickup').innerText).to.contain('No times left here');
  });

  it('names what the chosen place may have run out of, gives no count, and takes the order', async () => {
    const stock = { station: { 'honey-340': 1 }, market: { 'honey-340': 0, 'oats-500': 9 } };
    const slots = { station: [HALF_PAST], market: [EIGHT] };
    const page = await render({ state: { ...TWO_DEPOTS, slots, stock }, lines: [HONEY, OATS] });
    expect(page.text()).not.to.contain('run out at');
    page.pick('station');
    await page.settle();
    expect(page.text()).not.to.contain('run out at');
    page.pick('market');
    await page.settle();
    expect(page.part('pickup').textContent?.replace(/\s+/g, ' ')).to.contain(
      'Heather honey may have run out at Market. The shop confirms when your order reaches it.',
    );
    expect(page.part('pickup').textContent).not.to.match(/\b\d+ left/);
    page.port.change({ stock: { market: { 'honey-340': 0, 'oats-500': 0 } } });
    await page.settle();
    expect(page.text()).to.contain(
      'Heather honey and Rolled oats 500 g, Own jar may have run out at Market.',
    );
    page.pick(EIGHT.id);
    page.type('name', 'Ada');
    page.press();
    await page.settle();
    expect(placedBy(page.port)).to.have.length(1);
  });

  it('shows later days when asked', async () => {
    const days = [24, 25, 26, 27].map((day) => ({
      ...HALF_PAST,
      id: `station/2026-11-${day}T07:30:00+00:00`,
      start: `2026-11-${day}T07:30:00Z`,
      end: `2026-11-${day}T08:00:00Z`,
    }));
    const page = await render({ state: { slots: { station: days } } });
    expect(page.all('slot')).to.have.length(3);
    page.find<HTMLButtonElement>('.times button').click();
    await page.settle();
    expect(page.all('slot')).to.have.length(4);
  });

  const lost: { name: string; state: Partial<ShopState>; words: string }[] = [
    {
      name: 'a time that has filled',
      state: { slots: { station: [{ ...HALF_PAST, open: false, full: true }, EIGHT] } },
      words: 'Tue 24 Nov, 07:30 has just filled up. Choose another time.',
    },
    {
      name: 'a place that has closed for the day',
      state: {
        depots: [{ ...STATION, closures: [{ from: '2026-11-24', to: '2026-11-24', reason: 'Flood' }] }],
        slots: { station: [] },
      },
      words: 'Station kiosk is closed on Tue 24 Nov. Choose another time or place.',
    },
    {
      name: 'a place that is gone',
      state: { depots: [MARKET], slots: {} },
      words: 'Station kiosk no longer takes orders. Choose another place.',
    },
  ];
  for (const { name, state, words } of lost) {
    it(`names ${name}, takes the focus there and keeps what was typed`, async () => {
      const page = await render({ state: { slots: { station: [HALF_PAST, EIGHT] } } });
      await fill(page);
      page.port.change(state);
      await page.settle();
      expect(page.focused()?.textContent?.trim().replace(/\s+/g, ' ')).to.equal(`! ${words}`);
      expect(page.find('#name').value).to.equal('Ada');
      expect(page.find('[name=slot]:checked')).to.equal(null);
    });
  }

  it('names a cut-off that has passed, until another time is chosen, and keeps what was typed', async () => {
    const late = { ...HALF_PAST, id: 'station/2020-11-24T07:30:00+00:00', cutoff: '2020-11-24T06:30:00Z' };
    const page = await render({ state: { slots: { station: [late, EIGHT] } } });
    page.pick(late.id);
    page.type('name', 'Ada');
    page.port.change({ slots: { station: [{ ...late, open: false }, EIGHT] } });
    await page.settle();
    expect(page.focused()?.textContent).to.contain('It is too late to order for Tue 24 Nov, 07:30.');
    page.pick(EIGHT.id);
    await page.settle();
    expect(page.text()).not.to.contain('too late');
    expect(page.find('#name').value).to.equal('Ada');
  });

  it('names a cut-off that has passed by the shop\u2019s time, though the device\u2019s clock was set back', async () => {
    const cutoff = new Date(Date.now() + 3_600_000).toISOString();
    const slot = { ...HALF_PAST, cutoff };
    const page = await render({ state: { slots: { station: [slot, EIGHT] } } });
    page.pick(slot.id);
    page.port.change({ slots: { station: [EIGHT] }, clockAhead: 7_200_000 });
    await page.settle();
    expect(page.text()).to.contain('It is too late to order for Tue 24 Nov, 07:30.');
  });

  it('names a price that has risen, keeps what was typed, and orders at the new total only when pressed again', async () => {
    const page = await render();
    await fill(page);
    page.port.change({ catalog: withHoneyPrice(700) });
    await page.settle();
    expect(page.focused()?.textContent).to.contain(
      'The total was £7.50 and is now £8.00. Check it, then order.',
    );
    expect(page.part('order-button').innerText).to.equal('Order and pay £8.00 at pickup');
    expect(page.find('#name').value).to.equal('Ada');
    page.press();
    await page.settle();
    expect(placedBy(page.port)[0]?.[1]).to.have.property('total', 800);
  });

  it('does not take the focus from elsewhere when something changes', async () => {
    const page = await render({ page: html`<button>Elsewhere</button><punnet-checkout></punnet-checkout>` });
    await fill(page);
    const elsewhere = page.holder.querySelector('button') as HTMLButtonElement;
    elsewhere.focus();
    page.port.change({ catalog: withHoneyPrice(700) });
    await page.settle();
    expect(document.activeElement).to.equal(elsewhere);
    expect(page.text()).to.contain('The total was £7.50 and is now £8.00.');
  });

  it('does not call the shopper’s own change of the basket news', async () => {
    const page = await render();
    await page.port.add('oats-1000', 1, { container: 'own-jar' });
    await page.settle();
    expect(page.text()).not.to.contain('The total was');
    expect(page.part('order-button').innerText).to.contain('£11.50');
  });

  it('says why an order was not saved, that nothing was ordered, and tries again', async () => {
    const page = await render();
    await fill(page);
    page.port.refusals.set('placeOrder', { ok: false, code: 'storage-full', message: '' });
    page.press();
    await page.settle();
    const alert = page.find<HTMLElement>('[role=alert]');
    expect(alert.innerText).to.contain('Order not saved').and.to.contain('Nothing was ordered.');
    expect(alert.innerText).to.contain('Free some space');
    page.port.refusals.clear();
    page.part('retry-button').click();
    await waitUntil(() => page.focused()?.localName === 'punnet-receipt');
    expect(placedBy(page.port)).to.have.length(2);
  });

  it('shows a total that had changed behind its back as a change, not as a failure', async () => {
    const page = await render();
    await fill(page);
    page.part('order-button').focus();
    page.port.refusals.set('placeOrder', {
      ok: false,
      code: 'total-changed',
      message: '',
      about: { was: 750, now: 800 },
    });
    page.press();
    await page.settle();
    expect(page.find('[role=alert]')).to.equal(null);
    expect(page.focused()?.textContent).to.contain('The total was £7.50 and is now £8.00.');
  });

  it('lets the host stop an order without a word', async () => {
    const page = await render();
    await fill(page);
    page.holder.addEventListener('punnet-order-request', (event) => event.preventDefault());
    page.press();
    await page.settle();
    expect(placedBy(page.port)).to.have.length(0);
    expect(page.find('[role=alert]')).to.equal(null);
    expect(page.part('order-button').innerText).to.contain('Order and pay');
  });

  it('tells the host once that a checkout has begun', async () => {
    const page = await render();
    let times = 0;
    page.holder.addEventListener('punnet-checkout-started', () => times++);
    page.find('#name').focus();
    page.find('#phone').focus();
    page.find('#name').focus();
    expect(times).to.equal(1);
  });

  it('holds the button below the minimum, and says what lacks', async () => {
    const page = await render({ lines: [OATS] });
    expect(page.part('order-button').getAttribute('aria-disabled')).to.equal('true');
    expect(page.text()).to.contain('Add £2.80 more to reach the £5.00 minimum');
    page.press();
    expect(placedBy(page.port)).to.have.length(0);
  });

  const obstacles: { name: string; options: Options; says: string }[] = [
    {
      name: 'what lacks to the minimum',
      options: { lines: [OATS] },
      says: 'Add £2.80 more to reach the £5.00 minimum',
    },
  ];
  for (const { name, options, says } of obstacles) {
    it(`says above the form ${name}, promises nothing else, and leads there from the button`, async () => {
      const page = await render(options);
      const order = page.part('order-button');
      const above = page.find<HTMLElement>('[data-landing=obstacle]');
      expect(above.textContent?.replace(/\s+/g, ' ')).to.contain(says);
      expect(above.compareDocumentPosition(page.part('form'))).to.equal(Node.DOCUMENT_POSITION_FOLLOWING);
      expect(page.text()).not.to.match(/sent later|saved on this device/i);
      expect(order.getAttribute('aria-disabled')).to.equal('true');
      order.focus();
      page.press();
      await page.settle();
      expect(page.focused() === above).to.equal(true);
      expect(placedBy(page.port)).to.have.length(0);
      await expect(page.el).to.be.accessible();
    });
  }

  const mendable: { name: string; state: Partial<ShopState>; says: string }[] = [
    {
      name: 'that ordering needs a connection',
      state: { offlinePolicy: 'require-online', connection: 'offline' },
      says: 'No connection. Ordering here needs a connection. Connect, then order.',
    },
    {
      name: 'that a Wi-Fi wants something first',
      state: { offlinePolicy: 'require-online', connection: 'captive' },
      says: 'This Wi-Fi wants you to sign in. Ordering here needs a connection. Connect, then order.',
    },
    {
      name: 'that a shop which never answered must be reached once',
      state: { connection: 'unreachable', orderable: false },
      says: 'The shop isn’t answering. Ordering here needs a connection once. Connect, then try again.',
    },
    {
      name: 'that pickup times need a connection once',
      state: { depots: [], slots: {}, connection: 'offline' },
      says: 'No connection. Pickup times need a connection once.',
    },
  ];
  for (const { name, state, says } of mendable)
    it(`says only at the button ${name}, leads there, and goes on once the shop is reached`, async () => {
      const page = await render({ state });
      const hint = page.find<HTMLElement>('#order-hint');
      expect(hint.innerText).to.equal(says);
      expect(page.text()).not.to.match(/sent later|saved on this device/i);
      page.press();
      await page.settle();
      expect(page.focused() === hint).to.equal(true);
      expect(placedBy(page.port)).to.have.length(0);
      await expect(page.el).to.be.accessible();
      page.holder.style.cssText = 'overflow-anchor: none; padding-block-end: 3000px';
      document.scrollingElement?.scrollTo({ top: 1500, behavior: 'instant' });
      const { depots, slots } = createState();
      page.port.change({ connection: 'online', orderable: true, depots, slots });
      await page.settle();
      expect(hint.innerText.trim()).to.equal('');
      expect(page.focused()?.part.contains('order-button')).to.equal(true);
      await nextFrame();
      await nextFrame();
      expect(window.scrollY, 'the page moved under the shopper').to.equal(1500);
    });

  it('leaves the focus where it is when what is said at the button changes, and nothing was in the way', async () => {
    const page = await render({ state: { connection: 'offline' } });
    const hint = page.find<HTMLElement>('#order-hint');
    expect(hint.innerText).to.contain('No connection');
    hint.focus();
    expect(page.focused()).to.equal(null);
    page.find('#name').focus();
    page.port.change({ connection: 'online' });
    await page.settle();
    expect(page.focused()?.id).to.equal('name');
  });

  const losses: { name: string; state: Partial<ShopState>; lines?: readonly Line[] }[] = [
    { name: 'orders are kept', state: {} },
    { name: 'ordering needs a connection', state: { offlinePolicy: 'require-online' } },
    { name: 'orders are sent by hand', state: { offlinePolicy: 'force-offline' } },
    { name: 'this browser keeps nothing', state: { storage: NOT_KEPT } },
    { name: 'the shop was never heard from', state: { orderable: false } },
    { name: 'there are no pickup times yet', state: { depots: [], slots: {} } },
    { name: 'an order is below the minimum', state: {}, lines: [OATS] },
    { name: 'the prices are old', state: { catalogAge: { checkedAt: '2026-11-13T07:10:00Z', stale: true } } },
  ];
  for (const { name, state, lines = [HONEY] } of losses)
    for (const inlineSize of ['304px', '900px'])
      it(`moves nothing as the network goes and comes back, and says nothing in the room for it, ${inlineSize} wide: ${name}`, async () => {
        const page = await render({ state: { ...state, connection: 'online' }, lines });
        page.holder.style.inlineSize = inlineSize;
        const places = () =>
          [...page.el.renderRoot.querySelectorAll('*')]
            .filter((element) => element.checkVisibility({ visibilityProperty: true }))
            .filter((element) => !element.closest('.roomy, [part=hint]'))
            .map((element) => [element.localName, element.getBoundingClientRect().top] as const);
        const before = places();
        expect(before).not.to.have.length(0);
        expect(page.text()).not.to.match(/No connection|isn’t answering|Wi-Fi/);
        for (const connection of ['offline', 'unreachable', 'captive', 'online'] as const) {
          page.port.change({ connection });
          await page.settle();
          expect(places(), connection).to.deep.equal(before);
        }
      });

  const SILENT = { durable: 'once', full: false, wiped: false, silent: true } as const;
  for (const { name, state, lines } of [
    { name: 'is why nothing can be ordered', state: {}, lines: [HONEY] },
    { name: 'is why there is no place to collect from', state: { depots: [], slots: {} }, lines: [HONEY] },
    { name: 'is not all that is in the way', state: {}, lines: [OATS] },
  ])
    it(`says that storage does not answer where that ${name}`, async () => {
      const page = await render({ state: { ...state, orderable: false, storage: SILENT }, lines });
      expect(page.text()).to.contain('This browser’s storage isn’t answering');
      expect(page.text()).not.to.contain('Pickup times need a connection');
    });

  it('says before ordering that this browser keeps nothing', async () => {
    const page = await render({
      state: { storage: { durable: 'no', full: false, wiped: false, silent: false } },
    });
    expect(page.text()).to.contain('This browser can’t keep orders');
  });

  it('says what will happen to an order without a connection', async () => {
    const page = await render({ state: { connection: 'offline' } });
    expect(page.text()).to.contain('the order is saved on this device and sent later');
  });

  const limits = { perOrderOffline: 700, perDeviceOffline: 1_000 };
  const limited = { ...CATALOG, shop: { ...CATALOG.shop, limits } };
  const roomy = { ...CATALOG, shop: { ...CATALOG.shop, limits: { perDeviceOffline: 1_000 } } };
  const bars: readonly { name: string; state: Partial<ShopState>; words: string }[] = [
    {
      name: 'above what the shop takes without a connection',
      state: { catalog: limited, connection: 'offline' },
      words: 'No connection. Without a connection, this shop takes orders up to £7.00. Connect, then order.',
    },
    {
      name: 'above what it takes from one device, with what is unanswered',
      state: { catalog: roomy, connection: 'unreachable', orders: [createOrder()] },
      words:
        'The shop isn’t answering. Without a connection, this shop takes orders up to £10.00 from one device, and £4.40 isn’t answered yet. Connect, then order.',
    },
    {
      name: 'where an order needs a connection',
      state: { offlinePolicy: 'require-online', connection: 'captive' },
      words: 'This Wi-Fi wants you to sign in. Ordering here needs a connection. Connect, then order.',
    },
    {
      name: 'where it is not known yet whether the shop answers',
      state: { offlinePolicy: 'require-online', connection: 'unknown' },
      words: 'Getting ready to take orders…',
    },
    {
      name: 'above what a device may keep that sends by hand',
      state: { offlinePolicy: 'force-offline', catalog: limited },
      words: 'This device takes orders up to £7.00 each. Order less.',
    },
    {
      name: 'with what such a device keeps already',
      state: { offlinePolicy: 'force-offline', catalog: roomy, orders: [createOrder()] },
      words:
        'This device takes orders up to £10.00 in all, and £4.40 isn’t answered yet. Press Send now, then order.',
    },
  ];
  for (const { name, state, words } of bars) {
    it(`holds the button ${name}, says why beneath it, and keeps what was typed`, async () => {
      const page = await render();
      await fill(page);
      const button = page.part('order-button');
      const place = button.offsetTop;
      page.port.change(state);
      await page.settle();
      expect(page.part('order-button')).to.equal(button);
      expect(button.innerText).to.equal('Order and pay £7.50 at pickup');
      expect(button.getAttribute('aria-disabled')).to.equal('true');
      expect(page.find<HTMLElement>('#order-hint').innerText).to.equal(words);
      expect(button.getAttribute('aria-describedby')).to.equal('order-hint');
      page.press();
      await page.settle();
      expect(placedBy(page.port)).to.have.length(0);
      expect(page.find('#name').value).to.equal('Ada');
      page.port.change({ catalog: CATALOG, connection: 'online', orders: [] });
      await page.settle();
      expect(button.hasAttribute('aria-disabled')).to.equal(false);
      expect(button.offsetTop).to.equal(place);
      page.press();
      await page.settle();
      expect(placedBy(page.port)).to.have.length(1);
    });
  }

  it('says why an order was refused that needs a connection, in the words for it', async () => {
    const page = await render({ state: { offlinePolicy: 'require-online' } });
    await fill(page);
    page.port.refusals.set('placeOrder', { ok: false, code: 'needs-connection', message: '' });
    page.press();
    await page.settle();
    expect(page.find<HTMLElement>('[role=alert]').innerText).to.contain(
      'Nothing was ordered. Ordering here needs a connection. Connect, then order.',
    );
  });

  it('says before ordering that an order is sent by hand', async () => {
    const page = await render({ state: { offlinePolicy: 'force-offline' } });
    expect(page.find<HTMLElement>('#order-hint').innerText).to.equal(
      'The order is sent when you press Send now, and not before.',
    );
  });

  it('does not say that orders are kept where ordering needs a connection', async () => {
    const page = await render({ state: { offlinePolicy: 'require-online', connection: 'offline' } });
    expect(page.text()).to.contain('Ordering here needs a connection. Connect, then order.');
    expect(page.text()).not.to.contain('saved on this device');
  });

  it('marks a rehearsal', async () => {
    const page = await render({
      state: { catalog: { ...CATALOG, shop: { ...CATALOG.shop, mode: 'test' } } },
    });
    expect(page.text()).to.contain('Rehearsal: nothing here is real');
  });

  it('shows a list for the stall, with its codes, where no order is taken online', async () => {
    const page = await render({ lines: [OATS], endpoint: null });
    expect(page.text()).to.contain('Show this list at the stall to order');
    expect(page.text()).not.to.match(/this code|shop confirms/);
    expect(page.part('code').innerText).to.equal('oats-500 own-jar');
    expect(page.all('order-button')).to.have.length(0);
  });

  it('says in that list, in place of an amount, what the shop no longer sells and no total holds', async () => {
    const page = await render({ lines: [OATS, HONEY], endpoint: null });
    const products = CATALOG.products.filter(({ variants }) => variants.every(({ id }) => id !== HONEY[0]));
    page.port.change({ catalog: { ...CATALOG, products } });
    await page.el.updateComplete;
    expect(page.all('line').map((line) => /No longer sold/.test(line.innerText))).to.deep.equal([
      false,
      true,
    ]);
  });
});

describe('<punnet-checkout> while another tab orders the same basket', () => {
  const [line] = createOrder().lines;
  const order = createOrder({ lines: [{ ...line, ...toLine(HONEY) }] as never });
  const empty = createState().cart;

  it('shows that order’s receipt with focus on its heading, though the basket is told first', async () => {
    const page = await render();
    await fill(page);
    page.find('#name').focus();
    page.port.change({ cart: empty }, 'tab');
    await page.settle();
    expect(page.text()).to.contain('There is nothing to order yet');
    page.port.change({ orders: [order] }, 'tab');
    await waitUntil(() => page.focused()?.localName === 'punnet-receipt');
    expect(page.focused()?.getAttribute('order')).to.equal(order.id);
    expect(receiptFocus(page)).to.match(/^Saved on this device/);
  });

  it('leaves the focus where it is elsewhere on the page', async () => {
    const page = await render({ page: html`<button>Elsewhere</button><punnet-checkout></punnet-checkout>` });
    const elsewhere = page.holder.querySelector('button') as HTMLButtonElement;
    elsewhere.focus();
    page.port.change({ orders: [order], cart: empty }, 'tab');
    await page.settle();
    expect(page.find('punnet-receipt').getAttribute('order')).to.equal(order.id);
    expect(document.activeElement).to.equal(elsewhere);
  });

  it('leads to the orders where the basket became none that is known', async () => {
    const page = await render({ page: html`<punnet-checkout></punnet-checkout><punnet-cart></punnet-cart>` });
    const other = createOrder({ state: 'confirmed' });
    page.port.change({ orders: [other], cart: empty }, 'tab');
    await page.settle();
    const link = page.part('link-button');
    expect(link.innerText).to.equal('Your orders');
    link.click();
    const cart = page.holder.querySelector('punnet-cart') as PunnetCart;
    await cart.updateComplete;
    expect(cart.shadowRoot?.querySelector('punnet-orders')).to.exist;
  });
});

describe('<punnet-checkout> inside the basket', () => {
  it('keeps what was typed while the shopper looks at the basket, then shows the receipt there', async () => {
    const page = await render({ page: html`<punnet-cart></punnet-cart>` });
    const cart = page.holder.querySelector('punnet-cart') as PunnetCart;
    const inCart = (selector: string) => cart.shadowRoot?.querySelector<HTMLElement>(selector);
    const enter = async () => {
      await waitUntil(() => inCart('[part~=checkout-button]'));
      inCart('[part~=checkout-button]')?.click();
      await waitUntil(() => inCart('punnet-checkout')?.shadowRoot?.activeElement?.textContent === 'Checkout');
      return tools(inCart('punnet-checkout') as PunnetCheckout);
    };
    const first = await enter();
    first.type('name', 'Ada');
    inCart('[part~=back-button]')?.click();
    const second = await enter();
    expect(second.find('#name').value).to.equal('Ada');
    second.pick(HALF_PAST.id);
    const saved = oneEvent(page.holder, 'punnet-order-saved');
    second.press();
    const { order } = (await saved).detail;
    await waitUntil(() => inCart('punnet-receipt')?.shadowRoot?.activeElement);
    expect(inCart('punnet-receipt')?.getAttribute('order')).to.equal(order.id);
    expect(inCart('punnet-checkout')).to.equal(null);
  });
});

function toLine([variant, quantity, modifiers = {}]: Line) {
  return { variant, quantity, modifiers };
}

function withHoneyPrice(price: number): typeof CATALOG {
  const products = CATALOG.products.map((product) =>
    product.id === 'honey'
      ? { ...product, variants: product.variants.map((variant) => ({ ...variant, price })) }
      : product,
  );
  return { ...CATALOG, products };
}

describe('what is held for the shopper while they check out', () => {
  const held = (quantity: number, slot: string | null) => ({
    depot: 'station',
    slot,
    quantities: { 'honey-340': quantity },
    until: '2026-11-23T14:32:00.000Z',
  });

  it('is asked for once it is known where and when, and given up when they leave', async () => {
    const page = await render();
    expect(page.port.wanted).to.equal(null);
    page.pick(HALF_PAST.id);
    await page.settle();
    expect(page.port.wanted).to.deep.equal({ depot: 'station', slot: HALF_PAST.id });
    page.el.remove();
    expect(page.port.wanted).to.equal(null);
  });

  it('is said until when, if all of it is', async () => {
    const page = await render();
    await fill(page);
    expect(page.part('promise').textContent).to.contain('Subject to stock');
    page.port.change({ hold: held(1, HALF_PAST.id) });
    await page.settle();
    expect(page.part('promise').textContent?.trim()).to.equal('Held for you until 14:32');
  });

  for (const { name, hold } of [
    { name: 'no place is', hold: held(1, null) },
    { name: 'a place at another time is', hold: held(1, 'station/other') },
    { name: 'less than all is', hold: held(0, HALF_PAST.id) },
  ]) {
    it(`is subject to stock, if ${name}`, async () => {
      const page = await render();
      await fill(page);
      page.port.change({ hold });
      await page.settle();
      expect(page.part('promise').textContent).to.contain('Subject to stock');
    });
  }
});

describe('what was typed into a checkout', () => {
  it('is gone where everything was erased, also for the next checkout of the page', async () => {
    const { holder, port, find, type, settle } = await render({ state: TWO_DEPOTS });
    type('name', 'Ada Miller');
    port.change({ erasedAt: 1 }, 'tab');
    await settle();
    expect(find('#name').value).to.equal('');
    type('name', 'Ben Baker');
    await settle();
    const shop = holder.querySelector('punnet-shop') as HTMLElement;
    find('#name').blur();
    holder.querySelector('punnet-checkout')?.remove();
    port.change({ erasedAt: 2 }, 'tab');
    const next = document.createElement('punnet-checkout');
    shop.append(next);
    await aTimeout(0);
    await next.updateComplete;
    expect(next.shadowRoot?.querySelector<HTMLInputElement>('#name')?.value).to.equal('');
  });
});
