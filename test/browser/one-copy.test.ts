/** The built script, as a page on another origin loads it: once, whatever its address looks like. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';

import puppeteer, { type Browser } from 'puppeteer-core';

import { findFirefox, launchOptions } from '../../scripts/browsers.mjs';

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', html: 'text/html' };

const pages = [
  { name: 'a query', scripts: ['punnet.js?v=3'], copies: 1 },
  { name: 'no query', scripts: ['punnet.js'], copies: 1 },
  { name: 'the classic loader', scripts: ['punnet.classic.js?v=3'], copies: 1 },
  { name: 'two tags with two queries', scripts: ['punnet.js?v=3', 'punnet.js?v=4'], copies: 2 },
];

const browsers = findFirefox() ? (['chromium', 'firefox'] as const) : (['chromium'] as const);

async function listen(
  answer: (path: string) => Promise<string>,
): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'text/html';
    answer(path).then(
      (body) =>
        response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end(body),
      () => response.writeHead(404).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function pageWith(cdn: string, scripts: readonly string[]): string {
  const tags = scripts.map((name) => {
    const kind = name.includes('classic') ? '' : ' type="module"';
    return `<script${kind} src="${cdn}/${name}"></script>`;
  });
  const catalog = { shop: { id: 'mill', name: 'Mill', currency: 'GBP', timezone: 'Europe/London' } };
  const inline = JSON.stringify({
    ...catalog,
    version: '1',
    products: [],
    depots: [],
    payment: ['at-pickup'],
  });
  const data = `<script type="application/json" slot="catalog">${inline}</script>`;
  const shop = `<punnet-shop>${data}<punnet-catalog></punnet-catalog></punnet-shop>`;
  return `<!doctype html><link rel="icon" href="data:,">${tags.join('')}${shop}`;
}

for (const engine of browsers) {
  describe(`the script tag in ${engine}`, () => {
    let browser: Browser;
    let cdn: { server: Server; origin: string };

    before(async () => {
      browser = await puppeteer.launch(launchOptions(engine));
      cdn = await listen((path) => readFile(`dist${path}`, 'utf8'));
    });
    after(async () => {
      await browser.close();
      cdn.server.close();
    });

    for (const { name, scripts, copies } of pages) {
      it(`fetches itself once and has one Lit per copy, with ${name}`, async () => {
        const host = await listen(() => Promise.resolve(pageWith(cdn.origin, scripts)));
        const page = await browser.newPage();
        const faults: string[] = [];
        const fetched: string[] = [];
        page.on('pageerror', ({ message }) => faults.push(message));
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
  });
}
