/**
 * The sizes of a product: what `hasVariant` lists, else each of several offers that
 * can be told apart, else the one offer. Offers that can't be told apart are shown
 * from their lowest price, and can't be bought: any other price might be wrong.
 */
import type { Variant } from '../catalog-schema.js';
import { toPointer, type Report } from '../report.js';
import { textOf, thingsOf, typesOf, type PageGraph, type PageNode } from './node.js';
import { isForAll, readLowest, readOffer, type ReadOffer } from './offer.js';
import { parseSize, weightMeasure } from './quantity.js';
import { addressIdOf, onlyTitleOf, statedIdOf, variantTitleOf } from './variant-names.js';

export interface PageVariant {
  readonly variant: Variant;
  readonly currency: string;
  readonly pointer: string;
}

/** What the parts of a product are read with. */
export interface Reading {
  readonly graph: PageGraph;
  readonly report: Report;
  /** Of the product. */
  readonly id: string;
}

export function readVariants(product: PageNode, reading: Reading): readonly PageVariant[] {
  const { graph, report } = reading;
  const listed = thingsOf(product, 'hasVariant', graph);
  if (listed.length)
    return listed.flatMap((node) => readSize(toSize(node, product, graph), product, reading));
  const offers = thingsOf(product, 'offers', graph).flatMap((offer) => withInner(offer, graph));
  const [first, ...others] = offers;
  if (!first) {
    report(
      'no-price',
      product.pointer,
      `${named(product)} has no offer, so it has no price: add \`offers\`.`,
    );
    return [];
  }
  if (isAggregate(first)) return fromLowest(first, product, reading);
  if (!others.length) return readOnly(first, product, reading);
  const sizes = offers.map((offer) => toOfferedSize(offer, product, graph));
  if (sizes.every(({ id }) => id)) return sizes.flatMap((size) => readSize(size, product, reading));
  return readAlike(offers, product, reading);
}

/** One size among several. */
interface Size {
  readonly id: string;
  readonly offer: PageNode | undefined;
  /** What else it is offered for: the first holds. */
  readonly others: readonly PageNode[];
  /** Itself, and its offer or what that offers. */
  readonly things: readonly [PageNode, ...PageNode[]];
}

/** That `hasVariant` names. */
function toSize(node: PageNode, product: PageNode, graph: PageGraph): Size {
  const offers = thingsOf(node, 'offers', graph).flatMap((one) => withInner(one, graph));
  const open = offers.filter(isForAll);
  const [offer, ...others] = open.length ? open : offers;
  const things = [node, ...(offer ? [offer] : [])] as const;
  const id = statedIdOf(things) || addressIdOf(node, ['url', '@id'], product, graph);
  return { id, offer, others, things };
}

/** That is known by its offer alone. */
function toOfferedSize(offer: PageNode, product: PageNode, graph: PageGraph): Size {
  const things = [offer, ...itemsOf(offer, graph)] as const;
  const id = statedIdOf(things) || addressIdOf(offer, ['url'], product, graph);
  return { id, offer, others: [], things };
}

const named = ({ fields }: PageNode) => `"${textOf(fields['name'])}"`;
const isAggregate = (offer: PageNode) => typesOf(offer).includes('AggregateOffer');

/** An AggregateOffer that holds offers is those; without, it is what it says. */
function withInner(offer: PageNode, graph: PageGraph): readonly PageNode[] {
  const inner = isAggregate(offer) ? thingsOf(offer, 'offers', graph) : [];
  return inner.length ? inner : [offer];
}

function itemsOf(offer: PageNode, graph: PageGraph): readonly PageNode[] {
  return thingsOf(offer, 'itemOffered', graph);
}

/** Once for each of its offers that can be read, so that another price is seen. */
function readSize(
  { id, offer, others, things }: Size,
  product: PageNode,
  reading: Reading,
): readonly PageVariant[] {
  const { graph, report } = reading;
  const { pointer } = things[0];
  if (!offer || isAggregate(offer)) {
    report('no-price', pointer, `This size of ${named(product)} has no offer with a price: it is left out.`);
    return [];
  }
  if (!id) {
    const message = `This size of ${named(product)} has nothing to know it by, so it is left out: give it the sku that the shop\u2019s catalog has as its id.`;
    report('no-id', toPointer(pointer, 'sku'), message);
    return [];
  }
  const title = things.map((thing) => variantTitleOf(thing, product)).find(Boolean) ?? '';
  const price = (one: PageNode, pointer: string) => {
    const read = readOffer(one, graph, report);
    return read ? [toVariant(id, title, things, { read, pointer, graph })] : [];
  };
  const first = price(offer, pointer);
  return first.length ? [...first, ...others.flatMap((other) => price(other, other.pointer))] : [];
}

function readOnly(offer: PageNode, product: PageNode, reading: Reading): readonly PageVariant[] {
  const { graph, report } = reading;
  const read = readOffer(offer, graph, report);
  if (!read) return [];
  const id = statedIdOf([product, offer]) || reading.id;
  const things = [product, offer, ...itemsOf(offer, graph)];
  return [toVariant(id, onlyTitleOf(product), things, { read, pointer: offer.pointer, graph })];
}

/** One price for all is the price; several are none that could be charged. */
function readAlike(offers: readonly PageNode[], product: PageNode, reading: Reading): readonly PageVariant[] {
  const read = offers.flatMap((offer) => readOffer(offer, reading.graph, reading.report) ?? []);
  const [first] = read;
  const [offer] = offers;
  if (!first || !offer) return [];
  const same =
    read.length === offers.length &&
    read.every(({ price, currency }) => price === first.price && currency === first.currency);
  if (same) return readOnly(offer, product, reading);
  const lowest = read.filter(({ currency }) => currency === first.currency).map(({ price }) => price);
  return [showFrom({ ...first, price: Math.min(...lowest) }, product, reading)];
}

function fromLowest(offer: PageNode, product: PageNode, reading: Reading): readonly PageVariant[] {
  const read = readLowest(offer, reading.graph, reading.report);
  return read ? [showFrom(read, product, reading)] : [];
}

function showFrom({ price, currency }: ReadOffer, product: PageNode, { id, report }: Reading): PageVariant {
  const message = `The page says what ${named(product)} starts from, and not what each size costs: it can\u2019t be bought here unless the shop\u2019s own catalog has its sizes.`;
  const pointer = toPointer(product.pointer, 'offers');
  report('no-variants', pointer, message);
  const variant = {
    id,
    title: '',
    price,
    deposit: 0,
    available: false,
    step: 1,
    unsold: true,
    from: true,
  } as const;
  return { variant, currency, pointer };
}

function toVariant(
  id: string,
  title: string,
  things: readonly PageNode[],
  { read, pointer, graph }: { readonly read: ReadOffer; readonly pointer: string; readonly graph: PageGraph },
): PageVariant {
  const { price, currency, available } = read;
  const weight = things.map((thing) => weightMeasure(thing, graph)).find(Boolean);
  const measure = read.measure ?? weight ?? parseSize(title);
  const variant: Variant = {
    id,
    title,
    price,
    deposit: 0,
    available,
    step: 1,
    ...(measure ? { measure } : {}),
  };
  return { variant, currency, pointer };
}
