/** What customers say, judged in the browser by what the page has: signed, altered, past its day, and unsigned with markup in it. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';

import { toLocalDate } from '../../src/core/pickup/zone.js';
import { createEndpointKeys, loadEndpointKeys, publicKeys, sign } from '../../src/crypto/endpoint-keys.js';
import { openDemoStand } from '../support/journey/demo-stand.js';
import { WATCH_SHIFTS } from '../support/journey/layout-survey.js';
import type { Screen } from '../support/journey/screen.js';
import { ALL_BROWSERS, PHONE, Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';
import { startPhone } from '../support/journey/webkit.js';

const PAGE = '/pages/testimonials.html';
const DAY_MS = 86_400_000;
const dateOf = (days: number) => toLocalDate(Date.now() + days * DAY_MS, 'Europe/London');
const MARKUP = '<img src=x onerror="document.title=\'broken in\'">';

let stand: Stand;
before(async () => {
  const keys = await loadEndpointKeys(await createEndpointKeys());
  const claims = {
    v: 1,
    shop: 'millrace',
    author: 'Ada',
    product: 'oats',
    date: dateOf(-9),
    receipt: 'A'.repeat(43),
  } as const;
  const signed = await sign(keys, { ...claims, text: 'As it was signed', stars: 4 });
  const [head, , signature] = signed.split('.');
  const body = Buffer.from(JSON.stringify({ ...claims, text: 'Altered afterwards', stars: 5 }));
  const altered = [head, body.toString('base64url'), signature].join('.');
  const expired = await sign(keys, { ...claims, text: 'Past its last day', stars: 1, until: dateOf(-2) });
  const testimonials = [altered, signed, expired, { text: MARKUP, author: '<b>Bo</b>' }];
  stand = await openDemoStand((text) =>
    JSON.stringify({ ...JSON.parse(text), keys: publicKeys(keys), testimonials }),
  );
});
after(() => stand.close());

/** Notes what was seen, from now on. */
const LISTEN = `(() => { window.seen = []; document.addEventListener('punnet-testimonial-seen',
  ({detail}) => window.seen.push(detail.format + ' ' + detail.placement)); })()`;
const scrollTo = (selector: string) =>
  `document.querySelector('${selector}').scrollIntoView({ block: 'center', behavior: 'instant' })`;
const STARS = 'punnet-product + punnet-testimonials';
const ANOTHER = `(() => { const another = document.createElement('punnet-testimonials'); another.placement = 'cart';
  another.format = 'cards'; another.product = 'oats'; document.querySelector('${STARS}').after(another); })()`;

interface Read {
  readonly quotes: readonly string[];
  readonly proofs: readonly string[];
  readonly stars: string;
  readonly problems: readonly string[];
  readonly images: number;
  readonly title: string;
}

/** Of the cards, and of the stars beside the product. */
const READ = `(() => {
  const texts = (format, part) => [...document.querySelector('punnet-testimonials[format=' + format + ']').shadowRoot
    .querySelectorAll('[part~=' + part + ']')].map(({ textContent }) => textContent.replace(/\\s+/g, ' ').trim());
  return {
    quotes: texts('cards', 'quote'),
    proofs: texts('cards', 'proof').map((text) => text.split(',')[0]),
    stars: texts('stars', 'rating').join(),
    images: document.querySelector('punnet-testimonials').shadowRoot.querySelectorAll('img').length,
    title: document.title,
    problems: document.querySelector('punnet-shop').problems.map(({ code, where }) => code + ' ' + where),
  };
})()`;

const untilSeen = ({ page }: Shopper<Screen>, what: string) =>
  page.waitForFunction(`window.seen.includes('${what}')`, { timeout: 15_000, polling: 50 });

for (const name of ALL_BROWSERS)
  it(`what was signed is of a purchase, what was altered is not there, what is past its day is not verified (${name})`, async () => {
    const phone = await startPhone(name);
    try {
      const ada = await phone.open(stand.pageUrl + PAGE);
      await ada.ready();
      await ada.sees('As it was signed');
      await ada.sees('from 1 purchase here');
      await ada.page.evaluate(LISTEN);
      const shown = (await ada.page.evaluate(READ)) as Read;
      assert.deepEqual(shown.quotes, ['As it was signed', 'Past its last day', MARKUP]);
      assert.deepEqual(shown.proofs, ['Bought here', 'Not verified', 'Not verified']);
      assert.deepEqual([shown.images, shown.title], [0, 'What customers say'], 'what was said is text');
      assert.equal(shown.stars, '4 of 5 from 1 purchase here', 'of purchases alone');
      assert.deepEqual(shown.problems, ['testimonial-altered /testimonials/0']);
      await ada.page.evaluate(scrollTo(STARS));
      await untilSeen(ada, 'stars product');
      await ada.page.evaluate(scrollTo('h1'));
      await ada.page.evaluate(scrollTo(STARS));
      // Whatever is seen there again is seen before what comes last.
      await ada.page.evaluate(ANOTHER);
      await untilSeen(ada, 'cards cart');
      const seen = (await ada.page.evaluate('window.seen')) as readonly string[];
      assert.deepEqual([...new Set(seen)], seen, 'each is told once');
      assert.deepEqual(ada.complaints, []);
    } finally {
      await phone.close();
    }
  });

it('what stands beneath a list stays where it is while what customers say comes (chromium)', async () => {
  // What is wrong with a catalog is told at the top of a developer's page.
  await stand.change((text) => {
    const { testimonials, ...rest } = JSON.parse(text) as { testimonials: unknown[] };
    return JSON.stringify({ ...rest, testimonials: testimonials.slice(1) });
  });
  const phone = await Phone.start('chromium');
  try {
    const context = await phone.browser.createBrowserContext();
    const before = [WATCH_SHIFTS];
    const ada = await visit(context, stand.pageUrl + PAGE, { viewport: PHONE, before });
    await ada.ready();
    await ada.sees('As it was signed');
    const shifts = (await ada.page.evaluate('window.shifts')) as readonly string[];
    assert.deepEqual(
      shifts.filter((shift) => shift.includes('PUNNET-PRODUCT')),
      [],
    );
  } finally {
    await phone.close();
  }
});
