/** What an endpoint counts of a report: days that it can still be about, and arms as they were first published. */
import { isRunning, splitOf, type Experiment } from '../experiment/experiment.js';
import { addDays } from '../pickup/local-date.js';
import {
  MEASURED_DAYS,
  WINDOWS,
  type ArmCount,
  type MeasureRequest,
  type Window,
} from '../protocol/measure.js';

export interface Counted {
  readonly arms: readonly { readonly day: string; readonly count: ArmCount }[];
  readonly checkouts: readonly {
    readonly day: string;
    readonly window: Window;
    readonly begun: number;
    readonly completed: number;
  }[];
  /** What came when its group was closed: by experiment, and under the empty name of checkouts. */
  readonly late: ReadonlyMap<string, number>;
}

export interface Counting {
  /** As they were first published. */
  readonly experiments: readonly Experiment[];
  /** The date at the shop. */
  readonly today: string;
  /** The last day that is in a closed group: of an experiment by its id, of checkouts by their window. */
  readonly closed: {
    readonly experiments: ReadonlyMap<string, string>;
    readonly checkouts: ReadonlyMap<string, string>;
  };
}

export const CHECKOUTS = '';

/** What is not counted is let go without a word to the device, which could not mend it. */
export function acceptReport({ days }: MeasureRequest, { experiments, today, closed }: Counting): Counted {
  const known = new Map(experiments.map((one) => [one.id, { ...one, split: splitOf(one) }]));
  const late = new Map<string, number>();
  /** Whether it came in time. */
  const inTime = (day: string, last: string | undefined, of: string) => {
    if (last === undefined || day > last) return true;
    late.set(of, (late.get(of) ?? 0) + 1);
    return false;
  };
  const recent = days.filter(({ day }) => day >= addDays(today, -MEASURED_DAYS) && day <= today);
  const arms = recent.flatMap(({ day, arms: counts }) =>
    counts.flatMap((count) => {
      const { experiment: id, split, arm } = count;
      const one = known.get(id);
      const isKnown = one?.split === split && one.arms.some((published) => published.id === arm);
      if (!isKnown || !isRunning(one, day)) return [];
      return inTime(day, closed.experiments.get(id), id) ? [{ day, count }] : [];
    }),
  );
  const checkouts = recent.flatMap(({ day, checkouts: counts }) =>
    WINDOWS.flatMap((window) => {
      const { begun, completed } = counts[window];
      if (begun + completed === 0) return [];
      return inTime(day, closed.checkouts.get(window), CHECKOUTS) ? [{ day, window, begun, completed }] : [];
    }),
  );
  return { arms, checkouts, late };
}
