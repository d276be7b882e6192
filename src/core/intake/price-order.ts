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
  readonly subtotal: number;
  readonly deposits: number;
  readonly total: number;
}

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

export function priceOrder(body: PlaceBody, context: IntakeContext): Priced {
  const gone = checkOnSale(body, context.catalog);
  if (gone) return { ok: false, reason: gone };
  const named = findValid(body.catalog, context);
  if (named) {
    const promised = priceLines(body.lines, named);
    if (promised.ok) return { ok: true, pricing: toPricing(promised, named) };
  }
  const today = priceLines(body.lines, context.catalog);
  if (today.ok) return { ok: true, pricing: toPricing(today, context.catalog) };
  const variant = body.lines[today.line]?.variant;
  return { ok: false, reason: { code: REASONS[today.code], ...(variant === undefined ? {} : { variant }) } };
}

/** Whatever version is named, today's catalog says what there is to sell. */
function checkOnSale(body: PlaceBody, today: Catalog): Reason | undefined {
  for (const { variant } of body.lines) {
    const found = findVariant(today, variant);
    if (!found) return { code: 'unknown-variant', variant };
    if (found.variant.available !== true) return { code: 'sold-out', variant };
  }
  return undefined;
}

/** A version that was replaced holds only as long as it said it would. */
function findValid(version: string, { now, catalog, versions }: IntakeContext): Catalog | undefined {
  if (version === catalog.version) return undefined;
  const named = versions.get(version);
  if (!named || named.shop.currency !== catalog.shop.currency) return undefined;
  const { validUntil } = named;
  return validUntil !== undefined && now <= Date.parse(validUntil) ? named : undefined;
}

function toPricing(priced: Extract<PricedLines, { ok: true }>, terms: Catalog): Pricing {
  const lines = priced.lines.map(({ variant, modifiers, quantity, price, total }) => ({
    variant,
    modifiers,
    quantity,
    price,
    total,
  }));
  return { terms, lines, subtotal: priced.subtotal, deposits: priced.deposits, total: priced.total };
}
