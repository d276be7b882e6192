import { expect, html, waitUntil } from '@open-wc/testing';
import type { LitElement, TemplateResult } from 'lit';

import type { Product } from '../../../src/core/catalog/catalog-schema.js';
import { toEpoch, toLocalDate } from '../../../src/core/pickup/zone.js';
import type { ShopState } from '../../../src/core/shop-state.js';
import type { PunnetProduct } from '../../../src/elements/punnet-product.js';
import { CATALOG } from '../../support/fixtures.js';
import { LOADING, show, type ShownLook } from '../../support/looks/look.js';
import { answer, PULSE, SAID } from '../../support/looks/testimonials-looks.js';
import '../../support/looks/looks.js';
import { patch } from '../../support/patch.js';
import { part, partText } from '../../support/shop-fixture.js';

const quotes = ({ el }: Pick<ShownLook, 'el'>) =>
  [...el.renderRoot.querySelectorAll('[part~="quote"]')].map((found) => found.textContent);
const timesAsked = ({ port }: ShownLook, name = 'testimonials') =>
  port.calls.filter(([called]) => called === name).length;
const exposed = ({ port }: ShownLook) =>
  port.calls.flatMap(([stage, name, id]) =>
    stage === 'measure-stage' && name === 'exposed' ? [id as string] : [],
  );

async function render(markup: TemplateResult, state: Partial<ShopState> = {}): Promise<ShownLook> {
  const act = (shown: ShownLook) => answer(shown, { words: SAID, pulse: PULSE });
  return show('testimonials', { name: '', markup, state, act });
}

const CARDS = html`<punnet-testimonials slot="after-add" format="cards"></punnet-testimonials>`;
const STARS = html`<punnet-testimonials slot="after-add" format="stars"></punnet-testimonials>`;
const OATS = 'Nutty, and gone by Friday.';
const SHOP = 'They remember your jar.';
const HONEY = '<b>Best</b> honey';
const [first] = CATALOG.products as readonly [Product];
const page = (names: readonly (readonly [string, string])[]) => {
  return { page: { names: new Map(names), alone: false } } as object;
};

/** As a page's own data has its catalog. */
async function change({ port, settle }: ShownLook, catalog: object): Promise<void> {
  port.change({ catalog: { ...CATALOG, testimonials: SAID, ...catalog } });
  await settle();
  await settle();
}

describe('what is said inside a product', () => {
  it('is of the page’s own product where the page names none', async () => {
    const shown = await render(html`<punnet-product>${CARDS}</punnet-product>`);
    await change(shown, page([['', 'honey']]));
    expect(quotes(shown)).to.deep.equal([HONEY, SHOP]);
  });

  it('is of the only product that there is', async () => {
    const shown = await render(html`<punnet-product>${CARDS}</punnet-product>`);
    await change(shown, { products: [first] });
    expect(first.id).to.equal('oats');
    expect(quotes(shown)).to.deep.equal([OATS, SHOP]);
  });

  it('is of the product by whatever name the site calls it', async () => {
    const shown = await render(html`<punnet-product product="/honey-jar">${CARDS}</punnet-product>`);
    await change(shown, page([['/honey-jar', 'honey']]));
    expect(quotes(shown)).to.deep.equal([HONEY, SHOP]);
  });

  it('has no stars where it shows none, not those of the whole shop', async () => {
    const shown = await render(html`<punnet-product>${STARS}</punnet-product>`);
    expect(partText(shown.el, 'rating')).to.equal('');
  });

  it('follows it, also where a page sets no attribute', async () => {
    const shown = await render(html`<punnet-product product="oats">${CARDS}</punnet-product>`);
    expect(quotes(shown)).to.deep.equal([OATS, SHOP]);
    const around = shown.page.querySelector<PunnetProduct>('punnet-product') as PunnetProduct;
    around.product = 'honey';
    await shown.settle();
    await shown.settle();
    expect(quotes(shown)).to.deep.equal([HONEY, SHOP]);
  });

  it('named by the site’s own name is known', async () => {
    const told: string[] = [];
    const listen = ({ detail }: HTMLElementEventMap['punnet-error']) => void told.push(detail.code);
    document.body.addEventListener('punnet-error', listen);
    const shown = await render(
      html`<punnet-testimonials format="cards" product="oats"></punnet-testimonials>`,
      { catalog: { ...CATALOG, ...page([['HON-1 jar', 'honey']]) } },
    );
    await change(shown, page([['HON-1 jar', 'honey']]));
    shown.el.setAttribute('product', 'HON-1 jar');
    await shown.settle();
    await shown.settle();
    document.body.removeEventListener('punnet-error', listen);
    expect([quotes(shown), told]).to.deep.equal([[HONEY, SHOP], []]);
  });
});

describe('an experiment', () => {
  const measured = { consent: { personalisation: false, measurement: true } };
  for (const [what, stop] of [
    ['never come', ({ port }) => patch(port, 'trust', { value: () => new Promise(() => undefined) })],
    ['are refused', ({ port }) => port.refusals.set('testimonials', { ok: false, code: 'x', message: '' })],
  ] as readonly (readonly [string, (shown: ShownLook) => unknown])[])
    it(`is seen by the upper edge of its place as well where the words ${what}`, async function () {
      this.timeout(4_000);
      const markup = html`<punnet-testimonials></punnet-testimonials>`;
      const act = async (shown: ShownLook) => {
        stop(shown);
        shown.port.arms = [{ id: 'tried', arm: 'one', tries: 'format', shows: 'quote', among: ['quote'] }];
        shown.port.change(measured);
        await answer(shown, {});
      };
      const shown = await show('testimonials', { name: '', markup, state: LOADING, act });
      expect(quotes(shown)).to.deep.equal([]);
      await waitUntil(() => exposed(shown).length > 0, 'it is seen', { timeout: 3_000 });
      expect(exposed(shown)).to.deep.equal(['tried']);
    });

  it('is seen by one edge, which what comes below it does not replace', async () => {
    const shown = await render(html`<punnet-testimonials></punnet-testimonials>`, LOADING);
    shown.port.arms = [{ id: 'tried', arm: 'one', tries: 'format', shows: 'quote', among: ['quote'] }];
    let tell: (answered: object) => void = () => undefined;
    const waiting = new Promise((resolve) => (tell = resolve));
    patch(shown.port, 'trust', { value: () => waiting });
    shown.port.change(measured);
    await shown.settle();
    const edge = shown.el.renderRoot.querySelector('.edge');
    tell({ ok: true, testimonials: [] });
    await shown.settle();
    await shown.settle();
    expect([edge !== null, edge === shown.el.renderRoot.querySelector('.edge')]).to.deep.equal([true, true]);
  });
});

describe('what is shown', () => {
  const markup = html`<punnet-testimonials></punnet-testimonials>`;
  const lookAgain = async ({ settle }: ShownLook) => {
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    await settle();
  };

  it('is asked for again when the shopper comes back to the page', async () => {
    const shown = await render(markup);
    const before = timesAsked(shown);
    shown.port.words = [{ ...SAID[0], text: 'Nutty', author: 'Ada', proof: 'unverified' }];
    await lookAgain(shown);
    expect(timesAsked(shown)).to.equal(before + 1);
    expect(partText(shown.el, 'proof')).to.equal('Not verified');
  });

  it('is asked for again when there is a connection, the number of orders too', async () => {
    const shown = await render(html`<punnet-testimonials format="pulse"></punnet-testimonials>`, {
      connection: 'unreachable',
    });
    shown.port.pulse = { ...PULSE, orders: 130 };
    shown.port.change({ connection: 'online' });
    await shown.settle();
    await shown.settle();
    expect(partText(shown.el, 'pulse')).to.equal('130 orders in the last 30 days');
  });

  it('is asked for again when a day begins at the shop', async () => {
    const zone = CATALOG.shop.timezone;
    const real = Date.now;
    const tomorrow = new Date(Date.parse(toLocalDate(real(), zone)) + 86_400_000).toISOString().slice(0, 10);
    const ahead = toEpoch(tomorrow, 0, zone) - 100 - real();
    patch(Date, 'now', { value: () => real() + ahead });
    const shown = await render(markup);
    const before = timesAsked(shown);
    await waitUntil(() => timesAsked(shown) > before, 'it is asked again');
  });

  it('is not asked for by an element that was taken away, before it is put back', async () => {
    const shown = await render(markup);
    const { el, page: around, settle } = shown;
    const before = timesAsked(shown);
    const parent = el.parentElement;
    el.remove();
    const real = Date.now;
    patch(Date, 'now', { value: () => real() + 86_400_000 });
    el.requestUpdate();
    await el.updateComplete;
    await settle();
    expect(timesAsked(shown), 'away').to.equal(before);
    (parent ?? around).append(el);
    await settle();
    await settle();
    expect(timesAsked(shown), 'back').to.equal(before + 1);
  });

  it('is asked for again when the shop’s keys turn out to be others', async () => {
    const act = async (shown: ShownLook) => {
      shown.port.renewals = [true];
      await answer(shown, { words: SAID });
    };
    const shown = await show('testimonials', { name: '', markup, state: LOADING, act });
    await waitUntil(() => timesAsked(shown, 'renewKeys') === 2, 'the keys are asked for again');
    expect(timesAsked(shown)).to.equal(2);
  });
});

describe('a list', () => {
  const stops = ({ renderRoot }: LitElement) =>
    [...renderRoot.querySelectorAll('.scroll')].map((box) => [
      box.getAttribute('tabindex'),
      box.getAttribute('role'),
    ]);

  it('is a stop for the keyboard only while there is more in it than fits', async () => {
    const shown = await render(html`<punnet-testimonials></punnet-testimonials>`);
    expect(stops(shown.el)).to.deep.equal([[null, null]]);
    await answer(shown, { words: [{ text: 'long '.repeat(190), author: 'Dee', proof: 'unverified' }] });
    await waitUntil(() => stops(shown.el)[0]?.[0] === '0', 'it can be scrolled by keyboard');
    expect(stops(shown.el)).to.deep.equal([['0', 'group']]);
    expect(part(shown.el, 'list')?.parentElement?.getAttribute('aria-label')).to.equal('What customers say');
  });
});
