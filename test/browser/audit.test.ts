/** A maker learns where a shopper with no network would be stopped, before a shopper does. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';

import { findChromium } from '../../scripts/browsers.mjs';
import type { Report } from '../../src/cli/audit/report.js';
import { openDemoStand } from '../support/journey/demo-stand.js';
import { openFakingShop, type FakingShop } from '../support/journey/faking-shop.js';
import { PlainShop } from '../support/journey/plain-shop.js';
import type { Stand } from '../support/journey/stand.js';

/** More than a picture of an empty page has. */
const BLANK_BYTES = 4_000;
const CLI = join(import.meta.dirname, '../../dist/cli.js');

interface Audited {
  readonly code: number;
  readonly report: Report;
}

function audit(url: string, out: string, ...more: readonly string[]): Promise<Audited> {
  const args = [CLI, 'audit', url, '--json', '--no-sandbox', '--out', out, '--timeout', '30', ...more];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { maxBuffer: 16 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error && error.code !== 1) return reject(new Error(stderr));
      resolve({ code: error ? 1 : 0, report: JSON.parse(stdout) as Report });
    });
  });
}

const said = ({ findings }: Report) =>
  findings.map(({ code, step, network }) => `${step} ${network} ${code}`).sort();

/** Side by side: most of the time goes by in waiting for what does not come. */
describe('punnet audit (chromium)', { concurrency: true }, () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'punnet-audit-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  describe('over the demo shop', () => {
    let stand: Stand;
    before(async () => {
      stand = await openDemoStand();
    });
    after(() => stand.close());

    it('finds nothing, and sends no order but the one that it placed with a network', async () => {
      const { code, report } = await audit(`${stand.pageUrl}/`, join(folder, 'demo'));
      assert.deepEqual(report.findings, []);
      assert.equal(code, 0);
      assert.equal(report.withPunnet, true);
      assert.deepEqual(
        report.steps.map(({ step, withoutNetwork }) => `${step} ${withoutNetwork}`),
        [
          'open done',
          'product on-page',
          'add done',
          'basket done',
          'checkout done',
          'order done',
          'reload done',
        ],
      );
      assert.equal((await stand.orders()).length, 1);
    });
  });

  describe('over the same shop without Punnet', () => {
    let shop: PlainShop;
    let out: string;
    before(async () => {
      shop = await PlainShop.open();
      out = join(folder, 'plain');
    });
    after(() => shop.close());

    it('finds each step that needs the network and what is lost, with a picture, and orders once', async () => {
      const { code, report } = await audit(shop.url, out);
      assert.equal(code, 1);
      assert.deepEqual(said(report), [
        'add cut add-not-offline',
        'checkout cut checkout-not-offline',
        'open cut page-not-offline',
        'order cut order-not-offline',
        'order cut typed-lost',
        'product cut product-not-offline',
        'reload cut reload-not-offline',
      ]);
      const page = await readFile(join(out, 'report.html'), 'utf8');
      for (const { screenshot, title, todo, hard } of report.findings) {
        assert.ok(hard && screenshot && todo);
        const { size } = await stat(join(out, screenshot));
        assert.ok(size > BLANK_BYTES, `${screenshot} shows nothing`);
        assert.ok(page.includes(`src="${screenshot}"`) && page.includes(title), title);
      }
      assert.deepEqual(shop.orders, ['Punnet Audit: oats']);
    });
  });

  describe('over a shop that fakes what it can', () => {
    let shop: FakingShop;
    before(async () => {
      shop = await openFakingShop();
    });
    after(() => shop.close());

    it('finds what is not kept, what never ends, and what fails', async () => {
      const { report } = await audit(shop.url, join(folder, 'faking'), '--timeout', '10');
      assert.deepEqual(said(report), [
        'add silent add-not-offline',
        'open cut page-not-offline',
        'open on answer-failed',
        'open on request-never-ends',
        'order cut order-lost',
        'reload cut reload-not-offline',
      ]);
    });
  });

  it('leaves no browser behind when it is interrupted', async (test) => {
    const hanging = createServer().listen(0, 'localhost');
    test.after(() => {
      hanging.closeAllConnections();
      hanging.close();
    });
    await once(hanging, 'listening');
    // Whoever reads the pipe is told when the last process that may write to it is gone.
    const [pipe, browser] = [join(folder, 'pipe'), join(folder, 'browser')];
    await promisify(execFile)('mkfifo', [pipe]);
    const script = `#!/bin/sh\nexec 9>'${pipe}'\nexec '${findChromium()}' "$@"\n`;
    await writeFile(browser, script, { mode: 0o755 });
    const reader = spawn('cat', [pipe], { stdio: 'ignore' });
    const browserGone = once(reader, 'exit');
    const asked = once(hanging, 'request');
    const url = `http://localhost:${(hanging.address() as AddressInfo).port}/`;
    const args = [CLI, 'audit', url, '--no-sandbox', '--out', folder, '--browser', browser];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const ended = once(child, 'exit');
    await asked;
    assert.equal(reader.exitCode, null);
    child.kill('SIGINT');
    await ended;
    await browserGone;
  });
});
