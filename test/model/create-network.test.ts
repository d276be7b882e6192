import { expect } from '@open-wc/testing';

import { ROWS } from '../../src/core/recommend/network.js';
import { createInfer } from '../../src/model/create-network.js';
import type { Runner } from '../../src/model/runtime.js';

/** Adds nothing to its features, one of each row. */
function createRunner() {
  const memory = new Float32Array(ROWS);
  const seen = { isDeleted: false, touched: 0, infer: () => true };
  const handle = { delete: () => void (seen.isDeleted = true), isDeleted: () => seen.isDeleted };
  const data = () => {
    seen.touched += 1;
    return memory;
  };
  const list = { ...handle, size: () => 1, get: () => ({ ...handle, dataType: 'float32', data }) };
  const kept = { ...list, delete: () => undefined };
  const runner: Runner = {
    ...handle,
    GetInputs: () => kept,
    GetOutputs: () => kept,
    Infer: () => seen.infer(),
  };
  return { runner, seen };
}

describe('a model that is run', () => {
  it('touches no memory once it was given back', () => {
    const { runner, seen } = createRunner();
    const infer = createInfer(runner, ROWS);
    runner.delete();
    const { touched } = seen;
    expect(infer?.(new Float32Array(ROWS))).to.equal(undefined);
    expect(seen.touched).to.equal(touched);
  });

  it('is not run again after it has ended itself', () => {
    const { runner, seen } = createRunner();
    const infer = createInfer(runner, ROWS);
    seen.infer = () => {
      throw new Error('Aborted()');
    };
    expect(infer?.(new Float32Array(ROWS))).to.equal(undefined);
    seen.infer = () => true;
    expect(infer?.(new Float32Array(ROWS))).to.equal(undefined);
  });

  it('hands out scores that the next run leaves alone', () => {
    const infer = createInfer(createRunner().runner, ROWS);
    const first = infer?.(new Float32Array(ROWS).fill(1));
    infer?.(new Float32Array(ROWS).fill(2));
    expect(first?.[0]).to.equal(1);
  });
});
