/** Puts a testimonial together, to be signed. */
import * as v from 'valibot';

import { TESTIMONIAL_VERSION, TestimonialSchema, type Testimonial } from '../protocol/testimonial.js';
import { MOST_STARS } from './most-stars.js';

export type Made =
  | { readonly ok: true; readonly testimonial: Testimonial }
  /** `field` is the one that can't be taken. */
  | { readonly ok: false; readonly field: string; readonly message: string };

/** What is undefined is left out. */
export function makeTestimonial(fields: Partial<Record<keyof Testimonial, unknown>>): Made {
  const given = Object.entries({ v: TESTIMONIAL_VERSION, ...fields }).filter(
    ([, value]) => value !== undefined,
  );
  const read = v.safeParse(TestimonialSchema, Object.fromEntries(given));
  if (read.success) return { ok: true, testimonial: read.output };
  const [issue] = read.issues;
  const field = v.getDotPath(issue) ?? '';
  return { ok: false, field, message: describe(field, issue) };
}

/** In words, where the library has none that a shopkeeper would use. A page, which only leaves it out, loads none of these. */
function describe(field: string, { type, input, message, requirement }: v.BaseIssue<unknown>): string {
  if (field === 'stars') return `Must be a whole number from 1 to ${MOST_STARS}`;
  if (type === 'max_length' && typeof input === 'string')
    return `Has ${input.length} characters, of ${String(requirement)} at most`;
  return message;
}
