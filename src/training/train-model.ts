/**
 * Trains a shop's model, and writes it only if it is better than the formula.
 *
 * The shoppers are dealt into five parts. Five networks each learn from four of them and are judged by the fifth, so that
 * every shopper is judged by a network that never met them. The model is all five side by side: what it was judged by is
 * what it is made of.
 */
import { createHash } from 'node:crypto';

import { FEATURES } from '../core/recommend/features.js';
import { goldenFeatures } from '../core/recommend/golden.js';
import { FEATURES_VERSION, GOLDEN_ROWS, type ModelCard } from '../core/recommend/model-card.js';
import { createChance, type Chance } from './chance.js';
import type { Example } from './examples.js';
import { createFit } from './fit.js';
import { MEASURES, measure, meanOf, toInterval, type Measure, type Measures } from './measures.js';
import { dealParts, drawQuestions } from './questions.js';
import { describeRefusal, isBetter, type TrainingReport } from './report.js';
import type { Shopper } from './shopper.js';
import { scoreAsWritten, writeTflite } from './tflite-model.js';
import { average, scoreRows, startWeights, type Weights } from './weights.js';

export interface Training {
  readonly shoppers: readonly Shopper[];
  readonly seed: number;
  readonly progress?: (progress: Progress) => void;
}

export interface Progress {
  readonly step: 'reading' | 'learning';
  /** From 0 to 1, of this step. */
  readonly done: number;
}

export type Trained =
  | {
      readonly ok: true;
      readonly file: Uint8Array;
      /** All but where the file lies. */
      readonly card: Omit<ModelCard, 'src'>;
      readonly report: TrainingReport;
    }
  /** @property report is there wherever there was enough to learn from */
  | { readonly ok: false; readonly reason: string; readonly report?: TrainingReport };

const PARTS = 5;
/** Of fewer, an interval says nothing. */
const FEWEST_SHOPPERS = 25;
const HIDDEN = 16;
const RATE = 0.002;
const OPTIONS = { decay: 0.001, batch: 32 };
/** Weights change so often at least, in passes of which there is a least and a most. */
const STEPS = 1_000;
const PASSES = { least: 6, most: 20 };

export function trainModel({ shoppers, seed, progress = () => {} }: Training): Trained {
  const teachers = shoppers.map(withoutEmpty).filter(({ orders }) => orders.length > 1);
  if (teachers.length < FEWEST_SHOPPERS) return { ok: false, reason: describeTooFew(teachers.length) };
  const { weights, report } = learnAndJudge({ shoppers: teachers, seed, progress });
  if (!isBetter(report)) return { ok: false, reason: describeRefusal(report), report };
  return { ok: true, ...toModel(weights), report };
}

/** What a model comes to, whether or not it is better. */
export function learnAndJudge({ shoppers, seed, progress = () => {} }: Training): {
  weights: Weights;
  report: TrainingReport;
} {
  const chance = createChance(seed);
  const dealt = chance.shuffle(shoppers);
  const questions = drawQuestions(dealt, chance, (at, of) => progress({ step: 'reading', done: at / of }));
  const results: Result[] = [];
  const networks = dealParts(questions, dealt, PARTS).map(({ learnt, judged }, part) => {
    const weights = learn(learnt, createChance(seed + part + 1), (done) =>
      progress({ step: 'learning', done: (part + done) / PARTS }),
    );
    results.push(...judged.map((example) => judge(example, weights)));
    return weights;
  });
  const report = toReport(results, { shoppers: dealt.length, learnt: questions.learnt.length, seed });
  return { weights: average(networks), report };
}

const withoutEmpty = ({ id, orders }: Shopper): Shopper => ({
  id,
  orders: orders.filter(({ items }) => items.length > 0),
});

function describeTooFew(shoppers: number): string {
  return (
    `no model was written, since ${shoppers} shoppers ordered more than once, and fewer than ` +
    `${FEWEST_SHOPPERS} say too little. Suggestions work without one`
  );
}

function learn(lessons: readonly Example[], chance: Chance, report: (done: number) => void): Weights {
  const used = listUsed(lessons);
  const weights = startWeights(HIDDEN, used, chance);
  const fit = createFit(weights, used, OPTIONS);
  const wanted = Math.ceil((STEPS * OPTIONS.batch) / Math.max(1, lessons.length));
  const passes = Math.min(PASSES.most, Math.max(PASSES.least, wanted));
  for (let pass = 0; pass < passes; pass += 1) {
    fit.pass(lessons, chance, (RATE * (1 + Math.cos((Math.PI * pass) / passes))) / 2);
    report((pass + 1) / passes);
  }
  return weights;
}

/** Which columns are ever anything but 0: what was never seen is not to be weighed. */
function listUsed(examples: readonly Example[]): boolean[] {
  const used = Array.from({ length: FEATURES }, () => false);
  for (const { features } of examples) {
    features.forEach((value, at) => {
      if (value !== 0) used[at % FEATURES] = true;
    });
  }
  return used;
}

interface Result {
  readonly shopper: string;
  readonly formula: Measures;
  readonly model: Measures;
}

/** The rows of an example are in the formula's order, which equal scores keep. */
function judge(example: Example, weights: Weights): Result {
  return {
    shopper: example.shopper,
    formula: measure(example, new Float32Array(example.rows)),
    model: measure(example, scoreRows(weights, example.features)),
  };
}

interface Counted {
  readonly shoppers: number;
  readonly learnt: number;
  readonly seed: number;
}

function toReport(results: readonly Result[], { shoppers, learnt, seed }: Counted): TrainingReport {
  const names = results.map(({ shopper }) => shopper);
  const of = <T>(make: (which: Measure) => T) =>
    Object.fromEntries(MEASURES.map((which) => [which, make(which)])) as Record<Measure, T>;
  const gainsOf = (which: Measure) => results.map(({ model, formula }) => model[which] - formula[which]);
  return {
    shoppers,
    learnt,
    judged: results.length,
    formula: of((which) =>
      meanOf(
        results.map(({ formula }) => formula),
        which,
      ),
    ),
    model: of((which) =>
      meanOf(
        results.map(({ model }) => model),
        which,
      ),
    ),
    gain: of((which) => toInterval(gainsOf(which), names, seed)),
  };
}

function toModel(weights: Weights): { file: Uint8Array; card: Omit<ModelCard, 'src'> } {
  const file = writeTflite(weights);
  const sha256 = createHash('sha256').update(file).digest('hex');
  const golden = [...scoreAsWritten(weights, goldenFeatures()).subarray(0, GOLDEN_ROWS)];
  return { file, card: { sha256, features: FEATURES_VERSION, golden } };
}
