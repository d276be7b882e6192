import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';

import * as v from 'valibot';

import { goldenFeatures } from '../../src/core/recommend/golden.js';
import { ModelCardSchema } from '../../src/core/recommend/model-card.js';
import { learnAndJudge, trainModel, type Progress, type Trained } from '../../src/training/train-model.js';
import { drawRegulars, drawWhims } from '../support/drawn-shoppers.js';
import { openTflite } from '../support/tflite-in-node.js';

type Model = Extract<Trained, { ok: true }>;

function trainRegulars(progress: (progress: Progress) => void): Model {
  const trained = trainModel({ shoppers: drawRegulars(40, 1), seed: 7, progress });
  assert.ok(trained.ok, 'no model was written');
  return trained;
}

describe('training a model', () => {
  const told: Progress[] = [];
  const model = trainRegulars((progress) => told.push(progress));

  it('writes one for a shop whose shoppers have habits that the formula does not see', () => {
    assert.ok(model.report.gain.recall.from > 0.05, JSON.stringify(model.report.gain));
    assert.ok(model.report.model.recall > model.report.formula.recall);
  });

  it('writes the card that its file is checked by', async () => {
    const card = v.parse(ModelCardSchema, { src: 'model.tflite', ...model.card });
    assert.equal(card.sha256, createHash('sha256').update(model.file).digest('hex'));
    const scores = (await openTflite(model.file))?.run(goldenFeatures()) ?? [];
    for (const [row, score] of card.golden.entries())
      assert.ok(Math.abs(score - (scores[row] ?? NaN)) < 1e-4, `row ${row}: ${score}, ${scores[row]}`);
  });

  it('tells how far it is, from nothing to all', () => {
    const steps = told.map(({ step, done }) => (step === 'reading' ? done : 1 + done));
    assert.deepEqual(
      steps,
      [...steps].sort((one, other) => one - other),
    );
    assert.equal(steps[0], 0);
    assert.equal(steps.at(-1), 2);
  });

  it('makes the same model of the same orders and seed, and another of another', () => {
    const shoppers = drawRegulars(25, 2, 5);
    const train = (seed: number) => learnAndJudge({ shoppers, seed });
    const once = train(1);
    assert.deepEqual(train(1), once);
    assert.notDeepEqual(train(2).weights, once.weights);
  });
});

describe('no model is written', () => {
  it('where it is not better than the formula, and the figures are told', () => {
    const trained = trainModel({ shoppers: drawWhims(60, 3), seed: 1 });
    assert.equal(trained.ok, false);
    assert.match(trained.ok ? '' : trained.reason, /not clearly better than the formula .* NDCG@10 /);
    assert.ok(trained.report && trained.report.gain.recall.from <= 0);
  });

  it('where too few shoppers came back', () => {
    const once = Array.from({ length: 100 }, (_, id) => ({
      id: String(id),
      orders: [
        { day: 1, items: ['bread'] },
        { day: 2, items: [] },
      ],
    }));
    const trained = trainModel({ shoppers: [...drawWhims(10, 1), ...once], seed: 1 });
    assert.match(trained.ok ? '' : trained.reason, /^no model was written, since 10 shoppers/);
  });
});
