/**
 * The same way with the network cut at one step. An order that is made here never leaves:
 * the profile has no other way out, and it stays cut until the profile is deleted.
 */
import { describe, describeLostPage, type Fault } from './finding.js';
import type { FindingCode } from './finding-words.js';
import type { PunnetSight } from './page-code.js';
import type { Typed } from './page-fields.js';
import { ACTS, type Pressed, type StepName } from './steps.js';
import type { Survey, Went } from './survey.js';
import type { Visitor } from './visitor.js';
import { ofWay, WAY, WHAT, type Way } from './with-network.js';
import { ORDER_TAKEN } from './words.js';

const CODES: Readonly<Record<Pressed, FindingCode>> = {
  product: 'product-not-offline',
  add: 'add-not-offline',
  basket: 'basket-not-offline',
  checkout: 'checkout-not-offline',
  order: 'order-not-offline',
};

type Met = Omit<Fault, 'url' | 'screenshot' | 'network'>;
const meetWithout = (survey: Survey, visitor: Visitor, met: Met) =>
  survey.meet(visitor, { ...met, network: visitor.network });

/** Opens the page as one does who comes back in a tunnel. */
export async function reopenWithout(survey: Survey, visitor: Visitor, way: Way): Promise<Went> {
  await visitor.open('about:blank');
  await visitor.turn('cut');
  const reason = await visitor.open(survey.options.url);
  if (reason !== undefined) {
    await meetWithout(survey, visitor, {
      code: 'page-not-offline',
      step: 'open',
      ...describeLostPage('opened again', reason),
    });
    return 'failed';
  }
  const first = ofWay(way, 'product')?.already ? 'add' : 'product';
  const online = ofWay(way, first);
  if (!online || online.trouble) return 'done';
  if (await visitor.untilSaid(async () => (await visitor.seek(first))?.off === false)) return 'done';
  await meetWithout(survey, visitor, {
    code: 'page-incomplete-offline',
    step: 'open',
    happened: `The page came, and nothing on it was found to ${WHAT[first]} by.`,
    sees: summary((await visitor.look()).lines),
  });
  return 'failed';
}

export interface Lack {
  readonly step: Pressed;
  readonly lack: 'cut' | 'silent';
  readonly way: Way;
}

export async function actWithout(survey: Survey, visitor: Visitor, { step, lack, way }: Lack): Promise<Went> {
  const typed = await repeat(survey, visitor, step, way);
  if (!typed) return 'not-reached';
  // What was typed on pages before this one is not lost by this step.
  const held = await visitor.findHeld(typed);
  await visitor.turn(lack);
  const acted = await ACTS[step](visitor, ofWay(way, step));
  if (acted.trouble) {
    await meetWithout(survey, visitor, { code: CODES[step], step, ...describe(acted.trouble, WHAT[step]) });
    await findLostWords(survey, visitor, step, [...held, ...acted.typed]);
    return 'failed';
  }
  return step === 'order' && lack === 'cut' ? keepsOrder(survey, visitor, typed) : 'done';
}

/** Everything before the step, with a network, in this profile too. */
async function repeat(
  survey: Survey,
  visitor: Visitor,
  step: StepName,
  way: Way,
): Promise<Typed[] | undefined> {
  const typed: Typed[] = [];
  for (const before of WAY.slice(
    0,
    WAY.findIndex((each) => each === step),
  )) {
    visitor.at = before;
    const acted = await ACTS[before](visitor, ofWay(way, before));
    if (acted.trouble) {
      const words = describe(acted.trouble, WHAT[before]);
      await survey.meet(visitor, { code: 'unsteady', step: before, network: 'on', ...words });
      return undefined;
    }
    typed.push(...acted.typed);
  }
  visitor.at = step;
  return typed;
}

/** A shopper who meets the browser's own page goes back to the form. */
async function findLostWords(
  survey: Survey,
  visitor: Visitor,
  step: StepName,
  typed: readonly Typed[],
): Promise<void> {
  if (typed.length === 0) return;
  const goesBack = visitor.isLost();
  if (goesBack) await visitor.back();
  const held = await visitor.findHeld(typed);
  const lost = typed.filter(({ key, value }) => !held.some((it) => it.key === key && it.value === value));
  if (lost.length === 0) return;
  await meetWithout(survey, visitor, {
    code: 'typed-lost',
    step,
    happened: `${goesBack ? 'After going back, ' : ''}${lost.length} of ${typed.length} fields were empty: ${names(lost)}.`,
    sees: 'A form to fill in again, or no form at all.',
  });
}

async function keepsOrder(survey: Survey, visitor: Visitor, typed: readonly Typed[]): Promise<Went> {
  const punnet = await visitor.punnet();
  const kept = punnet?.defined
    ? await keepsOrderOfPunnet(visitor, punnet)
    : await keepsOrderOfOthers(visitor, typed);
  if (kept) return 'done';
  await meetWithout(survey, visitor, {
    code: 'order-lost',
    step: 'order',
    happened: 'The order was taken without a network. After a reload it is not there.',
    sees: 'A shop that knows of no order.',
  });
  return 'failed';
}

/** Where no page comes after a reload, which `page-not-offline` says, Punnet's word is what there is. */
async function keepsOrderOfPunnet(visitor: Visitor, { orders, keepsOrders }: PunnetSight): Promise<boolean> {
  if ((await visitor.reload()) !== undefined) return keepsOrders;
  return visitor.until(async () => ((await visitor.punnet())?.orders ?? 0) >= orders);
}

/** What was typed must be on the device, or the order on screen again. */
async function keepsOrderOfOthers(visitor: Visitor, typed: readonly Typed[]): Promise<boolean> {
  if (await visitor.keeps(typed)) return true;
  return (await visitor.reload()) === undefined && (await showsOrder(visitor));
}

const TAKEN = new RegExp(ORDER_TAKEN, 'i');
const showsOrder = (visitor: Visitor) =>
  visitor.untilSaid(async () => (await visitor.look()).lines.some((line) => TAKEN.test(line)));

export async function reloadWithout(survey: Survey, visitor: Visitor, way: Way): Promise<Went> {
  if (!(await repeat(survey, visitor, 'basket', way))) return 'not-reached';
  visitor.at = 'reload';
  const keeps = await holdsBasket(visitor);
  const failed = await visitor.reload();
  if (failed !== undefined) {
    const words = describeLostPage('reloaded', failed);
    await survey.meet(visitor, { code: 'unsteady', step: 'reload', network: 'on', ...words });
    return 'failed-before';
  }
  await visitor.settle();
  if (!(await visitor.untilSaid(keeps))) {
    await survey.meet(visitor, { code: 'basket-lost', step: 'reload', network: 'on', ...EMPTIED });
    return 'failed-before';
  }
  await visitor.turn('cut');
  const reason = await visitor.reload();
  if (reason === undefined) {
    if (await visitor.untilSaid(keeps)) return 'done';
    await meetWithout(survey, visitor, { code: 'basket-lost', step: 'reload', ...EMPTIED });
    return 'failed';
  }
  await meetWithout(survey, visitor, {
    code: 'reload-not-offline',
    step: 'reload',
    ...describeLostPage('reloaded', reason),
  });
  // Nothing has been ordered here, so that the network may come back.
  await visitor.turn('on');
  await visitor.open(survey.options.url);
  await visitor.settle();
  if (!(await visitor.untilSaid(keeps)))
    await meetWithout(survey, visitor, { code: 'basket-lost', step: 'reload', ...EMPTIED });
  return 'failed';
}

const EMPTIED = {
  happened: 'The page was reloaded with something in the basket, and came back without it.',
  sees: 'An empty basket.',
};

/** By what Punnet holds, else by the words on what opens the basket, which has the count as a rule. */
async function holdsBasket(visitor: Visitor): Promise<() => Promise<boolean>> {
  const before = await visitor.punnet();
  if (before?.defined) return async () => (await visitor.punnet())?.items === before.items;
  const name = (await visitor.seek('basket'))?.name;
  return async () => (await visitor.seek('basket'))?.name === name;
}

function summary(lines: readonly string[]): string {
  return lines.length > 0
    ? `The page says: ${lines.slice(0, 6).join(' · ')}`.slice(0, 400)
    : 'An empty page.';
}

const names = (typed: readonly Typed[]) =>
  [...new Set(typed.map(({ label, key }) => label || key))].join(', ');
