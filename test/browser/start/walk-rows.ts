/**
 * Punnet starts wherever a page lets it, under its policy, its markup and its scripts, and says how. One file for each
 * browser, so that two of them run side by side.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { ALL_BROWSERS, type AnyBrowser } from '../../support/journey/shopper.js';
import { StartHost } from '../../support/journey/start-host.js';
import type { StartRow } from '../../support/journey/start-rows.js';
import { startPhone, type AnyPhone } from '../../support/journey/webkit.js';

interface Walked {
  readonly engine: string;
  readonly durable: string;
  readonly placed: string;
  readonly ready: number;
  readonly workers: readonly string[];
  readonly violations: readonly string[];
  readonly problems: readonly string[];
  readonly errors: readonly string[];
  readonly logged: readonly string[];
}

/** A session that WebKit's driver opens has no private file system. */
const DURABLE = { chromium: 'twice', firefox: 'twice', webkit: 'once' } as const;

/** Nothing where there is no such browser. */
export function walkRows(name: AnyBrowser, rows: readonly StartRow[]): void {
  if (!ALL_BROWSERS.includes(name)) return;
  describe(`a page starts the shop, sells, and keeps an order (${name})`, () => {
    let host: StartHost;
    let phone: AnyPhone;

    before(async () => {
      [host, phone] = await Promise.all([StartHost.open(), startPhone(name)]);
    });
    after(() => Promise.all([phone.close(), host.close()]));

    for (const row of rows) {
      const engine = (name === 'chromium' && row.inChromium) || row.engine;
      it(`${row.name}: in the ${engine}`, async () => {
        const { page } = await phone.open(host.urlOf(row));
        const walked = (await page.evaluate(host.fill(row.walk ?? 'walk()'))) as Walked;
        await page.close();
        assert.deepEqual(found(walked), expected({ durable: DURABLE[name], ...row, engine }, host));
      });
    }
  });
}

type Expected = Pick<StartRow, 'engine' | 'workers' | 'violations' | 'problems'> & {
  readonly durable: string;
};

function found(walked: Walked) {
  const { engine, durable, placed, ready, workers, violations, problems, errors, logged } = walked;
  return { engine, durable, placed, ready, workers, violations, problems, errors, logged };
}

function expected(row: Expected, host: StartHost) {
  const { engine, durable, workers = ['blob'], violations = [], problems = [] } = row;
  return {
    ...{ engine, durable, workers, violations },
    ...{ placed: 'kept', ready: 1 },
    problems: problems.map((text) => host.fill(text)),
    errors: [],
    logged: [],
  };
}
