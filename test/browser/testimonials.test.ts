/** What customers say, judged in the browser by what the page has: signed, altered, past its day, and unsigned with markup in it. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, it } from 'node:test';

import { toLocalDate } from '../../src/core/pickup/zone.js';
import { loadEndpointKeys, publicKeys, sign } from '../../src/crypto/endpoint-keys.js';
import { openDemoStand } from '../support/journey/demo-stand.js';
import { SHIFTS_COUNT, WATCH_SHIFTS } from '../support/journey/layout-survey.js';
import type { Screen } from '../support/journey/screen.js';
import { WIDELY, PHONE, Phone, type Shopper } from '../support/journey/shopper.js';
import { SITE_KEPT } from '../support/journey/site-kept.js';
import type { Stand } from '../support/journey/stand.js';
import { openBasket, tap, visit } from '../support/journey/visit.js';
import { startPhone } from '../support/journey/webkit.js';

const PAGE = '/pages/testimonials.html';
const DAY_MS = 86_400_000;
const DESK = { width: 1280, height: 900 };
/** A layout shift that nobody sees. */
const UNSEEN = 0.001;
const dateOf = (days: number) => toLocalDate(Date.now() + days * DAY_MS, 'Europe/London');
const MARKUP = '<img src=x onerror="document.title=\'broken in\'">';

let stand: Stand;
before(async () => {
  stand = await openDemoStand();
  const keys = await loadEndpointKeys(await readFile(join(stand.data, 'keys.json'), 'utf8'));
  const claims = {
    v: 1,
    shop: 'millrace',
    author: 'Ada',
    product: 'cheddar',
    date: dateOf(-9),
    receipt: 'A'.repeat(43),
  } as const;
  const signed = await sign(keys, { ...claims, text: 'As it was signed', stars: 4 });
  const [head, , signature] = signed.split('.');
  const body = Buffer.from(JSON.stringify({ ...claims, text: 'Altered afterwards', stars: 5 }));
  const altered = [head, body.toString('base64url'), signature].join('.');
  const expired = await sign(keys, { ...claims, text: 'Past its last day', stars: 1, until: dateOf(-2) });
  const testimonials = [altered, signed, expired, { text: MARKUP, author: '<b>Bo</b>' }];
  await stand.change((text) => JSON.stringify({ ...JSON.parse(text), keys: publicKeys(keys), testimonials }));
  await stand.goDark();
  await stand.comeBack();
});
after(() => stand.close());

/** Notes what was seen, from now on. */
const LISTEN = `(() => { window.seen = []; document.addEventListener('punnet-testimonial-seen',
  ({detail}) => window.seen.push(detail.format + ' ' + detail.placement)); })()`;
const scrollTo = (selector: string) =>
  `document.querySelector('${selector}').scrollIntoView({ block: 'center', behavior: 'instant' })`;
const STARS = 'punnet-shop > punnet-testimonials[format=stars]';
const TO_THE_END = `scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })`;
/** Whether they are on screen, as the page's own observer would be told. */
const WATCH_STARS = `new IntersectionObserver(([{ isIntersecting }]) => { window.starsSeen = isIntersecting; })
  .observe(document.querySelector('${STARS}'))`;
const ANOTHER = `(() => { const another = document.createElement('punnet-testimonials'); another.placement = 'cart';
  another.format = 'cards'; another.product = 'cheddar'; document.querySelector('${STARS}').after(another); })()`;

/** As the endpoint would have told it three days ago, in this browser's own record of it. */
const tellPulse = (to: string) => `(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  let isTold = false;
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const kept = database.transaction(store, 'readwrite').objectStore(store);
      for (const key of await done(kept.getAllKeys())) {
        const value = await done(kept.get(key));
        if (!value?.pulse) continue;
        await done(kept.put({ ...value, pulse: { ...value.pulse, orders: 120, to: '${to}' } }, key));
        isTold = true;
      }
    }
    database.close();
  }
  return isTold;
})()`;

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
    proofs: texts('cards', 'proof').map((text) => text.split(' ·')[0]),
    stars: texts('stars', 'rating').join(),
    images: document.querySelector('punnet-testimonials[format=cards]').shadowRoot.querySelectorAll('img').length,
    title: document.title,
    problems: document.querySelector('punnet-shop').problems.map(({ code, where }) => code + ' ' + where),
  };
})()`;

/** What the page has for a placement has been brought to where the shopper looks. */
const untilInView = ({ page }: Shopper<Screen>, placement: string, text: string) =>
  page.waitForFunction(
    `(() => { const element = document.querySelector('punnet-testimonials[placement=${placement}]');
      const text = element.shadowRoot.textContent.replace(/\\s+/g, ' ');
      return element.getBoundingClientRect().height > 40 && text.includes(${JSON.stringify(text)}); })()`,
    { timeout: 15_000, polling: 50 },
  );
const untilSeen = ({ page }: Shopper<Screen>, what: string) =>
  page.waitForFunction(`window.seen.includes('${what}')`, { timeout: 15_000, polling: 50 });

for (const name of WIDELY)
  it(`what was signed is of a purchase, what was altered is not there, what is past its day is not verified (${name})`, async () => {
    const phone = await startPhone(name);
    let isDark = false;
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
      await ada.page.evaluate(WATCH_STARS);
      await ada.page.evaluate(TO_THE_END);
      await ada.page.waitForFunction('window.starsSeen === false');
      await ada.page.evaluate(scrollTo(STARS));
      await ada.page.waitForFunction('window.starsSeen');
      // Whatever is seen there again is seen before what comes last.
      await ada.page.evaluate(ANOTHER);
      await untilSeen(ada, 'cards cart');
      const seen = (await ada.page.evaluate('window.seen')) as readonly string[];
      assert.deepEqual([...new Set(seen)], seen, 'each is told once');
      await ada.page.waitForFunction(SITE_KEPT, { timeout: 20_000, polling: 50 });
      await ada.page.waitForFunction(tellPulse(dateOf(-3)), { timeout: 15_000, polling: 50 });
      await stand.goDark();
      isDark = true;
      await ada.reload();
      await ada.sees('from 1 purchase here');
      const offline = (await ada.page.evaluate(READ)) as Read;
      assert.deepEqual(
        [offline.quotes, offline.proofs],
        [shown.quotes, shown.proofs],
        'judged with no network',
      );
      await ada.sees('120 orders in the 30 days to ');
      assert.deepEqual(ada.complaints, []);
    } finally {
      await phone.close();
      if (isDark) await stand.comeBack();
    }
  });

for (const viewport of [PHONE, DESK])
  it(`nothing moves while what customers say comes, in the page, the basket and the checkout, ${viewport.width} px wide (chromium)`, async () => {
    // What is wrong with a catalog is told at the top of a developer's page.
    await stand.change((text) => {
      const { testimonials, ...rest } = JSON.parse(text) as { testimonials: unknown[] };
      return JSON.stringify({ ...rest, testimonials: testimonials.slice(-3) });
    });
    const phone = await Phone.start('chromium');
    try {
      const context = await phone.browser.createBrowserContext();
      const ada = await visit(context, stand.pageUrl + PAGE, { viewport, before: [WATCH_SHIFTS] });
      await ada.ready();
      await ada.sees('As it was signed');
      await ada.page.evaluate(`document.querySelector('punnet-shop').add('cheddar-200', 1)`);
      await openBasket(ada);
      await untilInView(ada, 'cart', '4 of 5 from 1 purchase here');
      await tap(ada, 'checkout-button');
      await untilInView(ada, 'checkout', 'As it was signed');
      await ada.page.waitForFunction(SHIFTS_COUNT, { polling: 50 });
      const shifts = (await ada.page.evaluate('window.shifts')) as readonly string[];
      const score = shifts.reduce((sum, shift) => sum + parseFloat(shift), 0);
      assert.ok(score < UNSEEN, shifts.join('\n'));
    } finally {
      await phone.close();
    }
  });
