/**
 * What an owner is told of the shop: sums, of which those that devices counted are of ten people at least, and of ten who
 * did not. Days are dates at the shop, amounts minor units of its currency.
 */
import * as v from 'valibot';

import { DateSchema } from './date.js';
import { AmountSchema, CountSchema, DEPOT_STATES, ModeSchema, NameSchema, TimeSchema } from './fields.js';
import { OUTCOMES, SplitSchema, TrialNameSchema, WINDOWS } from './measure.js';
import { SETTLED_STATES } from './proof.js';

export const INSIGHTS_VERSION = 1;
/** A question is about no more days than this, the first and the last included. */
export const MOST_INSIGHT_DAYS = 400;

export const EXPERIMENT_PHASES = ['to-come', 'running', 'left-out', 'over'] as const;

const WindowSchema = v.picklist(WINDOWS);
const ShareSchema = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));
/** `reached` are among `seen`. */
const TallySchema = v.object({ seen: CountSchema, reached: CountSchema });

/** Orders by the day on which they came, and as they stand now. */
const orders = {
  orders: v.array(
    v.object({
      day: DateSchema,
      state: v.picklist(SETTLED_STATES),
      count: CountSchema,
      amount: AmountSchema,
    }),
  ),
  /** Those that are not as they were asked for: the code of why, as sync answers have it, or `price-changed`. */
  disputes: v.array(v.object({ state: v.picklist(SETTLED_STATES), cause: NameSchema, count: CountSchema })),
  /**
   * Placed while the endpoint could be reached, or not, by what their devices have said (rule 62), `unknown` where one has
   * not: `amount` is of all of them together.
   */
  baskets: v.array(
    v.object({ window: v.picklist([...WINDOWS, 'unknown']), orders: CountSchema, amount: AmountSchema }),
  ),
  /**
   * How long orders lay on their devices before they were sent, in seconds: half of them no longer than `p50`. Of those of
   * which that is known; null where there are none.
   */
  waits: v.nullable(
    v.object({
      orders: CountSchema,
      p50: CountSchema,
      p95: CountSchema,
      longest: CountSchema,
      /** How many took longer than a day. */
      overADay: CountSchema,
    }),
  ),
};

const FindingSchema = v.variant('kind', [
  v.object({ kind: v.literal('uneven') }),
  /** Its groups wait for this arm, which has fewer than ten of either kind, while others have many. */
  v.object({ kind: v.literal('lacking'), arm: TrialNameSchema }),
  v.object({ kind: v.literal('ended') }),
  v.object({ kind: v.literal('not-enough'), days: v.exactOptional(CountSchema) }),
  v.object({ kind: v.literal('undecided'), low: v.number(), high: v.number() }),
  v.object({ kind: v.literal('no-difference'), low: v.number(), high: v.number() }),
  v.object({ kind: v.picklist(['better', 'worse']), day: DateSchema }),
]);

/** An arm after all groups there are, whatever range was asked for. */
const ArmInsightSchema = v.object({
  id: TrialNameSchema,
  weight: v.number(),
  shows: NameSchema,
  ...TallySchema.entries,
  /** Of those who saw it, who reached what decides; absent before the first group. */
  share: v.exactOptional(ShareSchema),
  /** Where the true share lies, 95 of a hundred times. */
  interval: v.exactOptional(v.tuple([ShareSchema, ShareSchema])),
  /** Against the first arm; absent for that one. */
  finding: v.exactOptional(FindingSchema),
  /** Against the first arm after each group of the range: the difference of shares, and how far it reaches. */
  looks: v.array(v.object({ day: DateSchema, lift: ShareSchema, reach: v.number() })),
  /** Each outcome after as many groups as its numbers allow; null while they are too small. */
  outcomes: v.array(
    v.object({
      outcome: v.picklist(OUTCOMES),
      all: v.nullable(TallySchema),
      windows: v.nullable(v.object({ seen: CountSchema, online: CountSchema, offline: CountSchema })),
    }),
  ),
});

const ExperimentInsightSchema = v.object({
  id: TrialNameSchema,
  tries: v.picklist(['format', 'placement']),
  outcome: v.picklist(OUTCOMES),
  worthKnowing: v.number(),
  from: DateSchema,
  until: v.exactOptional(DateSchema),
  /** The number of the split that is counted: that of its first publication. */
  split: SplitSchema,
  /**
   * `running`: today's catalog has it, and devices show it today. `left-out`: they would, if another that tries the same did not
   * come first. `over`: its days are over, or the catalog no longer has it.
   */
  phase: v.picklist(EXPERIMENT_PHASES),
  /** Today's catalog has it otherwise than it was first published: devices that go by that are not counted. */
  changed: v.boolean(),
  arms: v.array(ArmInsightSchema),
  /** Of the range; each of whole days, from its first with a count to its last. They never change. */
  groups: v.array(
    v.object({
      from: DateSchema,
      to: DateSchema,
      arms: v.array(v.object({ id: TrialNameSchema, ...TallySchema.entries })),
    }),
  ),
  /** Counts that came when their group was closed, in whole tens. */
  late: CountSchema,
});

export const InsightsAnswerSchema = v.object({
  v: v.literal(INSIGHTS_VERSION),
  shop: NameSchema,
  mode: ModeSchema,
  currency: v.string(),
  at: TimeSchema,
  from: DateSchema,
  to: DateSchema,
  ...orders,
  /**
   * Counted by devices that may: on how many devices a checkout was begun in a day, and on how many of them it was
   * completed, in groups of whole days. `completed` is null where those, or those that were not, are too few to be told.
   */
  checkouts: v.array(
    v.object({
      from: DateSchema,
      to: DateSchema,
      window: WindowSchema,
      begun: CountSchema,
      completed: v.nullable(CountSchema),
    }),
  ),
  /** Counts of checkouts that came when their group was closed, in whole tens. */
  lateCheckouts: CountSchema,
  experiments: v.array(ExperimentInsightSchema),
  /** What is wrong with the catalog's experiments, by JSON pointer. */
  faults: v.array(v.object({ where: v.string(), message: v.string() })),
  stock: v.array(
    v.object({
      variant: NameSchema,
      depot: NameSchema,
      /** Neither sold nor promised. */
      pool: v.pipe(v.number(), v.safeInteger()),
      leased: CountSchema,
      sold: CountSchema,
      owed: CountSchema,
      buffer: CountSchema,
    }),
  ),
  depots: v.array(
    v.object({ id: NameSchema, status: v.picklist(DEPOT_STATES), reason: v.exactOptional(v.string()) }),
  ),
});
export type InsightsAnswer = Readonly<v.InferOutput<typeof InsightsAnswerSchema>>;
export type ExperimentInsight = InsightsAnswer['experiments'][number];
export type ArmInsight = ExperimentInsight['arms'][number];

/**
 * What is asked for, after the endpoint's base; the signature is over it (rule 62).
 *
 * @param now epoch milliseconds, as the endpoint's clock has it
 */
export function toInsightsPath(
  { from, to }: { readonly from: string; readonly to: string },
  now: number,
): string {
  return `/v1/insights?from=${from}&to=${to}&at=${new Date(now).toISOString()}`;
}

/** Undefined where it is no answer. */
export function parseInsightsAnswer(text: string): InsightsAnswer | undefined {
  try {
    const parsed = v.safeParse(InsightsAnswerSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
