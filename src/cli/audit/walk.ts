/**
 * A site's way walked once with a network, and once for each step with the network cut
 * at that step. Says of each step what came of it.
 */
import type { Browser } from 'puppeteer-core';

import { toComplaintFaults, toFinding, type Fault, type Finding } from './finding.js';
import type { Acted, Pressed, StepName } from './steps.js';
import { Survey, type SurveyOptions } from './survey.js';
import { isThisMachine } from './this-machine.js';
import { ofWay, WAY, walkWithNetwork, type Way } from './with-network.js';
import { actWithout, reloadWithout, reopenWithout } from './without-network.js';

/**
 * `on-page`: nothing had to be pressed for it. `left-out`: the order, where it would have
 * been real. `not-reached`: a step before it failed.
 */
export type Result = 'done' | 'failed' | 'on-page' | 'left-out' | 'not-reached';

export interface StepResult {
  readonly step: StepName;
  readonly withNetwork: Result;
  readonly withoutNetwork: Result;
}

export interface Walk {
  readonly steps: readonly StepResult[];
  readonly findings: readonly Finding[];
  readonly withPunnet: boolean;
}

type Cut = readonly [StepName, () => Promise<boolean>];
/** Profiles at a time. */
const AT_ONCE = 3;
/** Steps at which shops ask a server most. */
const IN_TUNNELS: readonly Pressed[] = ['add', 'order'];
const ORDER: readonly StepName[] = ['open', ...WAY, 'reload'];

export async function walk(browser: Browser, options: SurveyOptions): Promise<Walk> {
  const survey = new Survey(browser, options);
  const way = new Map<Pressed, Acted | 'left-out'>();
  await survey.visitFirst('open', (visitor) => walkWithNetwork(survey, visitor, way));
  const cuts = toCuts(survey, way);
  const went = new Map<StepName, boolean>();
  await inTurns(
    cuts.map(
      ([step, cut]) =>
        async () =>
          void went.set(step, await cut()),
    ),
  );
  const faults = [...survey.faults, ...insecure(options.url), ...toComplaintFaults(survey.complaints)];
  faults.sort((a, b) => ORDER.indexOf(a.step) - ORDER.indexOf(b.step));
  return {
    steps: ORDER.map((step) => toResult(step, way, went)),
    findings: faults.map((fault) => toFinding(fault, survey.withPunnet)),
    withPunnet: survey.withPunnet,
  };
}

function toCuts(survey: Survey, way: Way): readonly Cut[] {
  const cuts: Cut[] = [
    ['open', () => survey.visit('open', (visitor) => reopenWithout(survey, visitor, way))],
  ];
  for (const [step, acted] of way) {
    if (acted !== 'left-out' && (acted.already || acted.trouble)) continue;
    cuts.push([step, () => actWithEachLack(survey, step, way)]);
  }
  if (isDone(ofWay(way, 'add')))
    cuts.push(['reload', () => survey.visit('reload', (visitor) => reloadWithout(survey, visitor, way))]);
  return cuts;
}

/** What holds with the network cut is tried in a tunnel as well, where a request does not fail but never ends. */
async function actWithEachLack(survey: Survey, step: Pressed, way: Way): Promise<boolean> {
  const lacks = IN_TUNNELS.includes(step) ? (['cut', 'silent'] as const) : (['cut'] as const);
  for (const lack of lacks)
    if (!(await survey.visit(step, (visitor) => actWithout(survey, visitor, { step, lack, way }))))
      return false;
  return true;
}

function isDone(acted: Acted | undefined): boolean {
  return acted !== undefined && !acted.trouble;
}

function toResult(step: StepName, way: Way, went: ReadonlyMap<StepName, boolean>): StepResult {
  const cut = went.get(step);
  const withoutNetwork = cut === undefined ? 'not-reached' : cut ? 'done' : 'failed';
  if (step === 'open' || step === 'reload')
    return {
      step,
      withNetwork: step === 'open' || cut !== undefined ? 'done' : 'not-reached',
      withoutNetwork,
    };
  const acted = way.get(step);
  if (acted === undefined) return { step, withNetwork: 'not-reached', withoutNetwork };
  if (acted === 'left-out') return { step, withNetwork: 'left-out', withoutNetwork };
  if (acted.already) return { step, withNetwork: 'on-page', withoutNetwork: 'on-page' };
  return { step, withNetwork: acted.trouble ? 'failed' : 'done', withoutNetwork };
}

function insecure(url: string): readonly Fault[] {
  if (!url.startsWith('http:') || isThisMachine(url)) return [];
  return [
    {
      code: 'insecure-page',
      step: 'open',
      network: 'on',
      url,
      happened: 'The page came by http.',
      sees: '“Not secure” beside the address.',
    },
  ];
}

/** A few side by side, each begun in its turn; all have ended when one has failed. */
async function inTurns(jobs: readonly (() => Promise<void>)[]): Promise<void> {
  const left = [...jobs];
  const work = async () => {
    for (let job = left.shift(); job; job = left.shift()) await job();
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
