/** What the page asks for by the element's attributes; what can't be understood is told, and stands as if it weren't there. */
import { FORMATS, PLACEMENTS, type Stand } from '../../core/trust-port.js';
import type { Catalog } from '../../core/catalog/catalog-schema.js';
import type { ShopProblem } from '../../core/shop-config.js';
import type { ShopState } from '../../core/shop-state.js';

export interface Attributes {
  readonly format: string;
  readonly placement: string;
  readonly product: string | null;
  readonly limit: number | null;
}

const TAG = 'punnet-testimonials';
const MOST_SHOWN = 50;
const DEFAULT_LIMITS = { quote: 1, cards: 6, stars: 1, pulse: 1 } as const;

const isOneOf = <T extends string>(list: readonly T[], value: string): value is T =>
  (list as readonly string[]).includes(value);

export function readStand({ format, placement }: Attributes): Stand {
  return {
    format: isOneOf(FORMATS, format) ? format : 'quote',
    placement: isOneOf(PLACEMENTS, placement) ? placement : 'product',
  };
}

export function readLimit({ limit }: Attributes, { format }: Stand): number {
  return limit !== null && isLimit(limit) ? limit : DEFAULT_LIMITS[format];
}

const isLimit = (limit: number) => Number.isInteger(limit) && limit > 0 && limit <= MOST_SHOWN;

/**
 * Ids of the products that it is about: those that the page names, the one that it stands in, or what is in the basket.
 * Undefined for all that is said of the shop.
 */
export function aboutOf(
  host: Element & Attributes,
  { placement }: Stand,
  { cart }: Pick<ShopState, 'cart'>,
): readonly string[] | undefined {
  const named = host.product ?? '';
  const ids = named.split(/\s+/).filter((id) => id !== '');
  if (ids.length > 0) return ids;
  if (placement !== 'product') return [...new Set(cart.lines.map(({ product }) => product))];
  const around = host.closest('punnet-product')?.getAttribute('product');
  return around ? [around] : undefined;
}

/** For the page's developer. */
export function problemsOf(
  { format, placement, product, limit }: Attributes,
  catalog: Catalog,
): readonly ShopProblem[] {
  const tell = (code: string, name: string, value: string, message: string) => {
    return { code, where: `${TAG}[${name}="${value}"]`, message };
  };
  const unknown = (product ?? '')
    .split(/\s+/)
    .filter((id) => id !== '' && !catalog.products.some((each) => each.id === id));
  return [
    ...(isOneOf(FORMATS, format)
      ? []
      : [tell('bad-format', 'format', format, `"${format}" is no format: ${FORMATS.join(', ')}.`)]),
    ...(isOneOf(PLACEMENTS, placement)
      ? []
      : [
          tell(
            'bad-placement',
            'placement',
            placement,
            `"${placement}" is no placement: ${PLACEMENTS.join(', ')}.`,
          ),
        ]),
    ...(limit === null || isLimit(limit)
      ? []
      : [tell('bad-limit', 'limit', String(limit), `Name a whole number from 1 to ${MOST_SHOWN}.`)]),
    ...unknown.map((id) => tell('unknown-product', 'product', id, `The catalog has no product "${id}".`)),
  ];
}
