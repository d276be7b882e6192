import { expect, html, waitUntil } from '@open-wc/testing';

import type { Scanned } from '../../../src/core/stall/stall-port.js';
import { PunnetVerify } from '../../../src/elements/punnet-verify.js';
import { FakeShopPort } from '../../support/fake-shop-port.js';
import { createState } from '../../support/fixtures.js';
import { COUNTED, loadDayForm, manyProducts } from '../../support/looks/day-looks.js';
import { typeCode } from '../../support/looks/scan-looks.js';
import { OPEN, VERDICT_LOOKS } from '../../support/looks/verify-looks.js';
import { defineOnce, part, renderShop, settled } from '../../support/shop-fixture.js';

defineOnce('punnet-verify', PunnetVerify);
before(loadDayForm);

/** On a phone of 320 px, as large as this. */
async function render(textPx: number, lang: string) {
  const port = new FakeShopPort(createState({ stock: COUNTED, catalog: manyProducts() }));
  let found: Scanned | undefined;
  port.stalls = {
    look: async () => ({ ok: true, view: OPEN }),
    find: async () =>
      found ? { ok: true, scanned: found } : { ok: false, code: 'unknown-order', message: '' },
  };
  const el = document.createElement('punnet-verify');
  const phone = html`<div style="inline-size: 320px; font-size: ${textPx}px">${el}</div>`;
  const { shop } = await renderShop(phone, port, lang);
  await waitUntil(() => part(el, 'stock'));
  part(el, 'stock')?.setAttribute('open', '');
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await settled(shop);
  };
  const read = async (next: Scanned) => {
    found = next;
    await typeCode({ el, settle }, 'K7QF3P');
  };
  return { el, read };
}

/** The words of an element that stand on more than one line, but for those with a place to be parted at. */
function tornWords(element: Element | null): string[] {
  const text = [...(element?.childNodes ?? [])].filter((node) => node instanceof Text);
  return text.flatMap((node) =>
    [...node.data.matchAll(/[^\s\u00ad-]+/g)].flatMap(({ 0: word, index }) => {
      const lines = Array.from(word, (_letter, at) => lineOf(node, index + at));
      return new Set(lines.flat()).size > 1 ? [word] : [];
    }),
  );
}

/** Where a letter stands; the hyphen that a word was parted with counts to the letter after it. */
function lineOf(node: Text, at: number): readonly number[] {
  const range = document.createRange();
  range.setStart(node, at);
  range.setEnd(node, at + 1);
  const seen = [...range.getClientRects()].filter(({ width }) => width > 0);
  return seen.slice(-1).map(({ top }) => Math.round(top));
}

describe('the stall’s screen on a narrow phone', () => {
  for (const lang of ['en', 'de', 'ar']) {
    for (const textPx of [16, 32]) {
      it(`tears no word of a verdict, in text of ${textPx} px (${lang})`, async () => {
        const { el, read } = await render(textPx, lang);
        for (const [name, found] of Object.entries(VERDICT_LOOKS)) {
          await read(found);
          expect(tornWords(part(el, 'verdict')), name).to.deep.equal([]);
        }
      });
    }

    it(`keeps every field within the panel, in text of 32 px (${lang})`, async () => {
      const { el } = await render(32, lang);
      const fields = [...(el.shadowRoot?.querySelectorAll('#code, #find, [part~="stock-field"]') ?? [])];
      expect(fields.length).to.be.greaterThan(3);
      const panel = el.getBoundingClientRect();
      const out = fields.filter((field) => {
        const { left, right } = field.getBoundingClientRect();
        return left < panel.left || right > panel.right;
      });
      expect(out.map(({ id, part }) => `${id} ${part}`)).to.deep.equal([]);
    });
  }
});
