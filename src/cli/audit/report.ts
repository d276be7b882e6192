/** What an audit found, as plain data: the same for the terminal, for programs and for the page. */
import type { Finding } from './finding.js';
import type { NetworkState } from './network.js';
import type { Result, StepResult } from './step-result.js';
import type { StepName } from './steps.js';
import type { Walk } from './walk.js';

export interface Report {
  readonly url: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly tookMs: number;
  readonly withPunnet: boolean;
  /** One sentence. */
  readonly summary: string;
  /** What was done about the last button. */
  readonly orders: string;
  readonly steps: readonly StepResult[];
  readonly findings: readonly Finding[];
}

export const STEP_WORDS: Readonly<Record<StepName, string>> = {
  open: 'Open the page',
  product: 'Go to a product',
  add: 'Add to the basket',
  basket: 'Open the basket',
  checkout: 'Reach the checkout',
  order: 'Order',
  reload: 'Reload, basket filled',
};

export const NETWORK_WORDS: Readonly<Record<NetworkState, string>> = {
  on: 'with a network',
  cut: 'without a network',
  silent: 'with a network that lets nothing through',
};

export const RESULT_WORDS: Readonly<Record<Result, string>> = {
  done: 'done',
  failed: 'failed',
  'on-page': 'on the page',
  'left-out': 'left out',
  'not-reached': 'not reached',
};

export function toReport(walk: Walk, { url, at, tookMs }: { url: string; at: Date; tookMs: number }): Report {
  const { withPunnet, steps, findings } = walk;
  const summary = sumUp(steps, findings);
  return { url, at: at.toISOString(), tookMs, withPunnet, summary, orders: ordersOf(steps), steps, findings };
}

function sumUp(steps: readonly StepResult[], findings: readonly Finding[]): string {
  if (findings.length === 0)
    return `Nothing was found: every step ${wereAllTried(steps) ? 'works with and without a network' : 'that was tried works'}.`;
  const hard = findings.filter((finding) => finding.hard).length;
  const rest = findings.length - hard;
  const parts = [
    ...(hard > 0 ? [hard === 1 ? 'one hard failure' : `${hard} hard failures`] : []),
    ...(rest > 0 ? [rest === 1 ? 'one complaint of the page' : `${rest} complaints of the page`] : []),
  ];
  return `Found: ${parts.join(' and ')}.`;
}

const wereAllTried = (steps: readonly StepResult[]) =>
  steps
    .flatMap(({ withNetwork, withoutNetwork }) => [withNetwork, withoutNetwork])
    .every((result) => result === 'done' || result === 'on-page');

/** Of the last button with a network. */
const ORDERED: Readonly<Record<Result, string>> = {
  done: 'The order was placed with a network, too.',
  'on-page': 'The order was placed with a network, too.',
  failed: 'With a network no order went through, as far as the page says.',
  'left-out':
    'With a network nothing was ordered, since nothing says that this shop is for tests; --order-for-real would.',
  'not-reached': 'Nothing was ordered: the walk did not come so far.',
};

function ordersOf(steps: readonly StepResult[]): string {
  const { withNetwork, withoutNetwork } = steps.find(({ step }) => step === 'order') ?? UNREACHED;
  const cut = withoutNetwork === 'not-reached' ? '' : ' What was ordered without one never left the browser.';
  return ORDERED[withNetwork] + cut;
}

const UNREACHED = { withNetwork: 'not-reached', withoutNetwork: 'not-reached' } as const;
