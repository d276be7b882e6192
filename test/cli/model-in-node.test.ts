/** The model in Node, as the endpoint, `punnet rank` and training run it: the same code and the same WebAssembly. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';

import { FEATURES, modelFaults, toWishes } from '../support/model-faults.js';
import { scoreTiny } from '../support/tiny-model.js';
import '../support/virtual-modules.mjs';

const { openModel } = await import('../../src/model/open-model.js');
const { default: url } = await import('virtual:tflite-wasm');

describe('a model in Node', () => {
  let wasm: Parameters<typeof toWishes>[1];
  before(async () => {
    const file = new Uint8Array(await readFile(new URL(url)));
    // Node has files where browsers have servers.
    wasm = { url, file, fetch: async () => new Response(file) };
  });

  it('gives the scores that are worked out by hand, each time', async () => {
    const opened = await openModel(await toWishes({}, wasm));
    assert.ok(opened.ok);
    for (const given of [FEATURES, FEATURES.map((value) => value / 3), FEATURES]) {
      const scores = opened.network.run(given);
      const wanted = scoreTiny(given);
      assert.ok(scores?.every((score, at) => Math.abs(score - (wanted[at] ?? NaN)) < 1e-6));
    }
    opened.close();
    assert.equal(opened.network.run(FEATURES), undefined);
  });

  for (const fault of modelFaults) {
    it(`is known by its code: ${fault.name}`, async () => {
      const opened = await openModel(await toWishes(fault, wasm));
      assert.deepEqual(opened, { ok: false, code: fault.code });
    });
  }
});
