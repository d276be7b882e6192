/** The words of what an owner is told, which load once they are let in; beside them are those of the door. */
import { EN_INSIGHTS } from '../../locales/en-insights.js';
import type { InsightsKey, OwnerKey, TermSet } from '../../locales/terms.js';
import type { Localizer } from '../localizer.js';

export type InsightsLocalizer = Localizer<OwnerKey | InsightsKey>;

export const INSIGHTS_TERMS: TermSet<InsightsKey> = {
  en: EN_INSIGHTS,
  load: {
    de: async () => (await import('../../locales/de-insights.js')).DE_INSIGHTS,
    ar: async () => (await import('../../locales/ar-insights.js')).AR_INSIGHTS,
  },
};
