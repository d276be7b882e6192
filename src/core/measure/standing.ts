/** Which experiments of a catalog run, and which arm of each a device is in. */
import { assignArm } from '../experiment/assign.js';
import {
  isRunning,
  NOTHING,
  readExperiments,
  type Experiment,
  type ExperimentFault,
  type Format,
  type Placement,
} from '../experiment/experiment.js';

/** An experiment that runs, with the arm that the device is in. */
export interface StandingArm {
  readonly id: string;
  readonly tries: Experiment['tries'];
  readonly arm: string;
  readonly shows: Format | Placement | typeof NOTHING;
  /** What its arms show, nothing apart. */
  readonly among: readonly string[];
}

export interface RunningExperiments {
  /** One for each thing that is tried. */
  readonly experiments: readonly Experiment[];
  readonly faults: readonly ExperimentFault[];
}

/**
 * @param listed as the catalog has them
 * @param today the date at the shop
 */
export function readRunning(listed: unknown, today: string): RunningExperiments {
  const { experiments, faults } = readExperiments(listed);
  const running = experiments.filter((experiment) => isRunning(experiment, today));
  const firstOf = ({ tries }: Experiment) => running.find((other) => other.tries === tries);
  const late = running.filter((experiment) => firstOf(experiment) !== experiment);
  return {
    experiments: running.filter((experiment) => firstOf(experiment) === experiment),
    faults: [...faults, ...late.map((experiment) => toClash(experiment, firstOf(experiment), listed))],
  };
}

/** A page can show one thing at a time. */
function toClash({ id, tries }: Experiment, first: Experiment | undefined, listed: unknown): ExperimentFault {
  const at = (listed as readonly Partial<Experiment>[]).findIndex((entry) => entry.id === id);
  const message = `Tries the ${tries}, as ${first?.id ?? ''} does, which runs on the same days and comes first: this one is left out`;
  return { where: `/experiments/${at}`, message };
}

/** @param salt the device's */
export function toStandingArm({ id, tries, arms }: Experiment, salt: string): StandingArm {
  const [first, ...others] = arms;
  // The schema has two at least.
  const arm = assignArm(id, salt, [first as (typeof arms)[number], ...others]);
  const among = arms.map(({ shows }) => shows).filter((shows) => shows !== NOTHING);
  return { id, tries, arm: arm.id, shows: arm.shows, among };
}
