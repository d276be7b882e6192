import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Interval } from '../../src/training/measures.js';
import { describeRefusal, describeReport, isBetter, type TrainingReport } from '../../src/training/report.js';

const CLEAR: Interval = { mean: 0.01, from: 0.002, to: 0.02 };
const UNSURE: Interval = { mean: 0.01, from: -0.002, to: 0.02 };
const LESS: Interval = { mean: -0.001, from: -0.02, to: 0.01 };
const CLEARLY_LESS: Interval = { mean: -0.01, from: -0.02, to: -0.001 };
const SAME: Interval = { mean: 0, from: 0, to: 0 };

function report(recall: Interval, ndcg: Interval, hit: Interval): TrainingReport {
  const of = (value: number) => ({ recall: value, ndcg: value, hit: value });
  return {
    shoppers: 50,
    learnt: 200,
    judged: 100,
    formula: of(0.1),
    model: of(0.11),
    gain: { recall, ndcg, hit },
  };
}

describe('a model is better than the formula', () => {
  const rows: readonly (readonly [string, boolean, TrainingReport])[] = [
    ['where both measures clearly gain', true, report(CLEAR, CLEAR, CLEAR)],
    ['where one clearly gains, and the other may', true, report(CLEAR, UNSURE, UNSURE)],
    ['where every list of ten is right, and its order gains', true, report(SAME, CLEAR, UNSURE)],
    ['where the first place loses by less than chance can', true, report(CLEAR, CLEAR, LESS)],
    ['where none clearly gains', false, report(UNSURE, UNSURE, CLEAR)],
    ['where one gains at the cost of the other', false, report(LESS, CLEAR, CLEAR)],
    ['where it is so the other way about', false, report(CLEAR, LESS, CLEAR)],
    ['where the first place clearly loses', false, report(CLEAR, CLEAR, CLEARLY_LESS)],
    ['where nothing differs', false, report(SAME, SAME, SAME)],
  ];
  for (const [name, better, of] of rows) {
    it(`${better ? '' : 'not '}${name}`, () => {
      assert.equal(isBetter(of), better);
    });
  }
});

describe('what was found', () => {
  it('is a table of both, and of the gain with its interval', () => {
    const [first, head, recall] = describeReport(report(CLEAR, UNSURE, LESS));
    assert.equal(
      first,
      'Learnt from 200 orders of 50 shoppers, judged by 100 orders of shoppers it had not met.',
    );
    assert.match(head ?? '', /^ +formula +model +gain in points \(95 % interval\)$/);
    assert.match(recall ?? '', /^Recall@10: .* 10\.00 % +11\.00 % +\+1\.00 \(\+0\.20 to \+2\.00\)$/);
  });

  it('is told in a sentence where no model is written', () => {
    assert.match(
      describeRefusal(report(LESS, UNSURE, SAME)),
      /Recall@10 -0\.10 \(-2\.00 to \+1\.00\), NDCG@10 \+1\.00 \(-0\.20 to \+2\.00\) points\./,
    );
  });
});
