/** All that a catalog lists, judged one by one: what stands, and what is left out and why. */
import type { Problem } from '../catalog/parse-catalog.js';
import type { Crypto } from '../ports.js';
import { MOST_SAID } from '../protocol/testimonial.js';
import { judge, type Judged, type ShopOfProof, type TestimonialFault } from './judge.js';

/** Of a catalog; what comes after them is not looked at. */
export const MOST_TESTIMONIALS = 500;

export interface JudgedList {
  readonly testimonials: readonly Judged[];
  /** For whoever keeps the catalog. */
  readonly problems: readonly Problem[];
}

export interface ListedShop extends ShopOfProof {
  /** The id of the product that goes by this name in the catalog. */
  readonly findProduct: (name: string) => string | undefined;
}

type Fault = TestimonialFault | 'repeated' | 'unknown-product';
type Placed = { readonly testimonial: Judged } | { readonly fault: Fault };

const POINTER = '/testimonials';
const REASONS: Readonly<Record<Fault, string>> = {
  altered: 'It is not what the shop signed: sign it again.',
  foreign: 'It was signed for another shop.',
  unreadable: `It is no testimonial, or one of a version to come: it needs a text of at most ${MOST_SAID.text} characters and an author of at most ${MOST_SAID.author}.`,
  repeated: 'A newer one of the same order and product, or the same once more, is listed too.',
  'unknown-product': 'It is about a product that the catalog does not have.',
};

/** @param listed the catalog's `testimonials`, as they are written */
export async function judgeAll(
  listed: unknown,
  shop: ListedShop,
  crypto: Pick<Crypto, 'verify'>,
): Promise<JudgedList> {
  const problems: Problem[] = [];
  if (listed !== undefined && !Array.isArray(listed))
    problems.push(toProblem('bad-catalog', POINTER, 'This must be a list.'));
  const entries: readonly unknown[] = Array.isArray(listed) ? listed : [];
  if (entries.length > MOST_TESTIMONIALS)
    problems.push(toProblem('too-many', POINTER, `Only the first ${MOST_TESTIMONIALS} are used.`));
  const judged = await Promise.all(
    entries.slice(0, MOST_TESTIMONIALS).map((entry) => judgeListed(entry, shop, crypto)),
  );
  const newest = findNewest(judged);
  const testimonials = judged.flatMap((placed, at) => {
    const fault = 'fault' in placed ? placed.fault : newest.has(placed.testimonial) ? undefined : 'repeated';
    if (fault === undefined && 'testimonial' in placed) return [placed.testimonial];
    if (fault) problems.push(toProblem(`testimonial-${fault}`, `${POINTER}/${at}`, REASONS[fault]));
    return [];
  });
  return { testimonials, problems };
}

/** Under the id that its product has in the catalog. */
async function judgeListed(
  entry: unknown,
  { findProduct, ...shop }: ListedShop,
  crypto: Pick<Crypto, 'verify'>,
): Promise<Placed> {
  const judgement = await judge(entry, shop, crypto);
  if (!judgement.ok) return { fault: judgement.fault };
  const { testimonial } = judgement;
  if (testimonial.product === undefined) return { testimonial };
  const product = findProduct(testimonial.product);
  return product === undefined ? { fault: 'unknown-product' } : { testimonial: { ...testimonial, product } };
}

/** Of one order on one product the newest word, and of two of one day the one that is listed last; of what is the same, one. */
function findNewest(judged: readonly Placed[]): ReadonlySet<Judged> {
  const newest = new Map<string, Judged>();
  for (const placed of judged) {
    if ('fault' in placed) continue;
    const { testimonial } = placed;
    const { receipt, product = '', date = '' } = testimonial;
    const name = receipt === undefined ? JSON.stringify(testimonial) : `${receipt} ${product}`;
    if ((newest.get(name)?.date ?? '') <= date) newest.set(name, testimonial);
  }
  return new Set(newest.values());
}

const toProblem = (code: string, pointer: string, reason: string): Problem => {
  return { code, pointer, message: `${reason} It is left out.` };
};
