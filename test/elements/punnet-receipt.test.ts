import { expect, html, nextFrame, oneEvent, waitUntil } from '@open-wc/testing';

import type { Order } from '../../src/core/order/order.js';
import type { ShopState } from '../../src/core/shop-state.js';
import { focusHeading } from '../../src/elements/page/focus-heading.js';
import { partsOf } from '../../src/elements/page/parts.js';
import { PunnetReceipt } from '../../src/elements/punnet-receipt.js';
import { CATALOG, OWN_RECEIPT, SHOPS_RECEIPT } from '../support/fixtures.js';
import { inHours, orderId, reduced, render, repriced, savedBy, upcoming } from '../support/render-orders.js';

const HONEY = {
  variant: 'honey-340',
  modifiers: {},
  quantity: 1,
  price: 650,
  total: 650,
  title: 'Heather honey',
  detail: '340 g',
  allergens: [],
} as const;

/** What is in sight has been reported. */
function seen(el: Element): Promise<void> {
  return new Promise((resolve) =>
    new IntersectionObserver((_, observer) => resolve(observer.disconnect())).observe(el),
  );
}

async function renderReceipt(order: Order | null, state: Partial<ShopState> = {}, id = '') {
  const orders = order ? [order] : [];
  const markup = html`<punnet-receipt order=${id}></punnet-receipt>`;
  const shown = await render(markup, { connection: 'offline', orders, ...state });
  return { ...shown, headline: () => shown.part('heading').textContent?.trim() };
}

/**
 * Lets the rules for paper hold on screen while `act` runs, those for a till's roll too where it is `narrow`: no
 * driver but Chromium's can print to a test, or give the window a size.
 */
async function onPaper(act: () => Promise<void>, { narrow = false } = {}): Promise<void> {
  const sheets = PunnetReceipt.elementStyles.map((style) =>
    'styleSheet' in style ? style.styleSheet : style,
  );
  const rules = sheets.flatMap((sheet) => [...(sheet?.cssRules ?? [])]);
  const forPaper = rules.filter(
    (rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && /\bprint\b/.test(rule.media.mediaText),
  );
  const before = forPaper.map(({ media }) => media.mediaText);
  for (const { media } of forPaper)
    media.mediaText = media.mediaText === 'print' || narrow ? 'all' : 'not all';
  try {
    expect(forPaper.length).to.be.greaterThan(1);
    await act();
  } finally {
    forPaper.forEach(({ media }, index) => (media.mediaText = before[index] ?? ''));
  }
}

/** On how many rows its text is set. */
function rowsOf(element: Element): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
}

/** What was written into pictures while `act` ran. */
async function drawnBy(act: () => Promise<void>): Promise<string> {
  const { prototype } = CanvasRenderingContext2D;
  const { fillText } = prototype;
  const drawn: string[] = [];
  prototype.fillText = function (this: CanvasRenderingContext2D, text: string, x: number, y: number) {
    drawn.push(text);
    fillText.call(this, text, x, y);
  };
  try {
    await act();
  } finally {
    prototype.fillText = fillText;
  }
  return drawn.join('\n');
}

/** The windows that were printed while `act` ran; nothing reaches a printer, and no dialog opens. */
async function printedBy(act: () => Promise<void>): Promise<readonly Window[]> {
  const printed: Window[] = [];
  const { prototype } = HTMLIFrameElement;
  const native = Object.getOwnPropertyDescriptor(prototype, 'contentWindow') as PropertyDescriptor;
  Object.defineProperty(prototype, 'contentWindow', {
    configurable: true,
    get(this: HTMLIFrameElement) {
      const inside = native.get?.call(this) as Window;
      inside.print = () => void printed.push(inside);
      return inside;
    },
  });
  try {
    await act();
  } finally {
    Object.defineProperty(prototype, 'contentWindow', native);
  }
  return printed;
}

describe('<punnet-receipt>', () => {
  const looks: { name: string; order: Order | null; state?: Partial<ShopState> }[] = [
    { name: 'of an order that is not sent', order: upcoming() },
    {
      name: 'of one held in this tab',
      order: upcoming(),
      state: { storage: { durable: 'no', full: false, wiped: false, silent: false } },
    },
    { name: 'of one that was set aside', order: upcoming({ parked: 'Too large' }) },
    { name: 'of a confirmed order', order: upcoming({ state: 'confirmed', accepted: 480 }) },
    { name: 'of a dearer order', order: repriced() },
    { name: 'of a refused order', order: upcoming({ state: 'rejected', reason: { code: 'slot-full' } }) },
    { name: 'of a cancelled order', order: upcoming({ state: 'cancelled' }) },
    { name: 'of a collected order', order: upcoming({ state: 'collected' }) },
    { name: 'of a rehearsal', order: upcoming({ mode: 'test' }) },
    { name: 'with nothing to show', order: null },
    { name: 'while it loads', order: null, state: { load: { kind: 'loading' }, catalog: null } },
    {
      name: 'that failed',
      order: null,
      state: { load: { kind: 'failed', code: 'x', message: 'y' }, catalog: null },
    },
  ];
  for (const { name, order, state } of looks) {
    it(`is accessible ${name}`, async () => {
      const { el } = await renderReceipt(order, state);
      await expect(el).to.be.accessible();
    });
  }

  it('is accessible in the dark, and right to left', async () => {
    const { el, page, settle } = await renderReceipt(upcoming());
    // A colour that is still on its way is no colour of the theme.
    page.style.setProperty('--punnet-motion-time', '0ms');
    page.style.colorScheme = 'dark';
    page.dir = 'rtl';
    await settle();
    await expect(el).to.be.accessible();
  });

  it('says what was ordered, what it costs and what to pay, and where and when to collect it', async () => {
    const lines = [...upcoming().lines, HONEY];
    const order = upcoming({
      lines,
      subtotal: 1090,
      deposits: 100,
      total: 1190,
      tax: { label: 'VAT', minor: 108 },
    });
    const { all, part, text, headline } = await renderReceipt(order);
    expect(headline()).to.equal('Saved on this device');
    expect(all('line').map((line) => text(line).trim())).to.deep.equal([
      'Rolled oats 500 g, Own jar · £2.20 each 2 £4.40',
      'Heather honey 340 g 1 £6.50',
    ]);
    expect(text(part('subtotal'))).to.contain('£10.90');
    expect(text(part('deposit'))).to.contain('back when you return them');
    expect(text(part('total'))).to.contain('£11.90');
    expect(text(part('tax'))).to.equal('Includes VAT £1.08');
    expect(text(part('pay-line'))).to.equal('To pay when you collect: £11.90');
    expect(text(part('pickup'))).to.contain('Station kiosk · Station Road');
    expect(text(part('code'))).to.equal('K7QF3P');
  });

  it('shows times in the shop\u2019s zone, and names it where the device has another', async () => {
    const shop = { ...CATALOG.shop, timezone: 'Pacific/Auckland' };
    const { pickup } = upcoming();
    const times = { ...pickup, start: '2030-07-02T19:30:00Z', end: '2030-07-02T20:00:00Z' };
    const { part, text } = await renderReceipt(upcoming({ pickup: times }), {
      catalog: { ...CATALOG, shop },
    });
    expect(text(part('pickup'))).to.match(/Wed 3 Jul, 07:30\s?–[\s\u2060]*08:00 (NZST|GMT\+12)/);
  });

  it('goes by the shop\u2019s time, though the device\u2019s clock was set back', async () => {
    const { pickup } = upcoming();
    const soon = upcoming({ pickup: { ...pickup, cutoff: inHours(1) } });
    const { port, text, settle } = await renderReceipt(soon);
    expect(text()).to.contain('If it isn’t sent by');
    port.change({ clockAhead: 2 * 3_600_000 });
    await settle();
    expect(text()).to.contain('The time to order for it has passed.');
  });

  it('names what the food contains, and says to ask where the maker has not said', async () => {
    const { part, text } = await renderReceipt(upcoming({ lines: [...upcoming().lines, HONEY] }));
    expect(text(part('allergens'))).to.contain('Contains: gluten (Rolled oats)');
    expect(text(part('allergens'))).to.contain('Ask the shop about allergens.');
  });

  it('does not ask about food of which the maker has said all', async () => {
    const { part, text } = await renderReceipt(upcoming());
    expect(text(part('allergens')).trim()).to.equal('Contains: gluten (Rolled oats)');
  });

  const unsaid = { ...HONEY, allergens: ['milk'] };
  for (const { name, lines, catalog, says } of [
    {
      name: 'an option that contains something, of a food of which the maker has not said',
      lines: [unsaid],
      catalog: CATALOG,
      says: ['Contains: milk (Heather honey)', 'Ask the shop about allergens.'],
    },
    {
      name: 'food of which the maker had said nothing, though the catalog is not there to tell',
      lines: [HONEY],
      catalog: null,
      says: ['Ask the shop about allergens.'],
    },
    {
      name: 'an order of before it was kept whether the maker had said',
      lines: upcoming().lines.map(({ allergensStated: _stated, ...line }) => line),
      catalog: CATALOG,
      says: ['Contains: gluten (Rolled oats)', 'Ask the shop about allergens.'],
    },
  ]) {
    it(`says to ask about ${name}`, async () => {
      const { part } = await renderReceipt(upcoming({ lines }), { catalog });
      const said = [...(part('allergens')?.querySelectorAll('p') ?? [])].map((p) => p.textContent);
      expect(said).to.deep.equal(says);
    });
  }

  it('says what the maker had said when it was ordered, whatever the catalog has become', async () => {
    const { part, text } = await renderReceipt(upcoming(), { catalog: null });
    expect(text(part('allergens')).trim()).to.equal('Contains: gluten (Rolled oats)');
  });

  const payable: Partial<Order>[] = [{ state: 'saved' }, { state: 'sent' }, { state: 'confirmed' }];
  for (const changes of payable) {
    it(`names what is to be paid while ${changes.state}`, async () => {
      const { part } = await renderReceipt(upcoming(changes));
      expect(part('pay-line')).to.exist;
    });
  }
  const unpayable: Partial<Order>[] = [
    { state: 'rejected' },
    { state: 'cancelled' },
    { state: 'collected' },
    { state: 'repriced' },
    { state: 'confirmed', payment: { way: 'at-pickup', state: 'paid', amount: 440 } },
  ];
  for (const changes of unpayable) {
    it(`asks for no money while ${changes.state}, ${changes.payment?.state ?? 'unpaid'}`, async () => {
      const { part } = await renderReceipt(upcoming(changes));
      expect(part('pay-line')).not.to.exist;
    });
  }

  it('holds what was chosen with no network, in its picture as well, and says that the shop has not seen it', async () => {
    const { all, part, press, text } = await renderReceipt(reduced());
    const drawn = await drawnBy(async () => void (await savedBy(() => press('save-button'))));
    expect(all('line').map((line) => text(line).trim())).to.deep.equal(['Cheddar 500 g 1 £8.80']);
    const sums = ['deposit', 'discount', 'total', 'pay-line'].map((name) => text(part(name)).trim());
    expect(sums.slice(0, 2)).to.deep.equal([
      'Deposits, back when you return them £1.00',
      'Off for the trouble −£0.44',
    ]);
    expect(sums.slice(2)).to.deep.equal(['Total £9.36', 'To pay when you collect: £9.36']);
    expect(text(part('allergens')).trim()).to.equal('Contains: milk (Cheddar)');
    expect(text(part('state'))).to.contain('The shop hasn’t seen it yet.');
    expect(text(part('sheet'))).not.to.match(/£16\.20|gluten|Confirmed|Read it out/);
    expect(drawn)
      .to.contain('1 × Cheddar')
      .and.to.contain('£9.36')
      .and.not.to.match(/2 × Rolled oats|£16\.20|gluten/);
  });

  it('asks for the new price once that was agreed to', async () => {
    const { part, text } = await renderReceipt(repriced({ choice: 'accept' }));
    expect(text(part('line')))
      .to.contain('£4.80')
      .and.to.contain('£2.40');
    expect(text(part('total')).trim()).to.equal('Total £4.80');
    expect(text(part('pay-line'))).to.equal('To pay when you collect: £4.80');
  });

  const standing: Partial<Order>[] = [{ state: 'confirmed' }, { state: 'confirmed_late' }];
  for (const changes of standing) {
    it(`says that the code finds the order once the shop has it: ${changes.state}`, async () => {
      const { text } = await renderReceipt(upcoming(changes));
      expect(text()).to.contain('Read it out at the stall.').and.to.contain('Collect');
    });
  }
  const unknown: Partial<Order>[] = [{ state: 'saved' }, { state: 'sent' }, { state: 'repriced' }];
  for (const changes of unknown) {
    it(`promises no look-up at the stall while ${changes.state}`, async () => {
      const { text } = await renderReceipt(upcoming(changes));
      expect(text()).not.to.match(/read it out|stall can read/i);
    });
  }
  const over: Partial<Order>[] = [
    { state: 'rejected' },
    { state: 'cancelled' },
    { state: 'expired' },
    { state: 'collected' },
    { state: 'saved', choice: 'cancel' },
    { state: 'confirmed', choice: 'cancel' },
  ];
  for (const changes of over) {
    const name = [changes.state, changes.choice].filter(Boolean).join(', asked to ');
    it(`has nothing to collect, to pay or to look up: ${name}; nor has its picture`, async () => {
      const { part, press, text } = await renderReceipt(upcoming(changes));
      expect(['pickup', 'pay-line'].filter((name) => part(name))).to.deep.equal([]);
      expect(text()).not.to.contain('Read it out');
      const drawn = await drawnBy(async () => void (await savedBy(() => press('save-button'))));
      expect(drawn)
        .to.contain('K7QF3P')
        .and.not.to.match(/Collect\b|To pay when you collect/);
    });
  }

  it('has no line for a tax of nought', async () => {
    const { all } = await renderReceipt(upcoming({ tax: { label: 'VAT', minor: 0 } }));
    expect(all('tax')).to.have.length(0);
  });

  it('says what the total was when it is another one, and leaves out a tax that no longer fits', async () => {
    const order = upcoming({ state: 'confirmed', accepted: 480 });
    const { part, text } = await renderReceipt(order);
    expect(text(part('state'))).to.contain('The total was £4.80 when you ordered and is now £4.40.');
    expect(part('tax')).not.to.exist;
  });

  it('rewords itself in place when the shop has answered', async () => {
    const { port, headline, settle, part } = await renderReceipt(upcoming());
    const node = part('heading');
    port.change({ connection: 'online', orders: [upcoming({ state: 'confirmed' })] });
    await settle();
    expect(headline()).to.equal('Confirmed');
    expect(part('heading')).to.equal(node);
  });

  it('keeps from the first the room that it needs until it is confirmed, and says nothing in it', async () => {
    const narrow = async (order: Order, connection: ShopState['connection']) => {
      const shown = await renderReceipt(order, { connection });
      shown.page.style.inlineSize = '320px';
      const top = () =>
        shown.part('lines').getBoundingClientRect().top - shown.el.getBoundingClientRect().top;
      return { ...shown, top };
    };
    const order = upcoming();
    const { part, port, settle, text, top } = await narrow(order, 'offline');
    const before = top();
    expect(text(part('sheet'))).not.to.match(/Sent|Confirmed|at the stall/);
    for (const change of [
      { connection: 'unreachable', outbox: { ...port.state.outbox, triedAt: inHours(0) } },
      { orders: [{ ...order, state: 'sent' }] },
      { connection: 'online', orders: [{ ...order, state: 'confirmed' }] },
    ] as const) {
      port.change(change);
      await settle();
      expect(top()).to.equal(before);
    }
    const later = await narrow({ ...order, state: 'confirmed' }, 'online');
    expect(later.top()).to.be.lessThan(before);
  });

  const outOfSight: { name: string; hide: (page: HTMLElement) => void }[] = [
    { name: 'is not shown', hide: (page) => (page.style.display = 'none') },
    { name: 'is further down', hide: (page) => (page.style.marginBlockStart = '3000px') },
  ];
  for (const { name, hide } of outOfSight)
    it(`keeps that room no longer than it is seen: ${name}`, async () => {
      const order = upcoming();
      const { page, el, port, settle } = await renderReceipt(order, { connection: 'offline' });
      await seen(el);
      port.change({ connection: 'online', orders: [{ ...order, state: 'confirmed' }] });
      await settle();
      await seen(el);
      expect(el.renderRoot.querySelector('[data-room]')).to.exist;
      hide(page);
      await waitUntil(() => !el.renderRoot.querySelector('[data-room]'));
    });

  it('has let that room go where the order was confirmed out of sight', async () => {
    const order = upcoming();
    const { page, el, port, settle } = await renderReceipt(order, { connection: 'offline' });
    page.style.marginBlockStart = '3000px';
    await seen(el);
    expect(el.renderRoot.querySelector('[data-room]')).to.exist;
    port.change({ connection: 'online', orders: [{ ...order, state: 'confirmed' }] });
    await settle();
    expect(el.renderRoot.querySelector('[data-room]')).to.equal(null);
  });

  it('keeps that room above what is being read', async () => {
    const order = upcoming();
    const { page, el, port, settle } = await renderReceipt(order, { connection: 'offline' });
    page.style.paddingBlockEnd = '3000px';
    port.change({ connection: 'online', orders: [{ ...order, state: 'confirmed' }] });
    await settle();
    document.scrollingElement?.scrollTo({ top: 2500, behavior: 'instant' });
    await seen(el);
    expect(el.renderRoot.querySelector('[data-room]')).to.exist;
    document.scrollingElement?.scrollTo({ top: 0, behavior: 'instant' });
  });

  it('keeps that room where the page leapt from below it to above it', async () => {
    const order = upcoming();
    const { page, el, port, settle } = await renderReceipt(order, { connection: 'offline' });
    page.style.paddingBlock = '3000px';
    await seen(el);
    document.scrollingElement?.scrollTo({ top: 5500, behavior: 'instant' });
    await seen(el);
    port.change({ connection: 'online', orders: [{ ...order, state: 'confirmed' }] });
    await settle();
    expect(el.renderRoot.querySelector('[data-room]')).to.exist;
    document.scrollingElement?.scrollTo({ top: 0, behavior: 'instant' });
  });

  it('shows what one costs beside what the maker wrote, which does not turn it round, right to left', async () => {
    const { page, part, settle } = await renderReceipt(upcoming());
    page.dir = 'rtl';
    await settle();
    const [detail, each] = [...part('lines').querySelectorAll('.detail bdi')];
    expect(detail?.textContent).to.equal(upcoming().lines[0]?.detail);
    const [left, right] = [each, detail].map((words) => words?.getBoundingClientRect().left ?? NaN);
    expect(left).to.be.lessThan(right as number);
  });

  it('shows the newest order, or the one it is told', async () => {
    const orders = [upcoming({ id: orderId(2), code: 'B2XX9T' }), upcoming({ id: orderId(1) })];
    const newest = await renderReceipt(null, { orders });
    expect(newest.text(newest.part('code'))).to.equal('B2XX9T');
    const told = await renderReceipt(null, { orders }, orderId(1));
    expect(told.text(told.part('code'))).to.equal('K7QF3P');
  });

  it('of an order that is not on this device says that there is none', async () => {
    const { part, text } = await renderReceipt(upcoming(), {}, orderId(9));
    expect(text(part('empty'))).to.contain('No receipt yet');
  });

  it('marks a rehearsal as no real order', async () => {
    const { part } = await renderReceipt(upcoming({ mode: 'test' }));
    expect(part('chip').textContent).to.equal('Rehearsal receipt: not a real order');
  });

  it('takes the focus to its headline, for those who have just ordered', async () => {
    const { el, focused, part } = await renderReceipt(upcoming());
    await focusHeading(el);
    expect(focused()?.getAttribute('part')).to.equal('heading');
    expect(part('heading').getAttribute('role')).to.equal('heading');
  });

  it('has its ring round the whole of how it stands, not round the words alone', async () => {
    const { el, part } = await renderReceipt(upcoming());
    await focusHeading(el);
    const rings = ['state', 'heading'].map((name) => getComputedStyle(part(name)).outlineStyle);
    expect(rings).to.deep.equal(['solid', 'none']);
  });

  it('gives the names the room on a phone', async () => {
    const { page, part } = await renderReceipt(
      upcoming({ lines: [...upcoming().lines, HONEY], deposits: 100 }),
    );
    page.style.cssText = 'inline-size: 328px; font: 16px Arial, sans-serif';
    const [name, , amount] = [...part('line').children] as [Element, Element, Element];
    expect(name.clientWidth).to.be.greaterThan(0.6 * part('lines').clientWidth);
    expect(rowsOf(amount)).to.equal(1);
  });

  it('breaks no number and no word where letters are twice as large, and sets the amount beneath', async () => {
    const order = upcoming({ state: 'confirmed', lines: [...upcoming().lines, HONEY], deposits: 100 });
    const { page, part, all } = await renderReceipt(order);
    page.style.cssText = 'inline-size: 328px; font: 32px Arial, sans-serif';
    const [name, count, amount] = [...part('line').children] as [Element, Element, Element];
    expect(amount.getBoundingClientRect().top).to.be.at.least(name.getBoundingClientRect().bottom - 1);
    const whole = [part('heading'), count, amount, ...all('total').map((row) => row.querySelector('td bdi'))];
    expect(whole.map((each) => rowsOf(each as Element))).to.deep.equal([1, 1, 1, 1]);
    expect(part('lines').scrollWidth).to.be.at.most(part('lines').clientWidth);
  });

  it('leads to the shop\u2019s terms', async () => {
    const { part } = await renderReceipt(upcoming());
    expect(part('terms').querySelector('a')?.getAttribute('href')).to.equal('/terms');
  });

  it('sends now when asked, unless the page says no', async () => {
    const { el, port, press } = await renderReceipt(upcoming());
    const asked = oneEvent(el, 'punnet-sync-request');
    await press('send-button');
    expect((await asked).cancelable).to.equal(true);
    expect(port.calls).to.deep.equal([['sync']]);
    el.addEventListener('punnet-sync-request', (event) => event.preventDefault(), { once: true });
    await press('send-button');
    expect(port.calls.length).to.equal(1);
  });

  it('takes the focus on to its headline when what was sent is answered, and moves nothing', async () => {
    const { page, port, part, press, focused, headline, settle } = await renderReceipt(upcoming());
    page.style.cssText = 'display: block; overflow-anchor: none; padding-block-end: 3000px';
    part('send-button').focus();
    await press('send-button');
    expect(focused()?.getAttribute('part') ?? '').to.contain('send-button');
    document.scrollingElement?.scrollTo({ top: 1500, behavior: 'instant' });
    port.change({ orders: [upcoming({ state: 'confirmed' })] });
    await settle();
    expect(headline()).to.equal('Confirmed');
    expect(focused()?.getAttribute('part')).to.equal('heading');
    await nextFrame();
    expect(window.scrollY, 'the page moved under the shopper').to.equal(1500);
  });

  it('leaves the focus where the shopper has gone while it was sent', async () => {
    const { page, port, part, press, settle } = await renderReceipt(upcoming());
    page.append(document.createElement('input'));
    part('send-button').focus();
    await press('send-button');
    page.querySelector('input')?.focus();
    port.change({ orders: [upcoming({ state: 'confirmed' })] });
    await settle();
    expect(document.activeElement?.localName).to.equal('input');
  });

  it('says why it could not be sent', async () => {
    const { port, press, part } = await renderReceipt(upcoming(), { connection: 'unreachable' });
    port.refusals.set('sync', { ok: false, code: 'unreachable', message: 'no answer' });
    await press('send-button');
    expect(part('actions').textContent).to.contain('The shop isn’t answering');
  });

  it('blames no shop for a network that is not there', async () => {
    const { port, press, part } = await renderReceipt(upcoming(), { connection: 'offline' });
    port.refusals.set('sync', { ok: false, code: 'unreachable', message: 'no answer' });
    await press('send-button');
    expect(part('actions').textContent).to.contain('No connection').and.not.to.contain('answering');
  });

  it('says so no more once it was sent', async () => {
    const { port, press, part, settle } = await renderReceipt(upcoming());
    port.refusals.set('sync', { ok: false, code: 'unreachable', message: 'no answer' });
    await press('send-button');
    const said = () => part('actions').querySelector('.said')?.textContent;
    expect(said()).to.equal('No connection');
    port.change({ orders: [upcoming({ state: 'sent' })] });
    await settle();
    expect(said()).to.equal(undefined);
  });

  it('offers to order the same again where the order came to nothing, and nowhere else', async () => {
    const refused = await renderReceipt(upcoming({ state: 'rejected' }));
    await refused.press('order-again-button');
    expect(refused.port.calls).to.deep.equal([['add', 'oats-500', 2, { container: 'own-jar' }]]);
    const confirmed = await renderReceipt(upcoming({ state: 'confirmed' }));
    expect(confirmed.part('order-again-button')).not.to.exist;
  });

  it('has nothing to send once the shop has answered', async () => {
    const { part } = await renderReceipt(upcoming({ state: 'confirmed' }));
    expect(part('send-button')).not.to.exist;
  });

  it('tries again when the shop could not be loaded', async () => {
    const load = { kind: 'failed', code: 'x', message: 'y' } as const;
    const { port, press } = await renderReceipt(null, { load, catalog: null });
    await press('retry-button');
    expect(port.calls).to.deep.equal([['refresh']]);
  });

  it('has every part that themes are promised, and no other', async () => {
    const order = upcoming({ deposits: 100, mode: 'test' });
    const { el } = await renderReceipt(order);
    const names = [...el.renderRoot.querySelectorAll('[part]')].flatMap(({ part }) => [...part]);
    expect(partsOf('receipt')).to.include.members(names);
  });
});

describe('a copy of a receipt', () => {
  it('is advised while the order is on this device alone', async () => {
    const unsent = await renderReceipt(upcoming());
    expect(unsent.text(unsent.part('hint'))).to.contain('Keep a copy of this receipt.');
    expect(unsent.part('save-button').part.contains('primary-button')).to.equal(true);
    const confirmed = await renderReceipt(upcoming({ state: 'confirmed' }));
    expect(confirmed.part('hint')).not.to.exist;
  });

  it('is a picture, dark on white, named by the code, as tall as what it holds', async () => {
    const sizes: number[] = [];
    for (const lines of [upcoming().lines, Array.from({ length: 10 }, () => HONEY)]) {
      const { press } = await renderReceipt(upcoming({ lines }), {});
      const saved = await savedBy(() => press('save-button'));
      expect(saved).to.include({ name: 'receipt-K7QF3P.png' });
      const picture = await createImageBitmap(saved?.file as Blob);
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const brush = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
      brush.drawImage(picture, 0, 0);
      const { data } = brush.getImageData(0, 0, picture.width, picture.height);
      expect([...data.slice(0, 4)]).to.deep.equal([255, 255, 255, 255]);
      expect(data.some((value, index) => index % 4 === 0 && value < 64)).to.equal(true);
      sizes.push(picture.height);
    }
    expect(sizes[1]).to.be.greaterThan(sizes[0] ?? 0);
  });

  it('prints the sheet alone, without buttons, and touches nothing of the page', async () => {
    const { press } = await renderReceipt(upcoming({ lines: [...upcoming().lines, HONEY] }));
    const printed = await printedBy(() => press('print-button'));
    expect(printed.length).to.equal(1);
    const paper = printed[0]?.document as Document;
    expect(paper.title).to.equal('Receipt K7QF3P');
    expect(paper.body.textContent).to.contain('Heather honey').and.to.contain('As it stood');
    expect(paper.querySelector('button, a')).to.equal(null);
    printed[0]?.dispatchEvent(new Event('afterprint'));
    expect(document.querySelector('iframe[aria-hidden]')).to.equal(null);
  });

  it('gives the focus back to its button when the printing is done', async () => {
    const { el, part, focused, press } = await renderReceipt(upcoming());
    const dialog = document.createElement('dialog');
    el.before(dialog);
    dialog.append(el);
    dialog.showModal();
    part('print-button').focus();
    const [inside] = await printedBy(() => press('print-button'));
    inside?.dispatchEvent(new Event('afterprint'));
    expect(focused()?.getAttribute('part') ?? '').to.contain('print-button');
  });

  it('on paper is black on white with nothing to press, also where the page is dark', () =>
    onPaper(async () => {
      const { page, part, settle } = await renderReceipt(upcoming());
      page.style.colorScheme = 'dark';
      await settle();
      const color = (name: string) => getComputedStyle(part(name)).color;
      expect([color('heading'), color('code'), color('total')]).to.deep.equal(Array(3).fill('rgb(0, 0, 0)'));
      expect(getComputedStyle(part('base')).backgroundColor).to.equal('rgba(0, 0, 0, 0)');
      expect(getComputedStyle(part('state')).backgroundColor).to.equal('rgba(0, 0, 0, 0)');
      expect(getComputedStyle(part('actions')).display).to.equal('none');
    }));

  for (const { name, width, height, narrow } of [
    { name: 'A4', width: 748, height: 1077, narrow: false },
    { name: 'a till\u2019s roll of 80 by 297 mm', width: 257, height: 1077, narrow: true },
  ]) {
    it(`of ten lines fits one page: ${name}`, () =>
      onPaper(
        async () => {
          const line = { ...HONEY, quantity: 2, detail: '340 g, from the moor' };
          const lines = Array.from({ length: 10 }, () => line);
          const { page, part } = await renderReceipt(upcoming({ lines, deposits: 100 }));
          page.style.inlineSize = `${width}px`;
          expect(part('sheet').getBoundingClientRect().height).to.be.lessThan(height);
          expect(part('sheet').scrollWidth).to.be.at.most(width);
        },
        { narrow },
      ));
  }

  it('is handed to the system\u2019s sheet where there is one, and to nothing where there is none', async () => {
    const without = await renderReceipt(upcoming());
    expect(without.part('share-button') !== undefined).to.equal('share' in navigator);
    const shared: ShareData[] = [];
    const share = async (data: ShareData) => void shared.push(data);
    const own = { share, canShare: () => true };
    for (const [name, value] of Object.entries(own))
      Object.defineProperty(navigator, name, { value, configurable: true });
    try {
      const { press } = await renderReceipt(upcoming());
      await press('share-button');
      await waitUntil(() => shared.length > 0);
      expect(shared[0]?.text).to.match(/^Millrace Wholefoods, K7QF3P\nSaved on this device\n/);
      expect(shared[0]?.files?.map(({ name }) => name)).to.deep.equal(['receipt-K7QF3P.png']);
    } finally {
      for (const name of Object.keys(own)) Reflect.deleteProperty(navigator, name);
    }
  });

  it('says until when to come back in a browser that clears its data', async () => {
    Object.defineProperty(globalThis, 'GestureEvent', { value: class {}, configurable: true });
    try {
      const { part, text } = await renderReceipt(upcoming());
      expect(text(part('state'))).to.match(/Open this site again before \w+ \d+ \w+: this browser clears/);
    } finally {
      Reflect.deleteProperty(globalThis, 'GestureEvent');
    }
  });

  it('warns when the cut-off comes near', async () => {
    const { pickup } = upcoming();
    const { part, text } = await renderReceipt(upcoming({ pickup: { ...pickup, cutoff: inHours(1) } }));
    expect(text(part('state')))
      .to.contain('Not sent yet')
      .and.to.contain('the shop will offer the next time');
  });
});

describe('the code of a receipt', () => {
  type Rendered = Awaited<ReturnType<typeof renderReceipt>>;
  const saved = () => upcoming({ receipt: OWN_RECEIPT });

  it('stands on the sheet of an order that may be handed over, with a name for whoever does not see it', async () => {
    const { part } = await renderReceipt(saved());
    const qr = part('qr');
    expect(qr.getAttribute('role')).to.equal('img');
    expect(qr.getAttribute('aria-label')).to.match(/^Code for order \S{6}$/);
    expect(part('sheet').contains(qr)).to.equal(true);
  });

  for (const state of ['cancelled', 'rejected', 'expired', 'collected'] as const) {
    it(`is not shown for an order that is ${state}`, async () => {
      const { el } = await renderReceipt(upcoming({ state, receipt: SHOPS_RECEIPT }));
      expect(el.renderRoot.querySelectorAll('[part~="qr"]').length).to.equal(0);
    });
  }

  it('takes the same room whether the device has signed it or the shop', async () => {
    const own = await renderReceipt(saved());
    const side = own.part('qr').getBoundingClientRect().width;
    const shops = await renderReceipt(upcoming({ state: 'confirmed', receipt: SHOPS_RECEIPT }));
    expect(shops.part('qr').getBoundingClientRect().width).to.equal(side);
  });

  it('is as large as the screen when asked for, and gives the focus back', async () => {
    const { el, part } = await renderReceipt(saved());
    const enlarge = part('enlarge-button') as HTMLButtonElement;
    enlarge.focus();
    enlarge.click();
    const dialog = part('dialog') as HTMLDialogElement;
    expect(dialog.matches(':modal')).to.equal(true);
    expect(part('qr-large').getBoundingClientRect().width).to.be.greaterThan(0);
    const closed = oneEvent(dialog, 'close');
    (part('close-button') as HTMLButtonElement).click();
    await closed;
    expect((el.renderRoot as ShadowRoot).activeElement === enlarge).to.equal(true);
  });

  it('is said to be too long where no code holds it', async () => {
    const receipt = { token: `PN1:${'A'.repeat(4_000)}`, kind: 'confirmed' } as const;
    const { el, part, text } = await renderReceipt(upcoming({ state: 'confirmed', receipt }));
    expect(el.renderRoot.querySelectorAll('[part~="qr"], [part~="enlarge-button"]').length).to.equal(0);
    expect(text(part('sheet'))).to.contain('This order is too long for a code.');
  });

  for (const { what, end } of [
    {
      what: 'the order has ended',
      end: async ({ port, settle }: Rendered) => {
        port.change({ orders: [upcoming({ state: 'cancelled' })] });
        await settle();
      },
    },
    { what: 'the receipt was taken off the page', end: async ({ el }: Rendered) => el.remove() },
  ]) {
    it(`keeps the screen on while it is large, and no longer once ${what}`, async () => {
      const told: string[] = [];
      const light = { release: async () => void told.push('off') };
      const request = async () => (told.push('on'), light);
      Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true });
      try {
        const shown = await renderReceipt(saved());
        await shown.press('enlarge-button');
        expect(told).to.deep.equal(['on']);
        await end(shown);
        expect(told).to.deep.equal(['on', 'off']);
      } finally {
        Reflect.deleteProperty(navigator, 'wakeLock');
      }
    });
  }

  it('is on paper, without its button', async () => {
    const { part } = await renderReceipt(saved());
    await onPaper(async () => {
      expect(part('enlarge-button').checkVisibility()).to.equal(false);
      expect(part('qr').getBoundingClientRect().width).to.be.greaterThan((40 / 25.4) * 96);
    });
  });
});
