/**
 * The catalog of a shop whose products stand on its pages: the endpoint's own, which
 * wins for every variant it knows, with what the pages add to it. Until the endpoint
 * has answered there is only what the pages say, with nowhere to collect it.
 */
import type { Catalog, Product, Variant } from '../catalog-schema.js';
import { findProduct, findVariant } from '../lookup.js';
import type { Problem } from '../parse-catalog.js';
import type { Report } from '../report.js';
import { reportCurrency, reportOwnPrice, type PageProduct } from './page-product.js';

/** What is known of a site's pages. */
export interface KnownPages {
  /** Of the page that is open. */
  readonly here: readonly PageProduct[];
  /** Of pages that were open before. */
  readonly earlier: readonly PageProduct[];
  /** The id of the page's own product. */
  readonly own?: string;
}

export interface Merged {
  readonly catalog: Catalog;
  /** Where on the open page the products stand that the endpoint knows. */
  readonly known: readonly string[];
  /** Of the open page. */
  readonly problems: readonly Problem[];
}

/** Named to the endpoint while its own catalog is not known, so that it sends that. */
const NO_VERSION = 'json-ld';

/** Undefined while no product is known: then there is no currency either. */
export function catalogOfPages(shop: string, pages: KnownPages): Merged | undefined {
  const [first] = [...pages.here, ...pages.earlier];
  if (!first) return undefined;
  const off = 'off' as const;
  const catalog: Catalog = {
    shop: {
      id: shop,
      name: shop,
      mode: 'live',
      currency: first.currency,
      timezone: 'UTC',
      minimum: 0,
      contact: { name: off, email: off, phone: off },
      links: {},
    },
    version: NO_VERSION,
    payment: [],
    products: [],
    depots: [],
    keys: [],
  };
  return add(catalog, pages, true);
}

/** @param catalog the endpoint's */
export function mergeCatalog(catalog: Catalog, pages: KnownPages): Merged {
  return add(catalog, pages, false);
}

function add(catalog: Catalog, { here, earlier, own }: KnownPages, alone: boolean): Merged {
  const products = new Map(catalog.products.map((product) => [product.id, product]));
  const taken = new Set(catalog.products.flatMap(({ variants }) => variants.map(({ id }) => id)));
  const names = new Map<string, string>();
  const known: string[] = [];
  const problems: Problem[] = [];
  for (const stated of [...here, ...earlier]) {
    const match = alone ? undefined : findMatch(catalog, stated);
    const report: Report = (code, pointer, message) => {
      if (here.includes(stated)) problems.push({ code, pointer, message });
    };
    if (match) known.push(stated.pointer);
    const strangers = strangersOf(stated, match, taken, catalog.shop.currency, report);
    if (!alone) comparePrices(catalog, stated, report);
    if (!match && !strangers.length) continue;
    const id = match?.id ?? stated.product.id;
    const added = alone ? strangers : strangers.map((variant) => toUnsold(variant, stated, report));
    products.set(id, withPage(products.get(id), stated.product, added));
    for (const name of [stated.product.id, ...stated.names]) if (!names.has(name)) names.set(name, id);
  }
  const ownId = own === undefined ? undefined : names.get(own);
  if (ownId !== undefined) names.set('', ownId);
  const page = { names, alone };
  return { catalog: { ...catalog, products: [...products.values()], page }, known, problems };
}

/** The endpoint's product that a page means: by one of its sizes, else by one of its names. */
function findMatch(catalog: Catalog, { product, names }: PageProduct): Product | undefined {
  const byVariant = (id: string) => findVariant(catalog, id)?.product;
  const found = product.variants.map(({ id }) => byVariant(id)).find(Boolean);
  return found ?? [product.id, ...names].map((id) => findProduct(catalog, id) ?? byVariant(id)).find(Boolean);
}

/** The sizes that only the page has. What stands for the whole product is none where that is known. */
function strangersOf(
  { product, currency, pointer }: PageProduct,
  match: Product | undefined,
  taken: Set<string>,
  expected: string,
  report: Report,
): readonly Variant[] {
  if (currency !== expected) {
    reportCurrency(pointer, currency, expected, report);
    return [];
  }
  const strangers = product.variants.filter(({ id }) => !taken.has(id) && !(match && id === product.id));
  for (const { id } of strangers) taken.add(id);
  return strangers;
}

/** Those in another currency were named already. */
function comparePrices(catalog: Catalog, { product, currency, pointer }: PageProduct, report: Report): void {
  if (currency !== catalog.shop.currency) return;
  for (const variant of product.variants)
    reportOwnPrice(variant, findVariant(catalog, variant.id)?.variant, currency, pointer, report);
}

function toUnsold(variant: Variant, { product, pointer }: PageProduct, report: Report): Variant {
  const size = [product.title, variant.title].filter(Boolean).join(' ');
  const message = `The shop\u2019s own catalog has no variant "${variant.id}" (${size}), so it is shown and not sold: add it to the endpoint\u2019s catalog under this id, or give it the sku that the catalog has.`;
  if (!variant.from) report('unknown-to-shop', pointer, message);
  return { ...variant, available: false, unsold: true };
}

/** The page's picture is known to be on this site; of all else the shop's own word goes first. */
function withPage(present: Product | undefined, stated: Product, added: readonly Variant[]): Product {
  if (!present) return { ...stated, variants: added };
  const { image = present.image, description } = stated;
  const text = present.description ?? description;
  return {
    ...present,
    ...(image ? { image } : {}),
    ...(text === undefined ? {} : { description: text }),
    variants: [...present.variants, ...added],
  };
}
