import { expect, oneEvent, waitUntil } from '@open-wc/testing';

import { deepActiveElement } from '../../src/elements/page/focus-heading.js';
import { UNSENT, consentLooks, refuseForUser } from '../support/looks/consent-looks.js';
import { show, type Look, type ShownLook } from '../support/looks/look.js';
import '../support/looks/looks.js';
import { savedBy } from '../support/render-orders.js';

const lookOf = (name: string) => consentLooks.find((look) => look.name === name) as Look;
const textOf = (element: Element | null | undefined) =>
  element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

async function open(look: string | Partial<Look>) {
  const shown = await show('consent', typeof look === 'string' ? lookOf(look) : { name: '', ...look });
  const root = shown.el.shadowRoot as ShadowRoot;
  const box = (purpose: string) => root.querySelector<HTMLInputElement>(`#${purpose}`) as HTMLInputElement;
  const click = async (purpose: string) => {
    box(purpose).click();
    await shown.settle();
  };
  const part = (name: string) => root.querySelector<HTMLElement>(`[part~="${name}"]`);
  const whole = () => textOf(root.querySelector('.base'));
  return { ...shown, root, box, click, part, whole };
}

const callsOf = ({ port }: Pick<ShownLook, 'port'>, name: string) =>
  port.calls.filter(([called]) => called === name).map(([, ...args]) => args);

/** Those that stand on more than one line. */
function wordsInTwo(cells: Iterable<Element>): readonly string[] {
  return [...cells].flatMap((cell) => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (const { 0: word, index } of (node.textContent ?? '').matchAll(/\S+/g)) {
        const range = new Range();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) found.push(word);
      }
    return found;
  });
}

describe('a shopper\u2019s say over their data', () => {
  it('begins with nothing allowed', async () => {
    const { box, whole } = await open('before anything is chosen');
    expect([box('personalisation').checked, box('measurement').checked]).to.deep.equal([false, false]);
    expect(whole()).to.contain('Both off until you choose.');
    expect(whole()).to.contain('Remember my orders to suggest reorders Stays on this device, 180 days');
    expect(whole()).to.contain('Count, without my name, what works on this site Daily totals only');
  });

  it('allows one thing at a time, and takes it back', async () => {
    const shown = await open({});
    await shown.click('personalisation');
    expect([shown.box('personalisation').checked, shown.box('measurement').checked]).to.deep.equal([
      true,
      false,
    ]);
    await shown.click('personalisation');
    expect(callsOf(shown, 'setConsent')).to.deep.equal([
      [{ personalisation: true }],
      [{ personalisation: false }],
    ]);
  });

  it('says that both are off until they choose only until they do, and that ordering works always', async () => {
    const { click, press, whole } = await open('before anything is chosen');
    const isSaid = () =>
      ['Both off until you choose.', 'Ordering works either way.'].map((words) => whole().includes(words));
    const said = [isSaid()];
    for (const purpose of ['personalisation', 'personalisation']) {
      await click(purpose);
      said.push(isSaid());
    }
    await press('erase-button');
    await press('erase-button');
    said.push(isSaid());
    expect(said).to.deep.equal([
      [true, true],
      [false, true],
      [false, true],
      [true, true],
    ]);
  });

  it('has one ring around a row whose box has the focus', async () => {
    const { box, part } = await open({});
    box('personalisation').focus();
    const ringed = [box('personalisation'), part('purpose') as HTMLElement].map(
      (element) => getComputedStyle(element).outlineStyle,
    );
    expect(ringed).to.deep.equal(['none', 'solid']);
  });

  it('is in step with another tab', async () => {
    const { port, box, settle } = await open({});
    port.change({ consent: { personalisation: false, measurement: true } }, 'tab');
    await settle();
    expect([box('personalisation').checked, box('measurement').checked]).to.deep.equal([false, true]);
  });

  it('says why nothing can be allowed where the browser refuses, and allows nothing', async () => {
    const end = refuseForUser();
    try {
      const shown = await open({});
      const box = shown.box('personalisation');
      expect(box.getAttribute('aria-disabled')).to.equal('true');
      const described = (box.getAttribute('aria-describedby') ?? '').split(' ');
      const reasons = described.map((id) => textOf(shown.root.getElementById(id))).join(' ');
      expect(reasons).to.contain('Off by your browser. It tells sites that you want neither');
      await shown.click('personalisation');
      expect([box.checked, callsOf(shown, 'setConsent')]).to.deep.equal([false, []]);
      const heard = () =>
        textOf(shown.page.querySelector('punnet-shop')?.shadowRoot?.querySelector('[role]'));
      await waitUntil(() => heard() === 'Your browser tells sites that you want neither.');
      expect(textOf(shown.root.querySelector('.said'))).to.equal('');
    } finally {
      end();
    }
  });

  it('shows boxes that the browser keeps off as such, with the reason before them', async () => {
    const end = refuseForUser();
    try {
      const { root, box } = await open({});
      const first = root.querySelector('[part~="purpose"], #purposes-hint')?.id;
      const { appearance, borderStyle } = getComputedStyle(box('measurement'));
      expect([first, appearance, borderStyle]).to.deep.equal(['purposes-hint', 'none', 'dashed']);
    } finally {
      end();
    }
  });

  it('keeps a box as it was where the wish could not be kept', async () => {
    const shown = await open({});
    shown.port.setConsent = async () => ({ ok: false, code: 'storage-full', message: 'x' });
    await shown.click('measurement');
    expect(shown.box('measurement').checked).to.equal(false);
    expect(textOf(shown.root.querySelector('.said'))).to.contain('storage is full');
  });

  it('tells what is kept how long', async () => {
    const { root } = await open({});
    const rows = [...root.querySelectorAll('[part="retention"] tbody tr')].map(textOf);
    expect(rows.length).to.equal(12);
    expect(rows[0]).to.equal('Your basket, on this device 7 days');
    expect(rows[1]).to.equal('Orders that are not sent, on this device Until the shop has answered');
    expect(rows[4]).to.equal(
      'A key that signs your orders, from the first one on, on this device Until you erase it',
    );
    expect(rows[7]).to.contain('on this device, if you allow suggestions Until you no longer allow it');
    expect(rows[9]).to.contain('as daily totals at the shop, if you allow it 25 months');
    expect(rows[10]).to.equal('Your points, at the shop and on this device Until you erase it');
    expect(rows[11]).to.match(/ 90 days$/);
    for (const row of rows) expect(row).to.match(/ on this device| at the shop/);
  });

  it('is told without a word broken in two, also on a phone with text twice as large', async () => {
    const { el, root } = await open('before anything is chosen');
    Object.assign(el.style, { fontSize: '32px', inlineSize: '328px' });
    expect(wordsInTwo(root.querySelectorAll('th, td'))).to.deep.equal([]);
  });

  it('is a copy to take away', async () => {
    const shown = await open({});
    const saved = await savedBy(async () => void (await shown.press('export-button')));
    expect(callsOf(shown, 'exportData').length).to.equal(1);
    expect(saved?.name).to.match(/^my-data-\d{4}-\d\d-\d\d\.json$/);
    expect(await saved?.file.text()).to.equal('{}');
    expect(textOf(shown.root.querySelector('.said'))).to.contain('A copy is saved.');
  });
});

describe('erasing everything', () => {
  it('asks first, has the focus while it asks, and is left by Escape', async () => {
    const { root, press, part, settle, port } = await open({});
    await press('erase-button');
    expect(textOf(deepActiveElement())).to.equal('Erase everything on this device?');
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true });
    root.querySelector('#ask')?.dispatchEvent(event);
    await settle();
    expect(deepActiveElement() === part('erase-button')).to.equal(true);
    expect(callsOf({ port }, 'eraseData')).to.deep.equal([]);
  });

  it('is done by a second press where nothing is pending, and says so', async () => {
    const shown = await open({});
    await shown.press('erase-button');
    await shown.press('erase-button');
    expect(callsOf(shown, 'eraseData')).to.deep.equal([[{ evenUnsent: false }]]);
    expect(shown.whole()).to.contain('Everything on this device is erased');
    expect(shown.whole()).to.contain('The shop was asked to forget you as well.');
    expect(deepActiveElement()?.hasAttribute('data-erased')).to.equal(true);
  });

  it('lists an order of which only the answer is missing, once erasing is refused for it', async () => {
    const shown = await open({});
    const order = { ...UNSENT, state: 'sent' } as const;
    shown.port.change({ orders: [order] });
    await shown.settle();
    const erase = shown.port.eraseData.bind(shown.port);
    const about = { count: 1, orders: order.id };
    shown.port.eraseData = async () => ({ ok: false, code: 'orders-not-sent', message: 'x', about });
    await shown.press('erase-button');
    await shown.press('erase-button');
    await shown.settle();
    const buttons = [...shown.root.querySelectorAll('.confirm button')].map(textOf);
    expect(buttons).to.deep.equal(['Send first', 'Erase anyway', 'Keep everything']);
    shown.port.eraseData = erase;
    await shown.press('erase-button');
    expect(callsOf(shown, 'eraseData')).to.deep.equal([[{ evenUnsent: true }]]);
  });

  it('names the orders that can still be collected', async () => {
    const { whole } = await open('asked to erase, with an order to collect');
    expect(whole()).to.contain('You can still collect it: keep the code of order M2XX9C.');
  });

  it('lists the orders that are not sent, and offers to send them first', async () => {
    const shown = await open('asked to erase, with an order not sent');
    expect(shown.whole()).to.contain('1 order is not sent. Erasing it means the shop never gets it.');
    expect(textOf(shown.part('orders'))).to.contain(UNSENT.code);
    const buttons = [...shown.root.querySelectorAll('.confirm button')].map(textOf);
    expect(buttons).to.deep.equal(['Send first', 'Erase anyway', 'Keep everything']);
    shown.part('send-button')?.focus();
    await shown.press('send-button');
    expect(callsOf(shown, 'sync').length).to.equal(1);
    shown.port.change({ orders: [{ ...UNSENT, state: 'confirmed' }] });
    await shown.settle();
    const after = [...shown.root.querySelectorAll('.confirm button')].map(textOf);
    expect(after).to.deep.equal(['Erase', 'Keep everything']);
    expect(textOf(deepActiveElement())).to.equal('Erase');
  });

  it('says that the shop was not reached as that stands, until it is', async () => {
    const shown = await open('asked to erase, with an order not sent');
    const said = () => textOf(shown.root.querySelector('.said'));
    shown.port.refusals.set('sync', { ok: false, code: 'unreachable', message: 'x' });
    await shown.press('send-button');
    const heard = [said()];
    for (const connection of ['unreachable', 'captive', 'online', 'offline'] as const) {
      shown.port.change({ connection });
      await shown.settle();
      heard.push(said());
    }
    expect(heard).to.deep.equal([
      'No connection',
      'The shop isn’t answering',
      'This Wi-Fi wants you to sign in',
      '',
      '',
    ]);
  });

  it('says why the shop was not told, also later, and tells it again', async () => {
    const shown = await open('erased, and the shop could not read it');
    expect(shown.whole()).to.contain('forgotten: The body is not what this address takes.');
    await shown.press('send-button');
    expect(callsOf(shown, 'sync').length).to.equal(1);
  });

  it('takes them along where the shopper says so, and tells the shop later', async () => {
    const shown = await open('erased, and the shop not told');
    expect(callsOf(shown, 'eraseData')).to.deep.equal([[{ evenUnsent: true }]]);
    expect(shown.whole()).to.contain('The shop is asked to forget you once');
    const { outbox } = shown.port.state;
    shown.port.change({ outbox: { ...outbox, erasing: 0 } });
    await shown.settle();
    expect(shown.whole()).to.contain('The shop was asked to forget you as well.');
  });

  it('says what is wrong where it could not be done, and can be pressed again', async () => {
    const shown = await open('that could not be erased');
    expect(textOf(shown.root.querySelector('.said'))).to.contain('storage does not answer');
    shown.port.refusals.clear();
    await shown.press('erase-button');
    expect(shown.whole()).to.contain('Everything on this device is erased');
  });

  it('can be stopped by the page, about which nothing is said', async () => {
    const shown = await open({});
    await shown.press('erase-button');
    shown.page.addEventListener('punnet-erase-request', (event) => event.preventDefault(), { once: true });
    const asked = oneEvent(shown.page, 'punnet-erase-request');
    await shown.press('erase-button');
    expect(((await asked) as CustomEvent).detail).to.deep.equal({ evenUnsent: false });
    expect([callsOf(shown, 'eraseData'), textOf(shown.root.querySelector('.said'))]).to.deep.equal([[], '']);
  });
});
