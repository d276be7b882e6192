/** Every element follows the page's language while it changes, to the last word. */
import { expect, waitUntil } from '@open-wc/testing';

import type { PartOwner } from '../../src/elements/page/parts.js';
import { show, type Look } from '../support/looks/look.js';
import { LOOKS } from '../support/looks/looks.js';

/** One in which there is much to say. */
const PICKED: Readonly<Record<PartOwner, string>> = {
  product: 'with a choice that is missing',
  catalog: 'with search and kinds',
  add: 'that says why not',
  price: 'of several sizes',
  'cart-count': 'of three items',
  cart: 'with lines',
  status: 'with an order not sent',
  checkout: 'with things to put right',
  receipt: 'that is repriced',
  orders: 'with a question',
  loyalty: 'with some that are pending',
  recommendations: 'with one that was added',
  testimonials: 'as cards',
  scan: 'without leave for the camera',
  consent: 'asked to erase, with an order not sent',
  verify: 'with a receipt that is take',
  insights: 'that is told of a month',
};

/** The element's own words are in several files. */
const GERMAN = () => [
  import('../../src/locales/de.js'),
  import('../../src/locales/de-catalog.js'),
  import('../../src/locales/de-consent.js'),
  import('../../src/locales/de-insights.js'),
  import('../../src/locales/de-late.js'),
  import('../../src/locales/de-loyalty.js'),
  import('../../src/locales/de-order.js'),
  import('../../src/locales/de-recommendations.js'),
  import('../../src/locales/de-scan.js'),
  import('../../src/locales/de-stall.js'),
  import('../../src/locales/de-status.js'),
  import('../../src/locales/de-testimonials.js'),
];

/** All that is said in a page, through shadow roots, aloud or on screen. */
function words(root: ParentNode): string {
  return [...root.querySelectorAll('*')]
    .map((element) => {
      const own = [...element.childNodes].filter((node) => node instanceof Text).map((node) => node.data);
      const aloud = ['aria-label', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? '');
      const inside = element.shadowRoot ? words(element.shadowRoot) : '';
      return element.localName === 'style' ? '' : [...own, ...aloud, inside].join(' ');
    })
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What is there may be on its way as the words for it are: once it is the same at two looks. */
async function untilThere(page: ParentNode, loading: string): Promise<string> {
  let seen = '';
  const isThere = () => {
    const before = seen;
    seen = words(page);
    return seen !== '' && seen === before && !seen.includes(loading);
  };
  await waitUntil(isThere, 'all of it is there', { timeout: 4_000, interval: 250 });
  return seen;
}

describe('while the page’s language changes', () => {
  for (const [owner, name] of Object.entries(PICKED) as [PartOwner, string][]) {
    it(`<punnet-${owner}> is worded as if it had been German from the start`, async function () {
      this.timeout(9_000);
      const look = LOOKS[owner].find((each) => each.name === name) as Look;
      const { page, settle } = await show(owner, look);
      const english = await untilThere(page, 'Loading');
      page.lang = 'de';
      await waitUntil(() => words(page) !== english);
      page.lang = 'en';
      await waitUntil(() => words(page) === english, 'English again', { timeout: 4_000 });
      page.lang = 'de';
      // The words that come last may be still on their way: the same files, asked for here.
      await Promise.all(GERMAN());
      await settle();
      const changed = words(page);
      page.remove();
      const { page: german } = await show(owner, look, {}, 'de');
      await untilThere(german, 'Wird geladen');
      expect(changed).to.equal(words(german));
      expect(changed).not.to.equal(english);
    });
  }
});
