/** One product as a page states it, in a catalog's shape, with what a catalog has no place for. */
import { minorDigits, toMajor } from '../../money.js';
import type { Product, Variant } from '../catalog-schema.js';
import { toPointer, type Report } from '../report.js';
import { toAbsolute } from './addresses.js';
import { descriptionOf, imageOf, tagsOf } from './facts.js';
import { firstText, textOf, thingsOf, type PageGraph, type PageNode } from './node.js';
import { toPlainText } from './plain-text.js';
import { addressNamesOf } from './variant-names.js';
import { readVariants, type PageVariant } from './variants.js';

const LONGEST_ID = 128;
const LONGEST_TITLE = 200;
const MOST_VARIANTS = 100;

/** Plain data: it is kept on the device, and crosses into the engine's state. */
export interface PageProduct {
  readonly product: Product;
  /** Of every price in it. */
  readonly currency: string;
  /** What else `product="…"` may call it: its sku, the last part of its address. */
  readonly names: readonly string[];
  /** Its own page, absolute. */
  readonly url?: string;
  /** Where it stands: `ld+json[0]/@graph/2`. */
  readonly pointer: string;
}

/** Undefined if nothing of it can be shown; why was reported. */
export function readProduct(node: PageNode, graph: PageGraph, report: Report): PageProduct | undefined {
  const found = addressNamesOf(node, graph);
  const id = firstText(node, ['productGroupID', 'sku']) || found[0] || '';
  if (!id) {
    const message = `"${textOf(node.fields['name'])}" has nothing to know it by, so it is left out: give it a sku or a url.`;
    report('no-id', toPointer(node.pointer, 'sku'), message);
    return undefined;
  }
  const variants = oneCurrency(readVariants(node, { graph, report, id }), report);
  const [first] = variants;
  if (!first) return undefined;
  const product = toProduct(id, node, graph, variants);
  const fault = findFault(product);
  if (fault) {
    report(
      'bad-product',
      node.pointer,
      `"${product.title.slice(0, LONGEST_TITLE)}": ${fault}. The product is left out.`,
    );
    return undefined;
  }
  const names = [...new Set([firstText(node, ['sku']), ...found])].filter((name) => name && name !== id);
  const url = toAbsolute(textOf(node.fields['url']) || '#', graph.address);
  const own = textOf(node.fields['url']) && url !== undefined && /^https?:/.test(url) ? { url } : {};
  return { product, currency: first.currency, names, ...own, pointer: node.pointer };
}

function toProduct(id: string, node: PageNode, graph: PageGraph, variants: readonly PageVariant[]): Product {
  const image = imageOf([node, ...thingsOf(node, 'hasVariant', graph)], graph);
  const description = descriptionOf(node);
  return {
    id,
    title: toPlainText(textOf(node.fields['name'])) || id,
    ...(image ? { image } : {}),
    ...(description ? { description } : {}),
    tags: tagsOf(node),
    mayContain: [],
    diets: [],
    variants: variants.map(({ variant }) => variant),
    modifiers: [],
  };
}

/** What no catalog may hold either. Prices, pictures and texts are in bounds since they were read. */
function findFault({ id, title, variants }: Product): string | undefined {
  const badId = [id, ...variants.map((variant) => variant.id)].find(
    (one) => one.length > LONGEST_ID || /[\p{Cc}\p{Cs}]|^(?:__proto__|prototype|constructor)$/u.test(one),
  );
  if (badId !== undefined) return `"${badId.slice(0, LONGEST_ID)}" is no id: use up to ${LONGEST_ID} letters`;
  if ([title, ...variants.map((variant) => variant.title)].some((one) => one.length > LONGEST_TITLE))
    return `A name is longer than ${LONGEST_TITLE} characters: shorten it`;
  return variants.length > MOST_VARIANTS ? `It has more than ${MOST_VARIANTS} sizes` : undefined;
}

/** Those in the currency of the first, each id once: what stands first is what it costs. */
function oneCurrency(variants: readonly PageVariant[], report: Report): readonly PageVariant[] {
  const taken = new Map<string, PageVariant>();
  for (const variant of variants) {
    const first = taken.get(variant.variant.id);
    const [leader = variant] = taken.values();
    if (first) reportConflict(first, variant, report);
    else if (leader.currency === variant.currency) taken.set(variant.variant.id, variant);
    else reportCurrency(variant.pointer, variant.currency, leader.currency, report);
  }
  return [...taken.values()];
}

/** The same size with another price: silence would leave the maker with the wrong one. */
export function reportConflict(
  first: Pick<PageVariant, 'variant' | 'currency'>,
  other: PageVariant,
  report: Report,
): void {
  const [was, is] = [first, other].map(({ variant, currency }) => priceText(variant.price, currency));
  if (was === is) return;
  const message = `"${other.variant.id}" is stated twice, at ${was} and here at ${is}: the first holds. Leave one of them out.`;
  report('price-conflict', other.pointer, message);
}

/** A page's price of a size that the shop's own catalog has at another. What a product starts from is no price. */
export function reportOwnPrice(
  { id, price, from }: Variant,
  own: Variant | undefined,
  currency: string,
  pointer: string,
  report: Report,
): void {
  if (!own || from || own.price === price) return;
  const [here, charged] = [price, own.price].map((amount) => priceText(amount, currency));
  const message = `"${id}" costs ${here} on this page and ${charged} in the shop\u2019s own catalog, which is what is charged: make them the same.`;
  report('price-conflict', pointer, message);
}

function priceText(minor: number, currency: string): string {
  return `${toMajor(minor, currency).toFixed(minorDigits(currency))} ${currency}`;
}

export function reportCurrency(pointer: string, currency: string, expected: string, report: Report): void {
  const message = `This price is in ${currency}, and the shop\u2019s currency is ${expected}: it is left out. State it in ${expected}.`;
  report('wrong-currency', pointer, message);
}
