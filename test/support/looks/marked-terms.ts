/** A language in which every term is marked, so that whatever is not marked is no term. */
import { EN } from '../../../src/locales/en.js';
import { EN_CATALOG } from '../../../src/locales/en-catalog.js';
import { EN_CONSENT } from '../../../src/locales/en-consent.js';
import { EN_INSIGHTS } from '../../../src/locales/en-insights.js';
import { EN_LATE } from '../../../src/locales/en-late.js';
import { EN_LOYALTY } from '../../../src/locales/en-loyalty.js';
import { EN_ORDER } from '../../../src/locales/en-order.js';
import { EN_OWNER } from '../../../src/locales/en-owner.js';
import { EN_RECOMMENDATIONS } from '../../../src/locales/en-recommendations.js';
import { EN_SCAN } from '../../../src/locales/en-scan.js';
import { EN_SHELL } from '../../../src/locales/en-shell.js';
import { EN_STALL } from '../../../src/locales/en-stall.js';
import { EN_STATUS } from '../../../src/locales/en-status.js';
import { EN_TESTIMONIALS } from '../../../src/locales/en-testimonials.js';
import { EN_STOCK } from '../../../src/locales/en-stock.js';
import type { Term, TermOverrides } from '../../../src/locales/terms.js';
import { CATALOG, createOrder } from '../fixtures.js';
import { SAID } from './testimonials-looks.js';

const ALL: Readonly<Record<string, Term>> = {
  ...EN,
  ...EN_CATALOG,
  ...EN_CONSENT,
  ...EN_INSIGHTS,
  ...EN_LATE,
  ...EN_LOYALTY,
  ...EN_ORDER,
  ...EN_OWNER,
  ...EN_RECOMMENDATIONS,
  ...EN_SCAN,
  ...EN_SHELL,
  ...EN_STALL,
  ...EN_STATUS,
  ...EN_STOCK,
  ...EN_TESTIMONIALS,
};
const SPOKEN = ['aria-label', 'aria-description', 'placeholder', 'title', 'alt'];
/** Days, months and zones, as the browser writes them, and what the catalog and the shopper wrote. */
const DATES = /\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|GMT|UTC)\b/g;
const DATA = [
  ...textsOf(CATALOG),
  ...textsOf(createOrder()),
  ...textsOf(SAID),
  'Cheddar',
  'Market',
  'The mill',
  'Holidays',
  'bread',
  'Hen eggs',
  'Box of 6',
  'Too large',
  'Short of staff',
  'x ',
]
  .filter((text) => /\p{L}/u.test(text))
  .sort((one, other) => other.length - one.length);

export function markedTerms(): TermOverrides {
  const mark = (text: string) => `⟦${text}⟧`;
  return Object.fromEntries(
    Object.entries(ALL).map(([key, term]) => [
      key,
      typeof term === 'string'
        ? mark(term)
        : Object.fromEntries(Object.entries(term).map(([form, text]) => [form, mark(String(text))])),
    ]),
  ) as TermOverrides;
}

/** What is said under `root`, aloud or on screen, in Punnet's own trees, that is neither a term nor data. */
export function unmarkedText(root: ParentNode): readonly string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => {
    const inside = element.shadowRoot;
    if (!inside) return [];
    const said = [blockTexts(inside), spokenIn(inside)].flat().map(stripped);
    return [...said.filter((text) => /\p{L}/u.test(text)), ...unmarkedText(inside)];
  });
}

function spokenIn(root: ShadowRoot): readonly string[] {
  return SPOKEN.flatMap((name) =>
    [...root.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
  );
}

/** A sentence may be spread over elements: each block's text is taken as one. */
function blockTexts(root: ShadowRoot): readonly string[] {
  const copy = document.createElement('div');
  copy.append(...[...root.childNodes].map((node) => node.cloneNode(true)));
  // Names that a maker or a helper reads out are the same in every language.
  for (const foreign of copy.querySelectorAll('style, script, code, [part~=image], [lang]')) foreign.remove();
  return [copy.textContent ?? ''];
}

function stripped(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  }
  for (const data of DATA) rest = rest.replaceAll(data, ' ');
  return rest.replace(DATES, ' ').replace(/\s+/g, ' ').trim();
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
