/** An experiment as the catalog describes it: what is tried, in which arms, and what it is meant to change. */
import * as v from 'valibot';

import { DateSchema } from '../protocol/date.js';
import { OUTCOMES, TrialNameSchema } from '../protocol/measure.js';
import { hash32 } from './hash.js';

export const FORMATS = ['quote', 'cards', 'stars', 'pulse'] as const;
export type Format = (typeof FORMATS)[number];
/** Where testimonials may stand: beside a product, in the basket, above the button that orders. */
export const PLACEMENTS = ['product', 'cart', 'checkout'] as const;
export type Placement = (typeof PLACEMENTS)[number];
/** Nothing is shown, in that arm. */
export const NOTHING = 'none';

export const MOST_EXPERIMENTS = 8;
const MOST_ARMS = 5;

const arms = <const V extends readonly string[]>(values: V) =>
  v.pipe(
    v.array(
      v.object({
        id: TrialNameSchema,
        /** How much of the shoppers it gets, beside the others' weights. */
        weight: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000)),
        shows: v.picklist([...values, NOTHING]),
      }),
    ),
    v.minLength(2, 'Needs two arms at least: how it was, and what is tried'),
    v.maxLength(MOST_ARMS),
    v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'Has two arms of one id'),
  );

const shared = {
  id: TrialNameSchema,
  /** What decides. The others are counted too. */
  outcome: v.optional(v.picklist(OUTCOMES), 'saved'),
  /** A difference of shares that is worth knowing: 0.03 is three of a hundred shoppers. */
  worthKnowing: v.optional(v.pipe(v.number(), v.minValue(0.001), v.maxValue(1)), 0.03),
  from: DateSchema,
  /** The last day; without it, until the catalog no longer has it. */
  until: v.exactOptional(DateSchema),
};

export const ExperimentSchema = v.pipe(
  v.variant('tries', [
    v.object({ ...shared, tries: v.literal('format'), arms: arms(FORMATS) }),
    v.object({ ...shared, tries: v.literal('placement'), arms: arms(PLACEMENTS) }),
  ]),
  v.check(({ from, until }) => until === undefined || from <= until, '`until` is before `from`'),
);
export type Experiment = Readonly<v.InferOutput<typeof ExperimentSchema>>;

export interface ExperimentFault {
  /** Its place in the catalog, as a JSON pointer: `/experiments/2`. */
  readonly where: string;
  /** For whoever writes the catalog. */
  readonly message: string;
}

export interface ReadExperiments {
  readonly experiments: readonly Experiment[];
  /** What is wrong with those that are left out. */
  readonly faults: readonly ExperimentFault[];
}

/** @param listed as the catalog has them; without any there are none */
export function readExperiments(listed: unknown): ReadExperiments {
  if (listed === undefined) return { experiments: [], faults: [] };
  if (!Array.isArray(listed))
    return { experiments: [], faults: [{ where: '/experiments', message: 'Must be a list' }] };
  const experiments: Experiment[] = [];
  const faults: ExperimentFault[] = [];
  for (const [at, entry] of listed.slice(0, MOST_EXPERIMENTS).entries()) {
    const where = `/experiments/${at}`;
    const read = v.safeParse(ExperimentSchema, entry);
    if (!read.success) faults.push(toFault(where, read.issues[0]));
    else if (experiments.some(({ id }) => id === read.output.id))
      faults.push({ where: `${where}/id`, message: `Has the id of one before it, ${read.output.id}` });
    else experiments.push(read.output);
  }
  if (listed.length > MOST_EXPERIMENTS) {
    const message = `There are more than ${MOST_EXPERIMENTS}: this and whatever follows is left out`;
    faults.push({ where: `/experiments/${MOST_EXPERIMENTS}`, message });
  }
  return { experiments, faults };
}

function toFault(where: string, issue: v.BaseIssue<unknown>): ExperimentFault {
  const path = (issue.path ?? []).map(({ key }) => `/${String(key)}`);
  return { where: where + path.join(''), message: issue.message };
}

/** @param today the date at the shop */
export const isRunning = ({ from, until }: Pick<Experiment, 'from' | 'until'>, today: string) =>
  from <= today && (until === undefined || today <= until);

/**
 * By what devices are shared out, as a number: the published hash of what is tried and of each arm's id, weight and what
 * it shows, in their order, as JSON without spaces. Devices that were shared out otherwise are of another experiment.
 */
export function splitOf({ tries, arms: list }: Pick<Experiment, 'tries' | 'arms'>): number {
  return hash32(JSON.stringify([tries, ...list.map(({ id, weight, shows }) => [id, weight, shows])]));
}
