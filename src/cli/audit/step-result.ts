/** What is said of each step in one word, with a network and without: what was tried, and how it went. */
import type { StepName } from './steps.js';
import type { Went } from './survey.js';
import { WAY, type Way } from './with-network.js';

/**
 * `on-page`: nothing had to be pressed for it. `left-out`: the order, where it would have
 * been real. `not-reached`: it was not tried, since something before it failed.
 */
export type Result = 'done' | 'failed' | 'on-page' | 'left-out' | 'not-reached';

export interface StepResult {
  readonly step: StepName;
  readonly withNetwork: Result;
  readonly withoutNetwork: Result;
}

/** In the order of a shopper's way. */
export const STEPS: readonly StepName[] = ['open', ...WAY, 'reload'];

/** @param went what came of the visits whose network was cut at a step */
export function toStepResult(step: StepName, way: Way, went: ReadonlyMap<StepName, Went>): StepResult {
  const cut = went.get(step) ?? 'not-reached';
  const withoutNetwork = cut === 'failed-before' ? 'not-reached' : cut;
  if (step === 'open') return { step, withNetwork: way.size > 0 ? 'done' : 'failed', withoutNetwork };
  if (step === 'reload') return { step, withNetwork: RELOADED[cut], withoutNetwork };
  const came = way.get(step);
  if (came === undefined) return { step, withNetwork: 'not-reached', withoutNetwork };
  if (typeof came === 'string')
    return { step, withNetwork: came === 'left-out' ? came : 'failed', withoutNetwork };
  if (came.already) return { step, withNetwork: 'on-page', withoutNetwork: 'on-page' };
  return { step, withNetwork: came.trouble ? 'failed' : 'done', withoutNetwork };
}

/** With a network, as the visit tells that reloads without one afterwards. */
const RELOADED: Readonly<Record<Went, Result>> = {
  done: 'done',
  failed: 'done',
  'failed-before': 'failed',
  'not-reached': 'not-reached',
};
