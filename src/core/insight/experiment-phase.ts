/** Whether an experiment is shown to anybody today, and why not. */
import { isRunning, type Experiment } from '../experiment/experiment.js';
import type { ExperimentInsight } from '../protocol/insights.js';

export interface Today {
  /** Today's catalog has it. */
  readonly isListed: boolean;
  /** Of those that try the same it is the one that devices show, if it is among its days. */
  readonly isShown: boolean;
  /** The date at the shop. */
  readonly today: string;
}

export function phaseOf(
  experiment: Pick<Experiment, 'from' | 'until'>,
  { isListed, isShown, today }: Today,
): ExperimentInsight['phase'] {
  if (!isListed) return 'over';
  if (isShown) return 'running';
  if (experiment.from > today) return 'to-come';
  return isRunning(experiment, today) ? 'left-out' : 'over';
}
