/** An experiment from consent to the endpoint's sums, through a real page; and nothing of it where there is no leave. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import { assignArm } from '../../src/core/experiment/assign.js';
import type { MeasureRecord } from '../../src/core/measure/measure-record.js';
import { toLocalDate } from '../../src/core/pickup/zone.js';
import { openDatabase } from '../../src/endpoint/database.js';
import { openDemoStand, orderByScript } from '../support/journey/demo-stand.js';
import { listKept } from '../support/journey/kept.js';
import { DRIVEN_WIDELY, Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

const PAGE = '/pages/testimonials.html';
const TODAY = toLocalDate(Date.now(), 'Europe/London');
interface TriedArm {
  readonly id: string;
  readonly weight: number;
  readonly shows: string;
}
const ARMS: readonly [TriedArm, ...TriedArm[]] = [
  { id: 'as-it-was', weight: 1, shows: 'cards' },
  { id: 'quotes', weight: 1, shows: 'quote' },
  { id: 'without', weight: 1, shows: 'none' },
];
const EXPERIMENT = { id: 'words', tries: 'format', from: '2026-01-01', arms: ARMS };
/** The record's key, as `listKept` has it. */
const MEASURE = '["measure"] ';
const SAID = { text: 'The oats that we have had every morning since', author: 'Ada' };
const SHOP = `document.querySelector('punnet-shop')`;
const WORDS = `document.querySelector('punnet-testimonials')`;
const PRIVATE = `Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true, configurable: true})`;
/** The host's own button, as a shopper presses it. */
const ADD = `(() => { const add = document.createElement('punnet-add');
  Object.assign(add, { innerHTML: '<button id="own-add">Add</button>' });
  add.setAttribute('variant', 'oats-500'); add.setAttribute('modifiers', '{"container":"own-jar"}');
  ${SHOP}.prepend(add); })()`;

const allow = ({ page }: Shopper, measurement: boolean) =>
  page.evaluate(
    `${SHOP}.setConsent({measurement: ${measurement}}).then((answer) => answer.ok || answer.code)`,
  );

async function measured(shopper: Shopper): Promise<MeasureRecord | undefined> {
  const { contents } = await listKept(shopper);
  const kept = contents.find((content) => content.includes(MEASURE));
  return kept === undefined
    ? undefined
    : (JSON.parse(kept.slice(kept.indexOf(MEASURE) + MEASURE.length)) as MeasureRecord);
}

async function untilMeasured(shopper: Shopper, holds: (record: MeasureRecord) => boolean) {
  for (const until = Date.now() + 20_000; Date.now() < until;) {
    const record = await measured(shopper);
    if (record && holds(record)) return record;
    await shopper.page.evaluate('new Promise(requestAnimationFrame)');
  }
  throw new Error(`Not counted: ${JSON.stringify(await measured(shopper))}`);
}

/** What the endpoint has added up: `arm outcome connection count`. */
async function sumsAt({ data }: Stand): Promise<readonly string[]> {
  const database = await openDatabase(join(data, 'punnet.db'));
  const rows = await database
    .selectFrom('measure_sums')
    .select(['day', 'arm', 'outcome', 'connection', 'count'])
    .execute();
  await database.destroy();
  return rows
    .map(({ day, arm, outcome, connection, count }) => {
      assert.equal(day, TODAY);
      return [arm, outcome, connection, count].join(' ').replace(/\s+/g, ' ');
    })
    .sort();
}

async function untilSums(stand: Stand, shopper: Shopper, count: number): Promise<readonly string[]> {
  for (const until = Date.now() + 20_000; Date.now() < until;) {
    const sums = await sumsAt(stand);
    if (sums.length >= count) return sums;
    await shopper.page.evaluate('new Promise(requestAnimationFrame)');
  }
  throw new Error(`Not added up: ${JSON.stringify(await sumsAt(stand))}`);
}

const addByHand = async ({ page }: Shopper) => {
  await page.evaluate(ADD);
  await page.evaluate(`document.querySelector('#own-add').click()`);
};

for (const name of DRIVEN_WIDELY)
  describe(`an experiment (${name})`, () => {
    let phone: Phone;
    let stand: Stand;
    before(async () => {
      phone = await Phone.start(name);
    });
    after(() => phone.close());
    afterEach(() => stand.close());
    beforeEach(async () => {
      stand = await openDemoStand((text) =>
        JSON.stringify({ ...JSON.parse(text), experiments: [EXPERIMENT], testimonials: [SAID] }),
      );
    });

    it('is shared out by the hash of a salt, and counted once for two tabs, in the arm that shows something or nothing', async () => {
      const ada = await phone.open(stand.pageUrl + PAGE);
      await ada.ready();
      assert.equal(await measured(ada), undefined);
      assert.equal(await allow(ada, true), true);
      await ada.page.evaluate(`${WORDS}.scrollIntoView({ block: 'center', behavior: 'instant' })`);
      const { salt } = await untilMeasured(ada, ({ exposures }) => 'words' in exposures);
      const { id: arm, shows } = assignArm('words', salt, ARMS);
      const list = await ada.page.evaluate(`${WORDS}.shadowRoot.querySelectorAll('blockquote').length`);
      assert.equal(shows === 'none' ? list === 0 : Number(list) > 0, true, `${shows}: ${String(list)}`);
      await addByHand(ada);
      await orderByScript(ada, 1);
      const sums = [`${arm} added online 1`, `${arm} saved online 1`, `${arm} seen`];
      const isSame = (found: readonly string[]) =>
        found.length === sums.length && sums.every((sum, at) => found[at]?.startsWith(sum));
      const counted = await untilSums(stand, ada, sums.length);
      assert.equal(isSame(counted), true, JSON.stringify(counted));

      const tab = await phone.open(stand.pageUrl + PAGE);
      await tab.ready();
      await tab.until(({ consent }) => consent.measurement);
      await tab.page.evaluate(`${WORDS}.scrollIntoView({ block: 'center', behavior: 'instant' })`);
      await addByHand(tab);
      await tab.until(({ cart }) => cart.count > 0);
      // It begins to order: what was counted twice would be there by then.
      await tab.page.waitForFunction(
        `performance.getEntriesByType('resource').some(({ name }) => name.includes('outcome-watch'))`,
      );
      await tab.page.evaluate(
        `document.querySelector('punnet-cart').dispatchEvent(new CustomEvent('punnet-checkout-started',
          { bubbles: true, composed: true, detail: { cause: 'shopper' } }))`,
      );
      const [checkout, ...others] = [...(await untilSums(stand, tab, sums.length + 1))].sort(
        (one, other) => Number(other.includes('checkout')) - Number(one.includes('checkout')),
      );
      assert.match(checkout ?? '', /checkout online 1$/);
      assert.deepEqual(others, counted);
      await allow(tab, false);
      assert.equal(await measured(ada), undefined, 'nothing is left of it');
      assert.deepEqual([...ada.complaints, ...tab.complaints], []);
    });

    it('leaves no trace where the shopper refuses, or their browser does for them', async () => {
      const context = await phone.browser.createBrowserContext();
      for (const code of [[], [PRIVATE]]) {
        const ben = await visit(context, 'about:blank', { before: code });
        const asked: string[] = [];
        ben.page.on('request', (request) => asked.push(request.url()));
        await ben.page.goto(stand.pageUrl + PAGE);
        await ben.ready();
        const answer = await allow(ben, code.length > 0);
        assert.equal(answer, code.length > 0 ? 'global-privacy-control' : true);
        await ben.page.evaluate(`${WORDS}.scrollIntoView({ block: 'center', behavior: 'instant' })`);
        await addByHand(ben);
        await orderByScript(ben, 1);
        await ben.until(({ orders }) => orders.every(({ state }) => state === 'confirmed'));
        assert.equal(await measured(ben), undefined);
        assert.deepEqual(
          asked.filter((url) => /v1\/measure|measure-stage|outcome-watch/.test(url)),
          [],
        );
        assert.deepEqual(await sumsAt(stand), []);
        await ben.page.close();
      }
      await context.close();
    });
  });
