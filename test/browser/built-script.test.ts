/**
 * The built script, as a page on another origin loads it: once, whatever its address
 * looks like, and with no file of another build. The ways to start it are in `start/`.
 */
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';

import puppeteer, { type Browser } from 'puppeteer-core';

import { launchOptions } from '../../scripts/browsers.mjs';
import { DRIVEN_WIDELY } from '../support/journey/shopper.js';

interface Site {
  readonly server: Server;
  readonly origin: string;
}
interface Visit {
  readonly engine: string;
  readonly orderable: boolean;
  readonly problems: readonly string[];
}

const BUILD = /punnet:(ready|order-stage):[0-9a-f]{8}/g;
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript' };

const tags = [
  { name: 'a query', scripts: ['punnet.js?v=3'], copies: 1 },
  { name: 'no query', scripts: ['punnet.js'], copies: 1 },
  { name: 'the classic loader', scripts: ['punnet.classic.js?v=3'], copies: 1 },
  { name: 'two tags with two queries', scripts: ['punnet.js?v=3', 'punnet.js?v=4'], copies: 2 },
];
const engines = [
  { engine: 'worker', policy: '' },
  { engine: 'page', policy: "worker-src 'none'" },
];

const CATALOG = JSON.stringify({
  shop: { id: 'mill', name: 'Mill', currency: 'GBP', timezone: 'Europe/London' },
  version: '1',
  products: [],
  depots: [],
  payment: ['at-pickup'],
});

async function listen(
  answer: (path: string) => Promise<string> | string,
  { policy = '', done = () => undefined }: { policy?: string; done?: (path: string) => void } = {},
): Promise<Site> {
  const server = createServer(async ({ url = '/' }, response) => {
    const path = new URL(url, 'http://localhost').pathname;
    response.on('finish', () => done(path));
    try {
      const body = await answer(path);
      response.setHeader('content-type', TYPES[path.split('.').at(-1) ?? ''] ?? 'text/html');
      response.setHeader('access-control-allow-origin', '*');
      if (policy) response.setHeader('content-security-policy', policy);
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const serveDist = (path: string) => readFile(`dist${path}`, 'utf8');

/** Its order path alone is of another build. */
async function serveMixed(path: string): Promise<string> {
  const code = await serveDist(path);
  return path.endsWith('order-stage.js') ? code.replace(BUILD, 'punnet:$1:00000000') : code;
}

/** Where nobody answers. */
const ENDPOINT = 'endpoint="http://127.0.0.1:9"';

function pageWith(cdn: string, scripts: readonly string[], attributes = ''): string {
  const loaders = scripts.map((name) => {
    const kind = name.includes('classic') ? '' : ' type="module"';
    return `<script${kind} src="${cdn}/${name}"></script>`;
  });
  const data = `<script type="application/json" slot="catalog">${CATALOG}</script>`;
  const shop = `<punnet-shop ${attributes}>${data}<punnet-catalog></punnet-catalog></punnet-shop>`;
  return `<!doctype html><link rel="icon" href="data:,">${loaders.join('')}${shop}`;
}

/** Runs in the page, so it names no function: the test's compiler would reach for one of its own. */
async function watchShop(): Promise<Visit> {
  await customElements.whenDefined('punnet-shop');
  const shop = document.querySelector('punnet-shop');
  if (!shop) throw new Error('the page holds no shop');
  const failed = new Promise((resolve) => shop.addEventListener('punnet-error', resolve, { once: true }));
  if (shop.problems.length === 0) await Promise.race([shop.ready, failed]);
  const problems = shop.problems.map(({ code }) => code);
  return { engine: shop.engine ?? 'none', orderable: shop.state.orderable, problems };
}

for (const name of DRIVEN_WIDELY) {
  describe(`the built script (${name})`, { timeout: 60_000 }, () => {
    let browser: Browser;
    let cdn: Site;

    before(async () => {
      browser = await puppeteer.launch(launchOptions(name));
      cdn = await listen(serveDist);
    });
    after(async () => {
      await browser.close();
      cdn.server.close();
    });

    for (const { name: tag, scripts, copies } of tags) {
      it(`fetches itself once and has one Lit per copy, with ${tag}`, async () => {
        const host = await listen(() => pageWith(cdn.origin, scripts));
        const page = await browser.newPage();
        const faults: string[] = [];
        const fetched: string[] = [];
        page.on('pageerror', (thrown) => faults.push(String(thrown)));
        page.on('console', (message) => faults.push(message.text()));
        page.on('request', (request) => fetched.push(new URL(request.url()).pathname));

        await page.goto(host.origin);
        await page.evaluate(() => customElements.whenDefined('punnet-catalog').then(() => true));
        const lits = await page.evaluate(
          () => (globalThis as { litElementVersions?: string[] }).litElementVersions?.length,
        );
        await page.close();
        host.server.close();

        assert.equal(lits, copies);
        assert.equal(fetched.filter((path) => path === '/punnet.js').length, copies);
        assert.equal(fetched.filter((path) => path === '/chunks/punnet-catalog.js').length, 1);
        assert.deepEqual(faults, []);
      });
    }

    it('copies orders with the network gone, once the page has been idle', async (test) => {
      const served = new EventEmitter();
      const own = await listen(serveDist, { done: (path) => served.emit(path) });
      const host = await listen(() => pageWith(own.origin, ['punnet.js'], ENDPOINT));
      test.after(() => host.server.close());
      const page = await browser.newPage();
      test.after(() => page.close());
      const rescue = once(served, '/chunks/rescue-stage.js');
      await page.goto(host.origin);
      assert.deepEqual(await page.evaluate(watchShop), { engine: 'worker', orderable: true, problems: [] });
      await rescue;
      own.server.close();
      own.server.closeAllConnections();
      const exported = await page.evaluate(async () => document.querySelector('punnet-shop')?.exportData());
      assert.equal(exported?.ok, true);
    });

    for (const { engine, policy } of engines) {
      it(`takes no order by another build\u2019s file, in the ${engine}`, async (test) => {
        const mixed = await listen(serveMixed);
        const host = await listen(() => pageWith(mixed.origin, ['punnet.js'], ENDPOINT), { policy });
        test.after(() => [mixed, host].forEach(({ server }) => server.close()));
        const page = await browser.newPage();
        test.after(() => page.close());
        await page.goto(host.origin);
        const problems = ['order-path-foreign'];
        assert.deepEqual(await page.evaluate(watchShop), { engine, orderable: false, problems });
      });
    }
  });
}
