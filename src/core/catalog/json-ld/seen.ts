/**
 * The products of pages that were open before, so that a basket keeps its titles and
 * prices anywhere on a site. A page that is open again replaces what it said before;
 * what was seen longest ago is forgotten first, and everything after a month.
 */
import { isFields } from './node.js';
import type { PageProduct } from './page-product.js';

export interface SeenProduct {
  readonly stated: PageProduct;
  /** The page's address. */
  readonly page: string;
  /** ISO 8601, UTC. */
  readonly seenAt: string;
}

const MOST_SEEN = 200;
/** Longer than a basket is kept after its last change. */
const SEEN_FOR_MS = 30 * 86_400_000;

/** What of a kept list can still be read: it was written by this very code, or by one before it. */
export function parseSeen(kept: unknown): readonly SeenProduct[] {
  return Array.isArray(kept) ? kept.filter(isSeen) : [];
}

function isSeen(entry: unknown): entry is SeenProduct {
  if (!isFields(entry) || !isFields(entry['stated'])) return false;
  const { product, currency, names, pointer } = entry['stated'];
  const texts = [entry['page'], entry['seenAt'], currency, pointer];
  return texts.every(isText) && isListOf(names, isText) && isFields(product) && isShown(product);
}

function isShown({ id, title, tags, modifiers, variants }: Readonly<Record<string, unknown>>): boolean {
  const lists = isListOf(tags, isText) && Array.isArray(modifiers) && isListOf(variants, isVariant);
  return isText(id) && isText(title) && lists;
}

function isVariant(variant: unknown): boolean {
  if (!isFields(variant)) return false;
  const amounts = [variant['price'], variant['deposit'], variant['step']];
  return isText(variant['id']) && isText(variant['title']) && amounts.every(Number.isSafeInteger);
}

const isText = (value: unknown) => typeof value === 'string';
const isListOf = (value: unknown, is: (entry: unknown) => boolean) => Array.isArray(value) && value.every(is);

/** @param now epoch milliseconds */
export function rememberPage(
  seen: readonly SeenProduct[],
  page: string,
  products: readonly PageProduct[],
  now: number,
): readonly SeenProduct[] {
  const here = new Set(products.map(({ product }) => product.id));
  const stays = seen.filter(
    (entry) =>
      entry.page !== page &&
      !here.has(entry.stated.product.id) &&
      now - Date.parse(entry.seenAt) <= SEEN_FOR_MS,
  );
  const seenAt = new Date(now).toISOString();
  return [...products.map((stated) => ({ stated, page, seenAt })), ...stays].slice(0, MOST_SEEN);
}
