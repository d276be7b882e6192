/**
 * Finds the products in a page's JSON-LD blocks, wherever in them they stand. What
 * is only mentioned, as related or as reviewed, is no product of the page; nor is a
 * size that a group lists.
 */
import { toPointer, type Report } from '../report.js';
import { toAbsolute } from './addresses.js';
import { isFields, isReference, thingsOf, typesOf, type PageGraph, type PageNode } from './node.js';

const MENTIONS = new Set([
  'isRelatedTo',
  'isSimilarTo',
  'isAccessoryOrSparePartFor',
  'isConsumableFor',
  'isVariantOf',
  'review',
  'reviews',
  'itemReviewed',
  '@context',
]);
const PRODUCTS = new Set(['Product', 'ProductGroup', 'IndividualProduct', 'SomeProducts', 'ProductModel']);
/** Deeper than this, nobody means it. */
const DEEPEST = 32;

/** @param texts of the page's blocks, in their order */
export function findProducts(
  texts: readonly string[],
  address: string,
  report: Report,
): { readonly products: readonly PageNode[]; readonly graph: PageGraph } {
  const things = texts.flatMap((text, place) => {
    const block = parseBlock(text, place, report);
    return block === undefined ? [] : listThings(block, `ld+json[${place}]`);
  });
  const graph = { address, byId: indexIds(things, address) };
  const found = things.filter((thing) => thing.mayBeProduct && isProduct(thing.node)).map(({ node }) => node);
  const listed = new Set(
    found.flatMap((node) => thingsOf(node, 'hasVariant', graph)).map(({ fields }) => fields),
  );
  return { products: found.filter(({ fields }) => !listed.has(fields)), graph };
}

function parseBlock(text: string, place: number, report: Report): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = `This block is not JSON, so it is left out: ${error instanceof Error ? error.message : String(error)}.`;
    report('bad-json-ld', `ld+json[${place}]`, message);
    return undefined;
  }
}

interface Thing {
  readonly node: PageNode;
  /** It stands for itself: not inside a product, and not where it is only mentioned. */
  readonly mayBeProduct: boolean;
}

interface Place {
  readonly pointer: string;
  readonly depth: number;
  readonly schema: boolean;
  readonly mayBeProduct: boolean;
}

function listThings(block: unknown, pointer: string): readonly Thing[] {
  const things: Thing[] = [];
  const visit = (value: unknown, place: Place) => {
    if (place.depth > DEEPEST) return;
    const inside = (key: unknown, more: Partial<Place> = {}): Place => ({
      ...place,
      ...more,
      pointer: toPointer(place.pointer, key),
      depth: place.depth + 1,
    });
    if (Array.isArray(value)) value.forEach((entry: unknown, i) => visit(entry, inside(i)));
    if (!isFields(value)) return;
    const schema = '@context' in value ? isSchemaOrg(value['@context']) : place.schema;
    const node = { fields: value, pointer: place.pointer };
    const mayBeProduct = place.mayBeProduct && schema;
    things.push({ node, mayBeProduct });
    for (const [key, field] of Object.entries(value)) {
      const apart = mayBeProduct && !MENTIONS.has(key) && !isProduct(node);
      visit(field, inside(key, { schema, mayBeProduct: apart }));
    }
  };
  visit(block, { pointer, depth: 0, schema: true, mayBeProduct: true });
  return things;
}

function isProduct(node: PageNode): boolean {
  return !isReference(node) && typesOf(node).some((type) => PRODUCTS.has(type));
}

/** A block without a context is taken at its word; one of another vocabulary is not. */
function isSchemaOrg(context: unknown): boolean {
  if (typeof context === 'string') return /^https?:\/\/(?:www\.)?schema\.org(?:\/|$)/i.test(context);
  if (Array.isArray(context)) return context.some(isSchemaOrg);
  return isFields(context) && Object.values(context).some(isSchemaOrg);
}

function indexIds(things: readonly Thing[], address: string): ReadonlyMap<string, PageNode> {
  const byId = new Map<string, PageNode>();
  for (const { node } of things) {
    const id = node.fields['@id'];
    if (typeof id !== 'string' || isReference(node)) continue;
    const absolute = toAbsolute(id, address) ?? id;
    if (!byId.has(absolute)) byId.set(absolute, node);
  }
  return byId;
}
