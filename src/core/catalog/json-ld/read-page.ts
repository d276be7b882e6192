/**
 * Reads the products that a page states in its `application/ld+json` blocks: from
 * their texts to products in a catalog's shape. What can't be read is left out and
 * reported; no price is ever guessed.
 */
import type { Problem } from '../parse-catalog.js';
import { leadsTo } from './addresses.js';
import { findProducts } from './find-products.js';
import { firstText } from './node.js';
import { readProduct, reportConflict, type PageProduct } from './page-product.js';

export interface ReadPage {
  readonly products: readonly PageProduct[];
  /** The id of the page's own product: its only one, else the one whose address it is. */
  readonly own?: string;
  readonly problems: readonly Problem[];
}

/** More products than this on one page are not read. */
const MOST_PRODUCTS = 500;

/**
 * @param texts of the page's blocks, in their order
 * @param address the page's own, absolute
 */
export function readPage(texts: readonly string[], address: string): ReadPage {
  const problems: Problem[] = [];
  const report = (code: string, pointer: string, message: string) =>
    problems.push({ code, pointer, message });
  const found = findProducts(texts, address, report);
  if (found.products.length > MOST_PRODUCTS)
    report(
      'too-many',
      found.products[MOST_PRODUCTS]?.pointer ?? '',
      `Only the first ${MOST_PRODUCTS} products of a page are read.`,
    );
  const read = found.products.slice(0, MOST_PRODUCTS).flatMap((node) => {
    const own: Problem[] = [];
    const product = readProduct(node, found.graph, (code, pointer, message) =>
      own.push({ code, pointer, message }),
    );
    const named = firstText(node, ['productGroupID', 'sku']) !== '';
    return [{ name: node.fields['name'], named, product, problems: own }];
  });
  const products = join(
    read.flatMap(({ named, product }) => (product ? [{ named, product }] : [])),
    report,
  );
  for (const { name, product, problems: own } of read) {
    // A block with a product's stars alone says again what another says whole.
    const repeats = !product && products.some(({ product: { title } }) => title === name);
    if (!repeats || own.some(({ code }) => code !== 'no-price' && code !== 'no-id')) problems.push(...own);
  }
  const own = findOwn(products, address);
  return { products, ...(own === undefined ? {} : { own }), problems };
}

type AddProblem = (code: string, pointer: string, message: string) => void;

interface Stated {
  /** It has an id or a sku of its own, and not from its address. */
  readonly named: boolean;
  readonly product: PageProduct;
}

/** A theme and an app often describe the same product: what stands first holds, and learns what the other adds. */
function join(stated: readonly Stated[], report: AddProblem): readonly PageProduct[] {
  const joined: Stated[] = [];
  for (const one of stated) {
    const place = joined.findIndex((known) => isSame(known, one));
    const known = joined[place];
    if (known)
      joined[place] = {
        named: known.named || one.named,
        product: joinTwo(known.product, one.product, report),
      };
    else joined.push(one);
  }
  return joined.map(({ product }) => product);
}

function isSame(known: Stated, stated: Stated): boolean {
  const [one, other] = [known.product, stated.product];
  const ids = new Set(one.product.variants.map(({ id }) => id));
  return (
    one.product.id === other.product.id ||
    isAtOneAddress(known, stated) ||
    other.product.variants.some(({ id }) => ids.has(id))
  );
}

/** The page of a whole shop may be the address of each thing on it: then their own ids, or their names, part them. */
function isAtOneAddress(known: Stated, stated: Stated): boolean {
  const [one, other] = [known.product, stated.product];
  if (one.url === undefined || one.url !== other.url) return false;
  return !known.named || !stated.named || one.product.title === other.product.title;
}

function joinTwo(first: PageProduct, other: PageProduct, report: AddProblem): PageProduct {
  const known = new Map(first.product.variants.map((variant) => [variant.id, variant]));
  const { currency, pointer } = other;
  const added = other.product.variants.filter((variant) => {
    const before = known.get(variant.id);
    if (before)
      reportConflict({ variant: before, currency: first.currency }, { variant, currency, pointer }, report);
    return !before && currency === first.currency && !variant.from;
  });
  // What could only be shown from its lowest price has its sizes now.
  const kept = added.length ? first.product.variants.filter(({ from }) => !from) : first.product.variants;
  const { image = other.product.image, description = other.product.description } = first.product;
  const names = [...first.names, other.product.id, ...other.names].filter(
    (name) => name !== first.product.id,
  );
  return {
    ...first,
    names: [...new Set(names)],
    product: {
      ...first.product,
      ...(image ? { image } : {}),
      ...(description === undefined ? {} : { description }),
      variants: [...kept, ...added],
    },
  };
}

function findOwn(products: readonly PageProduct[], address: string): string | undefined {
  if (products.length === 1) return products[0]?.product.id;
  for (const exactly of [true, false]) {
    const here = products.filter(({ url }) => url !== undefined && leadsTo(address, url, exactly));
    if (here.length === 1) return here[0]?.product.id;
  }
  return undefined;
}
