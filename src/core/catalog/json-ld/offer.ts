/**
 * What one offer asks for a thing, and whether it can be had. The price is the
 * offer's own, or that of its price specification; never a list price, one that is
 * struck through, or one that only some customers pay.
 */
import type { Measure } from '../catalog-schema.js';
import { toPointer, type Report } from '../report.js';
import { bareName, firstText, isFields, textOf, thingsOf, type PageGraph, type PageNode } from './node.js';
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
/** Prices that hold for some customers, or for some quantities. */
const CONDITIONS = [
  'validForMemberTier',
  'membershipPointsEarned',
  'eligibleQuantity',
  'eligibleTransactionVolume',
];

/** Undefined if it can't be used; then why is reported, once. */
export function readOffer(offer: PageNode, graph: PageGraph, report: Report): ReadOffer | undefined {
  const own = readable(offer, 'price');
  const specification = findSpecification(offer, graph);
  const priced = own ? offer : specification;
  if (!priced) {
    report(
      'no-price',
      offer.pointer,
      'This offer has no price that everybody pays: give it `price` and `priceCurrency`.',
    );
    return undefined;
  }
  const currency = firstText(offer, ['priceCurrency']) || textOf(specification?.fields['priceCurrency']);
  const price = toMinor(priced, 'price', currency, report);
  if (price === undefined || excludesTax([offer, ...(specification ? [specification] : [])], report))
    return undefined;
  const measure = specification && referenceMeasure(specification, graph);
  return { price, currency, available: toAvailable(offer), ...(measure ? { measure } : {}) };
}

/** What an AggregateOffer starts from. It is shown, never charged. */
export function readLowest(offer: PageNode, graph: PageGraph, report: Report): ReadOffer | undefined {
  const name = readable(offer, 'lowPrice') ? 'lowPrice' : 'price';
  const specification = findSpecification(offer, graph);
  const priced = readable(offer, name) ? offer : specification;
  if (!priced) {
    report('no-price', offer.pointer, 'These offers have no `lowPrice`: give each size a price of its own.');
    return undefined;
  }
  const currency = firstText(offer, ['priceCurrency']) || textOf(specification?.fields['priceCurrency']);
  const price = toMinor(priced, priced === offer ? name : 'price', currency, report);
  return price === undefined ? undefined : { price, currency, available: toAvailable(offer) };
}

function readable({ fields }: PageNode, name: string): boolean {
  return textOf(fields[name]) !== '';
}

/** The sale's price goes before the one that it is taken off. */
function findSpecification(offer: PageNode, graph: PageGraph): PageNode | undefined {
  const open = thingsOf(offer, 'priceSpecification', graph).filter(
    (entry) => readable(entry, 'price') && !CONDITIONS.some((name) => isFields(entry.fields[name])),
  );
  const typed = (type: string) => open.find(({ fields }) => bareName(textOf(fields['priceType'])) === type);
  return typed('SalePrice') ?? typed('');
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
  return value === false || bareName(textOf(value)).toLowerCase() === 'false';
}

/** Where nothing is said it can be had, subject to stock, as everything is. */
function toAvailable({ fields }: PageNode): boolean | 'soon' {
  const said = bareName(
    textOf(isFields(fields['availability']) ? fields['availability']['@id'] : fields['availability']),
  );
  return AVAILABLE.get(said) ?? true;
}
