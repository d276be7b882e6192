/** The built script brings the order path to wherever its engine may run, and refuses files of another build. */
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';

import puppeteer, { type Browser } from 'puppeteer-core';

import { findFirefox, launchOptions } from '../../scripts/browsers.mjs';

interface Site {
  readonly server: Server;
  readonly origin: string;
}
interface Answer {
  readonly body: string;
  readonly type?: string;
  readonly policy?: string;
}
interface Visit {
  readonly engine: string;
  readonly orderable: boolean;
  readonly problems: readonly string[];
}

const BUILD = /punnet:(ready|order-stage):[0-9a-f]{8}/g;
const foreign = (code: string) => code.replace(BUILD, 'punnet:$1:00000000');

const situations = [
  { name: 'in a worker', expected: { engine: 'worker', orderable: true, problems: [] } },
  {
    name: 'in a worker from the host’s own file',
    attributes: 'worker-src="/worker.js"',
    policy: "worker-src 'self'",
    expected: { engine: 'worker', orderable: true, problems: [] },
  },
  {
    name: 'on the page, where no worker is allowed',
    policy: "worker-src 'none'",
    expected: { engine: 'page', orderable: true, problems: [] },
  },
  {
    name: 'for each of two copies of the script',
    queries: ['?v=3', '?v=4'],
    policy: "worker-src 'none'",
    expected: { engine: 'page', orderable: true, problems: [] },
  },
  {
    name: 'from a blob, if the host’s file is of another build',
    attributes: 'worker-src="/worker.js?foreign"',
    expected: { engine: 'worker', orderable: true, problems: [] },
  },
  {
    name: 'never from another build’s file, in a worker',
    cdn: 'foreign',
    expected: { engine: 'worker', orderable: false, problems: ['order-path-foreign'] },
  },
  {
    name: 'never from another build’s file, on the page',
    cdn: 'foreign',
    policy: "worker-src 'none'",
    expected: { engine: 'page', orderable: false, problems: ['order-path-foreign'] },
  },
] as const satisfies readonly {
  name: string;
  attributes?: string;
  policy?: string;
  queries?: readonly string[];
  cdn?: 'foreign';
  expected: Visit;
}[];

type Situation = (typeof situations)[number];

const CATALOG = {
  shop: { id: 'mill', name: 'Mill', currency: 'GBP', timezone: 'Europe/London' },
  version: '1',
  products: [],
  depots: [],
};

const browsers = findFirefox() ? (['chromium', 'firefox'] as const) : (['chromium'] as const);

async function listen(
  answer: (url: URL) => Promise<Answer>,
  done: (path: string) => void = () => undefined,
): Promise<Site> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    response.on('finish', () => done(url.pathname));
    answer(url).then(
      ({ body, type = 'text/javascript', policy }) => {
        const headers = { 'content-type': type, 'access-control-allow-origin': '*' };
        const closed = policy && { 'content-security-policy': policy };
        response.writeHead(200, { ...headers, ...closed }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function serveDist({ pathname, searchParams }: URL): Promise<Answer> {
  const [, kind, ...rest] = pathname.split('/');
  const body = await readFile(`dist/${rest.join('/')}`, 'utf8');
  const isForeign =
    searchParams.has('foreign') || (kind === 'foreign' && pathname.endsWith('order-stage.js'));
  return { body: isForeign ? foreign(body) : body };
}

function serveHost(cdn: string, situation: Situation) {
  return ({ pathname, search }: URL): Promise<Answer> => {
    if (pathname === '/worker.js')
      return Promise.resolve({ body: `importScripts('${cdn}/dist/punnet.worker.js${search}');` });
    const policy = 'policy' in situation ? { policy: situation.policy } : {};
    return Promise.resolve({ body: pageWith(cdn, situation), type: 'text/html', ...policy });
  };
}

function pageWith(cdn: string, situation: Situation): string {
  const kind = 'cdn' in situation ? situation.cdn : 'dist';
  const queries = 'queries' in situation ? situation.queries : [''];
  const scripts = queries.map(
    (query) => `<script type="module" src="${cdn}/${kind}/punnet.js${query}"></script>`,
  );
  const attributes = 'attributes' in situation ? situation.attributes : '';
  const data = `<script type="application/json" slot="catalog">${JSON.stringify(CATALOG)}</script>`;
  const shop = `<punnet-shop endpoint="http://127.0.0.1:9" ${attributes}>${data}</punnet-shop>`;
  return `<!doctype html><link rel="icon" href="data:,">${scripts.join('')}${shop}`;
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

for (const engine of browsers) {
  describe(`the order path in ${engine}`, { timeout: 60_000 }, () => {
    let browser: Browser;
    let cdn: Site;

    before(async () => {
      browser = await puppeteer.launch(launchOptions(engine));
      cdn = await listen(serveDist);
    });
    after(async () => {
      await browser.close();
      cdn.server.close();
    });

    it('copies orders with the network gone, once the page has been idle', async (test) => {
      const served = new EventEmitter();
      const own = await listen(serveDist, (path) => served.emit(path));
      const host = await listen(serveHost(own.origin, situations[0]));
      test.after(() => host.server.close());
      const page = await browser.newPage();
      test.after(() => page.close());
      const rescue = once(served, '/dist/chunks/rescue-stage.js');
      await page.goto(host.origin);
      assert.deepEqual(await page.evaluate(watchShop), situations[0].expected);
      await rescue;
      own.server.close();
      own.server.closeAllConnections();
      const exported = await page.evaluate(async () => document.querySelector('punnet-shop')?.exportData());
      assert.equal(exported?.ok, true);
    });

    for (const situation of situations) {
      it(`comes ${situation.name}`, async (test) => {
        const host = await listen(serveHost(cdn.origin, situation));
        test.after(() => host.server.close());
        const page = await browser.newPage();
        test.after(() => page.close());
        await page.goto(host.origin);
        assert.deepEqual(await page.evaluate(watchShop), situation.expected);
      });
    }
  });
}
