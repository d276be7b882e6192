/** The words around what customers say, which load when a page uses them. */
import { EN_TESTIMONIALS } from '../../locales/en-testimonials.js';
import type { TermSet, TestimonialKey } from '../../locales/terms.js';
import type { Localizer } from '../localizer.js';

export type TestimonialLocalizer = Localizer<TestimonialKey>;

export const TESTIMONIAL_TERMS: TermSet<TestimonialKey> = {
  en: EN_TESTIMONIALS,
  load: {
    de: async () => (await import('../../locales/de-testimonials.js')).DE_TESTIMONIALS,
    ar: async () => (await import('../../locales/ar-testimonials.js')).AR_TESTIMONIALS,
  },
};
