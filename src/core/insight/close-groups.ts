/**
 * Which days of an experiment are shown together. What an owner sees moves by whole groups alone, and a group never
 * changes: so neither an answer nor what lies between two of them tells of fewer than ten devices (`tell-outcomes.ts` sees to
 * the outcomes beside one another), and whatever the statistics once said of the first groups they say for ever. This is
 * of honest reports. Who makes reports up, or reads the database, learns more; and so may an owner of two experiments that
 * are seen at the same moment.
 */
import type { Experiment } from '../experiment/experiment.js';
import { FEWEST_SHOWN } from '../experiment/tally.js';
import { REACHED_WITHIN_DAYS, SETTLED_WITHIN_DAYS } from '../measure/count.js';
import { addDays } from '../pickup/local-date.js';
import { OUTCOMES, WINDOWS, type Outcome, type Window } from '../protocol/measure.js';
import { groupDays } from './group-days.js';

/** The sums of all devices for one arm. */
export interface ArmSums {
  readonly seen: number;
  readonly reached: Readonly<Record<Outcome, Readonly<Record<Window, number>>>>;
}

/** By the id of the arm; an arm that nobody saw may lack. */
export type SumsByArm = Readonly<Record<string, ArmSums>>;

/** Of whole days. */
export interface DayGroup {
  readonly from: string;
  readonly to: string;
  readonly arms: SumsByArm;
}

const NO_WINDOW = { online: 0, offline: 0 } as const;
export const NO_SUMS: ArmSums = {
  seen: 0,
  reached: { added: NO_WINDOW, checkout: NO_WINDOW, saved: NO_WINDOW, settled: NO_WINDOW },
};

export function addSums(one: ArmSums, other: ArmSums): ArmSums {
  const reached = OUTCOMES.map((outcome) => [
    outcome,
    Object.fromEntries(
      WINDOWS.map((window) => [window, one.reached[outcome][window] + other.reached[outcome][window]]),
    ),
  ]);
  return {
    seen: one.seen + other.seen,
    reached: Object.fromEntries(reached) as ArmSums['reached'],
  };
}

export const allOf = ({ reached }: ArmSums, outcome: Outcome) =>
  reached[outcome].online + reached[outcome].offline;

/** Ten that reached it, and ten that did not. */
export const isEnough = (seen: number, reached: number) =>
  reached >= FEWEST_SHOWN && seen - reached >= FEWEST_SHOWN;

/** @returns the last day at the shop of which all outcomes have come */
export function lastWholeDay(outcome: Outcome, today: string): string {
  const days = outcome === 'settled' ? SETTLED_WITHIN_DAYS : REACHED_WITHIN_DAYS;
  return addDays(today, -days - 1);
}

/** @returns the last day that can be in a group by now */
export function lastDayOf({ outcome, until }: Pick<Experiment, 'outcome' | 'until'>, today: string): string {
  const whole = lastWholeDay(outcome, today);
  return until !== undefined && until < whole ? until : whole;
}

type Closing = Pick<Experiment, 'from' | 'until' | 'outcome' | 'arms'>;

/**
 * @param closed the last day of the last group there is; undefined while there is none
 * @param days each day once, in any order; what is in a group already is passed over
 * @returns the groups that can be closed now, each from its first day with a count to its last
 */
export function closeGroups(
  experiment: Closing,
  days: readonly { readonly day: string; readonly arms: SumsByArm }[],
  { today, closed }: { readonly today: string; readonly closed: string | undefined },
): DayGroup[] {
  const { from, outcome, arms } = experiment;
  const last = lastDayOf(experiment, today);
  const open = days
    .filter(({ day }) => day >= from && day <= last && (closed === undefined || day > closed))
    .sort((one, other) => (one.day < other.day ? -1 : 1))
    .map(({ day, arms: sums }): DayGroup => ({ from: day, to: day, arms: sums }));
  const enough = (group: DayGroup) =>
    arms.every(({ id }) => {
      const sums = group.arms[id] ?? NO_SUMS;
      return isEnough(sums.seen, allOf(sums, outcome));
    });
  return groupDays(open, enough, addGroups);
}

export function addGroups(group: DayGroup, next: DayGroup): DayGroup {
  const ids = new Set([...Object.keys(group.arms), ...Object.keys(next.arms)]);
  const arms = [...ids].map((id) => [id, addSums(group.arms[id] ?? NO_SUMS, next.arms[id] ?? NO_SUMS)]);
  return { from: group.from, to: next.to, arms: Object.fromEntries(arms) as SumsByArm };
}
