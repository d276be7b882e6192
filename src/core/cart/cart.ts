/**
 * The basket as it is kept, and the one reducer that changes it. The page applies
 * an action at once and the worker settles it, with this very function, so that a
 * tap repaints in the next frame and both agree.
 *
 * A line remembers what the shopper saw when adding it. What was removed last is
 * remembered until the next change, so that it can be put back where it was.
 */
import type { Catalog } from '../catalog/catalog-schema.js';
import type { Modifiers } from '../catalog/lookup.js';
import { MAX_AMOUNT } from '../money.js';
import {
  checkAvailable,
  checkQuantity,
  countByVariant,
  findItem,
  type About,
  type Item,
  type LineFault,
} from './price-lines.js';

/** More lines than this don't fit into one order. */
export const MAX_LINES = 500;

/** What the shopper saw of a line; prices for one, in minor units. */
export interface SeenLine {
  readonly price: number;
  readonly deposit: number;
  /** The product's id. */
  readonly product: string;
  readonly title: string;
  /** Size and options: "500 g, Own jar". */
  readonly detail: string;
}

/** What led the shopper to a line; nothing for what they found by themselves. */
export type LineSource = 'recommendation';

export interface CartLine {
  readonly id: string;
  readonly variant: string;
  readonly modifiers: Modifiers;
  readonly quantity: number;
  readonly seen: SeenLine;
  /** Of its first item; kept with the basket alone, and in no order. */
  readonly from?: LineSource;
}

export interface RemovedLine {
  readonly line: CartLine;
  /** Where it stood. */
  readonly index: number;
}

export interface Cart {
  readonly lines: readonly CartLine[];
  /** What the last change removed, in the order of the places. */
  readonly removed?: readonly RemovedLine[];
}

export const EMPTY_CART: Cart = { lines: [] };

export type CartAction =
  | {
      readonly type: 'add';
      readonly variant: string;
      /** One step of the variant unless given. */
      readonly quantity?: number;
      readonly modifiers?: Modifiers;
      readonly from?: LineSource;
    }
  /** 0 removes the line. */
  | { readonly type: 'setQuantity'; readonly line: string; readonly quantity: number }
  | { readonly type: 'restore' }
  | { readonly type: 'clear' };

export type CartFault = LineFault | 'no-catalog' | 'unknown-line' | 'nothing-to-restore' | 'basket-full';
export type CartRefusal = { readonly ok: false; readonly code: CartFault; readonly about: About };
export type ReducedCart =
  | {
      readonly ok: true;
      readonly cart: Cart;
      /** The line that was added to or set. */
      readonly line?: string;
    }
  | CartRefusal;

/** The same for the same variant and options, in whatever order they were chosen. */
export function lineId(variant: string, modifiers: Modifiers = {}): string {
  const pairs = Object.keys(modifiers)
    .sort()
    .map((id) => `&${escapeId(id)}=${escapeId(String(modifiers[id]))}`);
  return escapeId(variant) + pairs.join('');
}

function escapeId(id: string): string {
  return id.replace(/[%&=]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

/**
 * The basket after an action, or why it can't be done. Without a catalog nothing
 * can be added or raised; what is there can still be lowered and removed.
 */
export function reduceCart(cart: Cart, action: CartAction, catalog: Catalog | undefined): ReducedCart {
  switch (action.type) {
    case 'add':
      return add(cart, action, catalog);
    case 'setQuantity':
      return setQuantity(cart, action.line, action.quantity, catalog);
    case 'restore':
      return restore(cart);
    case 'clear':
      return clear(cart);
  }
}

function add(
  cart: Cart,
  action: Extract<CartAction, { type: 'add' }>,
  catalog: Catalog | undefined,
): ReducedCart {
  if (!catalog) return refuse('no-catalog');
  const item = findItem(catalog, action.variant, action.modifiers ?? {});
  if (!item.ok) return item;
  const { type: _, quantity = item.variant.step, ...wanted } = action;
  const modifiers = { ...action.modifiers };
  const id = lineId(action.variant, modifiers);
  const index = cart.lines.findIndex((line) => line.id === id);
  const present = cart.lines[index];
  const refusal =
    checkAvailable(item) ??
    checkQuantity(item, quantity, 0) ??
    checkTogether(cart, item, (present?.quantity ?? 0) + quantity, present);
  if (refusal) return refusal;
  if (present) return { ok: true, cart: withQuantity(cart, index, present.quantity + quantity), line: id };
  if (cart.lines.length >= MAX_LINES) return refuse('basket-full', { max: MAX_LINES });
  const line: CartLine = { ...wanted, id, modifiers, quantity, seen: toSeen(item) };
  return { ok: true, cart: { lines: [...cart.lines, line] }, line: id };
}

/** Whether a line's new quantity stands beside the other lines. */
function checkTogether(
  cart: Cart,
  item: Item,
  quantity: number,
  present: CartLine | undefined,
): CartRefusal | undefined {
  const before = present?.quantity ?? 0;
  const elsewhere = (countByVariant(cart.lines).get(item.variant.id) ?? 0) - before;
  const refusal = checkQuantity(item, quantity, elsewhere);
  if (refusal) return refusal;
  const others = cart.lines.reduce((sum, line) => sum + (line === present ? 0 : amountSeen(line)), 0);
  return others + (item.price + item.deposit) * quantity > MAX_AMOUNT ? refuse('too-much') : undefined;
}

function amountSeen({ seen, quantity }: CartLine): number {
  return (seen.price + seen.deposit) * quantity;
}

function setQuantity(cart: Cart, id: string, quantity: number, catalog: Catalog | undefined): ReducedCart {
  const index = cart.lines.findIndex((line) => line.id === id);
  const line = cart.lines[index];
  if (!line) return refuse('unknown-line', { line: id });
  if (quantity === 0) return { ok: true, cart: withoutLine(cart, index, line), line: id };
  if (!Number.isSafeInteger(quantity) || quantity < 0)
    return refuse('bad-quantity', { title: line.seen.title });
  if (quantity === line.quantity) return { ok: true, cart, line: id };
  const refusal = checkChange(cart, line, quantity, catalog);
  return refusal ?? { ok: true, cart: withQuantity(cart, index, quantity), line: id };
}

/** Lowering is always allowed, as long as the step is kept; raising needs the item to be on sale. */
function checkChange(
  cart: Cart,
  line: CartLine,
  quantity: number,
  catalog: Catalog | undefined,
): CartRefusal | undefined {
  const raised = quantity > line.quantity;
  if (!catalog) return raised ? refuse('no-catalog') : undefined;
  const item = findItem(catalog, line.variant, line.modifiers);
  if (!item.ok) return raised ? item : undefined;
  if (raised) return checkAvailable(item) ?? checkTogether(cart, item, quantity, line);
  const refusal = checkQuantity(item, quantity, 0);
  return refusal?.code === 'at-maximum' ? undefined : refusal;
}

function restore(cart: Cart): ReducedCart {
  if (!cart.removed) return refuse('nothing-to-restore');
  const lines = [...cart.lines];
  for (const { line, index } of cart.removed) lines.splice(index, 0, line);
  return { ok: true, cart: { lines } };
}

function clear(cart: Cart): ReducedCart {
  if (cart.lines.length === 0) return { ok: true, cart };
  return { ok: true, cart: { lines: [], removed: cart.lines.map((line, index) => ({ line, index })) } };
}

function withQuantity(cart: Cart, index: number, quantity: number): Cart {
  return { lines: cart.lines.map((line, place) => (place === index ? { ...line, quantity } : line)) };
}

function withoutLine(cart: Cart, index: number, line: CartLine): Cart {
  return { lines: cart.lines.filter((_, place) => place !== index), removed: [{ line, index }] };
}

function toSeen(item: Item): SeenLine {
  const { product, price, deposit } = item;
  return { price, deposit, product: product.id, title: product.title, detail: toDetail(item) };
}

/** Size and options as one text: "500 g, Own jar". */
export function toDetail({ variant, options }: Pick<Item, 'variant' | 'options'>): string {
  return [variant, ...options]
    .map(({ title }) => title)
    .filter(Boolean)
    .join(', ');
}

function refuse(code: CartFault, about: About = {}): CartRefusal {
  return { ok: false, code, about };
}
