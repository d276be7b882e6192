/** TFLite's script as it is built: it makes no code of text, and a build with another version of it ends. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';

import { patchTfliteGlue } from '../../scripts/patch-tflite-glue.mjs';

const FILE = 'node_modules/@tensorflow/tfjs-tflite/wasm/tflite_web_api_cc_simd.js';
const PATCHED = [
  'createNamedFunction',
  'craftInvokerFunction',
  '__emval_get_method_caller',
  'craftEmvalAllocator',
  'emval_get_global',
];

describe('TFLite’s script', async () => {
  const glue = await readFile(FILE, 'utf8');

  it('makes code of text as it is published, and none as it is built', () => {
    assert.match(glue, /new Function\(|new_\(Function/);
    const patched = patchTfliteGlue(glue);
    assert.doesNotMatch(patched, /new Function\b|new_\(Function|\beval\(|return Function\b/);
    assert.doesNotMatch(patched, /module\.exports|define\(\[\]/);
  });

  for (const name of PATCHED) {
    it(`is not built without ${name}, or with two of them`, () => {
      const other = glue.replace(`function ${name}(`, `function ${name}Other(`);
      assert.throws(() => patchTfliteGlue(other), new RegExp(`has 0 functions ${name} .*read again`));
      const again = glue.replace(`function ${name}(`, `function ${name}(){}function ${name}(`);
      assert.throws(() => patchTfliteGlue(again), new RegExp(`has 2 functions ${name} `));
    });
  }

  for (const code of ['new Function("a")', 'Function("a")', 'eval("a")', '(0, eval)("a")']) {
    it(`is not built where it holds ${code}`, () => {
      const other = glue.replace(
        'function runDestructors(',
        `function late(){${code}}function runDestructors(`,
      );
      assert.throws(() => patchTfliteGlue(other), /still writes code of its own/);
    });
  }

  it('is not built where it begins otherwise', () => {
    assert.throws(() => patchTfliteGlue(`var other = 1;${glue}`), /does not begin with/);
  });
});
