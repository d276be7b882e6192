/** A site that was visited once opens, sells and shows its orders with every server down; and updates lose nothing. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import { fillBasket, fillCheckout, orderByScript } from '../support/journey/demo-stand.js';
import { writeOtherBuild } from '../support/journey/other-build.js';
import type { Screen } from '../support/journey/screen.js';
import { ALL_BROWSERS, Phone, type Shopper } from '../support/journey/shopper.js';
import { SITE_KEPT } from '../support/journey/site-kept.js';
import { Stand } from '../support/journey/stand.js';
import { startPhone, type AnyPhone } from '../support/journey/webkit.js';

const PAGES = join(import.meta.dirname, 'pages/shell');
const DEMO = join(import.meta.dirname, '../../demo');

type AnyShopper = Shopper<Screen>;
interface Problem {
  readonly code: string;
  readonly message: string;
  readonly where: string;
}

/** All addresses that the site keeps in the browser's caches. */
const KEPT = `(async () => { const all = [];
  for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) all.push(url);
  return all; })()`;
/** A catalog that was last checked ten days ago, as this browser keeps it. */
const AGE = `(async () => {
  const db = await new Promise((resolve) => { const opening = indexedDB.open('punnet'); opening.onsuccess = () => resolve(opening.result); });
  const transaction = db.transaction('catalogs', 'readwrite');
  const cursor = transaction.objectStore('catalogs').openCursor();
  cursor.onsuccess = () => cursor.result?.update({ ...cursor.result.value, checkedAt: '2026-01-09T10:00:00.000Z' });
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  db.close();
})()`;
const BUILD = `Object.getOwnPropertySymbols(globalThis).map((symbol) => symbol.description)
  .map((name) => /^punnet:([0-9a-f]{8})$/.exec(name)?.[1]).find(Boolean)`;

for (const name of ALL_BROWSERS) {
  describe(`a site that is kept on the device (${name})`, () => {
    let folder: string;
    let pages: string;
    let stand: Stand;
    let phone: AnyPhone;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'punnet-shell-'));
      await writeOtherBuild(join(folder, 'next'));
      phone = await startPhone(name);
    });
    beforeEach(async () => {
      pages = await mkdtemp(join(folder, 'site-'));
      await cp(PAGES, pages, { recursive: true });
      await cp(join(DEMO, 'pictures'), join(pages, 'pictures'), { recursive: true });
      const catalog = join(pages, 'catalog.json');
      await cp(join(DEMO, 'catalog.json'), catalog);
      stand = await Stand.open({ pages, catalog, stock: join(DEMO, 'stock.csv') });
    });
    afterEach(() => stand.close());
    after(async () => {
      await phone.close();
      await rm(folder, { recursive: true, force: true });
    });

    const keepsNothingElse = async (shopper: AnyShopper) => {
      const kept = (await shopper.page.evaluate(KEPT)) as string[];
      assert.ok(kept.includes(`${stand.pageUrl}/`));
      const strange = kept.filter((url) => url.startsWith(stand.endpointUrl) || /\/v1\/|jwks/.test(url));
      assert.deepEqual(strange, []);
      const others = kept.filter((url) => /\/(de|ar)(-\w+)?\.js/.test(url));
      assert.deepEqual(others, [], 'words of other languages');
    };
    const open = () => phone.open(`${stand.pageUrl}/`);
    /** The page lets in the Punnet of one build alone. */
    const letIn = async (build: string) => {
      const page = join(pages, 'index.html');
      const digest = createHash('sha384').update(await readFile(join(build, 'punnet.js')));
      const hash = `crossorigin integrity="sha384-${digest.digest('base64')}"`;
      const text = (await readFile(page, 'utf8')).replace(
        /type="module".*? src/,
        `type="module" ${hash} src`,
      );
      await writeFile(page, text);
    };
    const visitOnce = async () => {
      const shopper = await open();
      await shopper.ready();
      await holds(shopper, SITE_KEPT);
      return shopper;
    };

    it('opens, sells and shows its orders after one visit, with every server down, and keeps no answer of the endpoint', async () => {
      let shopper = await visitOnce();
      await shopper.page.evaluate(AGE);
      await stand.goDark();
      await shopper.reload();
      await shopper.ready();
      assert.equal(await styleOf(shopper), 'rgb(0, 64, 0)');
      await holds(shopper, `${PICTURE}?.naturalWidth > 0`);
      await shopper.until(({ catalogAge }) => catalogAge.stale);
      await fillBasket(shopper as Shopper);
      await shopper.press('open-button');
      await shopper.sees('Prices from Fri 9 Jan');
      await fillCheckout(shopper as Shopper, 'mill');
      await shopper.press('order-button');
      await shopper.sees('Saved on this device');
      const { orders } = await shopper.until(({ outbox }) => outbox.waiting === 1);
      if (phone instanceof Phone) {
        await phone.kill();
        await phone.comeBack();
        shopper = await open();
      } else await shopper.reload();
      await shopper.until(({ outbox }) => outbox.waiting === 1);
      await shopper.press('open-button');
      await shopper.press('orders-link');
      await shopper.sees(orders[0]?.code ?? 'a code');
      await stand.comeBack();
      await shopper.until(({ orders }) => orders[0]?.state === 'confirmed');
      assert.deepEqual(
        (await stand.orders()).map(({ id }) => id),
        [orders[0]?.id],
      );
      await keepsNothingElse(shopper);
      assert.deepEqual(await problemsOf(shopper, 'shell'), []);
      await shopper.page.close();
    });

    it('updates when the shopper says so, and sends the orders that waited', async () => {
      await letIn(stand.builtFiles);
      if (phone instanceof Phone) await haveStarted(phone, stand);
      const shopper = await visitOnce();
      const before = await shopper.page.evaluate(BUILD);
      await stand.stopEndpoint();
      const saved = await orderByScript(shopper as Shopper, 2);
      await atRest(shopper);
      stand.builtFiles = join(folder, 'next');
      await letIn(stand.builtFiles);
      await shopper.reload();
      await shopper.sees('Update and reload');
      assert.equal(await shopper.page.evaluate(BUILD), before, 'no page changes under the shopper');
      const other = await open();
      await other.ready();
      await atRest(shopper);
      const chunk = `${stand.punnetUrl}/chunks/rescue-stage.js?${String(before)}`;
      // Another tab that keeps the worker in office busy holds no update up.
      await other.page.evaluate(asksFor(chunk));
      await shopper.press('update-button');
      await holds(shopper, `(${BUILD}) === '0badcafe'`);
      await shopper.ready();
      await shopper.until(({ outbox }) => outbox.waiting === 2);
      // What the other page may still need is there, although no server has it any more.
      assert.ok(
        await other.page.evaluate(
          `fetch('${chunk}').then((answer) => answer.text()).then((code) => code.includes(':${String(before)}'))`,
        ),
      );
      assert.equal(await other.page.evaluate(BUILD), before);
      await stand.startEndpoint();
      await shopper.until(({ orders }) => orders.every(({ state }) => state === 'confirmed'));
      assert.deepEqual((await stand.orders()).map(({ id }) => id).sort(), [...saved].sort());
      await other.page.close();
      await shopper.reload();
      // Every page that opens has what nobody needs cleared up; a tab that closes is noticed a moment later.
      await holds(
        shopper,
        `(navigator.serviceWorker.controller.postMessage({ punnet: 'keep' }),
          (${KEPT}).then((all) => !all.some((url) => url.includes('${String(before)}'))))`,
      );
      await shopper.page.close();
    });

    // What no browser decides is shown in one.
    if (name !== 'chromium') return;

    it('shows an edited page on the next visit', async () => {
      const shopper = await visitOnce();
      const page = join(pages, 'index.html');
      const style = join(pages, 'late.css');
      await writeFile(style, 'h1 { color: rgb(64, 0, 0) }');
      const text = await readFile(page, 'utf8');
      await writeFile(page, text.replace('Milk today', 'Bread today').replace('site.css', 'late.css'));
      await shopper.reload();
      await holds(
        shopper,
        `caches.match('/', {ignoreVary: true}).then((kept) => kept.text()).then((text) => window.fresh = text.includes('Bread')), window.fresh`,
      );
      await stand.goDark();
      await shopper.reload();
      await shopper.sees('Bread today');
      assert.equal(await styleOf(shopper), 'rgb(64, 0, 0)');
      await shopper.page.close();
    });

    it('says what to do where Punnet\u2019s files may not be read, and sells all the same', async () => {
      // A worker takes this one without such leave.
      stand.withoutCors = /order-stage/;
      const shopper = await open();
      await holds(shopper, `window.problems.some(({ code }) => code === 'shell-no-cors')`);
      const [problem] = await problemsOf(shopper, 'shell');
      assert.match(problem?.message ?? '', /Access-Control-Allow-Origin/);
      assert.ok(problem?.where.startsWith(stand.punnetUrl), problem?.where);
      await shopper.ready();
      await shopper.page.close();
    });
  });
}

const PICTURE = `document.querySelector('punnet-catalog').shadowRoot.querySelector('punnet-product').shadowRoot.querySelector('img')`;

/** A driven WebKit may leave the database locked by a page that is torn out of the middle of sending. */
function atRest(shopper: AnyShopper): Promise<unknown> {
  return shopper.until(({ outbox }) => outbox.triedAt !== null && !outbox.sending);
}

/** Chromium asks for no newer worker before its own start is over, which takes the first tab some idle seconds. */
async function haveStarted(phone: Phone, { pageUrl }: Stand): Promise<void> {
  const page = await phone.browser.newPage();
  await page.goto(`${pageUrl}/catalog.json`);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register('/idle.js', { scope: '/nowhere/' });
    await registration.update();
    await registration.unregister();
  });
  await page.close();
}

/**
 * The page asks for a file over and over: some of it comes in the very moment in which Chromium ends the worker in
 * office, and starts that anew.
 */
function asksFor(file: string): string {
  return `void (() => {
    const ask = async () => { for (let i = 0; i < 200; i++) await (await fetch('${file}')).text(); };
    void ask();
    void ask();
  })()`;
}

/** Asked by the clock: a tab behind another is never painted. */
function holds(shopper: AnyShopper, source: string): Promise<unknown> {
  return shopper.page.waitForFunction(source, { timeout: 30_000, polling: 50 });
}

async function problemsOf(shopper: AnyShopper, start: string): Promise<readonly Problem[]> {
  const problems = (await shopper.page.evaluate('window.problems')) as readonly Problem[];
  return problems.filter(({ code }) => code.startsWith(start) || code.startsWith('service-worker'));
}

function styleOf(shopper: AnyShopper): Promise<unknown> {
  return shopper.page.evaluate(`getComputedStyle(document.querySelector('h1')).color`);
}
