/**
 * The way from product to order with the network there. It is what the same way without
 * a network is compared with. The button that orders is pressed only where no real order
 * can come of it, or where that is asked for.
 */
import { describe } from './finding.js';
import type { FindingCode } from './finding-words.js';
import { ACTS, type Acted, type Pressed } from './steps.js';
import type { Survey } from './survey.js';
import { isThisMachine } from './this-machine.js';
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

/** What came of a step that was tried. */
export function ofWay(way: Way, step: Pressed): Acted | undefined {
  const acted = way.get(step);
  return acted === 'left-out' ? undefined : acted;
}

/** @param way is filled as it goes, so that it is known how far it went, whatever comes between */
export async function walkWithNetwork(
  survey: Survey,
  visitor: Visitor,
  way: Map<Pressed, Acted | 'left-out'>,
): Promise<void> {
  for (const step of WAY) {
    const may = step === 'order' ? await mayOrder(survey, visitor) : 'freely';
    if (may === 'on-this-machine') visitor.stayHere();
    const acted = may === 'not' ? 'left-out' : await ACTS[step](visitor);
    const isReal = acted === 'left-out' || (acted.trouble && visitor.wasHeldBack);
    way.set(step, isReal ? 'left-out' : acted);
    if (isReal) return;
    if (acted.trouble) {
      const code: FindingCode = 'step-not-done';
      await survey.meet(visitor, { code, step, network: 'on', ...describe(acted.trouble, WHAT[step]) });
      return;
    }
  }
}

/**
 * Where nothing is sold: in a shop that says it is for tests; and on this machine, as long as
 * the page sends nothing elsewhere, since a copy of a shop may send its orders to the shop
 * itself. What a server here does with them can't be seen from the page.
 */
async function mayOrder(
  { options }: Survey,
  visitor: Visitor,
): Promise<'freely' | 'on-this-machine' | 'not'> {
  if (options.orderForReal) return 'freely';
  const punnet = await visitor.punnet();
  if (punnet?.mode === 'test') return 'freely';
  const here = isThisMachine(visitor.url) && (!punnet?.endpoint || isThisMachine(punnet.endpoint));
  return here ? 'on-this-machine' : 'not';
}
