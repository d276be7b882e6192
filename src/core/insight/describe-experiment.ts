/**
 * What an owner is told of an experiment, out of its closed groups alone. Statistics are of all of them, whatever range is
 * asked for, so that a decision does not hang on how it is looked at.
 */
import type { Experiment } from '../experiment/experiment.js';
import { splitOf } from '../experiment/experiment.js';
import { reportExperiment, type ArmReport, type Arms } from '../experiment/report.js';
import type { ArmInsight, ExperimentInsight } from '../protocol/insights.js';
import type { Outcome } from '../protocol/measure.js';
import { allOf, lastWholeDay, NO_SUMS, type ArmSums, type DayGroup } from './close-groups.js';
import { tellFinding, type Circumstances } from './tell-finding.js';
import { tellOutcomes } from './tell-outcomes.js';
import type { Watched } from './watch-arms.js';

export interface Described {
  /** As it was first published, with its newest end. */
  readonly experiment: Experiment;
  /** All there are, in their order. */
  readonly groups: readonly DayGroup[];
  readonly phase: ExperimentInsight['phase'];
  readonly changed: boolean;
  /** Counts that came when their group was closed, in whole tens. */
  readonly late: number;
  /** The date at the shop. */
  readonly today: string;
  /** What is known of days that are in no group. */
  readonly watched: Watched;
}

export interface DayRange {
  /** Dates at the shop, the last one included. */
  readonly from: string;
  readonly to: string;
}

export function describeExperiment(described: Described, range: DayRange): ExperimentInsight {
  const { experiment, groups, phase, changed, late } = described;
  const { id, tries, outcome, worthKnowing, from, until, arms } = experiment;
  const circumstances = toCircumstances(described);
  const { through } = circumstances;
  const options = { through, until, worthKnowing };
  const reports = reportExperiment(toArms(experiment), toTallies(experiment, groups), options);
  const isAsked = (day: { readonly from: string; readonly to: string }) =>
    day.from >= range.from && day.to <= range.to;
  return {
    id,
    tries,
    outcome,
    worthKnowing,
    from,
    ...(until === undefined ? {} : { until }),
    split: splitOf(experiment),
    phase,
    changed,
    arms: arms.map((arm, at) => {
      const sums = groups.map((group) => group.arms[arm.id] ?? NO_SUMS);
      const isShown = (day: string) => groups.some((one) => one.to === day && isAsked(one));
      const told = toStatistics(reports[at], circumstances, isShown);
      return {
        id: arm.id,
        weight: arm.weight,
        shows: arm.shows,
        ...told,
        outcomes: tellOutcomes(sums, outcome),
      };
    }),
    groups: groups.filter(isAsked).map((group) => toShown(group, experiment)),
    late,
  };
}

function toCircumstances({ experiment, phase, today, watched }: Described): Circumstances {
  const { until, outcome } = experiment;
  const isPast = until !== undefined && until < today;
  const through = lastWholeDay(outcome, today);
  return { watched, isOver: phase === 'over', until: isPast ? until : undefined, through };
}

const toShown = ({ from, to, arms: sums }: DayGroup, { arms, outcome }: Experiment) => ({
  from,
  to,
  arms: arms.map(({ id }) => ({ id, ...toTally(sums[id] ?? NO_SUMS, outcome) })),
});

/** The schema sees to it that there are two of them. */
const toArms = ({ arms }: Experiment) => arms as unknown as Arms;

const toTally = (sums: ArmSums, outcome: Outcome) => ({ seen: sums.seen, reached: allOf(sums, outcome) });

const toTallies = ({ arms, outcome }: Experiment, groups: readonly DayGroup[]) =>
  groups.map(({ from, to, arms: sums }) => ({
    from,
    to,
    arms: Object.fromEntries(arms.map(({ id }) => [id, toTally(sums[id] ?? NO_SUMS, outcome)])),
  }));

function toStatistics(
  report: ArmReport | undefined,
  circumstances: Circumstances,
  isShown: (day: string) => boolean,
): Pick<ArmInsight, 'seen' | 'reached' | 'share' | 'interval' | 'finding' | 'looks'> {
  const { tally = { seen: 0, reached: 0 }, share, interval, finding, looks = [] } = report ?? {};
  return {
    ...tally,
    ...(share === undefined ? {} : { share }),
    ...(interval ? { interval: [...interval] } : {}),
    ...(finding ? { finding: tellFinding(finding, circumstances) } : {}),
    looks: looks.filter(({ day }) => isShown(day)),
  };
}
