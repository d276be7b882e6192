/** From product to saved receipt, offline, with a keyboard and nothing else; and it is always clear where one is. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import type { KeyInput } from 'puppeteer-core';

import { openDemoStand, TWO_LINES } from '../support/journey/demo-stand.js';
import { BROWSERS, Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { untilFocused, visit } from '../support/journey/visit.js';

const FAR = 60;

/** Where the focus is, whether it shows, and whether anything lies over it. */
const FOCUS = `(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return { part: '', name: '', text: '', unclear: '' };
  const ringed = at.closest('.focus') ?? at;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(ringed);
  const ring = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  const { left, right, top, bottom } = ringed.getBoundingClientRect();
  const inside = left >= 0 && right <= innerWidth && top < innerHeight && bottom > 0 &&
    (bottom - top > innerHeight || (top >= 0 && bottom <= innerHeight));
  const x = (left + right) / 2, y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  let over = document.elementFromPoint(x, y);
  while (over?.shadowRoot?.elementFromPoint(x, y) && over.shadowRoot.elementFromPoint(x, y) !== over)
    over = over.shadowRoot.elementFromPoint(x, y);
  const free = over === at || over === ringed || ringed.contains(over) || over?.contains(ringed);
  const unclear = [ring ? '' : 'no ring', inside ? '' : 'out of view', free ? '' : 'covered by ' + over?.outerHTML.slice(0, 80)];
  return {
    part: at.getAttribute('part') ?? '',
    name: at.name ?? '',
    value: at.value ?? '',
    text: (at.closest('label') ?? at).textContent.replace(/\\s+/g, ' ').trim(),
    unclear: unclear.filter(Boolean).join(', '),
  };
})()`;
/** What the page says aloud from now on, besides what the focus tells. */
const LISTEN = `(() => {
  window.said = [];
  const region = document.querySelector('punnet-shop').shadowRoot.querySelector('[aria-live]');
  new MutationObserver(() => region.textContent.trim() && window.said.push(region.textContent.trim()))
    .observe(region, { childList: true, characterData: true, subtree: true });
})()`;

interface Focus {
  readonly part: string;
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly unclear: string;
}

/** A shopper without a mouse, who looks where the focus is at each step. */
class Typist {
  readonly shopper: Shopper;

  constructor(shopper: Shopper) {
    this.shopper = shopper;
  }

  async press(...keys: readonly KeyInput[]): Promise<void> {
    for (const key of keys) await this.shopper.page.keyboard.press(key);
  }

  /** Where it is once the page has scrolled there, which a browser takes its time for. */
  async focus(): Promise<Focus> {
    const patience = Date.now() + 10_000;
    for (;;) {
      const focus = (await this.shopper.page.evaluate(FOCUS)) as Focus;
      if (!focus.unclear || Date.now() > patience) return focus;
    }
  }

  /** With Tab until it is there; every stop on the way is to be seen. */
  async tabTo(what: string, fits: (focus: Focus) => boolean, backwards = false): Promise<Focus> {
    const { keyboard } = this.shopper.page;
    const passed: string[] = [];
    for (let stops = 0; stops < FAR; stops++) {
      if (backwards) await keyboard.down('Shift');
      await keyboard.press('Tab');
      if (backwards) await keyboard.up('Shift');
      const focus = await this.focus();
      assert.equal(focus.unclear, '', JSON.stringify(focus));
      if (fits(focus)) return focus;
      passed.push(focus.part || focus.name || focus.text);
    }
    throw new Error(`${what} is not within ${FAR} stops: ${passed.join(' · ')}`);
  }

  tabToPart(part: string, backwards = false): Promise<Focus> {
    return this.tabTo(part, (focus) => focus.part.split(' ').includes(part), backwards);
  }

  tabToField(name: string, backwards = false): Promise<Focus> {
    return this.tabTo(name, (focus) => focus.name === name, backwards);
  }

  /** Focus was moved, and can be seen where it landed. */
  async landsOn(part: string, text = ''): Promise<void> {
    await untilFocused(this.shopper, part);
    const focus = await this.focus();
    assert.equal(focus.unclear, '', JSON.stringify(focus));
    assert.ok(focus.text.includes(text), `${focus.text} is not ${text}`);
  }

  /** The first product of the page, three of it, in the container at this place of the list. */
  async addOats(container: number, backwards = false): Promise<void> {
    await this.tabToField('modifier-container', backwards);
    await this.press(' ', ...Array.from({ length: container }, () => 'ArrowRight' as const));
    await this.tabToPart('stepper-plus');
    await this.press(' ', 'Enter');
    await this.tabToPart('add-button');
    await this.press('Enter');
    await this.shopper.sees('Added.');
    await this.landsOn('add-button');
  }

  async fillCheckout(): Promise<void> {
    await this.tabToField('depot');
    await this.press(' ');
    await this.tabToField('slot');
    await this.press(' ');
    await this.tabToField('name');
    await this.shopper.page.keyboard.type('Ada Miller');
  }
}

for (const name of BROWSERS) {
  describe(`a shopper with a keyboard (${name})`, () => {
    let stand: Stand;
    let phone: Phone;

    before(async () => {
      [stand, phone] = await Promise.all([openDemoStand(), Phone.start(name)]);
    });
    after(() => Promise.all([phone.close(), stand.close()]));

    /** Offline, before the first key. */
    const start = async (path: string) => {
      const context = await phone.browser.createBrowserContext();
      const shopper = await visit(context, stand.pageUrl + path);
      await shopper.ready();
      await shopper.goOffline(true);
      await shopper.until(({ connection }) => connection === 'offline');
      await shopper.page.evaluate(LISTEN);
      return { typist: new Typist(shopper), shopper, context };
    };

    it('orders once, from the product to the saved receipt, with no network', async () => {
      const { typist, shopper, context } = await start(TWO_LINES);
      await typist.tabToField('size');
      await typist.press('ArrowRight');
      assert.match((await typist.focus()).text, /^1 kg/);
      await typist.press('ArrowLeft');
      await typist.addOats(0);
      await typist.tabToPart('view-button');
      await typist.press('Enter');
      await typist.landsOn('heading', 'Basket');
      await typist.tabToPart('checkout-button');
      await typist.press('Enter');
      await typist.landsOn('heading', 'Checkout');
      await typist.fillCheckout();
      await typist.press('Enter');
      assert.equal((await shopper.state()).orders.length, 0, 'Enter in a field orders nothing');
      await typist.tabToPart('order-button');
      await typist.press('Enter', 'Enter');
      await typist.landsOn('heading', 'Saved on this device');
      const { orders, cart } = await shopper.state();
      assert.deepEqual(
        orders.map(({ state, total }) => ({ state, total })),
        [{ state: 'saved', total: 660 }],
      );
      assert.equal(cart.count, 0);
      const said = (await shopper.page.evaluate('window.said')) as string[];
      assert.ok(!said.some((text) => text.includes('Saved')), `said twice: ${said.join(' | ')}`);
      await typist.press('Escape');
      // What opened the basket has gone with what was in it.
      await typist.landsOn('open-button');
      await shopper.goOffline(false);
      await shopper.until(({ orders: [order] }) => order?.state === 'confirmed');
      assert.equal((await stand.orders()).length, 1);
      assert.deepEqual(shopper.complaints, []);
      await context.close();
    });

    it('takes a removal back, with the line in its place and the focus where it was', async () => {
      const { typist, shopper, context } = await start(TWO_LINES);
      await typist.addOats(0);
      await typist.addOats(1, true);
      const before = (await shopper.state()).cart.lines;
      assert.deepEqual(
        before.map(({ quantity }) => quantity),
        [3, 3],
      );
      await typist.tabToPart('view-button');
      await typist.press('Enter');
      await typist.landsOn('heading', 'Basket');
      await typist.tabToPart('remove-button');
      await typist.press(' ');
      await typist.landsOn('undo-button');
      await shopper.until(({ cart }) => cart.count === 3);
      await typist.press('Enter');
      await typist.landsOn('remove-button');
      assert.deepEqual((await shopper.state()).cart.lines, before);
      assert.deepEqual(shopper.complaints, []);
      await context.close();
    });

    it('closes the basket with Escape, and is back where it was opened', async () => {
      const { typist, context } = await start('/pages/dark.html');
      await typist.tabTo('the basket\u2019s link', ({ text }) => text.startsWith('Basket'));
      await typist.press('Enter');
      await typist.landsOn('heading', 'Basket');
      await typist.press('Escape');
      await typist.tabToPart('input');
      await typist.tabTo('the link', ({ text }) => text.startsWith('Basket'), true);
      await typist.press('Enter');
      await typist.landsOn('heading', 'Basket');
      await typist.tabToPart('close-button');
      await typist.press(' ');
      await typist.tabTo('what follows the link', ({ part }) => part.includes('input'));
      await context.close();
    });

    it('is led to what is to be put right', async () => {
      const { typist, shopper, context } = await start(TWO_LINES);
      await typist.addOats(0);
      await typist.tabToPart('view-button');
      await typist.press('Enter');
      await typist.landsOn('heading', 'Basket');
      await typist.tabToPart('checkout-button');
      await typist.press('Enter');
      await typist.landsOn('heading', 'Checkout');
      await typist.tabToPart('order-button');
      await typist.press(' ');
      await typist.landsOn('error-summary');
      await typist.tabTo('the fault', ({ text }) => text === 'Enter: Name');
      await typist.press('Enter');
      assert.equal((await typist.focus()).name, 'name');
      assert.equal((await shopper.state()).orders.length, 0);
      await context.close();
    });
  });
}
