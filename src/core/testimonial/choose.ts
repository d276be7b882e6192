/** Which testimonials stand somewhere, in which order, and what stars they come to. */
import type { Judged } from './judge.js';
import { MOST_STARS } from './most-stars.js';

export interface Wanted {
  /** Ids of products; those about one of them come first, then those about the shop. Without it, all there are. */
  readonly about?: readonly string[];
  readonly limit: number;
}

/** Those of a purchase come before others, newer ones before older; those without a date are the oldest. */
export function chooseTestimonials(all: readonly Judged[], { about, limit }: Wanted): readonly Judged[] {
  const fits = ({ product }: Judged) =>
    about === undefined || product === undefined || about.includes(product);
  const ofShop = ({ product }: Judged) => Number(about !== undefined && product === undefined);
  const unproven = ({ proof }: Judged) => Number(proof !== 'bought');
  return all
    .filter(fits)
    .sort(
      (one, other) =>
        ofShop(one) - ofShop(other) || unproven(one) - unproven(other) || compareText(other.date, one.date),
    )
    .slice(0, limit);
}

export interface Stars {
  /** 1 to 5, to a tenth. */
  readonly mean: number;
  /** Orders that they are of. */
  readonly count: number;
}

/**
 * Of purchases alone, the newest word on each product of each: whoever gives stars without one counts for nothing, and
 * no word on a product counts twice. The most is only where all give the most. Undefined where there are none.
 */
export function meanStars(all: readonly Judged[]): Stars | undefined {
  const starred = all
    .filter(({ stars, proof }) => stars !== undefined && proof === 'bought')
    .sort((one, other) => compareText(one.date, other.date));
  const given = new Map(starred.map((said) => [`${said.receipt} ${said.product ?? ''}`, said.stars ?? 0]));
  if (given.size === 0) return undefined;
  const sum = [...given.values()].reduce((total, stars) => total + stars, 0);
  const tenths = Math.round((sum / given.size) * 10);
  const most = MOST_STARS * 10 - Number(sum < MOST_STARS * given.size);
  return { mean: Math.min(tenths, most) / 10, count: new Set(starred.map(({ receipt }) => receipt)).size };
}

/** Dates as they are written are in order. */
const compareText = (one = '', other = '') => (one < other ? -1 : Number(one > other));
