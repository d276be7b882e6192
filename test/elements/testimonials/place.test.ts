import { expect, html, waitUntil } from '@open-wc/testing';
import type { LitElement } from 'lit';

import type { Format } from '../../../src/core/experiment/experiment.js';
import { PunnetTestimonials } from '../../../src/elements/punnet-testimonials.js';
import { CATALOG } from '../../support/fixtures.js';
import { FAILED, LOADING, show, type ShownLook } from '../../support/looks/look.js';
import { answer, PULSE, SAID } from '../../support/looks/testimonials-looks.js';
import '../../support/looks/looks.js';
import { partText, settled } from '../../support/shop-fixture.js';

const heightOf = (element: Element | null) => element?.getBoundingClientRect().height;
const AFTER = html`<p id="after">Read on</p>`;
const topOf = ({ page }: Pick<ShownLook, 'page'>) =>
  page.querySelector('#after')?.getBoundingClientRect().top;

const isAnswered = ({ el }: ShownLook) =>
  waitUntil(() => el.renderRoot.querySelector('.skeleton') === null, 'it is answered');

/** The page is drawn as for a device that was given this format. */
async function give(shown: ShownLook, shows: Format): Promise<void> {
  shown.port.arms = [{ id: 'tried', arm: 'one', tries: 'format', shows, among: [shows] }];
  shown.port.change({ consent: { personalisation: false, measurement: true } });
  await answer(shown, { words: SAID, pulse: PULSE });
}

describe('a place where another format turns out to be shown', () => {
  for (const [from, to, shows] of [
    ['quote', 'pulse', 'pulse'],
    ['quote', 'stars', 'rating'],
    ['stars', 'cards', 'quote'],
    ['pulse', 'quote', 'quote'],
  ] as const) {
    it(`stays as it is where the shopper reads, from ${from} to ${to}`, async () => {
      const markup = html`<punnet-testimonials format=${from}></punnet-testimonials>${AFTER}`;
      const shown = await show('testimonials', { name: '', markup, state: LOADING });
      const before = topOf(shown);
      await give(shown, to);
      await isAnswered(shown);
      expect(partText(shown.el, shows)).not.to.equal('');
      expect(topOf(shown)).to.equal(before);
      const bottomOf = (element: Element | null) => element?.getBoundingClientRect().bottom ?? NaN;
      const scroll = shown.el.renderRoot.querySelector('.scroll');
      if (scroll) expect(bottomOf(scroll)).to.be.at.most(bottomOf(shown.el) + 0.5);
    });

    it(`is as high as it needs below what is on the screen, from ${from} to ${to}`, async () => {
      const markup = html`<div style="block-size: 200vh"></div>
        <punnet-testimonials format=${from}></punnet-testimonials>`;
      const shown = await show('testimonials', { name: '', markup, state: LOADING });
      await give(shown, to);
      await isAnswered(shown);
      expect(heightOf(shown.el)).to.equal(shows === 'quote' ? 256 : 44);
    });
  }

  it('stays as it is where the shop can’t be loaded', async () => {
    const markup = html`<punnet-testimonials></punnet-testimonials>${AFTER}`;
    const shown = await show('testimonials', { name: '', markup, state: LOADING });
    const before = topOf(shown);
    shown.port.change(FAILED);
    await shown.settle();
    expect(partText(shown.el, 'error')).not.to.equal('');
    expect(topOf(shown)).to.equal(before);
  });
});

describe('a place where nothing turns out to be said', () => {
  for (const format of ['quote', 'cards', 'stars', 'pulse'])
    it(`stays where the shopper reads, as ${format}`, async () => {
      const markup = html`<punnet-testimonials format=${format}></punnet-testimonials>${AFTER}`;
      const shown = await show('testimonials', { name: '', markup, state: LOADING });
      const before = topOf(shown);
      await answer(shown, { words: [] });
      await isAnswered(shown);
      expect(shown.el.renderRoot.textContent?.trim()).to.equal('');
      expect(topOf(shown)).to.equal(before);
    });

  it('is not there, without a gap, below what is on the screen', async () => {
    const markup = html`<div style="block-size: 200vh"></div>
      <punnet-testimonials></punnet-testimonials>`;
    const shown = await show('testimonials', { name: '', markup, state: LOADING });
    expect(heightOf(shown.el)).to.equal(256);
    await answer(shown, { words: [] });
    await isAnswered(shown);
    expect(heightOf(shown.el)).to.equal(0);
  });

  it('is never reserved where the catalog says that nothing is', async () => {
    const markup = html`<punnet-testimonials></punnet-testimonials>`;
    const shown = await show('testimonials', { name: '', markup, state: LOADING });
    const late = document.createElement('punnet-testimonials');
    shown.port.change({ load: { kind: 'ready' }, catalog: CATALOG });
    shown.el.before(late);
    await shown.settle();
    expect(heightOf(late)).to.equal(0);
  });

  it('stays as the page’s style sheet had reserved it', async () => {
    // Not defined before the page has it.
    const markup = html`<style>
        x-words:not(:defined) {
          display: block;
          min-block-size: 16em;
        }</style
      ><punnet-testimonials></punnet-testimonials><x-words></x-words>${AFTER}`;
    const shown = await show('testimonials', { name: '', markup });
    const before = topOf(shown);
    customElements.define('x-words', class extends PunnetTestimonials {});
    const words = shown.page.querySelector<LitElement>('x-words');
    await settled(shown.page);
    await words?.updateComplete;
    expect([words?.hasUpdated, heightOf(words)]).to.deep.equal([true, 256]);
    expect(topOf(shown)).to.equal(before);
  });
});
