/**
 * The way from product to order with the network there. It is what the same way without
 * a network is compared with. The button that orders is pressed only where no real order
 * can come of it, or where that is asked for.
 */
import { describe } from './finding.js';
import { ACTS, type Acted, type Pressed, type Trouble } from './steps.js';
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

/**
 * What came of each step; a step after one that failed is missing. `left-out`: the order,
 * where it would have been real. `broken-off`: the browser could not go on with the page.
 */
export type Way = ReadonlyMap<Pressed, Came>;
export type Came = Acted | 'left-out' | 'broken-off';

/** What came of a step that was tried to its end. */
export function ofWay(way: Way, step: Pressed): Acted | undefined {
  const came = way.get(step);
  return typeof came === 'string' ? undefined : came;
}

/** Without a network. What was left out or held back with one has nothing in its way then. */
export function isLeftToTry(came: Came): boolean {
  if (typeof came === 'string') return came === 'left-out';
  return !came.already && (!came.trouble || came.heldBack === true);
}

/** @param way is filled as it goes, so that it is known how far it went, whatever comes between */
export async function walkWithNetwork(
  survey: Survey,
  visitor: Visitor,
  way: Map<Pressed, Came>,
): Promise<void> {
  for (const step of WAY) {
    visitor.at = step;
    way.set(step, 'broken-off');
    const may = step === 'order' ? await mayOrder(survey, visitor) : 'freely';
    if (may === 'on-this-machine') visitor.stayHere();
    const came = may === 'not' ? 'left-out' : await actFreely(visitor, step);
    way.set(step, came);
    if (came === 'left-out') continue;
    if (came.trouble) return meetNotDone(survey, visitor, step, came.trouble);
    if (step === 'order') await watchArrive(survey, visitor);
  }
}

async function meetNotDone(survey: Survey, visitor: Visitor, step: Pressed, trouble: Trouble): Promise<void> {
  const { happened, sees } = describe(trouble, WHAT[step]);
  await survey.meet(visitor, {
    ...{ code: 'step-not-done', step, network: 'on', sees },
    happened: visitor.wasHeldBack ? `${happened} Other machines were out of reach.` : happened,
  });
}

async function watchArrive(survey: Survey, visitor: Visitor): Promise<void> {
  if (await visitor.untilSent()) return;
  await survey.meet(visitor, {
    ...{ code: 'order-not-sent', step: 'order', network: 'on' },
    happened: `The order was kept on the device and had no answer within ${visitor.timeoutMs / 1000} s.`,
    sees: 'An order that stays “Saved on this device”.',
  });
}

async function actFreely(visitor: Visitor, step: Pressed): Promise<Acted> {
  const acted = await ACTS[step](visitor);
  return visitor.wasHeldBack ? { ...acted, heldBack: true } : acted;
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
