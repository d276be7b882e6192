/**
 * Turns whatever a maker serves as a catalog into one that the shop can trust. A
 * broken product, depot or key is left out and reported with a JSON pointer and a
 * reason; the rest loads. Only a broken shop part leaves nothing to show.
 */
import * as v from 'valibot';

import {
  CatalogHeadSchema,
  DepotSchema,
  LoyaltySchema,
  MOST_DEPOTS,
  MOST_KEYS,
  MOST_PRODUCTS,
  ProductSchema,
  PublicKeySchema,
  type Catalog,
  type Depot,
  type Product,
  type Shop,
} from './catalog-schema.js';
import { toPointer, type Report } from './report.js';
import { isFirst, vetProduct } from './vet-product.js';

/** What is wrong with a catalog, told so that whoever keeps it can find and mend it. */
export interface Problem {
  /** Stable, for scripts. */
  readonly code: string;
  /** Where in the catalog, as a JSON pointer (RFC 6901): `/products/3/variants/0/price`. */
  readonly pointer: string;
  /** What is wrong, and what becomes of it. */
  readonly message: string;
}

export type ParsedCatalog =
  | { readonly ok: true; readonly catalog: Catalog; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** One reason per field is enough to mend it. */
const FIRST_FAULT = { abortPipeEarly: true } as const;

/**
 * @param base the absolute address that the catalog came from, or the page's if it
 *   stands in one. Without it, addresses are kept as they are written.
 */
export function parseCatalog(input: unknown, base?: string): ParsedCatalog {
  const problems: Problem[] = [];
  const report: Report = (code, pointer, message) => problems.push({ code, pointer, message });
  if (!isRecord(input)) {
    report('not-a-catalog', '', 'A catalog is a JSON object with a shop, a version and products.');
    return { ok: false, problems };
  }
  const head = v.safeParse(CatalogHeadSchema, input, FIRST_FAULT);
  for (const issue of head.issues ?? []) reportHead(issue, report);
  if (!Array.isArray(input.products)) {
    report('bad-catalog', '/products', 'A catalog needs a list of products, which may be empty.');
  }
  if (!head.success || problems.length > 0) return { ok: false, problems };
  const { shop, ...rest } = head.output;
  const catalog: Catalog = {
    ...rest,
    shop: { ...shop, links: resolveLinks(shop.links, base, report) },
    products: readProducts(input.products, base, report),
    depots: readDepots(input.depots, report),
    ...readLoyalty(input.loyalty, report),
    ...(input.model === undefined ? {} : { model: input.model, ...(base === undefined ? {} : { base }) }),
    ...(input.experiments === undefined ? {} : { experiments: input.experiments }),
    ...(input.testimonials === undefined ? {} : { testimonials: input.testimonials }),
    keys: readList(input.keys, '/keys', PublicKeySchema, MOST_KEYS, report).map(({ entry }) => entry),
  };
  return { ok: true, catalog, problems };
}

function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function reportHead(issue: v.BaseIssue<unknown>, report: Report): void {
  const pointer = pointerOf('', issue);
  const untaxed = pointer === '/shop/tax/included' && issue.input === false;
  const code = untaxed ? 'price-excludes-tax' : pointer.startsWith('/shop') ? 'bad-shop' : 'bad-catalog';
  report(code, pointer, `${issue.message}. The catalog can't be used until this is mended.`);
}

function pointerOf(parent: string, issue: v.BaseIssue<unknown>): string {
  return toPointer(parent, ...(issue.path ?? []).map(({ key }) => key));
}

interface Placed<T> {
  readonly entry: T;
  readonly pointer: string;
}

function readLoyalty(input: unknown, report: Report): Pick<Catalog, 'loyalty'> {
  const read = v.safeParse(v.optional(LoyaltySchema), input, FIRST_FAULT);
  for (const issue of read.issues ?? [])
    report('bad-loyalty', pointerOf('/loyalty', issue), `${issue.message}. No points are given.`);
  return read.success && read.output ? { loyalty: read.output } : {};
}

/** The good entries of a list with where they stood; the others are reported. */
function readList<const S extends v.GenericSchema>(
  input: unknown,
  pointer: string,
  schema: S,
  most: number,
  report: Report,
): Placed<v.InferOutput<S>>[] {
  if (input === undefined) return [];
  if (!Array.isArray(input)) {
    report('bad-catalog', pointer, 'This must be a list: it is left out.');
    return [];
  }
  if (input.length > most) report('too-many', pointer, `Only the first ${most} are used.`);
  return input.slice(0, most).flatMap((raw: unknown, place) => {
    const at = toPointer(pointer, place);
    const parsed = v.safeParse(schema, raw, FIRST_FAULT);
    if (parsed.success) return [{ entry: parsed.output, pointer: at }];
    const [code, what] = FAULTS[pointer] ?? ['bad-catalog', 'entry'];
    for (const issue of parsed.issues)
      report(code, pointerOf(at, issue), `${issue.message}. The ${what} is left out.`);
    return [];
  });
}

const FAULTS: Readonly<Record<string, readonly [code: string, what: string]>> = {
  '/products': ['bad-product', 'product'],
  '/depots': ['bad-depot', 'depot'],
  '/keys': ['bad-key', 'key'],
};

function readProducts(input: unknown, base: string | undefined, report: Report): readonly Product[] {
  const products = new Set<string>();
  const variants = new Set<string>();
  return readList(input, '/products', ProductSchema, MOST_PRODUCTS, report).flatMap(({ entry, pointer }) => {
    if (!isFirst(entry.id, products, pointer, report)) return [];
    const product = vetProduct(entry, pointer, variants, report);
    return product ? [withImage(product, pointer, base, report)] : [];
  });
}

function readDepots(input: unknown, report: Report): readonly Depot[] {
  const taken = new Set<string>();
  const depots = readList(input, '/depots', DepotSchema, MOST_DEPOTS, report).filter(({ entry, pointer }) =>
    isFirst(entry.id, taken, pointer, report),
  );
  return depots.map(({ entry, pointer }) => ({
    ...entry,
    fallbacks: entry.fallbacks.filter((id, place) => {
      if (taken.has(id)) return true;
      report(
        'unknown-depot',
        toPointer(pointer, 'fallbacks', place),
        `There is no depot "${id}" to fall back to.`,
      );
      return false;
    }),
  }));
}

function resolveAddress(
  address: string,
  base: string | undefined,
  pointer: string,
  report: Report,
): string | undefined {
  if (base === undefined) return address;
  try {
    return new URL(address, base).href;
  } catch {
    report('bad-address', pointer, `"${address}" leads nowhere from ${base}: it is left out.`);
    return undefined;
  }
}

function resolveLinks(links: Shop['links'], base: string | undefined, report: Report): Shop['links'] {
  return Object.fromEntries(
    Object.entries(links).flatMap(([name, address]) => {
      const resolved = resolveAddress(address, base, toPointer('/shop/links', name), report);
      return resolved === undefined ? [] : [[name, resolved]];
    }),
  );
}

function withImage(product: Product, pointer: string, base: string | undefined, report: Report): Product {
  const { image, ...rest } = product;
  if (!image) return product;
  const src = resolveAddress(image.src, base, toPointer(pointer, 'image'), report);
  return src === undefined ? rest : { ...rest, image: { ...image, src } };
}
