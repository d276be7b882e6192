/**
 * What one offer asks for a thing, and whether it can be had. The price is the
 * offer's own, or that of its price specification; never a list price, one that is
 * struck through, or one that only some customers pay.
 */
import type { Measure } from '../catalog-schema.js';
import { toPointer, type Report } from '../report.js';
import {
  asList,
  bareName,
  firstText,
  isFields,
  textOf,
  thingsOf,
  typesOf,
  type PageGraph,
  type PageNode,
} from './node.js';
import { parsePrice } from './price-text.js';
import { referenceMeasure } from './quantity.js';

export interface ReadOffer {
  /** Minor units of `currency`. */
  readonly price: number;
  readonly currency: string;
  readonly available: boolean | 'soon';
  readonly measure?: Measure;
}

const AVAILABLE: ReadonlyMap<string, boolean | 'soon'> = new Map<string, boolean | 'soon'>([
  ['OutOfStock', false],
  ['SoldOut', false],
  ['Discontinued', false],
  ['PreOrder', 'soon'],
  ['PreSale', 'soon'],
  ['BackOrder', 'soon'],
]);
/** Who says any of these, in whatever form, asks the price of some customers, or for some quantities. */
const CONDITIONS = [
  'validForMemberTier',
  'membershipPointsEarned',
  'eligibleQuantity',
  'eligibleTransactionVolume',
];

/** What is paid on top of the price. */
const CHARGES = ['DeliveryChargeSpecification', 'PaymentChargeSpecification'];

/** Undefined if it can't be used; then why is reported, once. */
export function readOffer(offer: PageNode, graph: PageGraph, report: Report): ReadOffer | undefined {
  const message =
    'This offer has no price that everybody pays on any day: give it `price` and `priceCurrency`.';
  const asked = readAsked(offer, 'price', message, graph, report);
  if (!asked) return undefined;
  const { specification, ...read } = asked;
  const measure = specification && referenceMeasure(specification, graph);
  return { ...read, ...(measure ? { measure } : {}) };
}

/** What an AggregateOffer starts from. It is shown, never charged. */
export function readLowest(offer: PageNode, graph: PageGraph, report: Report): ReadOffer | undefined {
  const name = textOf(offer.fields['lowPrice']) ? 'lowPrice' : 'price';
  const message = 'These offers have no `lowPrice`: give each size a price of its own.';
  const asked = readAsked(offer, name, message, graph, report);
  return asked && { price: asked.price, currency: asked.currency, available: asked.available };
}

interface Asked extends ReadOffer {
  readonly specification: PageNode | undefined;
}

/**
 * @param name of the offer's own field with its price
 * @param missing what to say if nothing asks for a price
 */
function readAsked(
  offer: PageNode,
  name: string,
  missing: string,
  graph: PageGraph,
  report: Report,
): Asked | undefined {
  const specification = findSpecification(offer, graph);
  const priced = isAsked(offer, name) ? offer : specification;
  if (!priced) {
    report('no-price', offer.pointer, missing);
    return undefined;
  }
  const currency = firstText(offer, ['priceCurrency']) || textOf(specification?.fields['priceCurrency']);
  const price = toMinor(priced, priced === offer ? name : 'price', currency, report);
  if (price === undefined || excludesTax([offer, ...(specification ? [specification] : [])], report))
    return undefined;
  return { price, currency, available: toAvailable(offer), specification };
}

/** It has a price that is asked of everybody. */
function isAsked(node: PageNode, name: string): boolean {
  if (typesOf(node).some((type) => CHARGES.includes(type))) return false;
  return textOf(node.fields[name]) !== '' && isForAll(node) && kindOf(node) !== 'other';
}

/** It is not for some customers alone, nor for some quantities. */
export function isForAll({ fields }: PageNode): boolean {
  return CONDITIONS.every((name) => fields[name] === undefined);
}

/** A type that can't be read is another: it could be that of a price that is struck through. */
function kindOf({ fields }: PageNode): 'plain' | 'sale' | 'other' {
  const types = asList(fields['priceType']).filter((type) => type !== '');
  if (!types.length) return 'plain';
  return types.every((type) => memberName(type) === 'SalePrice') ? 'sale' : 'other';
}

/** Of an enumeration, whether its name or its `@id` is given. */
function memberName(value: unknown): string {
  return bareName(textOf(isFields(value) ? (value['@id'] ?? value) : value));
}

/**
 * The sale's price goes before the one that it is taken off. What holds for an offer
 * holds for its prices. Nobody tells this reader the time, so one of several prices
 * that has dates may be over or to come, and is not taken: rather the dearer one that
 * stays, or none. The only price is taken with its dates, as shop systems print an
 * end beside every price.
 */
function findSpecification(offer: PageNode, graph: PageGraph): PageNode | undefined {
  if (!isForAll(offer)) return undefined;
  const asked = thingsOf(offer, 'priceSpecification', graph).filter((entry) => isAsked(entry, 'price'));
  const lasting = asked.length > 1 ? asked.filter((entry) => !isDated(entry)) : asked;
  return lasting.find((entry) => kindOf(entry) === 'sale') ?? lasting[0];
}

function isDated({ fields }: PageNode): boolean {
  return fields['validFrom'] !== undefined || fields['validThrough'] !== undefined;
}

function toMinor(node: PageNode, name: string, currency: string, report: Report): number | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) {
    const message = `The price has no currency that can be read ("${currency}"): add "priceCurrency": "GBP".`;
    report('bad-currency', toPointer(node.pointer, 'priceCurrency'), message);
    return undefined;
  }
  const read = parsePrice(node.fields[name], currency);
  if (read.ok) return read.minor;
  report('bad-price', toPointer(node.pointer, name), `${read.message}. It is left out.`);
  return undefined;
}

function excludesTax(nodes: readonly PageNode[], report: Report): boolean {
  const untaxed = nodes.find(({ fields }) => isFalse(fields['valueAddedTaxIncluded']));
  if (!untaxed) return false;
  report(
    'price-excludes-tax',
    toPointer(untaxed.pointer, 'valueAddedTaxIncluded'),
    'This price is stated without its tax, so it is left out: state prices with tax, or name the variant in the shop\u2019s own catalog.',
  );
  return true;
}

function isFalse(value: unknown): boolean {
  return value === false || memberName(value).toLowerCase() === 'false';
}

/** Where nothing is said it can be had, subject to stock, as everything is. */
function toAvailable({ fields }: PageNode): boolean | 'soon' {
  return AVAILABLE.get(memberName(fields['availability'])) ?? true;
}
