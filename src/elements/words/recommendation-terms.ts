/** The words of what a shopper may want again, which load when a page uses them. */
import { EN_RECOMMENDATIONS } from '../../locales/en-recommendations.js';
import type { RecommendationKey, TermSet } from '../../locales/terms.js';
import type { Localizer } from '../localizer.js';

export type RecommendationLocalizer = Localizer<RecommendationKey>;

export const RECOMMENDATION_TERMS: TermSet<RecommendationKey> = {
  en: EN_RECOMMENDATIONS,
  load: {
    de: async () => (await import('../../locales/de-recommendations.js')).DE_RECOMMENDATIONS,
    ar: async () => (await import('../../locales/ar-recommendations.js')).AR_RECOMMENDATIONS,
  },
};
