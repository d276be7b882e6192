/** A model in Node as it is built: what opens it finds TFLite's WebAssembly beside it, in a folder of its own anywhere. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

import { rollup, type InputOptions, type OutputOptions } from 'rollup';

import type { openNodeModel } from '../../src/endpoint/node-model.js';
import { FEATURES, GOLDEN } from '../support/model-faults.js';
import { tinyModel } from '../support/tiny-model.js';

const WASM = 'tflite_web_api_cc_simd.wasm';
const CONFIG = pathToFileURL('rollup.config.mjs').href;

describe('a model in Node, as it is built', () => {
  let folder: string;
  let open: typeof openNodeModel;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'punnet-node-model-'));
    const { default: configs } = (await import(CONFIG)) as {
      default: (InputOptions & { output: OutputOptions })[];
    };
    const { output, ...input } = configs.at(-1) ?? {};
    // Reached as the command reaches it: from a file that loads it when it needs it.
    await writeFile(
      join(folder, 'entry.mjs'),
      `export const open = () => import(${JSON.stringify(join(process.cwd(), 'src/endpoint/node-model.ts'))});`,
    );
    const bundle = await rollup({ ...input, input: { entry: join(folder, 'entry.mjs') } });
    await bundle.write({ ...output, dir: folder });
    await bundle.close();
    await cp(`node_modules/@tensorflow/tfjs-tflite/wasm/${WASM}`, join(folder, 'chunks', WASM));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    const entry = (await import(pathToFileURL(join(folder, 'entry.js')).href)) as {
      open(): Promise<{ openNodeModel: typeof openNodeModel }>;
    };
    open = (await entry.open()).openNodeModel;
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const file = tinyModel();
  const card = { sha256: createHash('sha256').update(file).digest('hex'), golden: [...GOLDEN] };

  for (const [name, known] of [
    ['by its card', { card }],
    ['without one, while it is made', {}],
  ] as const) {
    it(`gives its scores: known ${name}`, async () => {
      const opened = await open({ file, goldenFeatures: FEATURES, ...known });
      assert.ok(opened.ok, JSON.stringify(opened));
      const scores = opened.network.run(FEATURES);
      assert.ok(GOLDEN.every((wanted, at) => Math.abs((scores?.[at] ?? NaN) - wanted) < 1e-6));
      opened.close();
    });
  }

  it('is refused by another card', async () => {
    const other = { ...card, golden: GOLDEN.map((score) => score + 1) };
    assert.deepEqual(await open({ file, goldenFeatures: FEATURES, card: other }), {
      ok: false,
      code: 'golden',
    });
  });

  it('is refused without its WebAssembly', async () => {
    await rm(join(folder, 'chunks', WASM));
    assert.deepEqual(await open({ file, goldenFeatures: FEATURES, card }), { ok: false, code: 'wasm-fetch' });
  });
});
