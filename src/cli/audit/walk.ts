/**
 * A site's way walked once with a network, and once for each step with the network cut
 * at that step. Says of each step what came of it.
 */
import type { Browser } from 'puppeteer-core';

import { toComplaintFaults, toFinding, type Fault, type Finding } from './finding.js';
import type { Acted, Pressed, StepName } from './steps.js';
import { STEPS, toStepResult, type StepResult } from './step-result.js';
import { Survey, type SurveyOptions, type Went } from './survey.js';
import { isThisMachine } from './this-machine.js';
import { isLeftToTry, ofWay, walkWithNetwork, type Came, type Way } from './with-network.js';
import { actWithout, reloadWithout, reopenWithout, type Lack } from './without-network.js';

export interface Walk {
  readonly steps: readonly StepResult[];
  readonly findings: readonly Finding[];
  readonly withPunnet: boolean;
}

type Cut = readonly [StepName, () => Promise<Went>];
/** Profiles at a time. */
const AT_ONCE = 3;
/** Steps at which shops ask a server most. */
const IN_TUNNELS: readonly Pressed[] = ['add', 'order'];

export async function walk(browser: Browser, options: SurveyOptions): Promise<Walk> {
  const survey = new Survey(browser, options);
  const way = new Map<Pressed, Came>();
  await survey.visitFirst('open', (visitor) => walkWithNetwork(survey, visitor, way));
  const cuts = toCuts(survey, way);
  const went = new Map<StepName, Went>();
  await inTurns(
    cuts.map(
      ([step, cut]) =>
        async () =>
          void went.set(step, await cut()),
    ),
  );
  const faults = [...survey.faults, ...insecure(options.url), ...toComplaintFaults(survey.complaints)];
  faults.sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step));
  return {
    steps: STEPS.map((step) => toStepResult(step, way, went)),
    findings: faults.map((fault) => toFinding(fault, survey.withPunnet)),
    withPunnet: survey.withPunnet,
  };
}

function toCuts(survey: Survey, way: Way): readonly Cut[] {
  const cuts: Cut[] = [
    ['open', () => survey.visit('open', (visitor) => reopenWithout(survey, visitor, way))],
  ];
  for (const [step, came] of way)
    if (isLeftToTry(came)) cuts.push([step, () => actWithEachLack(survey, step, way)]);
  if (isDone(ofWay(way, 'add')))
    cuts.push(['reload', () => survey.visit('reload', (visitor) => reloadWithout(survey, visitor, way))]);
  return cuts;
}

/** What holds with the network cut is tried in a tunnel as well, where a request does not fail but never ends. */
async function actWithEachLack(survey: Survey, step: Pressed, way: Way): Promise<Went> {
  const act = (lack: Lack['lack']) =>
    survey.visit(step, (visitor) => actWithout(survey, visitor, { step, lack, way }));
  const cut = await act('cut');
  if (cut !== 'done' || !IN_TUNNELS.includes(step)) return cut;
  return (await act('silent')) === 'failed' ? 'failed' : 'done';
}

function isDone(acted: Acted | undefined): boolean {
  return acted !== undefined && !acted.trouble;
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
