/** A model runs, as it is built, wherever the engine does and under a strict policy; or says by a code why it can't. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';

import puppeteer from 'puppeteer-core';

import { launchOptions } from '../../scripts/browsers.mjs';
import { GOLDEN } from '../support/model-faults.js';
import { ModelHost, type Started, type Way } from '../support/journey/model-host.js';
import { ALL_BROWSERS, type AnyBrowser, Shopper } from '../support/journey/shopper.js';
import { startPhone, type AnyPhone } from '../support/journey/webkit.js';

/** In those in which the engine may run. */
const WAYS: readonly Way[] = ['file', 'blob', 'page'];
const WITHOUT = `default-src 'none'; script-src 'self' {cdn}; worker-src 'self' blob:; connect-src 'self' {cdn}; img-src data:`;
const STRICT = WITHOUT.replace('{cdn};', `{cdn} 'wasm-unsafe-eval';`);
const TRUSTED = `${STRICT}; require-trusted-types-for 'script'; trusted-types punnet`;
const DYNAMIC = `script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'`;

const TITLES: Readonly<Record<Way, string>> = {
  file: 'in a worker from a file',
  blob: 'in a worker from a blob',
  module: 'in a module’s worker',
  page: 'on the page',
};

interface Row {
  readonly name: string;
  readonly policy: string;
  readonly ways?: readonly Way[];
  readonly changes?: object;
  /** The scores that are published with it, unless it is another. */
  readonly code?: string;
}

const rows: readonly Row[] = [
  { name: 'no policy', policy: '', ways: [...WAYS, 'module'] },
  { name: 'a strict policy', policy: STRICT },
  // What such a worker imports is a worker's script to a policy.
  { name: 'a strict policy', policy: STRICT.replace('blob:', 'blob: {cdn}'), ways: ['module'] },
  { name: 'Trusted Types', policy: TRUSTED },
  { name: `a nonce and 'strict-dynamic'`, policy: DYNAMIC, ways: ['blob', 'page'] },
  { name: `a policy without 'wasm-unsafe-eval'`, policy: WITHOUT, code: 'wasm-init' },
  { name: 'no model', policy: STRICT, changes: { modelUrl: '/none' }, ways: ['page'], code: 'model-fetch' },
  {
    name: 'no WebAssembly file',
    policy: STRICT,
    changes: { wasmUrl: '/none' },
    ways: ['page'],
    code: 'wasm-fetch',
  },
  {
    name: 'another WebAssembly file',
    policy: STRICT,
    changes: { wasmUrl: '/' },
    ways: ['page'],
    code: 'wasm-hash',
  },
  {
    name: 'another model',
    policy: STRICT,
    changes: { card: { sha256: '0'.repeat(64), golden: GOLDEN } },
    ways: ['page'],
    code: 'model-hash',
  },
];

/**
 * WebKit runs one page after the other in one process, and keeps the memory of runtimes whose pages are gone: a row of
 * twenty, which no shopper opens, could end it.
 */
const HOARDERS: readonly AnyBrowser[] = ['webkit'];

async function renew(phone: AnyPhone, name: AnyBrowser): Promise<AnyPhone> {
  await phone.close();
  return startPhone(name);
}

for (const name of ALL_BROWSERS) {
  describe(`a model runs (${name})`, () => {
    let host: ModelHost;
    let phone: AnyPhone;
    before(async () => {
      [host, phone] = await Promise.all([ModelHost.open(), startPhone(name)]);
    });
    after(() => Promise.all([phone.close(), host.close()]));

    for (const { name: what, policy, ways = WAYS, changes = {}, code } of rows) {
      for (const way of ways) {
        it(`${TITLES[way]}, with ${what}${code ? `: ${code}` : ''}`, async () => {
          if (way === ways[0] && HOARDERS.includes(name)) phone = await renew(phone, name);
          const shopper = await phone.open(host.urlOf(policy));
          const call = `start(${JSON.stringify(way)}, ${JSON.stringify(changes)})`;
          const { came, violations } = (await shopper.page.evaluate(call)) as Started;
          await shopper.page.close();
          if (code) assert.equal(came, code);
          else assert.ok(isGolden(came), String(came));
          if (policy !== WITHOUT) assert.deepEqual([violations, shopper.complaints], [[], []]);
          // A page can't ask beforehand. Firefox writes down what it has refused, once.
          else assert.deepEqual(shopper.complaints.slice(1).concat(violations.slice(1)), []);
        });
      }
    }
  });
}

/** What Chromium leaves out where it is told to, as some phones and some careful settings do. */
const LACKS = [
  { name: 'no WebAssembly', flags: '--jitless', code: 'no-wasm' },
  { name: 'no vectors', flags: '--noenable-sse4-1', code: 'no-simd' },
  { name: '16 MB of memory for it', flags: '--wasm-max-mem-pages=256', code: 'wasm-init' },
] as const;

describe('a model does not run in a browser (chromium)', () => {
  let host: ModelHost;
  before(async () => {
    host = await ModelHost.open();
  });
  after(() => host.close());

  for (const { name, flags, code } of LACKS) {
    it(`with ${name}: ${code}, and the large file is fetched by none that can't use it`, async () => {
      const options = launchOptions('chromium');
      const args = [...(options?.args ?? []), `--js-flags=${flags}`];
      const browser = await puppeteer.launch({ ...options, args });
      try {
        const shopper = new Shopper(await browser.newPage());
        await shopper.page.goto(host.urlOf(STRICT));
        host.asked.length = 0;
        for (const way of WAYS) {
          const started = (await shopper.page.evaluate(`start(${JSON.stringify(way)})`)) as Started;
          assert.deepEqual(started, { came: code, violations: [] });
        }
        if (code !== 'wasm-init') assert.ok(!host.asked.some((url) => url.includes('.wasm')));
        assert.deepEqual(shopper.complaints, []);
      } finally {
        await browser.close();
      }
    });
  }
});

const SERVED = `(async () => {
  await navigator.serviceWorker.register('/sw.js');
  await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller)
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
})()`;
/** Those of a model that the site keeps. */
const KEPT = `(async () => {
  const all = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) all.push(url);
  return all.flatMap((url) => /model-stage|tflite/.exec(url) ?? []).sort();
})()`;

for (const name of ALL_BROWSERS) {
  it(`a model that was used once runs with every server down, and before that nothing of it is kept (${name})`, async () => {
    const [host, phone] = await Promise.all([ModelHost.open(), startPhone(name)]);
    try {
      const shopper = await phone.open(`${host.pageUrl}/`);
      await shopper.page.evaluate(SERVED);
      assert.deepEqual(await shopper.page.evaluate(KEPT), []);
      assert.deepEqual(
        host.asked.filter((url) => /model|tflite/.test(url)),
        [],
      );
      const use = async () => ((await shopper.page.evaluate(`start('blob')`)) as Started).came;
      assert.ok(isGolden(await use()));
      assert.deepEqual(await shopper.page.evaluate(KEPT), ['model-stage', 'tflite', 'tflite']);
      await host.close();
      await shopper.reload();
      const came = await use();
      assert.ok(isGolden(came), String(came));
      assert.deepEqual(shopper.complaints, []);
      await shopper.page.close();
    } finally {
      await Promise.all([phone.close(), host.close()]);
    }
  });
}

describe('the address of TFLite’s WebAssembly', () => {
  const dist = new URL('../../dist/', import.meta.url);

  for (const name of ['npm/_virtual/_virtual_tflite-wasm.js', 'node/node-model.js']) {
    it(`leads from ${name} to the one file that there is`, async () => {
      const source = await readFile(new URL(name, dist), 'utf8');
      // The way that bundlers know, and Node too.
      const [, path = ''] = /new URL\("([^"]+\.wasm)", import\.meta\.url\)\.href/.exec(source) ?? [];
      const found = await readFile(new URL(path, new URL(name, dist)));
      assert.deepEqual(
        found,
        await readFile('node_modules/@tensorflow/tfjs-tflite/wasm/tflite_web_api_cc_simd.wasm'),
      );
    });
  }

  it('has an integrity hash, and so has the stage', async () => {
    const hashes = JSON.parse(await readFile(new URL('integrity.json', dist), 'utf8')) as object;
    for (const name of ['chunks/tflite_web_api_cc_simd.wasm', 'chunks/model-stage.js'])
      assert.match(String(Reflect.get(hashes, name)), /^sha384-/);
  });
});

function isGolden(came: Started['came']): boolean {
  const isNear = (score: number, at: number) => Math.abs(score - (GOLDEN[at] ?? NaN)) < 1e-6;
  return typeof came !== 'string' && came.length === GOLDEN.length && came.every(isNear);
}
