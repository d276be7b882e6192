import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { FEATURES } from '../../src/core/recommend/features.js';
import { goldenFeatures } from '../../src/core/recommend/golden.js';
import { ROWS } from '../../src/core/recommend/network.js';
import { createChance } from '../../src/training/chance.js';
import { roundWeights, writeTflite } from '../../src/training/tflite-model.js';
import { average, scoreRows, startWeights, type Weights } from '../../src/training/weights.js';
import { openTflite } from '../support/tflite-in-node.js';

const ALL = Array.from({ length: FEATURES }, () => true);

/** As one that has learnt something: chance has filled all of it. */
function drawWeights(hidden: number, seed: number): Weights {
  const chance = createChance(seed);
  const weights = startWeights(hidden, ALL, chance);
  weights.out.forEach((_, at) => (weights.out[at] = chance.bell()));
  weights.line.forEach((_, at) => (weights.line[at] = chance.bell() / 4));
  return weights;
}

async function run(weights: Weights, features: Float32Array): Promise<Float32Array> {
  const model = await openTflite(writeTflite(weights));
  assert.ok(model, 'the runtime refuses the file');
  return model.run(features);
}

function furthest(one: Float32Array, other: Float32Array): number {
  return one.reduce((most, score, at) => Math.max(most, Math.abs(score - (other[at] ?? NaN))), 0);
}

describe('a written .tflite file', () => {
  for (const hidden of [1, 24, 120]) {
    it(`is run by TensorFlow Lite as the trainer runs it, with ${hidden} hidden units`, async () => {
      const weights = drawWeights(hidden, hidden);
      const features = goldenFeatures();
      const difference = furthest(await run(weights, features), scoreRows(roundWeights(weights), features));
      assert.ok(difference < 1e-4, `differs by ${difference}`);
    });
  }

  it('says what it is, takes rows of features and gives a score for each', async () => {
    const file = writeTflite(drawWeights(8, 1));
    assert.equal(String.fromCharCode(...file.subarray(4, 8)), 'TFL3');
    const model = await openTflite(file);
    assert.deepEqual(model?.shapes, [`${ROWS},${FEATURES}`, `${ROWS},1`]);
  });

  it('is the same file for the same network', () => {
    assert.deepEqual(writeTflite(drawWeights(8, 1)), writeTflite(drawWeights(8, 1)));
  });

  it('scores as the formula where nothing was learnt', async () => {
    const weights = startWeights(8, ALL, createChance(1));
    const features = Float32Array.from({ length: ROWS * FEATURES }, (_, at) =>
      at % FEATURES ? 1.5 : at / 1_000,
    );
    const formula = Float32Array.from({ length: ROWS }, (_, row) => features[row * FEATURES] ?? 0);
    assert.ok(furthest(await run(weights, features), formula) < 1e-6);
  });

  it('keeps small weights beside large ones', () => {
    const weights = drawWeights(4, 3);
    weights.into.fill(0);
    weights.into.fill(1e-3, 0, FEATURES);
    weights.into.fill(1e3, FEATURES, 2 * FEATURES);
    const features = new Float32Array(FEATURES).fill(1);
    assert.ok(furthest(scoreRows(roundWeights(weights), features), scoreRows(weights, features)) < 0.01);
  });
});

describe('networks side by side', () => {
  it('score as they do on average', () => {
    const both = [drawWeights(3, 1), drawWeights(5, 2)];
    const features = goldenFeatures();
    const [one, other] = both.map((weights) => scoreRows(weights, features));
    const mean = Float32Array.from(one ?? [], (score, at) => (score + (other?.[at] ?? NaN)) / 2);
    assert.ok(furthest(scoreRows(average(both), features), mean) < 1e-4);
  });
});
