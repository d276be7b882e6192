/** What a stall calls the things that a receipt or an order speaks of, by today's catalog. */
import type { Catalog } from '../catalog/catalog-schema.js';
import { findVariant, type FoundVariant } from '../catalog/lookup.js';
import type { ReceiptClaims } from '../protocol/receipt.js';
import type { StallOrder } from '../protocol/stall.js';
import { readRefs, type OptionIds } from '../receipt/catalog-refs.js';
import type { Digest } from '../receipt/to-facts.js';
import type { StallItem } from './stall-order.js';

export async function readItems(
  { lines }: ReceiptClaims,
  catalog: Catalog,
  digest: Digest,
): Promise<readonly StallItem[]> {
  const refs = await readRefs(catalog, digest);
  return lines.map(({ variant, quantity, options }) => {
    const chosen = options.map((ref) => refs.options.get(ref));
    return toItem(refs.variants.get(variant), chosen, quantity);
  });
}

/** Of what the shop tells of an order. */
export function nameItem(
  { variant, modifiers = {}, quantity }: StallOrder['lines'][number],
  catalog: Catalog,
): StallItem {
  const chosen = Object.entries(modifiers).map(([modifier, option]) => ({ modifier, option }));
  return toItem(findVariant(catalog, variant), chosen, quantity);
}

/** What the catalog does not have any more is undefined. */
function toItem(
  found: FoundVariant | undefined,
  chosen: readonly (OptionIds | undefined)[],
  quantity: number,
): StallItem {
  const title = found && [found.product.title, found.variant.title].filter(Boolean).join(' ');
  const options = chosen.map((ids) => ids && optionOf(found, ids));
  return { title, quantity, ...(options.length > 0 ? { options } : {}) };
}

function optionOf(found: FoundVariant | undefined, { modifier, option }: OptionIds): string | undefined {
  const offered = found?.product.modifiers.find(({ id }) => id === modifier)?.options;
  return offered?.find(({ id }) => id === option)?.title;
}
