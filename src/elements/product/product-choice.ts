/**
 * What a shopper has chosen of a product so far: what it costs, what is missing,
 * and whether it can go into the basket. Plain data in, plain data out.
 */
import { countByVariant, type LineToPrice } from '../../core/cart/price-lines.js';
import type { Modifier, ModifierOption, Product, Variant } from '../../core/catalog/catalog-schema.js';
import { lineDeposit, linePrice, type Modifiers } from '../../core/catalog/lookup.js';
import type { ShopState } from '../../core/shop-state.js';
import { unitPrice, type UnitPrice } from '../../core/unit-price.js';

export type Availability = 'available' | 'sold-out' | 'soon' | 'at-maximum';

export interface Choice {
  readonly variant: Variant;
  readonly options: readonly ModifierOption[];
  /** Only those that the product has. */
  readonly modifiers: Modifiers;
  readonly price: number;
  readonly deposit: number;
  readonly unit: UnitPrice | undefined;
  /** Required, and not chosen. */
  readonly missing: readonly Modifier[];
  readonly availability: Availability;
  /** How many more of it the basket takes. */
  readonly room: number;
}

/** @param wanted the size that was chosen; else the first that can be bought */
export function toChoice(
  product: Product,
  wanted: string | undefined,
  chosen: Modifiers,
  cart: readonly LineToPrice[],
): Choice | undefined {
  const { variants } = product;
  const variant =
    variants.find(({ id }) => id === wanted) ??
    variants.find(({ available }) => available === true) ??
    variants[0];
  if (!variant) return undefined;
  const picked = product.modifiers.flatMap((modifier) => {
    const option = modifier.options.find(({ id }) => id === chosen[modifier.id]);
    return option ? [{ modifier, option }] : [];
  });
  const options = picked.map(({ option }) => option);
  const room = (variant.max ?? Infinity) - (countByVariant(cart).get(variant.id) ?? 0);
  return {
    variant,
    options,
    modifiers: Object.fromEntries(picked.map(({ modifier, option }) => [modifier.id, option.id])),
    price: linePrice(variant, options),
    deposit: lineDeposit(variant, options),
    unit: unitPrice(variant),
    missing: product.modifiers.filter(
      (modifier) => modifier.required && !picked.some((pick) => pick.modifier === modifier),
    ),
    availability: toAvailability(variant, room),
    room,
  };
}

function toAvailability({ available, step }: Variant, room: number): Availability {
  if (available === 'soon') return 'soon';
  if (!available) return 'sold-out';
  return room < step ? 'at-maximum' : 'available';
}

/** Why a size can't be bought now. */
export function goneTerm({ available, unsold }: Variant) {
  if (available === 'soon') return 'soon';
  return unsold ? 'refused.unknown-variant' : 'soldOut';
}

/** The nearest quantity that can be added: whole steps, at least one, within the room that is left. */
export function toQuantity(
  wanted: number,
  { variant: { step }, room }: Pick<Choice, 'variant' | 'room'>,
): number {
  const most = Math.max(step, Math.floor(Math.min(room, 9_999) / step) * step);
  const whole = Math.round(wanted / step) * step;
  return Math.min(Math.max(whole, step), most);
}

/** How many of it the basket holds, in whichever size. */
export function inBasket({ cart }: ShopState, product: Product): number {
  return cart.lines.reduce((sum, line) => sum + (line.product === product.id ? line.quantity : 0), 0);
}
