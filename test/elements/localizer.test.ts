import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { LitElement } from 'lit';

import { Localizer } from '../../src/elements/localizer.js';
import { slotOf, spanOf, timeOf } from '../../src/elements/words/moments.js';
import { AR } from '../../src/locales/ar.js';
import { AR_LATE } from '../../src/locales/ar-late.js';
import { AR_ORDER } from '../../src/locales/ar-order.js';
import { DE } from '../../src/locales/de.js';
import { DE_LATE } from '../../src/locales/de-late.js';
import { DE_ORDER } from '../../src/locales/de-order.js';
import { EN } from '../../src/locales/en.js';
import { EN_LATE } from '../../src/locales/en-late.js';
import { EN_ORDER } from '../../src/locales/en-order.js';
import type { ShopState } from '../../src/core/shop-state.js';
import type { Term } from '../../src/locales/terms.js';
import { CATALOG, createState } from '../support/fixtures.js';

class WordsOnTrial extends LitElement {
  state: ShopState | undefined = createState();
  readonly words = new Localizer(this, { handle: undefined, state: this.state });
  override render() {
    return html`<p>${this.words.t('soldOut')}</p>`;
  }
}
customElements.define('words-on-trial', WordsOnTrial);

async function render(lang: string) {
  const root = await fixture<HTMLElement>(html`<div lang=${lang}><words-on-trial></words-on-trial></div>`);
  const el = root.querySelector('words-on-trial') as WordsOnTrial;
  await el.updateComplete;
  return { root, el, words: el.words, text: () => el.shadowRoot?.textContent?.trim() };
}

describe('words, money and times', () => {
  it('read in English where the page speaks a language that there is none of', async () => {
    const { text } = await render('cy');
    expect(text()).to.equal('Sold out');
  });

  it('follow the page’s language while it changes', async () => {
    const { root, text } = await render('en');
    root.lang = 'de-AT';
    await waitUntil(() => text() === 'Ausverkauft');
    root.lang = 'ar';
    await waitUntil(() => text() === 'نفد');
  });

  it('follow the language around a shadow root', async () => {
    const root = await fixture<HTMLElement>(html`<div lang="en"></div>`);
    const el = document.createElement('words-on-trial') as WordsOnTrial;
    root.attachShadow({ mode: 'open' }).append(el);
    root.lang = 'de';
    await waitUntil(() => el.shadowRoot?.textContent?.trim() === 'Ausverkauft');
  });

  it('survive a language that is no language', async () => {
    const { text, words } = await render('en_GB');
    expect(text()).to.equal('Sold out');
    expect(words.money(240)).to.equal('£2.40');
  });

  const money = [
    { lang: 'en', minor: 240, text: '£2.40' },
    { lang: 'de', minor: 123456, text: '1.234,56\u00a0£' },
  ];
  for (const { lang, minor, text } of money) {
    it(`write ${minor} pence as ${text} in ${lang}`, async () => {
      const { words } = await render(lang);
      expect(words.money(minor)).to.equal(text);
    });
  }

  it('pick the plural form', async () => {
    const { words } = await render('en');
    expect(words.t('items', { count: 1 })).to.equal('1 item in basket');
    expect(words.t('items', { count: 1200 })).to.equal('1,200 items in basket');
  });

  it('show a slot in the shop’s time zone, and name the zone where the device’s differs', async () => {
    const { el, words } = await render('en');
    const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const other = device === 'Asia/Tokyo' ? 'Europe/London' : 'Asia/Tokyo';
    const at = { 'Asia/Tokyo': '16:30–17:00', 'Europe/London': '07:30–08:00' }[other];
    const shop = { ...CATALOG.shop, timezone: other };
    const foreign = new Localizer(el, {
      handle: undefined,
      state: createState({ catalog: { ...CATALOG, shop } }),
    });
    foreign.hostUpdate();
    const there = slotOf(foreign, '2026-11-24T07:30:00Z', '2026-11-24T08:00:00Z').replace(
      /[\s\u2060]*–[\s\u2060]*/,
      '–',
    );
    expect(there)
      .to.match(/^Tue,? 24 Nov, /)
      .and.contain(at)
      .and.match(/ \S+$/);
    expect(timeOf(words, '2026-11-24T07:30:00Z')).to.match(/^07:30/);
  });

  for (const locale of ['en', 'en-US', 'de', 'ar']) {
    it(`never tear a time between two lines (${locale})`, async () => {
      const here = { locale, zone: undefined };
      const texts = [
        timeOf(here, '2026-11-24T17:30:00Z'),
        spanOf(here, '2026-11-24T07:30:00Z', '2026-11-24T08:00:00Z'),
        spanOf(here, '2026-11-24T09:30:00Z', '2026-11-24T17:00:00Z'),
      ];
      const heights = texts.map(async (text) => {
        const box = await fixture<HTMLElement>(html`<p style="inline-size: 1px; line-height: 20px"></p>`);
        box.textContent = text;
        return box.clientHeight;
      });
      expect(await Promise.all(heights)).to.deep.equal([20, 20, 20]);
    });
  }

  it('say why something can’t be done, with its amounts as money', async () => {
    const { words } = await render('en');
    const refusal = { ok: false, code: 'at-maximum', message: '', about: { max: 10 } } as const;
    expect(words.refusal(refusal)).to.equal('No more than 10 in one order');
    expect(words.refusal({ ...refusal, code: 'never-heard-of' })).to.equal('That can’t be done now.');
  });
});

describe('every language', () => {
  const languages: readonly (readonly [
    string,
    Readonly<Record<string, Term>>,
    Readonly<Record<string, Term>>,
  ])[] = [
    ['German', DE, EN],
    ['German', DE_LATE, EN_LATE],
    ['German', DE_ORDER, EN_ORDER],
    ['Arabic', AR, EN],
    ['Arabic', AR_LATE, EN_LATE],
    ['Arabic', AR_ORDER, EN_ORDER],
  ];
  for (const [name, words, english] of languages) {
    it(`${name} fills the same gaps as English (${Object.keys(english).length} words)`, () => {
      for (const [key, term] of Object.entries(english)) {
        const unknown = [...gapsOf(words[key] ?? '')].filter((gap) => !gapsOf(term).has(gap));
        expect(unknown, key).to.deep.equal([]);
        expect(words[key], key).to.exist;
      }
    });
  }
});

function gapsOf(term: Term): Set<string> {
  const text = typeof term === 'string' ? term : Object.values(term).join(' ');
  return new Set(text.match(/\{\w+\}/g) ?? []);
}
