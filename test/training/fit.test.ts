import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { FEATURES } from '../../src/core/recommend/features.js';
import { createChance } from '../../src/training/chance.js';
import type { Example } from '../../src/training/examples.js';
import { createFit } from '../../src/training/fit.js';
import { scoreRows, startWeights, type Weights } from '../../src/training/weights.js';

const ALL = Array.from({ length: FEATURES }, () => true);
const OPTIONS = { decay: 0, batch: 8 };

function drawExample(bought: readonly number[], seed: number): Example {
  const chance = createChance(seed);
  return {
    shopper: String(seed),
    weight: 1,
    rows: bought.length,
    features: Float32Array.from({ length: bought.length * FEATURES }, () => chance.bell()),
    bought: Uint8Array.from(bought),
    freshBought: [],
    wanted: 2,
  };
}

function drawWeights(used: readonly boolean[] = ALL): Weights {
  const chance = createChance(11);
  const weights = startWeights(3, used, chance);
  weights.out.forEach((_, at) => (weights.out[at] = chance.bell()));
  return weights;
}

const copy = ({ hidden, into, bias, out, line }: Weights): Weights => ({
  hidden,
  into: into.slice(),
  bias: bias.slice(),
  out: out.slice(),
  line: line.slice(),
});

/** How far what was bought is from having all of the choices. */
function lossOf(weights: Weights, { features, bought }: Example): number {
  const scores = [...scoreRows(weights, features)];
  const sum = scores.reduce((all, score) => all + Math.exp(score), 0);
  const wanted = bought.reduce((all, one) => all + one, 0);
  return scores.reduce(
    (loss, score, row) => loss - ((bought[row] ?? 0) / wanted) * Math.log(Math.exp(score) / sum),
    0,
  );
}

describe('fitting a network', () => {
  it('moves each weight to where the loss is less, all by the same first step', () => {
    const example = drawExample([0, 1, 0, 1, 0], 2);
    const before = drawWeights();
    const after = copy(before);
    createFit(after, ALL, OPTIONS).pass([example], createChance(1), 0.01);
    for (const part of ['into', 'bias', 'out', 'line'] as const) {
      for (let at = 0; at < before[part].length; at += 1) {
        const [less, more] = [-1, 1].map((sign) => {
          const moved = copy(before);
          moved[part][at] = (moved[part][at] ?? 0) + sign * 1e-2;
          return lossOf(moved, example);
        });
        const slope = ((more ?? 0) - (less ?? 0)) / 2e-2;
        const moved = (after[part][at] ?? 0) - (before[part][at] ?? 0);
        // Where the loss is level, or has a corner, its slope can't be told by trying.
        if (Math.abs(slope) > 0.02)
          assert.ok(Math.abs(moved + 0.01 * Math.sign(slope)) < 1e-4, `${part} ${at}`);
      }
    }
  });

  it('tells what was bought from what was not, after some passes', () => {
    const examples = [1, 2, 3, 4].map((seed) => drawExample([1, 0, 0, 1, 0, 0], seed));
    const weights = drawWeights();
    const fit = createFit(weights, ALL, OPTIONS);
    for (let pass = 0; pass < 200; pass += 1) fit.pass(examples, createChance(pass), 0.02);
    for (const example of examples) {
      const [first = 0, second = 0, third = 0, fourth = 0] = scoreRows(weights, example.features);
      assert.ok(Math.min(first, fourth) > Math.max(second, third));
    }
  });

  it('gives no weight to a feature that it never saw', () => {
    const used = ALL.map((_, column) => column !== 5);
    const weights = drawWeights(used);
    createFit(weights, used, OPTIONS).pass([drawExample([1, 0, 0], 1)], createChance(1), 0.01);
    const ofFifth = [0, 1, 2].map((unit) => weights.into[unit * FEATURES + 5]);
    assert.deepEqual([...ofFifth, weights.line[5]], [0, 0, 0, 0]);
  });

  it('goes back to the formula where nothing speaks against it', () => {
    const weights = drawWeights();
    const fit = createFit(weights, ALL, { decay: 1, batch: 8 });
    for (let pass = 0; pass < 300; pass += 1) fit.pass([drawExample([0, 0], 1)], createChance(1), 0.1);
    const [one = 0, ...others] = weights.line;
    assert.ok(Math.abs(one - 1) < 1e-6 && others.every((weight) => Math.abs(weight) < 1e-6));
    assert.ok(weights.out.every((weight) => Math.abs(weight) < 1e-6));
  });
});
