/** What the page asks for by the element's attributes; what can't be understood is told, and stands as if it weren't there. */
import type { Catalog } from '../../core/catalog/catalog-schema.js';
import { findNamed, findProduct } from '../../core/catalog/lookup.js';
import type { ShopProblem } from '../../core/shop-config.js';
import type { ShopState } from '../../core/shop-state.js';
import type { Stand, TestimonialFormat, TestimonialPlacement } from '../../core/trust-port.js';

export interface Attributes {
  readonly format: string;
  readonly placement: string;
  readonly product: string | null;
  readonly limit: number | null;
}

const TAG = 'punnet-testimonials';
const MOST_SHOWN = 50;
const DEFAULT_LIMITS: Readonly<Record<TestimonialFormat, number>> = {
  quote: 1,
  cards: 6,
  stars: 1,
  pulse: 1,
};
const PLACES: Readonly<Record<TestimonialPlacement, true>> = { product: true, cart: true, checkout: true };

const isOneOf = <T extends string>(list: Readonly<Record<T, unknown>>, value: string): value is T =>
  Object.hasOwn(list, value);

export function readStand({ format, placement }: Attributes): Stand {
  return {
    format: isOneOf(DEFAULT_LIMITS, format) ? format : 'quote',
    placement: isOneOf(PLACES, placement) ? placement : 'product',
  };
}

export function readLimit({ limit }: Attributes, { format }: Stand): number {
  return limit !== null && isLimit(limit) ? limit : DEFAULT_LIMITS[format];
}

const isLimit = (limit: number) => Number.isInteger(limit) && limit > 0 && limit <= MOST_SHOWN;

/**
 * Ids of the products that it is about: those that the page names, the one that it stands in, or what is in the basket.
 * Undefined for all that is said of the shop; none where the element around it shows no product.
 */
export function aboutOf(
  host: Element & Attributes,
  { placement }: Stand,
  { cart }: Pick<ShopState, 'cart'>,
  catalog: Catalog,
): readonly string[] | undefined {
  const named = namesOf(host, catalog);
  if (named.length > 0) return named.map((name) => findProduct(catalog, name)?.id ?? name);
  if (placement !== 'product') return [...new Set(cart.lines.map(({ product }) => product))];
  const around = host.closest('punnet-product');
  if (!around) return undefined;
  // Before it is defined it shows none.
  const product = around.product === undefined ? undefined : findNamed(catalog, around.product);
  return product ? [product.id] : [];
}

/** What a site calls a product may have spaces in it. */
function namesOf({ product }: Attributes, catalog: Catalog): readonly string[] {
  const whole = product?.trim() ?? '';
  return whole !== '' && findProduct(catalog, whole)
    ? [whole]
    : whole.split(/\s+/).filter((name) => name !== '');
}

/**
 * There is nothing to show, and nobody has to be asked for that: the catalog lists nothing, or there is no endpoint to tell
 * how many orders there were. Where something is tried the device may show another format than the page has.
 */
export function isNothingListed(
  host: Attributes,
  state: Pick<ShopState, 'catalog' | 'consent'> | undefined,
  hasEndpoint: boolean,
): boolean {
  if (!state?.catalog || state.consent.measurement) return false;
  if (readStand(host).format === 'pulse') return !hasEndpoint;
  const { testimonials } = state.catalog;
  return !Array.isArray(testimonials) || testimonials.length === 0;
}

/** For the page's developer. */
export function problemsOf(attributes: Attributes, catalog: Catalog): readonly ShopProblem[] {
  const { format, placement, limit } = attributes;
  const tell = (code: string, name: string, value: string, message: string) => {
    return { code, where: `${TAG}[${name}="${value}"]`, message };
  };
  const list = (of: object) => Object.keys(of).join(', ');
  const isFormat = isOneOf(DEFAULT_LIMITS, format);
  const isPlacement = isOneOf(PLACES, placement);
  const isNumber = limit === null || isLimit(limit);
  const unknown = namesOf(attributes, catalog).filter((name) => !findProduct(catalog, name));
  const noFormat = `"${format}" is no format: ${list(DEFAULT_LIMITS)}.`;
  const noPlacement = `"${placement}" is no placement: ${list(PLACES)}.`;
  return [
    ...(isFormat ? [] : [tell('bad-format', 'format', format, noFormat)]),
    ...(isPlacement ? [] : [tell('bad-placement', 'placement', placement, noPlacement)]),
    ...(isNumber
      ? []
      : [tell('bad-limit', 'limit', String(limit), `Name a whole number from 1 to ${MOST_SHOWN}.`)]),
    ...unknown.map((id) => tell('unknown-product', 'product', id, `The catalog has no product "${id}".`)),
  ];
}
