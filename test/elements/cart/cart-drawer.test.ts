/** What a drawer leaves as it was, the ways out of it, and how long a removal can be taken back. */
import { expect, html, nextFrame, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import type { PunnetCart } from '../../../src/elements/punnet-cart.js';
import { show, type Look } from '../../support/looks/look.js';
import '../../support/looks/looks.js';
import { HONEY, OATS } from '../../support/looks/shop-looks.js';
import { patch } from '../../support/patch.js';

const TEN_MINUTES_MS = 600_000;

async function render(look: Partial<Look> = {}) {
  const markup = html`<div style="block-size: 4000px"></div>
    <a href="#basket">Basket</a><punnet-cart drawer id="basket"></punnet-cart>
    <div style="block-size: 4000px"></div>`;
  const shown = await show('cart', { name: 'as a drawer', lines: [OATS, HONEY], markup, ...look });
  const root = shown.el.shadowRoot as ShadowRoot;
  const link = shown.page.querySelector('a') as HTMLAnchorElement;
  const dialog = root.querySelector('dialog') as HTMLDialogElement;
  const part = (name: string) => root.querySelector<HTMLElement>(`[part~="${name}"]`) as HTMLElement;
  const isIn = (name: string) => root.activeElement?.part.contains(name) ?? false;
  const open = async () => {
    link.focus({ preventScroll: true });
    link.click();
    await waitUntil(() => isIn('heading'));
  };
  return { ...shown, el: shown.el as PunnetCart, link, dialog, part, isIn, open };
}

/** Where the page stands, and how it is styled. */
function pageNow() {
  const styleOf = (element: Element) => {
    const style = getComputedStyle(element);
    return [...style].map((name) => style.getPropertyValue(name)).join(';');
  };
  return {
    scroll: [scrollX, scrollY],
    address: location.href,
    history: history.length,
    attributes: [document.documentElement, document.body].map((element) =>
      [...element.attributes].map(({ name, value }) => `${name}=${value}`).join(),
    ),
    styles: [document.documentElement, document.body].map(styleOf),
  };
}

/** The clock and the timers of the page stand still until they are moved. */
function holdTime() {
  const due: { at: number; act: () => void }[] = [];
  const { now } = Date;
  let ahead = 0;
  const take = (act: () => void, ms = 0) => due.push({ at: ahead + ms, act });
  const undo = [
    patch(globalThis, 'setTimeout', { value: take, writable: true }),
    patch(globalThis, 'setInterval', { value: take, writable: true }),
    patch(Date, 'now', { value: () => now() + ahead }),
  ];
  return {
    pass(ms: number) {
      ahead += ms;
      const now = due.filter(({ at }) => at <= ahead);
      for (const one of now) due.splice(due.indexOf(one), 1);
      for (const { act } of now) act();
    },
    end: () => undo.forEach((put) => put()),
  };
}

describe('the basket as a drawer', () => {
  it('leaves the page where it was scrolled to, its address, its history and its styles', async () => {
    const { link, dialog, open, part, el } = await render();
    link.scrollIntoView();
    await nextFrame();
    expect(scrollY).to.be.greaterThan(1_000);
    const before = pageNow();
    await open();
    expect(dialog.matches(':modal')).to.equal(true);
    expect(pageNow()).to.deep.equal(before);
    part('close-button').click();
    await oneEvent(el, 'punnet-cart-closed');
    await waitUntil(() => document.activeElement === link);
    expect(pageNow()).to.deep.equal(before);
  });

  it('leaves the page’s own links alone, also one whose address has a broken escape', async () => {
    const { page, el } = await render();
    const broken = page.appendChild(document.createElement('a'));
    broken.href = '#100%';
    let said = '';
    const onError = window.onerror;
    window.onerror = (message) => (said = String(message));
    broken.click();
    window.onerror = onError;
    history.replaceState(null, '', ' ');
    expect(said).to.equal('');
    expect(el.open).to.equal(false);
  });

  for (const [id, href] of [
    ['körbe', '#körbe'],
    ['körbe', '#k%C3%B6rbe'],
    ['100%', '#100%'],
  ] as const)
    it(`opens by ${href} where it is called ${id}`, async () => {
      const { el, link } = await render();
      el.id = id;
      link.setAttribute('href', href);
      link.click();
      expect(el.open).to.equal(true);
    });

  for (const { name, address, href } of [
    { name: 'names the page without its query', address: location.href, href: `${location.pathname}#basket` },
    { name: 'is a fragment alone, under another base', address: '/elsewhere/', href: '#basket' },
  ])
    it(`needs no button beside a link that ${name}, and opens by it`, async () => {
      const base = document.head.appendChild(document.createElement('base'));
      base.href = address;
      const { el, link, part } = await render();
      link.setAttribute('href', href);
      el.requestUpdate();
      await el.updateComplete;
      const button = Boolean(part('open-button'));
      // Else a press that opens nothing would end the test's own page.
      addEventListener('click', (event) => event.preventDefault(), { once: true });
      link.click();
      base.remove();
      expect(button).to.equal(false);
      expect(el.open).to.equal(true);
    });

  it('keeps its button where the page’s link leads to the basket of another page', async () => {
    const { el, link, part } = await render();
    link.href = '/shop/#basket';
    el.requestUpdate();
    await el.updateComplete;
    part('open-button').click();
    expect(el.open).to.equal(true);
  });

  it('opens by its link also where the page takes the press to scroll smoothly', async () => {
    const { el, link } = await render();
    link.addEventListener('click', (event) => event.preventDefault());
    link.click();
    expect(el.open).to.equal(true);
  });

  it('stays closed where a link that adds leads to it for want of a script', async () => {
    const markup = html`<punnet-add variant="honey-340"><a href="#basket">Buy honey</a></punnet-add>
      <punnet-cart drawer id="basket"></punnet-cart>`;
    const { el, link, port, part } = await render({ lines: [], markup });
    expect(part('open-button').localName).to.equal('button');
    link.click();
    await waitUntil(() => port.state.cart.count === 1);
    expect(el.open).to.equal(false);
  });

  it('is open where the shopper came by a link to it on another page', async () => {
    history.replaceState(null, '', '#basket');
    const { el, isIn } = await render();
    const { open } = el;
    await waitUntil(() => isIn('heading'));
    history.replaceState(null, '', ' ');
    expect(open).to.equal(true);
  });

  it('opens where the page itself goes to it, and Back closes it', async () => {
    const { el, isIn } = await render();
    location.hash = '#basket';
    await waitUntil(() => isIn('heading'));
    history.back();
    await oneEvent(el, 'punnet-cart-closed');
    expect(el.open).to.equal(false);
  });

  it('closes where the browser asks it to, as for Back on a phone, and gives the focus back', async () => {
    const { link, dialog, open, el } = await render();
    await open();
    const closed = oneEvent(el, 'punnet-cart-closed');
    // Escape is the way of browsers that have no other to ask.
    if ('requestClose' in dialog) (dialog.requestClose as () => void)();
    else await sendKeys({ press: 'Escape' });
    expect((await closed).detail.cause).to.equal('shopper');
    await waitUntil(() => document.activeElement === link);
  });

  it('was opened by the shopper who pressed “View basket”, who is taken back there', async () => {
    const markup = html`<punnet-product product="honey"></punnet-product>
      <punnet-cart drawer id="basket"></punnet-cart><a href="#basket">Basket</a>`;
    const { page, el, part, isIn } = await render({ markup });
    const product = page.querySelector('punnet-product')?.shadowRoot as ShadowRoot;
    const opened = oneEvent(el, 'punnet-cart-opened');
    // As Safari does, a press by script leaves the focus where it is.
    product.querySelector<HTMLElement>('[part~="view-button"]')?.click();
    expect((await opened).detail.cause).to.equal('shopper');
    await waitUntil(() => isIn('heading'));
    part('close-button').click();
    await waitUntil(() => product.activeElement?.part.contains('view-button'));
  });

  for (const { name, opener } of [
    { name: 'leaves the page where it was scrolled to if nothing had the focus', opener: false },
    { name: 'shows where the focus is now if what opened it has gone', opener: true },
  ])
    it(name, async () => {
      const markup = html`<a href="#basket">Basket <punnet-cart-count></punnet-cart-count></a>
        <div style="block-size: 4000px"></div>
        <button>Show</button><punnet-cart drawer id="basket"></punnet-cart>
        <div style="block-size: 4000px"></div>`;
      const { page, el, link, isIn } = await render({ markup });
      const button = page.querySelector('button') as HTMLButtonElement;
      button.scrollIntoView();
      if (opener) button.focus({ preventScroll: true });
      el.show();
      await waitUntil(() => isIn('heading'));
      if (opener) button.remove();
      el.close();
      await waitUntil(() => document.activeElement === link);
      expect(link.getBoundingClientRect().bottom > 0).to.equal(opener);
    });

  it('comes from the other side when the page is written from right to left', async () => {
    const { page, dialog, open } = await render();
    await open();
    const ends = () => {
      const { left, right } = dialog.getBoundingClientRect();
      return { left: Math.round(left), right: Math.round(right) };
    };
    const { clientWidth } = document.documentElement;
    await waitUntil(() => ends().right === clientWidth);
    page.dir = 'rtl';
    await waitUntil(() => ends().left === 0);
    expect(ends().right).to.be.lessThan(clientWidth);
  });
});

describe('a removal', () => {
  it('can be taken back ten minutes later, as and where it was', async () => {
    const { el, part, port, isIn } = await render({ markup: html`<punnet-cart></punnet-cart>` });
    const before = port.state.cart.lines;
    const time = holdTime();
    try {
      part('remove-button').focus();
      part('remove-button').click();
      await nextFrame();
      await el.updateComplete;
      expect(port.state.cart.lines.length).to.equal(1);
      time.pass(TEN_MINUTES_MS);
      await nextFrame();
      await el.updateComplete;
      expect(isIn('undo-button')).to.equal(true);
      part('undo-button').click();
      await nextFrame();
      await el.updateComplete;
      time.pass(TEN_MINUTES_MS);
    } finally {
      time.end();
    }
    await waitUntil(() => isIn('remove-button'));
    expect(port.state.cart.lines).to.deep.equal(before);
  });
});
