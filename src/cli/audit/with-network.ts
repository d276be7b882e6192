/**
 * The way from product to order with the network there. It is what the same way without
 * a network is compared with. The button that orders is pressed only where no real order
 * can come of it, or where that is asked for.
 */
import { describe } from './finding.js';
import type { FindingCode } from './finding-words.js';
import { ACTS, type Acted, type Pressed } from './steps.js';
import type { Survey } from './survey.js';
import type { Visitor } from './visitor.js';

export const WAY: readonly Pressed[] = ['product', 'add', 'basket', 'checkout', 'order'];
export const WHAT: Readonly<Record<Pressed, string>> = {
  product: 'reach a product',
  add: 'add to the basket',
  basket: 'open the basket',
  checkout: 'reach the checkout and fill it in',
  order: 'order',
};

/** What came of each step; a step after one that failed is missing. */
export type Way = ReadonlyMap<Pressed, Acted | 'left-out'>;

export async function walkWithNetwork(survey: Survey, visitor: Visitor): Promise<Way> {
  const way = new Map<Pressed, Acted | 'left-out'>();
  for (const step of WAY) {
    if (step === 'order' && !(await mayOrder(survey, visitor))) {
      way.set(step, 'left-out');
      break;
    }
    const acted = await ACTS[step](visitor);
    way.set(step, acted);
    if (acted.trouble) {
      const code: FindingCode = 'step-not-done';
      await survey.meet(visitor, { code, step, network: 'on', ...describe(acted.trouble, WHAT[step]) });
      break;
    }
  }
  return way;
}

/** Where nothing is sold: on this machine, with an endpoint there as well, or in a shop that says it is for tests. */
async function mayOrder({ options }: Survey, visitor: Visitor): Promise<boolean> {
  if (options.orderForReal) return true;
  const punnet = await visitor.punnet();
  if (punnet?.mode === 'test') return true;
  return isThisMachine(visitor.url) && (!punnet?.endpoint || isThisMachine(punnet.endpoint));
}

export function isThisMachine(url: string): boolean {
  return (
    URL.canParse(url) && /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)
  );
}
