/**
 * The basket as it is shown: what is kept, priced and named by today's catalog,
 * with what has changed since the shopper chose it. Lines that can't be ordered
 * any more stay in view and count in no sum.
 */
import type { Catalog } from '../catalog/catalog-schema.js';
import { allergensOf, type Modifiers } from '../catalog/lookup.js';
import type { HoldView } from '../lease/hold-view.js';
import { roundHalfUp } from '../money.js';
import { toDetail, type Cart, type CartLine, type LineSource, type RemovedLine } from './cart.js';
import { checkAvailable, checkQuantity, countByVariant, findItem, type Item } from './price-lines.js';

/**
 * `price`: it, or the deposit, is not what the shopper saw. `quantity`: the maximum
 * or the step has changed, and the line must be lowered. `sold-out` and `gone`:
 * can't be ordered.
 */
export type LineChange = 'price' | 'quantity' | 'sold-out' | 'gone';

export interface CartViewLine {
  readonly id: string;
  /** The product's id. */
  readonly product: string;
  readonly variant: string;
  readonly modifiers: Modifiers;
  readonly quantity: number;
  /** Variant and options, for one, in minor units. */
  readonly price: number;
  /** price × quantity, also of a line that counts in no sum. */
  readonly total: number;
  /** Of all of the line's items. */
  readonly deposit: number;
  readonly title: string;
  /** Size and options: "500 g, Own jar". */
  readonly detail: string;
  readonly change?: LineChange;
  /** What one cost when the shopper chose it, if it costs something else now. */
  readonly was?: number;
  /** The same of the deposit of one. */
  readonly wasDeposit?: number;
  /** Empty also where the maker hasn't said: then the product's `allergens` are absent. */
  readonly allergens: readonly string[];
  /** `held`: for this shopper, until `state.hold.until`. Else the shop confirms when the order reaches it. */
  readonly promise: 'held' | 'subject-to-stock';
  /** What led the shopper to it; nothing for what they found by themselves. */
  readonly from?: LineSource;
}

export interface CartView {
  readonly lines: readonly CartViewLine[];
  /** The goods of all lines that can be ordered. */
  readonly subtotal: number;
  readonly deposits: number;
  /** subtotal + deposits */
  readonly total: number;
  /** All quantities together. */
  readonly count: number;
  /** The tax inside the subtotal; absent if the catalog states no tax or no rate. */
  readonly tax?: { readonly label: string; readonly minor: number };
  /** What the goods lack to reach the shop's minimum; 0 when it is reached. */
  readonly minimumShort: number;
  /** What can be put back: how many lines, and the first one's names and place. */
  readonly removed?: {
    readonly title: string;
    readonly detail: string;
    readonly lines: number;
    readonly index: number;
  };
}

/**
 * @param catalog without one, lines show what was seen and nothing is known to have changed.
 * @param hold what is held for the shopper: a line is, if all of its variant in the basket are
 */
export function viewCart(
  cart: Cart,
  catalog: Catalog | undefined,
  hold: Pick<HoldView, 'quantities'> | null = null,
): CartView {
  const counts = countByVariant(cart.lines);
  const rows = cart.lines.map((line) => {
    const together = counts.get(line.variant) ?? 0;
    const held = (hold?.quantities[line.variant] ?? 0) >= together;
    return rowOf(line, catalog, together, held ? 'held' : 'subject-to-stock');
  });
  const lines = rows.map(({ line }) => line);
  const counted = rows.filter(({ line }) => isOrderable(line));
  const sum = (of: (line: CartViewLine) => number) => counted.reduce((all, { line }) => all + of(line), 0);
  const subtotal = sum((line) => line.total);
  const deposits = sum((line) => line.deposit);
  const minor = toTax(counted);
  const label = catalog?.shop.tax?.label;
  const removed = cart.removed && toRemoved(cart.removed);
  return {
    lines,
    subtotal,
    deposits,
    total: subtotal + deposits,
    count: cart.lines.reduce((all, { quantity }) => all + quantity, 0),
    ...(label !== undefined && minor !== undefined ? { tax: { label, minor } } : {}),
    minimumShort: Math.max(0, (catalog?.shop.minimum ?? 0) - subtotal),
    ...(removed ? { removed } : {}),
  };
}

/** Whether a line may be part of an order as it stands, its quantity apart. */
export function isOrderable({ change }: Pick<CartViewLine, 'change'>): boolean {
  return change !== 'sold-out' && change !== 'gone';
}

/** All that can be ordered of it is held for the shopper. */
export function isHeld({ lines }: CartView, hold: HoldView | null): boolean {
  const orderable = lines.filter(isOrderable);
  return hold !== null && orderable.length > 0 && orderable.every(({ promise }) => promise === 'held');
}

interface Row {
  readonly line: CartViewLine;
  readonly taxRate: number | undefined;
}

interface Drawn {
  readonly catalog: Catalog | undefined;
  readonly together: number;
  readonly promise: CartViewLine['promise'];
  readonly row: Row;
}

const drawn = new WeakMap<CartLine, Drawn>();

/** A line that has not changed is the same object again, so that a tap redraws one line of 500. */
function rowOf(
  line: CartLine,
  catalog: Catalog | undefined,
  together: number,
  promise: CartViewLine['promise'],
): Row {
  const last = drawn.get(line);
  if (last && last.catalog === catalog && last.together === together && last.promise === promise)
    return last.row;
  const viewed = viewLine(line, catalog, together);
  const row = { ...viewed, line: { ...viewed.line, promise } };
  drawn.set(line, { catalog, together, promise, row });
  return row;
}

/** @param together how many of the same variant the whole basket holds. */
function viewLine(line: CartLine, catalog: Catalog | undefined, together: number): Row {
  const item = catalog && findItem(catalog, line.variant, line.modifiers);
  if (!item?.ok)
    return { line: toViewLine(line, line.seen, catalog ? 'gone' : undefined), taxRate: undefined };
  const now = {
    price: item.price,
    deposit: item.deposit,
    product: item.product.id,
    title: item.product.title,
    detail: toDetail(item),
  };
  const viewed = toViewLine(line, now, toChange(line, item, together));
  return {
    line: { ...viewed, allergens: allergensOf(item.product, item.options) },
    taxRate: item.variant.taxRate,
  };
}

function toViewLine(line: CartLine, now: CartLine['seen'], change: LineChange | undefined): CartViewLine {
  const { seen, ...kept } = line;
  const { quantity } = kept;
  const { price, deposit, product, title, detail } = now;
  return {
    ...kept,
    product,
    price,
    total: price * quantity,
    deposit: deposit * quantity,
    title,
    detail,
    ...(change ? { change } : {}),
    ...(price !== seen.price ? { was: seen.price } : {}),
    ...(deposit !== seen.deposit ? { wasDeposit: seen.deposit } : {}),
    allergens: [],
    promise: 'subject-to-stock',
  };
}

function toChange({ seen, quantity }: CartLine, item: Item, together: number): LineChange | undefined {
  if (checkAvailable(item)) return item.variant.unsold ? 'gone' : 'sold-out';
  if (checkQuantity(item, quantity, together - quantity)) return 'quantity';
  return item.price !== seen.price || item.deposit !== seen.deposit ? 'price' : undefined;
}

/**
 * The tax inside what the goods cost: total × rate ÷ (100 + rate), rounded half up
 * line by line, then summed, as a till does. Deposits bear none. A line without a
 * rate bears none either; if no line states one, nothing is known.
 */
function toTax(rows: readonly Row[]): number | undefined {
  let minor: number | undefined;
  for (const { line, taxRate } of rows) {
    if (taxRate !== undefined) minor = (minor ?? 0) + roundHalfUp((line.total * taxRate) / (100 + taxRate));
  }
  return minor;
}

function toRemoved(removed: readonly RemovedLine[]): CartView['removed'] {
  const first = removed[0];
  if (!first) return undefined;
  const { title, detail } = first.line.seen;
  return { title, detail, lines: removed.length, index: first.index };
}
