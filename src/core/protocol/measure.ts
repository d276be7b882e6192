/**
 * What a device tells of what it counted, once the shopper allowed that: what was added since its last report, by day,
 * experiment, arm and connection. Nothing in it says whose it is. Its id is random, made for this one report, and good
 * only for counting a report once that is sent twice. No number in it is more than one, since it is of one device.
 */
import * as v from 'valibot';

import { DateSchema } from './date.js';
import { ModeSchema, NameSchema } from './fields.js';

export const MEASURE_VERSION = 1;
/** A report is small: whatever is larger is none. */
export const MAX_MEASURE_BYTES = 8 * 1024;
/** Reports are of days from so long ago to today. */
export const MEASURED_DAYS = 31;
/** Experiments of which a device tells in a day. */
export const MOST_ARMS_A_DAY = 8;

/** What a shopper may do after they saw it, in the order of the way. */
export const OUTCOMES = ['added', 'checkout', 'saved', 'settled'] as const;
export type Outcome = (typeof OUTCOMES)[number];
/** Whether the endpoint could be reached when it was done. */
export const WINDOWS = ['online', 'offline'] as const;
export type Window = (typeof WINDOWS)[number];

/** The longest name of an experiment or an arm. */
const MOST_NAME = 64;
/**
 * A name that an object may have a property by, without being mistaken for one that all objects have (`__proto__`,
 * `constructor`).
 */
export const TrialNameSchema = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(MOST_NAME),
  v.check((name) => !(name in {}), 'This name is reserved: take another'),
);

/** By what devices are shared out, as a number (`splitOf` in `core/experiment/experiment.ts`). */
export const SplitSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1));

const once = v.picklist([0, 1]);
/** A device reaches an outcome once: whether the endpoint could be reached or not. */
const ReachedSchema = v.pipe(
  v.strictObject({ online: once, offline: once }),
  v.check(({ online, offline }) => online + offline < 2, 'One device reaches an outcome once'),
);

export const ArmCountSchema = v.strictObject({
  experiment: TrialNameSchema,
  split: SplitSchema,
  arm: TrialNameSchema,
  /** 1: on that day it was seen for the first time. */
  seen: once,
  /** What was done after it was first seen on that day, whatever day it was done on. */
  reached: v.strictObject({
    added: ReachedSchema,
    checkout: ReachedSchema,
    saved: ReachedSchema,
    settled: ReachedSchema,
  }),
});

export const CheckoutCountSchema = v.strictObject({ begun: once, completed: once });

const namedOnce = (names: readonly string[]) => new Set(names).size === names.length;

export const DayCountSchema = v.strictObject({
  /** At the shop. */
  day: DateSchema,
  arms: v.pipe(v.array(ArmCountSchema), v.maxLength(MOST_ARMS_A_DAY)),
  /** By how the endpoint stood when the checkout was begun. */
  checkouts: v.strictObject({ online: CheckoutCountSchema, offline: CheckoutCountSchema }),
});

export const MeasureRequestSchema = v.strictObject({
  v: v.literal(MEASURE_VERSION),
  shop: NameSchema,
  mode: ModeSchema,
  /** Random, of this report alone (RFC 9562, version 4). */
  report: v.pipe(
    v.string(),
    v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
  ),
  days: v.pipe(
    v.array(DayCountSchema),
    v.minLength(1),
    v.maxLength(MEASURED_DAYS + 1),
    v.check((days) => namedOnce(days.map(({ day }) => day)), 'A day comes once in a report'),
    v.check(
      (days) => namedOnce(days.flatMap(({ arms }) => arms.map(({ experiment }) => experiment))),
      'One device is seen in an experiment on one day, in one arm',
    ),
  ),
});

export type ArmCount = Readonly<v.InferOutput<typeof ArmCountSchema>>;
export type DayCount = Readonly<v.InferOutput<typeof DayCountSchema>>;
export type MeasureRequest = Readonly<v.InferOutput<typeof MeasureRequestSchema>>;

/** How many of its days had something that was counted: none of a report that had come before. */
export const MeasureAnswerSchema = v.object({
  counted: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MEASURED_DAYS + 1)),
});
export type MeasureAnswer = Readonly<v.InferOutput<typeof MeasureAnswerSchema>>;
