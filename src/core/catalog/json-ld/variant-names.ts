/** What a size is called: by its id, which must be the one that the endpoint knows, and by its title. */
import { parseSize } from './quantity.js';
import { lastSegment, variantParameter } from './addresses.js';
import { bareName, firstText, textOf, textsOf, type PageGraph, type PageNode } from './node.js';

const GTINS = ['gtin', 'gtin13', 'gtin12', 'gtin14', 'gtin8'];
/** What may stand between a product's name and that of a size. */
const BETWEEN = /^[\s\-\u2013\u2014:,/|(]+|[\s)]+$/g;

/** The first that is stated: `sku`, a GTIN, or `variant=` in an address. Empty if none is. */
export function statedIdOf(nodes: readonly PageNode[]): string {
  const addresses = nodes.flatMap((node) => ['url', '@id'].map((name) => textOf(node.fields[name])));
  return (
    firstOf(nodes, ['sku']) || firstOf(nodes, GTINS) || addresses.map(variantParameter).find(Boolean) || ''
  );
}

/** The last part of a size's own address, if that is not the product's. Empty if there is none. */
export function addressIdOf(
  node: PageNode,
  names: readonly string[],
  product: PageNode,
  graph: PageGraph,
): string {
  const own = addressNamesOf(product, graph);
  const addresses = names.map((name) => textOf(node.fields[name])).filter(Boolean);
  const segments = addresses.map((address) => lastSegment(address, graph.address));
  return segments.find((segment) => segment && !own.includes(segment)) ?? '';
}

function firstOf(nodes: readonly PageNode[], names: readonly string[]): string {
  return nodes.map((node) => firstText(node, names)).find(Boolean) ?? '';
}

/** The last parts of a thing's own addresses. */
export function addressNamesOf({ fields }: PageNode, graph: PageGraph): readonly string[] {
  const addresses = [textOf(fields['url']), textOf(fields['@id'])].filter(Boolean);
  return addresses.map((address) => lastSegment(address, graph.address)).filter(Boolean);
}

/** @param node of a size among several */
export function variantTitleOf(node: PageNode, product: PageNode): string {
  const varied = textsOf(product, 'variesBy').flatMap((name) => textOf(node.fields[bareName(name)]) || []);
  const several = varied.length > 1 ? varied.join(' / ') : '';
  return several || textOf(node.fields['size']) || varied.join(' / ') || ownName(node, product);
}

/** "500 g" of "Oats - 500 g". */
function ownName(node: PageNode, product: PageNode): string {
  const [name, group] = [textOf(node.fields['name']), textOf(product.fields['name'])];
  return group && name.startsWith(group) ? name.slice(group.length).replace(BETWEEN, '') : name;
}

/** A size that is the product itself says how much it is, or nothing. */
export function onlyTitleOf(product: PageNode): string {
  const size = textOf(product.fields['size']);
  return parseSize(size) ? size : '';
}
