/** All that a catalog lists, judged one by one: what stands, and what is left out and why. */
import type { Problem } from '../catalog/parse-catalog.js';
import type { Crypto } from '../ports.js';
import { judge, type Judged, type ShopOfProof, type TestimonialFault } from './judge.js';

/** Of a catalog; what comes after them is not looked at. */
export const MOST_TESTIMONIALS = 500;

/** How many are left out, by why. */
export type LeftOut = Readonly<Record<TestimonialFault, number>>;

export interface JudgedList {
  readonly testimonials: readonly Judged[];
  readonly leftOut: LeftOut;
  /** For whoever keeps the catalog. */
  readonly problems: readonly Problem[];
}

const POINTER = '/testimonials';
const REASONS: Readonly<Record<TestimonialFault, string>> = {
  altered: 'It is not what the shop signed: sign it again.',
  foreign: 'It was signed for another shop.',
  unreadable: 'It is no testimonial, or one of a version to come: it needs a text and an author.',
};

/** @param listed the catalog's `testimonials`, as they are written */
export async function judgeAll(
  listed: unknown,
  shop: ShopOfProof,
  crypto: Pick<Crypto, 'verify'>,
): Promise<JudgedList> {
  const leftOut = { altered: 0, foreign: 0, unreadable: 0 };
  const problems: Problem[] = [];
  if (listed !== undefined && !Array.isArray(listed))
    problems.push(toProblem('bad-catalog', POINTER, 'This must be a list.'));
  const entries: readonly unknown[] = Array.isArray(listed) ? listed : [];
  if (entries.length > MOST_TESTIMONIALS)
    problems.push(toProblem('too-many', POINTER, `Only the first ${MOST_TESTIMONIALS} are used.`));
  const judgements = await Promise.all(
    entries.slice(0, MOST_TESTIMONIALS).map((entry) => judge(entry, shop, crypto)),
  );
  const testimonials = judgements.flatMap((judgement, at) => {
    if (judgement.ok) return [judgement.testimonial];
    const { fault } = judgement;
    leftOut[fault] += 1;
    problems.push(toProblem(`testimonial-${fault}`, `${POINTER}/${at}`, REASONS[fault]));
    return [];
  });
  return { testimonials, leftOut, problems };
}

const toProblem = (code: string, pointer: string, reason: string): Problem => {
  return { code, pointer, message: `${reason} It is left out.` };
};
