import { expect, html, nextFrame } from '@open-wc/testing';
import type { TemplateResult } from 'lit';

import { hasOwnOrder, markOwnOrder } from '../../../src/bridge/own-order-mark.js';
import type { Product } from '../../../src/core/catalog/catalog-schema.js';
import type { Order } from '../../../src/core/order/order.js';
import type { ShopState } from '../../../src/core/shop-state.js';
import { PunnetCatalog } from '../../../src/elements/punnet-catalog.js';
import { PunnetProduct } from '../../../src/elements/punnet-product.js';
import { FakeShopPort } from '../../support/fake-shop-port.js';
import { CATALOG, createOrder, createState } from '../../support/fixtures.js';
import { defineOnce, part, renderShop, settled } from '../../support/shop-fixture.js';
import { suggestFor } from '../../support/suggest-for.js';

defineOnce('punnet-catalog', PunnetCatalog);
defineOnce('punnet-product', PunnetProduct);

const ALLOWED = { personalisation: true, measurement: false };
const REFUSED = { personalisation: false, measurement: false };
const KINDS = ['bread', 'grain'];
const PLAIN = html`<punnet-catalog></punnet-catalog>`;
const FAR_DOWN = html`<div style="block-size: 300vh"></div>
  <punnet-catalog></punnet-catalog>
  <div style="block-size: 300vh"></div>`;
const MAKERS = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'];
const OWN = ['p6', 'p3', 'p0', 'p1', 'p2', 'p4', 'p5', 'p7'];

function products(count: number): Product[] {
  const honey = CATALOG.products.find(({ id }) => id === 'honey');
  if (!honey) throw new Error('the fixture has honey');
  return Array.from({ length: count }, (_, at) => ({
    ...honey,
    id: `p${at}`,
    title: `Food ${at}`,
    tags: [KINDS[at % 2] ?? ''],
    variants: honey.variants.map((variant) => ({ ...variant, id: `v${at}` })),
  }));
}

/** @param places of what is in each, the oldest order first */
function orders(...places: readonly (readonly number[])[]): Order[] {
  const [line] = createOrder().lines;
  if (!line) throw new Error('the fixture has a line');
  return places
    .map((each, at) =>
      createOrder({
        id: `order-${at}`,
        state: 'collected',
        placedAt: new Date(Date.now() - (places.length - at) * 86_400_000).toISOString(),
        lines: each.map((place) => ({ ...line, variant: `v${place}`, modifiers: {} })),
      }),
    )
    .reverse();
}

const SHOP = CATALOG.shop.id;
/** What a page knows before its storage has answered. */
const UNREAD: Partial<ShopState> = { load: { kind: 'loading' } };
const READ: Partial<ShopState> = { load: { kind: 'ready' } };
const BOUGHT = orders([3], [6], [6]);

interface Given {
  readonly count?: number;
  readonly state?: Partial<ShopState>;
  readonly markup?: TemplateResult;
}

async function render({ count = 8, state = {}, markup = PLAIN }: Given = {}) {
  const port = new FakeShopPort(
    createState({ catalog: { ...CATALOG, products: products(count) }, ...state }),
  );
  const { shop } = await renderShop(markup, port);
  const el = shop.querySelector<PunnetCatalog>('punnet-catalog') as PunnetCatalog;
  const root = el.shadowRoot as ShadowRoot;
  const shown = () => [...root.querySelectorAll('punnet-product')].map(({ product }) => product);
  const change = async (changes: Partial<ShopState>) => {
    port.change(changes);
    await settled(shop);
  };
  const search = async (text: string) => {
    const input = part<HTMLInputElement>(el, 'input') as HTMLInputElement;
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await settled(shop);
  };
  return { el, port, root, shop, shown, change, search };
}

/** What is on screen has been seen by then. */
async function painted(): Promise<void> {
  await nextFrame();
  await nextFrame();
}

/** The list is drawn anew until it is so. */
function until(root: ShadowRoot, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo()) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { childList: true, subtree: true });
    look();
  });
}

describe('the order of the products', () => {
  afterEach(() => {
    scrollTo(0, 0);
    markOwnOrder(SHOP, false);
  });

  it('has what the shopper buys first, as it is suggested, and then the maker’s', async () => {
    const { shown, port } = await render({ state: { consent: ALLOWED, orders: BOUGHT } });
    expect(shown()).to.deep.equal(OWN);
    const suggested = suggestFor(port.state).filter(({ reason }) => reason.kind === 'bought');
    expect(shown().slice(0, 2)).to.deep.equal(suggested.map(({ product }) => product));
  });

  it('is the same for eyes, keyboard and screen reader', async () => {
    const { el, root } = await render({ state: { consent: ALLOWED, orders: BOUGHT } });
    const cards = [...root.querySelectorAll<HTMLElement>('[part~="card"]')];
    const boxes = cards.map((card) => card.getBoundingClientRect());
    const lefts = (box: DOMRect) => Math.round(box.top) * 10_000 + Math.round(box.left);
    expect(boxes.map(lefts)).to.deep.equal(boxes.map(lefts).sort((one, other) => one - other));
    await expect(el).to.be.accessible();
  });

  for (const [who, state] of [
    ['who has not allowed it', { consent: REFUSED, orders: BOUGHT }],
    ['who bought nothing yet', { consent: ALLOWED, orders: [] }],
    ['whose orders came to nothing', { consent: ALLOWED, orders: [createOrder({ state: 'cancelled' })] }],
  ] as const)
    it(`is the maker’s for a shopper ${who}, and nothing is asked for`, async () => {
      const { shown, port } = await render({ state });
      await painted();
      expect(shown()).to.deep.equal(MAKERS);
      expect(port.calls).to.deep.equal([]);
    });

  it('is the maker’s where the page wants nothing put in order', async () => {
    const { shop, shown, change } = await render({ markup: FAR_DOWN });
    shop.setAttribute('recommender', 'off');
    await change({ consent: ALLOWED, orders: BOUGHT });
    expect(shown()).to.deep.equal(MAKERS);
  });

  it('asks the shop for nothing', async () => {
    const { port } = await render({ state: { consent: ALLOWED, orders: BOUGHT } });
    expect(port.calls).to.deep.equal([]);
  });

  it('is taken up late as long as nobody has seen the list', async () => {
    const { shown, change } = await render();
    await change({ consent: ALLOWED, orders: BOUGHT });
    expect(shown()).to.deep.equal(OWN);
  });

  it('does not change under the shopper’s eyes, and does once they search', async () => {
    const { shown, change, search } = await render();
    await painted();
    await change({ consent: ALLOWED, orders: BOUGHT });
    await painted();
    expect(shown()).to.deep.equal(MAKERS);
    await search('food');
    expect(shown()).to.deep.equal(OWN);
    await search('');
    expect(shown()).to.deep.equal(OWN);
  });

  it('stays while search and kinds choose among the products', async () => {
    const { el, root, shown, search } = await render({ state: { consent: ALLOWED, orders: BOUGHT } });
    root.querySelectorAll<HTMLElement>('[part~="option"]')[1]?.click();
    await el.updateComplete;
    expect(shown()).to.deep.equal(['p6', 'p0', 'p2', 'p4']);
    await search('food 2');
    expect(shown()).to.deep.equal(['p2']);
    const kinds = [...root.querySelectorAll('[part~="option"]')].map(({ textContent }) =>
      textContent?.trim(),
    );
    expect(kinds).to.deep.equal(['All', ...KINDS]);
  });

  it('is taken up when the page shows another kind', async () => {
    const { el, shown, change } = await render();
    await painted();
    await change({ consent: ALLOWED, orders: BOUGHT });
    el.tag = 'grain';
    await el.updateComplete;
    expect(shown()).to.deep.equal(['p3', 'p1', 'p5', 'p7']);
  });

  it('changes at once while the list is further down, and goes back with the leave', async () => {
    const { shown, change } = await render({ markup: FAR_DOWN });
    await painted();
    await change({ consent: ALLOWED, orders: BOUGHT });
    expect(shown()).to.deep.equal(OWN);
    await change({ consent: REFUSED });
    expect(shown()).to.deep.equal(MAKERS);
  });

  for (const [where, leave] of [
    ['in the list', (el: Element) => el.scrollIntoView()],
    ['beneath it', () => scrollTo(0, document.documentElement.scrollHeight)],
  ] as const)
    it(`changes when the shopper comes back up from ${where}, and not before`, async () => {
      const { el, root, shown, change } = await render({ markup: FAR_DOWN });
      leave(el);
      await painted();
      await change({ consent: ALLOWED, orders: BOUGHT });
      await painted();
      expect(shown()).to.deep.equal(MAKERS);
      scrollTo(0, 0);
      await until(root, () => shown()[0] === 'p6');
      expect(shown()).to.deep.equal(OWN);
    });

  it('is left as it is while something in the list has the focus', async () => {
    const { root, shown, change } = await render({ markup: FAR_DOWN });
    const [card] = root.querySelectorAll('punnet-product');
    const button = card && part(card, 'add-button');
    button?.focus({ preventScroll: true });
    await painted();
    await change({ consent: ALLOWED, orders: BOUGHT });
    expect(shown()).to.deep.equal(MAKERS);
    expect(card?.shadowRoot?.activeElement === button).to.equal(true);
  });

  it('leaves the focus where it is, and what was chosen on a card', async () => {
    const { el, root, shown, change, search } = await render();
    const [card] = root.querySelectorAll('punnet-product');
    if (card) part(card, 'stepper-plus')?.click();
    await painted();
    await change({ consent: ALLOWED, orders: BOUGHT });
    const input = part(el, 'input');
    input?.focus();
    await search('food');
    expect(shown()).to.deep.equal(OWN);
    expect(root.activeElement === input).to.equal(true);
    const moved = root.querySelectorAll('punnet-product')[2];
    expect(moved === card).to.equal(true);
    expect(moved && part<HTMLInputElement>(moved, 'input')?.value).to.equal('2');
  });

  it('moves no more of 600 products than were bought', async () => {
    const { root, shown, change } = await render({ count: 600, markup: FAR_DOWN });
    const places = () => [...root.querySelectorAll('[part~="card"]')];
    await until(root, () => places().length === 600);
    const records: MutationRecord[] = [];
    const list = places()[0]?.parentElement as HTMLElement;
    const observer = new MutationObserver((news) => void records.push(...news));
    observer.observe(list, { childList: true });
    const before = places();
    await change({ consent: ALLOWED, orders: orders([599, 20, 301]) });
    records.push(...observer.takeRecords());
    observer.disconnect();
    const moved = records
      .flatMap(({ addedNodes }) => [...addedNodes])
      .filter((node) => node instanceof Element);
    expect(moved.length).to.equal(3);
    expect(shown().slice(0, 4)).to.deep.equal(['p599', 'p20', 'p301', 'p0']);
    expect(places().length).to.equal(600);
    expect(places()[0] === before[599]).to.equal(true);
  });

  describe('on a later visit', () => {
    it('is there from the first moment, for which the list waits', async () => {
      markOwnOrder(SHOP, true);
      const { root, shown, change } = await render({ state: UNREAD });
      await painted();
      expect(shown()).to.deep.equal([]);
      expect(root.querySelectorAll('[part~="skeleton"]').length).to.equal(6);
      await change({ consent: ALLOWED, orders: BOUGHT });
      expect(shown()).to.deep.equal(OWN);
    });

    it('is the maker’s after a moment where storage gives no answer', async () => {
      markOwnOrder(SHOP, true);
      const { root, shown } = await render({ state: UNREAD });
      expect(shown()).to.deep.equal([]);
      await until(root, () => shown().length > 0);
      expect(shown()).to.deep.equal(MAKERS);
    });

    it('keeps nobody waiting who has none', async () => {
      const { shown } = await render({ state: UNREAD });
      expect(shown()).to.deep.equal(MAKERS);
    });

    it('is known to be there while it is allowed, and not any longer', async () => {
      const { change } = await render({ state: { consent: ALLOWED, orders: [] } });
      expect(hasOwnOrder(SHOP)).to.equal(false);
      await change({ orders: BOUGHT });
      expect(hasOwnOrder(SHOP)).to.equal(true);
      await change({ consent: REFUSED });
      expect(hasOwnOrder(SHOP)).to.equal(false);
    });

    it('is not forgotten before storage has answered', async () => {
      markOwnOrder(SHOP, true);
      const { change } = await render({ state: UNREAD });
      expect(hasOwnOrder(SHOP)).to.equal(true);
      await change({ ...READ, consent: ALLOWED, orders: [] });
      expect(hasOwnOrder(SHOP)).to.equal(false);
    });
  });
});
