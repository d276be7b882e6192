/**
 * What an order costs when it arrives: by the catalog version that it names while
 * that is valid, else by today's. A shopper's own figures are a claim, never a
 * price.
 */
import { priceLines, type LineFault, type PricedLines } from '../cart/price-lines.js';
import type { Catalog } from '../catalog/catalog-schema.js';
import { findVariant } from '../catalog/lookup.js';
import type { IntentLine, PlaceBody } from '../protocol/intent.js';
import type { Reason } from '../protocol/sync.js';
import type { IntakeContext } from './intake-context.js';

export interface Pricing {
  /** The catalog whose terms hold for this order. */
  readonly terms: Catalog;
  readonly lines: readonly IntentLine[];
  /**
   * The goods as the minimum counts them: at what they cost now, or at what the shopper accepted where that was more
   * and is what the version named says. A figure that no version served bears out counts for nothing.
   */
  readonly counted: number;
  readonly deposits: number;
  readonly total: number;
}

export type Gone = Reason & { readonly variant: string };

export type Priced =
  { readonly ok: true; readonly pricing: Pricing } | { readonly ok: false; readonly reason: Reason };

const REASONS: Readonly<Record<LineFault, string>> = {
  'unknown-variant': 'unknown-variant',
  'unknown-modifier': 'bad-modifiers',
  'unknown-option': 'bad-modifiers',
  'modifier-required': 'bad-modifiers',
  'sold-out': 'sold-out',
  'not-yet-available': 'sold-out',
  'bad-quantity': 'bad-step',
  'bad-step': 'bad-step',
  'at-maximum': 'over-maximum',
  'too-much': 'over-maximum',
};

/** @param body whose lines are all on sale */
export function priceOrder(body: PlaceBody, context: IntakeContext): Priced {
  const named = findServed(body.catalog, context);
  const promised = named && priceLines(body.lines, named);
  const shown = promised?.ok
    ? Math.min(promised.subtotal, body.total + (body.redeem?.off ?? 0) - body.deposits)
    : 0;
  if (promised?.ok && isValid(named, context))
    return { ok: true, pricing: toPricing(promised, named, shown) };
  const today = priceLines(body.lines, context.catalog);
  if (today.ok) return { ok: true, pricing: toPricing(today, context.catalog, shown) };
  const variant = body.lines[today.line]?.variant;
  return { ok: false, reason: { code: REASONS[today.code], ...(variant === undefined ? {} : { variant }) } };
}

/** What is not to be had any more, each once. Whatever version is named, today's catalog says what there is to sell. */
export function listGone({ lines }: PlaceBody, today: Catalog): readonly Gone[] {
  const variants = [...new Set(lines.map(({ variant }) => variant))];
  return variants.flatMap((variant): readonly Gone[] => {
    const found = findVariant(today, variant);
    if (!found) return [{ code: 'unknown-variant', variant }];
    return found.variant.available === true ? [] : [{ code: 'sold-out', variant }];
  });
}

/** An earlier version in today's currency. */
export function findServed(version: string, { catalog, versions }: IntakeContext): Catalog | undefined {
  if (version === catalog.version) return undefined;
  const named = versions.get(version);
  return named?.shop.currency === catalog.shop.currency ? named : undefined;
}

/** A version that was replaced holds only as long as it said it would. */
function isValid(named: Catalog | undefined, { now }: IntakeContext): named is Catalog {
  return named?.validUntil !== undefined && now <= Date.parse(named.validUntil);
}

function toPricing(
  { subtotal, deposits, total, ...priced }: Extract<PricedLines, { ok: true }>,
  terms: Catalog,
  shown: number,
): Pricing {
  const lines = priced.lines.map(({ variant, modifiers, quantity, price, total }) => ({
    variant,
    modifiers,
    quantity,
    price,
    total,
  }));
  return { terms, lines, counted: Math.max(subtotal, shown), deposits, total };
}
