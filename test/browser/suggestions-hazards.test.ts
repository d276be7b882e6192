/** Suggestions under a slow server, with every server down, and where a browser says that nobody is to be asked. */
import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { answered } from '../support/journey/answered.js';
import { openDemoStand, orderByScript, TWO_LINES } from '../support/journey/demo-stand.js';
import { listHistory, listKept } from '../support/journey/kept.js';
import { DRIVEN_WIDELY, Phone } from '../support/journey/shopper.js';
import { Stand } from '../support/journey/stand.js';

const PAGES = join(import.meta.dirname, 'pages/shell');
const DEMO = join(import.meta.dirname, '../../demo');

const SHOP = `document.querySelector('punnet-shop')`;
/** How many are suggested, or why none are. */
const RECOMMEND = `${SHOP}.recommend({limit: 3}).then((answer) => answer.ok ? answer.suggestions.map(({reason}) => reason.kind) : answer.code)`;
const ALLOW = `${SHOP}.setConsent({personalisation: true}).then((answer) => answer.ok || answer.code)`;
const WITHDRAW = `${SHOP}.setConsent({personalisation: false}).then((answer) => answer.ok || answer.code)`;
/** The script of the stage, once the page has asked for it. */
const STAGE = `performance.getEntriesByType('resource').find(({name}) => name.includes('personal-stage'))`;
/** The page has it by then, and the engine answers one thing after another. */
const STAGE_IS_THERE = `import(${STAGE}.name).then(() => ${SHOP}.sync())`;
/** As an extension sets it: for pages, and not for their workers. */
const PRIVATE = `Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true, configurable: true})`;
const CONTROLLED = `navigator.serviceWorker.controller !== null`;

for (const name of DRIVEN_WIDELY)
  describe(`suggestions (${name})`, () => {
    it('keep neither basket nor order waiting while their code is on its way', async () => {
      const [stand, phone] = await Promise.all([openDemoStand(), Phone.start(name)]);
      const stage = stand.hold(/personal-stage/);
      try {
        const ada = await phone.open(stand.pageUrl + TWO_LINES);
        await ada.ready();
        await ada.page.evaluate(`void (globalThis.asked = ${RECOMMEND})`);
        await answered('the stage', stage.asked);
        const saved = await answered('an order', orderByScript(ada, 1));
        assert.equal(saved.length, 1);
        stage.release();
        const suggested = await answered('suggestions', ada.page.evaluate('globalThis.asked'));
        assert.deepEqual(suggested, ['popular', 'popular', 'popular']);
        assert.deepEqual(ada.complaints, []);
      } finally {
        stage.release();
        await Promise.all([stand.close(), phone.close()]);
      }
    });

    it('are there with every server down, once the site was kept', async () => {
      const pages = await mkdtemp(join(tmpdir(), 'punnet-hazards-'));
      await cp(PAGES, pages, { recursive: true });
      const catalog = join(DEMO, 'catalog.json');
      await cp(catalog, join(pages, 'catalog.json'));
      const stand = await Stand.open({ pages, catalog });
      const phone = await Phone.start(name);
      try {
        const ada = await phone.open(`${stand.pageUrl}/`);
        await ada.ready();
        await ada.page.waitForFunction(CONTROLLED);
        await orderByScript(ada, 2);
        await ada.page.evaluate(ALLOW);
        await stand.goDark();
        await ada.reload();
        await ada.ready();
        assert.deepEqual(await ada.page.evaluate(RECOMMEND), ['bought', 'popular', 'popular']);
        assert.deepEqual(await ada.page.evaluate(WITHDRAW), true);
      } finally {
        await Promise.all([stand.close(), phone.close()]);
        await rm(pages, { recursive: true, force: true });
      }
    });

    it('are nobody’s own once leave is taken back, also with no network on a page that no shell keeps', async () => {
      const [stand, phone] = await Promise.all([openDemoStand(), Phone.start(name)]);
      try {
        const ada = await phone.open(stand.pageUrl + TWO_LINES);
        await ada.ready();
        await orderByScript(ada, 1);
        assert.equal(await ada.page.evaluate(ALLOW), true);
        await ada.reload();
        await ada.ready();
        await ada.page.waitForFunction(`${STAGE} !== undefined`);
        await ada.page.evaluate(STAGE_IS_THERE);
        await stand.goDark();
        assert.equal(await ada.page.evaluate(WITHDRAW), true);
        await ada.until(({ consent }) => !consent.personalisation);
        assert.deepEqual(await listHistory(ada), []);
      } finally {
        await Promise.all([stand.close(), phone.close()]);
      }
    });

    it('keep nothing on the device without leave: each record and each file is as before', async () => {
      const [stand, phone] = await Promise.all([openDemoStand(), Phone.start(name)]);
      try {
        const ada = await phone.open(stand.pageUrl + TWO_LINES);
        await ada.ready();
        await stand.stopEndpoint();
        await orderByScript(ada, 2);
        const before = await listKept(ada);
        assert.ok(before.contents.length > 0 && before.files.length > 0);
        assert.deepEqual(await ada.page.evaluate(RECOMMEND), ['popular', 'popular', 'popular']);
        assert.deepEqual(await ada.page.evaluate(RECOMMEND), ['popular', 'popular', 'popular']);
        assert.deepEqual(await listKept(ada), before);
      } finally {
        await Promise.all([stand.close(), phone.close()]);
      }
    });

    it('are nobody’s own where the page’s browser refuses for its user', async () => {
      const [stand, phone] = await Promise.all([openDemoStand(), Phone.start(name)]);
      try {
        const ada = await phone.open(stand.pageUrl + TWO_LINES);
        await ada.page.evaluateOnNewDocument(PRIVATE);
        await ada.reload();
        await ada.ready();
        // What waits stays as it is.
        await stand.stopEndpoint();
        await orderByScript(ada, 1);
        assert.equal(await ada.page.evaluate(`${SHOP}.engine`), 'worker');
        const before = await listKept(ada);
        assert.ok(before.records.length > 0 && before.files.length > 0);
        assert.equal(await ada.page.evaluate(ALLOW), 'global-privacy-control');
        assert.equal(
          await ada.page.evaluate(`${SHOP}.setConsent({measurement: true}).then(({code}) => code)`),
          'global-privacy-control',
        );
        assert.deepEqual(await ada.page.evaluate(RECOMMEND), ['popular', 'popular', 'popular']);
        assert.deepEqual(await listKept(ada), before);
        await ada.page.evaluate(`${SHOP}.setConsent({personalisation: false})`);
        const after = (await listKept(ada)).records.filter((record) => !before.records.includes(record));
        assert.deepEqual(after, ['punnet:millrace records ["consent"]']);
      } finally {
        await Promise.all([stand.close(), phone.close()]);
      }
    });

    it('are made of a history that has each order once, none that was called off, and goes in every tab at once', async () => {
      const [stand, phone] = await Promise.all([openDemoStand(), Phone.start(name)]);
      try {
        const [ada, tab] = [
          await phone.open(stand.pageUrl + TWO_LINES),
          await phone.open(stand.pageUrl + TWO_LINES),
        ];
        await ada.ready();
        await tab.ready();
        const [first = ''] = await orderByScript(ada, 1);
        assert.deepEqual(await listHistory(ada), []);
        await ada.page.evaluate(ALLOW);
        assert.deepEqual(await listHistory(ada), [first]);
        await tab.until(({ consent }) => consent.personalisation);
        const [second = '', third = ''] = await orderByScript(tab, 2);
        assert.deepEqual(await listHistory(ada), [first, second, third]);
        await ada.page.evaluate(`${SHOP}.cancelOrder(${JSON.stringify(second)})`);
        await ada.until(({ orders }) => orders.some(({ state }) => state === 'cancelled'));
        assert.deepEqual(await listHistory(ada), [first, third]);
        await tab.page.evaluate(`${SHOP}.setConsent({personalisation: false})`);
        assert.deepEqual(await listHistory(ada), []);
        await ada.until(({ consent }) => !consent.personalisation);
        await orderByScript(ada, 1);
        assert.deepEqual(await listHistory(ada), []);
        assert.deepEqual([...ada.complaints, ...tab.complaints], []);
      } finally {
        await Promise.all([stand.close(), phone.close()]);
      }
    });
  });
