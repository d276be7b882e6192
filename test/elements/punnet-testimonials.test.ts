import { expect, html, oneEvent, waitUntil } from '@open-wc/testing';
import type { TemplateResult } from 'lit';

import type { StandingArm } from '../../src/core/measure/standing.js';
import type { Judged } from '../../src/core/testimonial/judge.js';
import type { ShopState } from '../../src/core/shop-state.js';
import { show, type Line, type ShownLook } from '../support/looks/look.js';
import { answer, PULSE, SAID } from '../support/looks/testimonials-looks.js';
import '../support/looks/looks.js';
import { part, partText } from '../support/shop-fixture.js';

interface Given {
  readonly markup?: TemplateResult;
  readonly words?: readonly Judged[];
  readonly state?: Partial<ShopState>;
  readonly lines?: readonly Line[];
  readonly lang?: string;
}

async function render({
  markup = html`<punnet-testimonials></punnet-testimonials>`,
  words = SAID,
  lang = 'en',
  ...look
}: Given = {}): Promise<ShownLook> {
  const act = (shown: ShownLook) => answer(shown, { words, pulse: PULSE });
  return show('testimonials', { name: '', markup, act, ...look }, {}, lang);
}

const texts = ({ el }: ShownLook, name: string) =>
  [...el.renderRoot.querySelectorAll(`[part~="${name}"]`)].map((found) =>
    (found.textContent ?? '').replace(/\s+/g, ' ').trim(),
  );
const cards = html`<punnet-testimonials format="cards"></punnet-testimonials>`;
const asked = ({ port }: ShownLook, name: string) => port.calls.filter(([called]) => called === name);

const MEASURED = { consent: { personalisation: false, measurement: true } };

/** The page is drawn as for a device in this arm. */
async function giveArm(
  shown: ShownLook,
  arm: Pick<StandingArm, 'tries' | 'shows' | 'among'>,
  ...others: readonly StandingArm[]
): Promise<void> {
  shown.port.arms = [{ id: 'tried', arm: 'one', ...arm }, ...others];
  const { consent } = shown.port.state;
  for (const measurement of [false, true]) shown.port.change({ consent: { ...consent, measurement } });
  await answer(shown, {});
}

const exposed = ({ port }: ShownLook) =>
  port.calls.flatMap(([stage, name, id]) =>
    stage === 'measure-stage' && name === 'exposed' ? [id as string] : [],
  );

describe('<punnet-testimonials>', () => {
  it('is accessible, from left to right and from right to left', async () => {
    for (const lang of ['en', 'ar']) {
      const { el, page } = await render({ markup: cards, lang });
      await expect(el).to.be.accessible();
      page.remove();
    }
  });

  it('says of each what vouches for it', async () => {
    const shown = await render({ markup: cards });
    expect(texts(shown, 'proof')).to.deep.equal([
      'Bought here · said 3 Nov',
      'Bought here · said 12 Oct 2025',
      'Not verified',
    ]);
    expect(texts(shown, 'author')).to.deep.equal(['Ada, Bristol', 'Ben', '<i>Cy</i>']);
  });

  it('has a card cut off at its edge on every width, so that there are more is seen without a scroll bar', async () => {
    const words = [...SAID, ...SAID, ...SAID].map((said) => ({ ...said, proof: 'unverified' as const }));
    const { el, settle } = await render({ markup: cards, words: words.slice(0, 6) });
    const box = el.renderRoot.querySelector('.scroll') as HTMLElement;
    const shares: Record<string, number> = {};
    for (const width of [304, 328, 592, 608, 736, 896, 912, 1120, 1216, 1520]) {
      el.style.inlineSize = `${width}px`;
      await settle();
      const { right: edge } = box.getBoundingClientRect();
      for (const card of box.querySelectorAll('li')) {
        const { left, right, width: whole } = card.getBoundingClientRect();
        if (left < edge && right > edge) shares[width] = (edge - left) / whole;
      }
      expect(shares[width], `of a card, ${width} px wide`).to.be.within(0.05, 0.75);
    }
    expect(getComputedStyle(box).scrollSnapType).to.equal('inline');
  });

  it('keeps every author where they stand when a purchase is found to be behind it', async () => {
    const words = SAID.map((said) => ({ ...said, proof: 'unverified' as const }));
    const shown = await render({ markup: cards, words });
    shown.el.style.inlineSize = '640px';
    const tops = () =>
      [...shown.el.renderRoot.querySelectorAll('[part~="author"]')].map(
        (author) => author.getBoundingClientRect().top,
      );
    await shown.settle();
    const before = tops();
    await answer(shown, { words: SAID });
    expect(texts(shown, 'proof')[0]).to.contain('Bought here');
    expect(tops()).to.deep.equal(before);
  });

  it('shows what was said as text, whatever it looks like', async () => {
    const { el } = await render({ markup: cards });
    const [, , quote] = el.renderRoot.querySelectorAll('blockquote');
    expect([quote?.textContent, quote?.childElementCount]).to.deep.equal(['<b>Best</b> honey', 0]);
    expect([...el.renderRoot.querySelectorAll('blockquote')].map(({ dir }) => dir)).to.deep.equal([
      'auto',
      'auto',
      'auto',
    ]);
  });

  it('says what all give on average, and of how many purchases', async () => {
    const shown = await render({ markup: html`<punnet-testimonials format="stars"></punnet-testimonials>` });
    expect(texts(shown, 'rating')).to.deep.equal(['4.5 of 5 from 2 purchases here']);
  });

  it('says how many orders there were, and until when where nobody could be asked', async () => {
    const markup = html`<punnet-testimonials format="pulse"></punnet-testimonials>`;
    const shown = await render({ markup });
    expect(partText(shown.el, 'pulse')).to.equal('120 orders in the last 30 days');
    await answer(shown, { pulse: { ...PULSE, isOld: true } });
    expect(partText(shown.el, 'pulse')).to.equal('120 orders in the 30 days to 19 Nov');
  });

  it('is about what is in the basket beside one', async () => {
    const markup = html`<punnet-testimonials format="cards" placement="cart"></punnet-testimonials>`;
    const shown = await render({ markup, lines: [['honey-340', 1]] });
    expect(texts(shown, 'title')).to.deep.equal(['Heather honey']);
    expect(texts(shown, 'quote')).to.deep.equal(['<b>Best</b> honey', 'They remember your jar.']);
  });

  it('is about the product that it stands in', async () => {
    const markup = html`<punnet-product product="oats"
      ><punnet-testimonials slot="after-details" format="cards"></punnet-testimonials
    ></punnet-product>`;
    const shown = await render({ markup });
    expect(texts(shown, 'quote')).to.deep.equal(['Nutty, and gone by Friday.', 'They remember your jar.']);
  });

  it('keeps the height that it has while it loads, whatever is said', async () => {
    const long: Judged = { text: 'long '.repeat(190), author: 'Dee', proof: 'unverified' };
    const loading = { load: { kind: 'loading' }, catalog: null } as const;
    const { el, port, settle } = await show('testimonials', { name: '', state: loading });
    const before = el.getBoundingClientRect().height;
    await answer({ port, settle }, { words: [long] });
    expect(partText(el, 'author')).to.equal('Dee');
    expect(el.getBoundingClientRect().height).to.equal(before);
  });

  it('is not there, without a gap, where there is nothing to show', async () => {
    const { el } = await render({ words: [] });
    expect(el.renderRoot.textContent?.trim()).to.equal('');
    expect(el.getBoundingClientRect().height).to.equal(0);
  });

  it('says nothing of experiments without leave, and stands as the page has it', async () => {
    const shown = await render();
    expect(shown.port.calls.filter(([stage]) => stage === 'measure-stage')).to.deep.equal([]);
    expect(texts(shown, 'quote')).to.have.length(1);
  });

  it('stands in the format that the device was given', async () => {
    const shown = await render({ state: MEASURED });
    await giveArm(shown, { tries: 'format', shows: 'pulse', among: ['quote', 'pulse'] });
    await waitUntil(() => partText(shown.el, 'pulse') !== '', 'it is answered');
    expect(partText(shown.el, 'pulse')).to.equal('120 orders in the last 30 days');
  });

  for (const { given, arm } of [
    { given: 'nothing', arm: { tries: 'format', shows: 'none', among: ['quote'] } },
    { given: 'another placement', arm: { tries: 'placement', shows: 'cart', among: ['product', 'cart'] } },
    { given: 'what it would show anyway', arm: { tries: 'format', shows: 'quote', among: ['quote'] } },
  ] as const)
    it(`is seen by its upper edge where the device was given ${given}`, async function () {
      this.timeout(4_000);
      const shown = await render({ state: MEASURED });
      const { height } = shown.el.getBoundingClientRect();
      const start = performance.now();
      await giveArm(shown, arm);
      expect(texts(shown, 'quote')).to.have.length(arm.shows === 'quote' ? 1 : 0);
      expect(shown.el.getBoundingClientRect().height).to.equal(height);
      await waitUntil(() => exposed(shown).length > 0, 'it is seen', { timeout: 3_000 });
      expect(exposed(shown)).to.deep.equal(['tried']);
      expect(performance.now() - start, 'not before a second').to.be.at.least(999);
    });

  it('tells attributes that it can’t understand, each once', async () => {
    const told: string[] = [];
    const listen = ({ detail }: HTMLElementEventMap['punnet-error']) =>
      void told.push(`${detail.code} ${detail.where}`);
    document.body.addEventListener('punnet-error', listen);
    const shown = await render({
      markup: html`<punnet-testimonials
        format="poem"
        placement="roof"
        limit="0"
        product="oats moon"
      ></punnet-testimonials>`,
    });
    await answer(shown, {});
    document.body.removeEventListener('punnet-error', listen);
    expect(told).to.deep.equal([
      'bad-format punnet-testimonials[format="poem"]',
      'bad-placement punnet-testimonials[placement="roof"]',
      'bad-limit punnet-testimonials[limit="0"]',
      'unknown-product punnet-testimonials[product="moon"]',
    ]);
    expect(texts(shown, 'quote')).to.deep.equal(['Nutty, and gone by Friday.']);
  });

  it('asks again when the shopper does', async () => {
    const fresh = await show('testimonials', {
      name: '',
      state: { load: { kind: 'loading' }, catalog: null },
      act: ({ port, settle }) => {
        port.refusals.set('testimonials', { ok: false, code: 'not-ready', message: '' });
        return answer({ port, settle }, { words: SAID });
      },
    });
    expect(part(fresh.el, 'error')?.textContent).to.contain('can’t be shown now');
    fresh.port.refusals.clear();
    await fresh.press('retry-button');
    await fresh.settle();
    expect(texts(fresh, 'quote')).to.deep.equal(['Nutty, and gone by Friday.']);
    expect(asked(fresh, 'testimonials')).to.have.length(2);
  });

  it('takes the page’s ink', async () => {
    const { el, page } = await render();
    page.style.color = 'rgb(1, 2, 3)';
    expect(getComputedStyle(part(el, 'quote') as Element).color).to.equal('rgb(1, 2, 3)');
  });

  it('says that it was seen once it has been for a second', async function () {
    this.timeout(4_000);
    const markup = html`<punnet-testimonials format="cards" product="oats"></punnet-testimonials>`;
    const heard = oneEvent(document, 'punnet-testimonial-seen') as Promise<CustomEvent<object>>;
    await render({ markup });
    const { detail } = await heard;
    const seen = { format: 'cards', placement: 'product', testimonials: 2, product: 'oats' };
    expect(detail).to.deep.equal({ cause: 'sync', ...seen });
  });

  /** The products that were seen, and when by the page's clock. */
  function listen(): readonly (readonly [product: string | undefined, at: number])[] {
    const seen: [string | undefined, number][] = [];
    const note = ({ detail }: HTMLElementEventMap['punnet-testimonial-seen']) =>
      void seen.push([detail.product, performance.now()]);
    addEventListener('punnet-testimonial-seen', note as EventListener);
    forgets.push(() => removeEventListener('punnet-testimonial-seen', note as EventListener));
    return seen;
  }
  const forgets: (() => void)[] = [];
  afterEach(() => forgets.splice(0).forEach((forget) => forget()));

  it('says so of what half was on screen of, not before a second', async function () {
    this.timeout(4_000);
    const seen = listen();
    const start = performance.now();
    const stars = (product: string) =>
      html`<punnet-testimonials format="cards" placement="cart" product=${product}></punnet-testimonials>`;
    const markup = html`<div style="position: fixed; inset-block-start: -140px">${stars('oats')}</div>
      <div style="position: fixed; inset-block-start: -100px; inset-inline-start: 50%">
        ${stars('honey')}
      </div>`;
    await render({ markup });
    await waitUntil(() => seen.length > 0, 'it is seen', { timeout: 3_000 });
    expect(seen.map(([product]) => product)).to.deep.equal(['honey']);
    expect((seen[0]?.[1] ?? 0) - start).to.be.at.least(999);
  });

  it('says so of each product that it is about in turn', async function () {
    this.timeout(6_000);
    const seen = listen();
    const markup = html`<punnet-testimonials placement="checkout" product="oats"></punnet-testimonials>`;
    const { el } = await render({ markup });
    await waitUntil(() => seen.length === 1, 'the first is seen', { timeout: 3_000 });
    el.setAttribute('product', 'honey');
    await waitUntil(() => seen.length === 2, 'the other is seen', { timeout: 3_000 });
    expect(seen.map(([product]) => product)).to.deep.equal(['oats', 'honey']);
  });

  it('has an experiment seen that begins while it is on screen', async function () {
    this.timeout(6_000);
    const shown = await render({ state: MEASURED });
    const arm = { arm: 'one', tries: 'format', shows: 'quote', among: ['quote'] } as const;
    await giveArm(shown, arm);
    await waitUntil(() => exposed(shown).length > 0, 'the first is seen', { timeout: 3_000 });
    const place = { tries: 'placement', shows: 'product', among: ['product', 'cart'] } as const;
    await giveArm(shown, arm, { id: 'later', arm: 'one', ...place });
    await waitUntil(() => exposed(shown).includes('later'), 'the other is seen', { timeout: 3_000 });
  });
});
