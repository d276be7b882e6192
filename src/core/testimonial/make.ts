/** Puts a testimonial together, to be signed. */
import * as v from 'valibot';

import { TESTIMONIAL_VERSION, TestimonialSchema, type Testimonial } from '../protocol/testimonial.js';

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
  return { ok: false, field: v.getDotPath(issue) ?? '', message: issue.message };
}
