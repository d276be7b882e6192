/** What an experiment has shown so far, out of counts by day and arm alone. It says first what it can't say yet. */
import { DAY_MS } from '../consent/retention.js';
import type { Arm } from './assign.js';
import { daysToTell } from './detectable-lift.js';
import { shareInterval } from './interval.js';
import { sampleRatioP, UNEVEN_BELOW } from './sample-ratio.js';
import { FALSE_CALLS, isApart, takeLook, type Look } from './sequential-test.js';
import { addTally, FEWEST_SHOWN, NOTHING_SEEN, rateOf, type ArmTally } from './tally.js';

/** The first arm is how it was before: the others are held against it. */
export type Arms = readonly [Arm, Arm, ...Arm[]];

/** Counts of a day, or of some days together. */
export interface DayTally {
  /** ISO 8601 date, of the shop's time zone: the first and the last day. */
  readonly from: string;
  readonly to: string;
  /** By the id of the arm; an arm that nobody saw may lack. */
  readonly arms: Readonly<Record<string, ArmTally>>;
}

export interface DayLook extends Look {
  /** The last day that is in it. */
  readonly day: string;
}

export type Finding =
  /**
   * Shoppers did not come to the arms as they were meant to. It stays, and goes before whatever was called: what shared
   * them out wrongly may have made the difference as well.
   */
  | { readonly kind: 'uneven' }
  /** `days` more at the pace so far, until what is worth knowing is told in four of five; undefined if that can't be said. */
  | { readonly kind: 'not-enough'; readonly days: number | undefined }
  /** Enough came to tell what is worth knowing in four of five, and it was not told: the difference lies between these. */
  | { readonly kind: 'undecided'; readonly low: number; readonly high: number }
  /** What difference there is, is smaller than what is worth knowing: it lies between these. */
  | { readonly kind: 'no-difference'; readonly low: number; readonly high: number }
  | { readonly kind: 'better' | 'worse'; readonly day: string };

export interface ArmReport {
  readonly id: string;
  readonly tally: ArmTally;
  /** Undefined where too few saw it. */
  readonly share: number | undefined;
  readonly interval: readonly [number, number] | undefined;
  /** Against the first arm, one for each count from the first with enough; empty for the first arm itself. */
  readonly looks: readonly DayLook[];
  /** Undefined for the first arm. */
  readonly finding: Finding | undefined;
}

export interface ReportOptions {
  /**
   * The last day whose outcomes have all come: a count that still grows would give each look another past, for which the
   * test was not made. Later days are left out.
   */
  readonly through: string;
  /** The experiment's last day: nobody sees it after that, so that days after it say nothing of its pace. */
  readonly until?: string | undefined;
  /** The difference of shares that is worth knowing, 0 to 1: three of a hundred shoppers unless told. */
  readonly worthKnowing?: number;
}

const WORTH_KNOWING = 0.03;

/** @param days in any order, each day in one of them at most */
export function reportExperiment(
  arms: Arms,
  days: readonly DayTally[],
  { through, until, worthKnowing = WORTH_KNOWING }: ReportOptions,
): readonly ArmReport[] {
  const closed = days.filter(({ to }) => to <= through).sort((one, other) => (one.to < other.to ? -1 : 1));
  const [control, ...others] = arms;
  const uneven = findUneven(arms, closed);
  const last = until !== undefined && until < through ? until : through;
  const shared = { last, worthKnowing, control: control.id, days: closed };
  return [
    { ...describe(control, closed), looks: [], finding: undefined },
    ...others.map((arm): ArmReport => {
      const trial = { ...shared, arm: arm.id, falseCalls: FALSE_CALLS / others.length };
      const looks = lookDaily(trial);
      const finding = uneven ?? conclude(trial, looks);
      return { ...describe(arm, closed), looks, finding };
    }),
  ];
}

/** The first count that is uneven stops the report, however even the counts are that follow. */
function findUneven(arms: Arms, days: readonly DayTally[]): Finding | undefined {
  const weights = arms.map(({ weight }) => weight);
  let seen = arms.map(() => 0);
  for (const day of days) {
    seen = arms.map(({ id }, at) => (seen[at] ?? 0) + of(day, id).seen);
    if (sampleRatioP(seen, weights) < UNEVEN_BELOW) return { kind: 'uneven' };
  }
  return undefined;
}

/** One arm held against the first. Several share what may be called wrongly among them (Bonferroni). */
interface Trial extends Pick<Required<ReportOptions>, 'worthKnowing'> {
  /** The last day that its pace is of. */
  readonly last: string;
  readonly control: string;
  readonly arm: string;
  /** In their order. */
  readonly days: readonly DayTally[];
  readonly falseCalls: number;
}

const of = ({ arms }: DayTally, id: string) => arms[id] ?? NOTHING_SEEN;

const totalOf = (days: readonly DayTally[], id: string) =>
  days.reduce((sum, day) => addTally(sum, of(day, id)), NOTHING_SEEN);

function describe({ id }: Arm, days: readonly DayTally[]) {
  const tally = totalOf(days, id);
  const enough = tally.seen >= FEWEST_SHOWN;
  return {
    id,
    tally,
    share: enough ? rateOf(tally) : undefined,
    interval: enough ? shareInterval(tally) : undefined,
  };
}

/** All that was counted by the end of each. */
function lookDaily({ control, arm, days, falseCalls }: Trial): readonly DayLook[] {
  let [before, after] = [NOTHING_SEEN, NOTHING_SEEN];
  return days.flatMap((day) => {
    before = addTally(before, of(day, control));
    after = addTally(after, of(day, arm));
    const look = takeLook(before, after, falseCalls);
    return look ? [{ day: day.to, ...look }] : [];
  });
}

/** The first look that tells them apart decides, whatever comes after it: so the test was made. */
function conclude(trial: Trial, looks: readonly DayLook[]): Finding {
  const first = looks.find(isApart);
  if (first) return { kind: first.lift > 0 ? 'better' : 'worse', day: first.day };
  const { worthKnowing } = trial;
  const last = looks.at(-1);
  const [low, high] = last ? [last.lift - last.reach, last.lift + last.reach] : [-1, 1];
  if (-worthKnowing < low && high < worthKnowing) return { kind: 'no-difference', low, high };
  const days = daysNeeded(trial);
  return last && days === 0
    ? { kind: 'undecided', low, high }
    : { kind: 'not-enough', days: days || undefined };
}

function daysNeeded({ control, arm, days, last, falseCalls, worthKnowing }: Trial): number | undefined {
  const [before, after] = [totalOf(days, control), totalOf(days, arm)];
  const perArm = Math.min(before.seen, after.seen);
  const share = rateOf(addTally(before, after));
  if (share <= 0 || share >= 1) return undefined;
  const [first] = days;
  const span = first ? Math.round((Date.parse(last) - Date.parse(first.from)) / DAY_MS) + 1 : 1;
  return daysToTell({ share, lift: worthKnowing, perDay: perArm / span, perArm }, falseCalls);
}
