/**
 * What lines cost by a catalog, and whether they may be ordered by it at all. The
 * device that places an order and the endpoint that receives it both ask here, so
 * that they can't disagree.
 */
import type { Catalog, ModifierOption, Product, Variant } from '../catalog/catalog-schema.js';
import { checkModifiers, findVariant, lineDeposit, linePrice, type Modifiers } from '../catalog/lookup.js';
import { MAX_AMOUNT } from '../money.js';

/** The most of one variant in a basket where the catalog sets no `max`. */
export const MAX_QUANTITY = 9_999;

export interface LineToPrice {
  readonly variant: string;
  readonly modifiers: Modifiers;
  readonly quantity: number;
}

export interface PricedLine extends LineToPrice {
  /** Variant and options, for one, in minor units. */
  readonly price: number;
  /** price × quantity. */
  readonly total: number;
  /** Of all of the line's items; never inside `price` or `total`. */
  readonly deposit: number;
}

export type LineFault =
  | 'unknown-variant'
  | 'unknown-modifier'
  | 'unknown-option'
  | 'modifier-required'
  | 'sold-out'
  | 'not-yet-available'
  | 'bad-quantity'
  | 'bad-step'
  | 'at-maximum'
  | 'too-much';

/** What a refusal is about, for the words on screen. */
export type About = Readonly<Record<string, string | number>>;
export interface LineRefusal {
  readonly ok: false;
  readonly code: LineFault;
  readonly about: About;
}

export interface Item {
  readonly ok: true;
  readonly product: Product;
  readonly variant: Variant;
  readonly options: readonly ModifierOption[];
  /** For one, in minor units. */
  readonly price: number;
  readonly deposit: number;
}

/** What one of a variant with its options is and costs, whether it is available or not. */
export function findItem(catalog: Catalog, id: string, modifiers: Modifiers): Item | LineRefusal {
  const found = findVariant(catalog, id);
  if (!found) return { ok: false, code: 'unknown-variant', about: { variant: id } };
  const { product, variant } = found;
  const checked = checkModifiers(product, modifiers);
  if (!checked.ok) {
    return { ok: false, code: checked.code, about: { title: product.title, modifier: checked.modifier } };
  }
  const { options } = checked;
  const price = linePrice(variant, options);
  return { ok: true, product, variant, options, price, deposit: lineDeposit(variant, options) };
}

/** Why an item can't be bought now; undefined if it can. */
export function checkAvailable({ product, variant }: Item): LineRefusal | undefined {
  if (variant.available === true) return undefined;
  const { available, unsold } = variant;
  const code = available === 'soon' ? 'not-yet-available' : unsold ? 'unknown-variant' : 'sold-out';
  return { ok: false, code, about: { title: product.title } };
}

/**
 * Why so many of an item can't be in one line; undefined if they can.
 *
 * @param elsewhere how many of the same variant other lines hold: `max` counts them too.
 */
export function checkQuantity(
  { product, variant }: Item,
  quantity: number,
  elsewhere: number,
): LineRefusal | undefined {
  const { title } = product;
  if (!Number.isSafeInteger(quantity) || quantity < 1)
    return { ok: false, code: 'bad-quantity', about: { title } };
  const { step } = variant;
  if (quantity % step !== 0) return { ok: false, code: 'bad-step', about: { title, step } };
  const max = variant.max ?? MAX_QUANTITY;
  if (quantity + elsewhere <= max) return undefined;
  return { ok: false, code: 'at-maximum', about: { title, max, left: Math.max(0, max - elsewhere) } };
}

/** How many of each variant some lines hold together. */
export function countByVariant(lines: readonly LineToPrice[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { variant, quantity } of lines) counts.set(variant, (counts.get(variant) ?? 0) + quantity);
  return counts;
}

export type PricedLines =
  | {
      readonly ok: true;
      readonly lines: readonly PricedLine[];
      readonly subtotal: number;
      readonly deposits: number;
      /** subtotal + deposits */
      readonly total: number;
    }
  /** `line` is the place of the first line at fault. */
  | { readonly ok: false; readonly code: LineFault; readonly line: number; readonly about: About };

/** Prices lines by a catalog, or names the first that it doesn't allow. Sums stay within `MAX_AMOUNT`. */
export function priceLines(lines: readonly LineToPrice[], catalog: Catalog): PricedLines {
  const counts = countByVariant(lines);
  const priced: PricedLine[] = [];
  let subtotal = 0;
  let deposits = 0;
  for (const [index, line] of lines.entries()) {
    const checked = priceLine(line, catalog, (counts.get(line.variant) ?? 0) - line.quantity);
    if (!checked.ok) return { ...checked, line: index };
    priced.push(checked.line);
    subtotal += checked.line.total;
    deposits += checked.line.deposit;
    if (subtotal + deposits > MAX_AMOUNT) return { ok: false, code: 'too-much', line: index, about: {} };
  }
  return { ok: true, lines: priced, subtotal, deposits, total: subtotal + deposits };
}

function priceLine(
  { variant, modifiers, quantity }: LineToPrice,
  catalog: Catalog,
  elsewhere: number,
): LineRefusal | { readonly ok: true; readonly line: PricedLine } {
  const item = findItem(catalog, variant, modifiers);
  if (!item.ok) return item;
  const refusal = checkAvailable(item) ?? checkQuantity(item, quantity, elsewhere);
  if (refusal) return refusal;
  const { price, deposit } = item;
  return {
    ok: true,
    line: { variant, modifiers, quantity, price, total: price * quantity, deposit: deposit * quantity },
  };
}
