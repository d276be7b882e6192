import { expect, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import type { Order, OrderLine } from '../../src/core/order/order.js';
import { ORDER_STATES, type OrderState } from '../../src/core/order/order-states.js';
import type { ShopState } from '../../src/core/shop-state.js';
import { sortOrders } from '../../src/elements/orders/order-list.js';
import { partsOf } from '../../src/elements/page/parts.js';
import { PunnetCart } from '../../src/elements/punnet-cart.js';
import type { PunnetOrders } from '../../src/elements/punnet-orders.js';
import type { PunnetShop } from '../../src/elements/punnet-shop.js';
import { announced, defineOnce, settled } from '../support/shop-fixture.js';
import {
  disputed,
  inHours,
  orderId,
  reduced,
  render,
  repriced,
  savedBy,
  upcoming,
} from '../support/render-orders.js';

defineOnce('punnet-cart', PunnetCart);

const STATES = Object.keys(ORDER_STATES) as OrderState[];

async function renderOrders(orders: readonly Order[], state: Partial<ShopState> = {}) {
  const shown = await render(html`<punnet-orders></punnet-orders>`, {
    connection: 'offline',
    orders,
    ...state,
  });
  const radio = (choice: string) =>
    shown.el.renderRoot.querySelector<HTMLElement>(`input[value="${choice}"]`);
  const codes = () => shown.all('order-head').map((head) => head.querySelector('bdi')?.textContent);
  return { ...shown, orders: shown.el as PunnetOrders, radio, codes };
}

const named = (n: number, code: string, changes: Partial<Order>) =>
  upcoming({ id: orderId(n), code, ...changes });

describe('<punnet-orders>', () => {
  for (const state of STATES) {
    it(`is accessible with an order that is ${state}`, async () => {
      const { el } = await renderOrders([state === 'repriced' ? repriced() : upcoming({ state })]);
      await expect(el).to.be.accessible();
    });
  }
  const looks: { name: string; orders: readonly Order[]; state?: Partial<ShopState> }[] = [
    { name: 'with none', orders: [] },
    { name: 'with a choice not sent', orders: [upcoming({ state: 'confirmed', choice: 'cancel' })] },
    { name: 'with one set aside', orders: [upcoming({ parked: 'Too large' })] },
    {
      name: 'after storage was lost',
      orders: [],
      state: { storage: { durable: 'once', full: false, wiped: true, silent: false } },
    },
    { name: 'while they load', orders: [], state: { load: { kind: 'loading' }, catalog: null } },
    {
      name: 'that failed',
      orders: [],
      state: { load: { kind: 'failed', code: 'x', message: 'y' }, catalog: null },
    },
  ];
  for (const { name, orders, state } of looks) {
    it(`is accessible ${name}`, async () => {
      const { el } = await renderOrders(orders, state);
      await expect(el).to.be.accessible();
    });
  }

  it('is accessible with a receipt unfolded and a question open, in the dark and right to left', async () => {
    const { el, page, press } = await renderOrders([upcoming({ mode: 'test' })]);
    page.style.colorScheme = 'dark';
    page.dir = 'rtl';
    await press('receipt-button');
    await press('cancel-button');
    await expect(el).to.be.accessible();
  });

  it('shows what needs the shopper first, then what is not sent, then the rest by date', async () => {
    const { codes, all } = await renderOrders([
      named(6, 'G6SS9T', { state: 'rejected' }),
      named(5, 'F5RR8S', { state: 'confirmed', choice: 'cancel' }),
      named(4, 'D4QQ7R', { state: 'confirmed' }),
      repriced({ id: orderId(3), code: 'C3ZZ4W' }),
      named(2, 'B2XX9T', {}),
      named(1, 'K7QF3P', { state: 'collected' }),
    ]);
    expect(codes()).to.deep.equal(['C3ZZ4W', 'F5RR8S', 'B2XX9T', 'G6SS9T', 'D4QQ7R', 'K7QF3P']);
    const ranks = all('order').map(({ part }) => part.value.replace('order order-', ''));
    expect(ranks).to.deep.equal(['needs-you', 'waiting', 'waiting', 'settled', 'settled', 'settled']);
  });

  it('leaves every order where it is while the shopper is at them', () => {
    const needy = repriced({ id: orderId(1) });
    const rest = [named(2, 'B2XX9T', { state: 'confirmed' }), named(3, 'C3ZZ4W', { state: 'confirmed' })];
    const shown = [orderId(1), orderId(2)];
    const sorted = sortOrders([...rest, { ...needy, state: 'confirmed' }], shown);
    expect(sorted.map(({ id }) => id)).to.deep.equal([...shown, orderId(3)]);
  });

  it('says of each what it holds, what it costs, where it is collected and how it stands', async () => {
    const { part, text } = await renderOrders([upcoming({ deposits: 100, total: 540 })]);
    expect(text(part('order-head')))
      .to.contain('Order K7QF3P')
      .and.to.contain('Saved on this device');
    expect(text(part('order-lines'))).to.match(/2 ×\s*Rolled oats\s*500 g, Own jar\s*£4\.40/);
    expect(text(part('deposit'))).to.match(/^\s*Deposits.*£1\.00\s*$/);
    expect(text(part('total'))).to.contain('£5.40');
    expect(text(part('order'))).to.match(/Collect \w+ \d+ \w+, [\d:]+\s?–[\s\u2060]*[\d:]+.*Station kiosk/);
  });

  it('goes by the shop\u2019s time, though the device\u2019s clock was set back', async () => {
    const { pickup } = upcoming();
    const soon = upcoming({ pickup: { ...pickup, cutoff: inHours(1) } });
    const { port, text, settle } = await renderOrders([soon]);
    expect(text()).to.contain('If it isn’t sent by');
    port.change({ clockAhead: 2 * 3_600_000 });
    await settle();
    expect(text()).to.contain('The time to order for it has passed.');
  });

  const ended = [
    { says: 'Not collected', changes: { state: 'expired' } },
    { says: 'Cancelled: no choice in time', changes: { state: 'cancelled', reason: { code: 'no-answer' } } },
    {
      says: 'Cancelled: no choice by Mon 23 Nov, 18:00',
      changes: {
        state: 'cancelled',
        reason: { code: 'no-answer' },
        undecidedBy: '2026-11-23T18:00:00.000Z',
      },
    },
  ] as const;
  for (const { says, changes } of ended) {
    it(`says what became of an order in words that are true: ${says}`, async () => {
      const { part } = await renderOrders([upcoming(changes)]);
      expect(part('chip').textContent?.replace(/\s+/g, ' ').trim()).to.contain(says);
    });
  }

  it('does not point to a code below: it stands above', async () => {
    const { part, text } = await renderOrders([upcoming()]);
    expect(text(part('order'))).not.to.contain('below');
  });

  it('tells what happened and when, in words that stay true', async () => {
    const events = [
      { state: 'saved', at: inHours(-3) },
      { state: 'sent', at: inHours(-2) },
      { state: 'repriced', at: inHours(-1) },
      { state: 'accept-saved', at: inHours(-0.5) },
      { state: 'confirmed', at: inHours(-0.1) },
    ] as const;
    const { part, text } = await renderOrders([upcoming({ state: 'confirmed', events })]);
    const items = [...part('timeline').querySelectorAll('ol > li')];
    expect(items.map((item) => item.querySelector('time')?.dateTime)).to.deep.equal(
      events.map(({ at }) => at),
    );
    expect(items.map((item) => text(item.querySelector('span') as Element))).to.deep.equal([
      'Ordered',
      'Sent to Millrace Wholefoods',
      'The shop asked you to agree to a new price',
      'You agreed to the new price',
      'Confirmed',
    ]);
  });

  it('says that a browser has cleared its data, and what that means', async () => {
    const { text } = await renderOrders([], {
      storage: { durable: 'once', full: false, wiped: true, silent: false },
    });
    expect(text())
      .to.contain('This browser cleared its data')
      .and.to.contain('Orders already sent are with the shop.');
  });

  it('says that they could not be read, never that there are none', async () => {
    const { el, text } = await renderOrders([], {
      storage: { durable: 'once', full: false, wiped: false, silent: true },
    });
    expect(text()).to.contain('This browser’s storage isn’t answering').and.not.to.contain('No orders yet');
    expect(el.matches(':state(empty)')).to.equal(false);
    await expect(el).to.be.accessible();
  });

  it('tries again when the shop could not be loaded', async () => {
    const load = { kind: 'failed', code: 'x', message: 'y' } as const;
    const { port, press } = await renderOrders([], { load, catalog: null });
    await press('retry-button');
    expect(port.calls).to.deep.equal([['refresh']]);
  });

  it('has no part that themes are not promised', async () => {
    const { el, press } = await renderOrders([repriced(), named(2, 'B2XX9T', {})]);
    await press('cancel-button');
    const names = [...el.renderRoot.querySelectorAll('[part]')].flatMap(({ part }) => [...part]);
    expect(partsOf('orders')).to.include.members(names);
  });
});

describe('an order that is sent and answered while it is shown', () => {
  const places = [
    { name: 'on a phone', inlineSize: '328px', dir: 'ltr' },
    { name: 'at a desk', inlineSize: '800px', dir: 'ltr' },
    { name: 'right to left', inlineSize: '328px', dir: 'rtl' },
  ] as const;
  for (const { name, inlineSize, dir } of places) {
    it(`moves nothing, and says nothing in the room that it keeps: ${name}`, async () => {
      const open = async (state: Partial<ShopState>) => {
        const shown = await renderOrders([], state);
        shown.page.style.cssText = `inline-size: ${inlineSize}; font: 16px Arial, sans-serif`;
        shown.page.dir = dir;
        const tops = () =>
          ['order-lines', 'receipt-button', 'cancel-button', 'timeline', 'export-button'].map(
            (part) => shown.part(part).getBoundingClientRect().top - shown.el.getBoundingClientRect().top,
          );
        return { ...shown, tops };
      };
      const order = upcoming();
      const { el, port, part, settle, text, tops } = await open({ orders: [order] });
      const before = tops();
      expect(text()).not.to.match(/Sent|Sending|Confirmed/);
      const { outbox } = port.state;
      for (const change of [
        { connection: 'unreachable', outbox: { ...outbox, triedAt: inHours(0) } },
        { connection: 'online', outbox: { ...outbox, sending: true } },
        { outbox, orders: [{ ...order, state: 'sent' }] },
        { orders: [{ ...order, state: 'confirmed' }] },
        // Near its cut-off, where one that waits has more to say.
        { clockAhead: Date.parse(order.pickup.cutoff) - 3_600_000 - Date.now() },
      ] as const) {
        port.change(change);
        await settle();
        expect(tops()).to.deep.equal(before);
      }
      expect(part('send-button')).not.to.exist;
      const rooms = [...el.renderRoot.querySelectorAll('.room')];
      expect(rooms).not.to.have.length(0);
      for (const room of rooms) expect(getComputedStyle(room).visibility).to.equal('hidden');
      await expect(el).to.be.accessible();
      const later = await open({ connection: 'online', orders: [{ ...order, state: 'confirmed' }] });
      expect(later.el.renderRoot.querySelector('[data-room]')).to.equal(null);
      if (inlineSize === '328px') expect(later.tops()[0]).to.be.lessThan(before[0] as number);
    });
  }

  it('keeps no room for one that was not seen waiting, though a choice of it waits now', async () => {
    const order = upcoming({ state: 'confirmed' });
    const { el, port, part, settle } = await renderOrders([order]);
    port.change({ orders: [{ ...order, choice: 'cancel' }] });
    await settle();
    expect(part('send-button')).to.exist;
    expect(el.renderRoot.querySelector('[data-room]')).to.equal(null);
  });

  it('leaves what it holds where it is, if the shop can’t take it', async () => {
    const order = upcoming();
    const { page, port, part, settle } = await renderOrders([order]);
    page.style.cssText = 'inline-size: 328px; font: 16px Arial, sans-serif';
    const top = () => part('order-lines').getBoundingClientRect().top;
    const before = top();
    const reason = { code: 'sold-out', variant: 'oats-500' };
    port.change({ orders: [{ ...order, state: 'rejected', reason }] });
    await settle();
    expect(part('order-again-button')).to.exist;
    expect(top()).to.equal(before);
  });

  it('keeps its place among the others', async () => {
    const [first, second] = [named(1, 'K7QF3P', {}), named(2, 'B2XX9T', { state: 'confirmed' })];
    const { port, codes, settle } = await renderOrders([second, first]);
    expect(codes()).to.deep.equal(['K7QF3P', 'B2XX9T']);
    port.change({ orders: [second, { ...first, state: 'confirmed' }] });
    await settle();
    expect(codes()).to.deep.equal(['K7QF3P', 'B2XX9T']);
  });
});

describe('an order that costs more than it did', () => {
  it('says what changed, what it costs now, and until when to choose', async () => {
    const { part, text } = await renderOrders([repriced()]);
    const words = text(part('order'));
    expect(words).to.contain('Rolled oats 500 g, Own jar is £2.40, was £2.20.');
    expect(words).to.contain('New total £4.80. You are not charged more unless you agree.');
    expect(words).to.match(/Choose by \w+ \d+ \w+, [\d:]+/);
    expect(text(part('decision')))
      .to.contain('Agree to £4.80')
      .and.to.contain('Cancel the order');
  });

  it('asks nothing in advance: neither answer is picked, and none is saved unpicked', async () => {
    const { el, port, press, part, text, focused } = await renderOrders([repriced()]);
    expect(el.renderRoot.querySelector('input:checked')).to.equal(null);
    await press('choose-button');
    expect(port.calls).to.deep.equal([]);
    expect(text(part('field-error'))).to.equal('Choose one of them first.');
    expect((focused() as HTMLInputElement).type).to.equal('radio');
  });

  const answers = [
    { choice: 'accept', call: 'accept', word: 'Your choice is saved on this device' },
    { choice: 'cancel', call: 'cancelOrder', word: 'Your cancellation is saved on this device' },
  ] as const;
  for (const { choice, call, word } of answers) {
    it(`is answered with ${choice}, saved here, and the focus goes to the order`, async () => {
      const { port, press, part, text, radio, focused, settle } = await renderOrders([repriced()]);
      radio(choice)?.click();
      await press('choose-button');
      await settle();
      expect(port.calls).to.deep.equal([[call, repriced().id]]);
      expect(text(part('order-head'))).to.contain(word);
      expect(text(part('order'))).to.contain('The shop hasn’t seen it yet.');
      expect(part('decision')).not.to.exist;
      expect(focused()).to.equal(part('title'));
    });
  }

  for (const { choice, word } of answers) {
    it(`says aloud that ${choice} is saved, in place of what was asked for first`, async () => {
      const { page, press, radio } = await renderOrders([repriced()]);
      const shop = page.querySelector('punnet-shop') as PunnetShop;
      const asked = announced(shop);
      await press('choose-button');
      expect(await asked).to.equal('Choose one of them first.');
      const said = announced(shop);
      radio(choice)?.click();
      await press('choose-button');
      expect(await said).to.equal(word);
    });
  }

  it('says aloud that a choice is in this tab alone, where nothing is kept', async () => {
    const storage = { durable: 'no', full: false, wiped: false, silent: false } as const;
    const { page, press, radio } = await renderOrders([repriced()], { storage });
    const said = announced(page.querySelector('punnet-shop') as PunnetShop);
    radio('accept')?.click();
    await press('choose-button');
    expect(await said).to.equal('Your choice is held in this tab');
  });

  it('is answered by keyboard alone', async () => {
    const { port, radio, settle } = await renderOrders([repriced()]);
    radio('accept')?.focus();
    await sendKeys({ press: ' ' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await settle();
    expect(port.calls).to.deep.equal([['cancelOrder', repriced().id]]);
  });

  it('says why a choice was refused, and keeps what was picked', async () => {
    const { port, press, part, text, radio, settle } = await renderOrders([repriced()]);
    port.refusals.set('accept', { ok: false, code: 'nothing-to-accept', message: 'gone' });
    radio('accept')?.click();
    await press('choose-button');
    await settle();
    expect(text(part('field-error'))).to.equal('There is nothing to agree to any more.');
    expect((radio('accept') as HTMLInputElement).checked).to.equal(true);
  });
});

describe('cancelling an order', () => {
  for (const state of STATES) {
    const { cancellable } = ORDER_STATES[state];
    it(`is ${cancellable ? 'offered' : 'not offered'} while it is ${state}`, async () => {
      const { part } = await renderOrders([upcoming({ state })]);
      expect(part('cancel-button') !== undefined).to.equal(cancellable);
    });
  }

  it('is asked about first, and nothing is done until that is answered', async () => {
    const { port, press, part, text, focused } = await renderOrders([upcoming()]);
    await press('cancel-button');
    expect(text(focused() as HTMLElement)).to.equal('Cancel this order?');
    expect(port.calls).to.deep.equal([]);
    await press('cancel-button');
    expect(port.calls).to.deep.equal([['cancelOrder', upcoming().id]]);
    expect(part('cancel-button')).not.to.exist;
    expect(focused()).to.equal(part('title'));
  });

  for (const way of ['Keep it', 'Escape']) {
    it(`is let be with ${way}, and the focus goes back`, async () => {
      const { port, press, focused, settle, el, part } = await renderOrders([upcoming()]);
      await press('cancel-button');
      const keep = [...el.renderRoot.querySelectorAll('button')].find((b) => b.textContent?.trim() === way);
      if (keep) keep.click();
      else await sendKeys({ press: 'Escape' });
      await settle();
      expect(port.calls).to.deep.equal([]);
      expect(focused()).to.equal(part('cancel-button'));
    });
  }

  it('is not offered again while the shop has not seen it', async () => {
    const { part } = await renderOrders([upcoming({ state: 'confirmed', choice: 'cancel' })]);
    expect(part('cancel-button')).not.to.exist;
    expect(part('send-button')).to.exist;
  });
});

describe('what is not sent', () => {
  it('is sent now when asked, unless the page says no', async () => {
    const { el, port, press } = await renderOrders([upcoming()]);
    const asked = oneEvent(el, 'punnet-sync-request');
    await press('send-button');
    expect((await asked).cancelable).to.equal(true);
    expect(port.calls).to.deep.equal([['sync']]);
    el.addEventListener('punnet-sync-request', (event) => event.preventDefault(), { once: true });
    await press('send-button');
    expect(port.calls.length).to.equal(1);
  });

  it('takes the focus on to its order\u2019s title when it is answered', async () => {
    const [first, second] = [upcoming(), upcoming({ id: orderId(2), code: 'M4RT9W' })];
    const { port, all, press, focused, settle } = await renderOrders([first, second]);
    const place = all('order').findIndex((order) => order.textContent?.includes('M4RT9W'));
    all('send-button')[place]?.focus();
    await press('send-button', place);
    port.change({ orders: [first, { ...second, state: 'confirmed' }] });
    await settle();
    expect(all('send-button')).to.have.length(1);
    expect(focused()?.dataset['order']).to.equal(second.id);
  });

  it('is told why it could not be, until it was, and nothing moves', async () => {
    const { port, press, part, settle } = await renderOrders([upcoming()]);
    port.refusals.set('sync', { ok: false, code: 'unreachable', message: 'no answer' });
    await press('send-button');
    expect(part('field-error').textContent).to.contain('No connection');
    const { height } = part('field-error').getBoundingClientRect();
    port.change({ orders: [upcoming({ state: 'sent' })] });
    await settle();
    expect(part('field-error').checkVisibility({ visibilityProperty: true })).to.equal(false);
    expect(part('field-error').getBoundingClientRect().height).to.equal(height);
  });

  it('is not sent twice by a second press', async () => {
    const { port, part, settle } = await renderOrders([upcoming()]);
    part('send-button').click();
    part('send-button').click();
    await settle();
    expect(port.calls).to.deep.equal([['sync']]);
  });

  it('and was set aside says why, and can be sent again', async () => {
    const { part, text, press, port } = await renderOrders([upcoming({ parked: 'The body is too large' })]);
    expect(text(part('order'))).to.contain(
      'could not read this order: The body is too large. It is kept here.',
    );
    await press('send-button');
    expect(port.calls).to.deep.equal([['sync']]);
  });
});

describe('an order\u2019s receipt among the orders', () => {
  it('unfolds beneath it and folds up again', async () => {
    const { el, press, part, text } = await renderOrders([upcoming()]);
    expect(part('receipt-button').ariaExpanded).to.equal('false');
    await press('receipt-button');
    const receipt = el.renderRoot.querySelector('punnet-receipt');
    await receipt?.updateComplete;
    expect(text(receipt?.shadowRoot as ShadowRoot)).to.contain('To pay when you collect: £4.40');
    expect(receipt?.getAttribute('exportparts')).to.contain('code:receipt-code');
    expect(part('receipt-button').ariaExpanded).to.equal('true');
    await press('receipt-button');
    expect(el.renderRoot.querySelector('punnet-receipt')).to.equal(null);
  });

  it('is shown by the basket around them, where there is one', async () => {
    const { orders, press, settle } = await renderOrders([upcoming()]);
    const asked: string[] = [];
    orders.showReceipt = (id) => asked.push(id);
    await settle();
    await press('receipt-button');
    expect(asked).to.deep.equal([upcoming().id]);
    expect(orders.renderRoot.querySelector('punnet-receipt')).to.equal(null);
  });
});

describe('a copy of all orders', () => {
  const pickFile = (el: Element, file: File) => {
    const input = el.shadowRoot?.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
    const files = new DataTransfer();
    files.items.add(file);
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
  };
  const answer = (text: () => string, words: string) =>
    waitUntil(() => text().includes(words), `never said: ${words}`, { interval: 10 });

  it('is saved as a file, with a word on what it can do', async () => {
    const { press, text, port } = await renderOrders([upcoming()]);
    const saved = await savedBy(() => press('export-button'));
    expect(port.calls).to.deep.equal([['exportData']]);
    expect(saved?.name).to.match(/^orders-\d{4}-\d{2}-\d{2}\.json$/);
    expect(await saved?.file.text()).to.equal('{}');
    expect(text()).to.contain('Whoever has it can change these orders.');
    await answer(text, 'Copy saved.');
  });

  it('is not offered where there are no orders; bringing some back is', async () => {
    const { part } = await renderOrders([]);
    expect(part('export-button')).not.to.exist;
    expect(part('import-button')).to.exist;
  });

  const outcomes = [
    { name: 'how many came back', outcome: { ok: true, added: 2 }, words: '2 orders brought back' },
    { name: 'that nothing was new', outcome: { ok: true, added: 0 }, words: 'Nothing new in that file.' },
    {
      name: 'that it is no copy',
      outcome: { ok: false, code: 'rescue-not-ours', message: '' },
      words: 'That file is no copy of orders.',
    },
    {
      name: 'that it is damaged',
      outcome: { ok: false, code: 'rescue-damaged', message: '' },
      words: 'That copy is damaged. Nothing was brought back.',
    },
    {
      name: 'that it is another shop\u2019s',
      outcome: { ok: false, code: 'rescue-other-shop', message: '' },
      words: 'That copy holds orders of another shop.',
    },
    {
      name: 'that there is no room',
      outcome: { ok: false, code: 'storage-full', message: '' },
      words: 'storage is full',
    },
  ] as const;
  for (const { name, outcome, words } of outcomes) {
    it(`says after reading it ${name}`, async () => {
      const { el, port, text } = await renderOrders([upcoming()]);
      port.importData = async () => outcome;
      pickFile(el, new File(['{}'], 'orders.json'));
      await answer(text, words);
    });
  }

  it('reaches the shop as it was picked, and can be picked again', async () => {
    const { el, port, text } = await renderOrders([]);
    const file = new File(['{"kind":"punnet-orders"}'], 'orders.json');
    pickFile(el, file);
    await answer(text, '1 order brought back');
    expect(await (port.calls[0]?.[1] as Blob).text()).to.equal('{"kind":"punnet-orders"}');
    expect(el.shadowRoot?.querySelector<HTMLInputElement>('input[type=file]')?.files?.length).to.equal(0);
  });
});

describe('an order that came to nothing', () => {
  const [oats] = upcoming().lines as [OrderLine];
  const rye = { ...oats, variant: 'rye-1000', modifiers: {}, quantity: 1, title: 'Rye flour', detail: '' };
  const withCart = html`<punnet-cart></punnet-cart>`;

  async function renderRefused(lines: readonly OrderLine[], cart: unknown = withCart) {
    const orders = [upcoming({ state: 'rejected', lines })];
    const shown = await render(html`<punnet-orders></punnet-orders>${cart}`, { orders });
    const basket = async () => {
      await settled(shown.page);
      return shown.page.querySelector('punnet-cart')?.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? '';
    };
    return { ...shown, basket };
  }

  it('goes into the basket again, with its options and numbers, and the basket is shown', async () => {
    const { page, port, press, part, basket } = await renderRefused([oats]);
    expect(part('order-again-button').textContent?.trim()).to.equal('Change and order again');
    await press('order-again-button');
    expect(port.calls).to.deep.equal([['add', 'oats-500', 2, { container: 'own-jar' }]]);
    expect(await basket()).to.contain('Rolled oats');
    await waitUntil(() => document.activeElement === page.querySelector('punnet-cart'));
  });

  it('says in the basket and in its place what could not be added, and why', async () => {
    const { press, part, text, basket } = await renderRefused([rye, oats]);
    await press('order-again-button');
    expect(await basket())
      .to.contain('Not added: Rye flour (Sold out).')
      .and.to.contain('Rolled oats');
    expect(text(part('order'))).to.contain('Not added: Rye flour (Sold out).');
  });

  it('stays where it is when nothing could be added', async () => {
    const { press, part, text, basket } = await renderRefused([rye]);
    await press('order-again-button');
    expect(text(part('order'))).to.contain('Not added: Rye flour (Sold out).');
    expect(await basket()).not.to.contain('Not added');
  });

  it('says that it is in the basket on a page that shows none', async () => {
    const { press, part, text } = await renderRefused([oats], '');
    await press('order-again-button');
    expect(text(part('order'))).to.contain('Added. 2 in basket.');
  });

  it('leaves out what the page does not want in the basket, without a word', async () => {
    const { page, port, press, part, text } = await renderRefused([oats]);
    page.addEventListener('punnet-add-request', (event) => event.preventDefault());
    await press('order-again-button');
    expect(port.calls).to.deep.equal([]);
    expect(text(part('order'))).not.to.contain('Not added');
  });
});

describe('an order that the shop can not serve as it was asked for', () => {
  it('says what ran out, what there is instead at what price, and until when', async () => {
    const { el, part, text } = await renderOrders([disputed()]);
    expect(text(part('order-head'))).to.contain('Needs you: Rolled oats ran out');
    expect(text(part('order'))).to.match(/Choose by \w+ \d+ \w+, [\d:]+/);
    const options = [...el.renderRoot.querySelectorAll('[part~=choice]')].map((each) => text(each).trim());
    expect(options[0]).to.match(/^Market, \w+ \d+ \w+, [\d:]+–\u2060?[\d:]+.*, £4.18 \(£0.22 off\)$/);
    expect(options.slice(1)).to.deep.equal(['Without Rolled oats, £2.09', 'Cancel, nothing charged']);
  });

  it('is answered with one of them, which is shown until the shop has seen it', async () => {
    const { port, press, part, text, radio, focused, settle } = await renderOrders([disputed()]);
    radio('alternate:1-1')?.click();
    await press('choose-button');
    await settle();
    expect(port.calls).to.deep.equal([['choose', disputed().id, '1-1']]);
    expect(text(part('order-head'))).to.contain('Your choice is saved on this device');
    expect(part('decision')).not.to.exist;
    expect(focused()).to.equal(part('title'));
  });

  it('names the place that was chosen while the shop has not seen it', async () => {
    const order = disputed();
    const { decision } = order;
    const chosen = decision?.kind === 'dispute' ? decision.alternates[0] : undefined;
    if (!chosen) throw new Error('there is nothing to choose');
    const { part, text } = await renderOrders([{ ...order, choice: 'choose', chosen }]);
    expect(text(part('order')))
      .to.contain('You chose Market')
      .and.to.contain('£4.18');
    expect(text(part('order'))).to.match(/Collect \w+ \d+ \w+, [\d:–\u2060]+.*, Market\./);
  });

  it('holds what was chosen, at what that costs', async () => {
    const { part, text } = await renderOrders([reduced()]);
    expect(text(part('order'))).to.contain('You chose to leave out Rolled oats: £9.36.');
    expect(text(part('order-lines')).trim()).to.equal('1 × Cheddar 500 g £8.80');
    expect(text(part('deposit')).trim()).to.equal('Deposits, back when you return them £1.00');
    expect(text(part('discount')).trim()).to.equal('Off for the trouble −£0.44');
    expect(text(part('total')).trim()).to.equal('Total £9.36');
  });

  it('costs at the place that was chosen what was offered there', async () => {
    const { press, part, text, radio, settle } = await renderOrders([disputed()]);
    radio('alternate:1-1')?.click();
    await press('choose-button');
    await settle();
    expect(text(part('total')).trim()).to.equal('Total £4.18');
    expect(text(part('discount')).trim()).to.equal('Off for the trouble −£0.22');
  });

  it('shows what the shop took off once it stands', async () => {
    const settled = upcoming({ state: 'confirmed', subtotal: 440, discount: 22, total: 418 });
    const { part, text } = await renderOrders([settled]);
    expect(text(part('discount')))
      .to.contain('Off for the trouble')
      .and.to.contain('−£0.22');
  });
});
