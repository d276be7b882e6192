/**
 * The steps of a shopper's way, each done as a shopper would do it, with or without a
 * network, and what came of it. Knows nothing of reports.
 */
import type { Sight } from './page-code.js';
import type { Typed } from './page-fields.js';
import type { Found, Visitor } from './visitor.js';
import { ORDER_TAKEN, type Control } from './words.js';

/** Steps at which something is pressed. */
export type Pressed = 'product' | 'add' | 'basket' | 'checkout' | 'order';
export type StepName = Pressed | 'open' | 'reload';

export type Trouble =
  /** Nothing on the page looks as if it did that. */
  | { readonly kind: 'not-found' }
  | { readonly kind: 'switched-off'; readonly control: string }
  /** The browser's own page about a missing connection is there instead. */
  | { readonly kind: 'page-lost'; readonly control: string }
  /** It was pressed, and the page said nothing. */
  | { readonly kind: 'silent'; readonly control: string }
  /** The page said something else than with a network. */
  | { readonly kind: 'refused'; readonly control: string; readonly said: readonly string[] };

export interface Acted {
  /** Nothing had to be pressed: the page has it anyway. */
  readonly already?: true;
  readonly trouble?: Trouble;
  /** The audit kept the page from other machines meanwhile, which may be why it failed. */
  readonly heldBack?: true;
  /** What the page says since. */
  readonly said: readonly string[];
  /** On all of its pages; where it failed, on the one that was at hand: the others are left as a matter of course. */
  readonly typed: readonly Typed[];
}

/** @param before what came of the step with a network, where it has been done before */
type Act = (visitor: Visitor, before?: Acted) => Promise<Acted>;

const NOTHING = { said: [], typed: [] } as const;
const ALREADY: Acted = { ...NOTHING, already: true };
const MOST_HOPS = 3;
const MOST_PAGES = 6;
const MOST_OF_ONE = 30;

/** Goes to where something can be added. */
const doProduct: Act = async (visitor) => {
  if (await visitor.seek('add')) return ALREADY;
  let last: Acted = { ...NOTHING, trouble: { kind: 'not-found' } };
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    const found = await visitor.seek('product');
    if (!found) return last;
    last = await pressUntil(visitor, found, () => isThere(visitor, 'add'));
    if (!last.trouble || visitor.isLost()) return last;
  }
  return last;
};

const doAdd: Act = async (visitor, before) => {
  const first = await visitor.seekReady('add');
  if (!first) return { ...NOTHING, trouble: { kind: 'not-found' } };
  await visitor.fill(first);
  const found = (await visitor.seek('add')) ?? first;
  const acted = await addOnce(visitor, found, before);
  if (acted.trouble) return acted;
  for (let more = 1; more < MOST_OF_ONE && ((await visitor.punnet())?.short ?? 0) > 0; more++) {
    const { trouble } = await addOnce(visitor, found, before);
    if (trouble) return { ...acted, trouble };
  }
  return acted;
};

async function addOnce(visitor: Visitor, found: Found, before: Acted | undefined): Promise<Acted> {
  const punnet = await visitor.punnet();
  if (!punnet?.defined) return pressUntilSame(visitor, found, before);
  return pressUntil(visitor, found, async () => ((await visitor.punnet())?.items ?? 0) > punnet.items);
}

const doBasket: Act = async (visitor) => {
  if (await visitor.seek('checkout')) return ALREADY;
  const found = await visitor.seek('basket');
  if (!found) return { ...NOTHING, trouble: { kind: 'not-found' } };
  return pressUntil(visitor, found, () => isThere(visitor, 'checkout'));
};

/** As far as the button that orders, with everything filled in. */
const doCheckout: Act = async (visitor) => {
  const found = await visitor.seek('checkout');
  if (!found) return (await visitor.seek('order')) ? { ...ALREADY, typed: await visitor.fill() } : missing();
  let acted = await pressUntil(visitor, found, () => isForm(visitor));
  const typed: Typed[] = [];
  let control = found.name;
  for (let page = 0; page < MOST_PAGES && !acted.trouble; page++) {
    typed.push(...(await visitor.fill()));
    if (await visitor.seek('order')) return { ...acted, typed };
    const next = await visitor.seek('continue');
    const held = await visitor.findHeld(typed);
    if (!next) return { ...missing(), typed: held };
    control = next.name;
    acted = { ...(await pressUntilSame(visitor, next, undefined)), typed: held };
  }
  if (acted.trouble) return acted;
  // A page that says something at each press, and never comes to the order, says no. It may be a new page each time.
  return { ...acted, typed: [], trouble: { kind: 'refused', control, said: acted.said } };
};

const missing = (): Acted => ({ ...NOTHING, trouble: { kind: 'not-found' } });

const isForm = async (visitor: Visitor) =>
  (await isThere(visitor, 'order')) || (await isThere(visitor, 'continue'));

const doOrder: Act = async (visitor) => {
  const found = await visitor.seekReady('order');
  if (!found) return missing();
  const punnet = await visitor.punnet();
  const start = await visitor.lookAfresh();
  const taken = new RegExp(ORDER_TAKEN, 'i');
  return pressUntil(visitor, found, async () => {
    if (punnet?.defined) return ((await visitor.punnet())?.orders ?? 0) > punnet.orders;
    return newLines(start, await visitor.look()).some((line) => taken.test(line));
  });
};

export const ACTS: Readonly<Record<Pressed, Act>> = {
  product: doProduct,
  add: doAdd,
  basket: doBasket,
  checkout: doCheckout,
  order: doOrder,
};

const isThere = async (visitor: Visitor, control: Control) => (await visitor.seek(control)) !== undefined;

async function pressUntil(visitor: Visitor, found: Found, holds: () => Promise<boolean>): Promise<Acted> {
  const control = found.name;
  if (found.off) return { ...NOTHING, trouble: { kind: 'switched-off', control } };
  const start = await visitor.lookAfresh();
  await visitor.press(found);
  const held = await visitor.untilSaid(holds);
  if (visitor.isLost()) return { ...NOTHING, trouble: { kind: 'page-lost', control } };
  return judge(newLines(start, await visitor.look()), held, control);
}

function judge(said: readonly string[], done: boolean, control: string): Acted {
  if (done) return { said, typed: [] };
  return {
    said,
    typed: [],
    trouble: said.length > 0 ? { kind: 'refused', control, said } : { kind: 'silent', control },
  };
}

/** Presses, and takes it as done if the page then says what it said before; the first time, if it says anything. */
async function pressUntilSame(visitor: Visitor, found: Found, before: Acted | undefined): Promise<Acted> {
  const start = await visitor.lookAfresh();
  const isSaid = async () => {
    const said = newLines(start, await visitor.look());
    return before ? saysAsMuch(said, before.said, visitor.network === 'on') : said.length > 0;
  };
  const acted = await pressUntil(visitor, found, isSaid);
  if (acted.trouble) return acted;
  await visitor.standStill();
  const control = found.name;
  if (visitor.isLost()) return { ...NOTHING, trouble: { kind: 'page-lost', control } };
  return judge(newLines(start, await visitor.look()), await isSaid(), control);
}

/**
 * Whether a page says what it said when the step was done. With a network any line will do,
 * since much on a page changes from one visit to the next. Without one, a message of failure
 * may share its frame with one of success: nothing that was said may be missing, or nothing
 * may be said besides. Numbers don't count.
 */
export function saysAsMuch(said: readonly string[], before: readonly string[], online: boolean): boolean {
  const [now, then] = [said, before].map((lines) => lines.map((line) => line.replace(/\d+/g, '0')));
  const [there, known] = [new Set(now), new Set(then)];
  if (online) return [...there].some((line) => known.has(line));
  const whole = [...known].every((line) => there.has(line));
  return there.size > 0 && (whole || [...there].every((line) => known.has(line)));
}

export function newLines(before: Sight, after: Sight): readonly string[] {
  return after.lines.filter((line) => !before.lines.includes(line));
}
