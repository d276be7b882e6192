/** The words that let an owner in, which load with the owner's screen. */
import { EN_OWNER } from '../../locales/en-owner.js';
import type { OwnerKey, TermSet } from '../../locales/terms.js';
import type { Localizer } from '../localizer.js';

export type OwnerLocalizer = Localizer<OwnerKey>;

export const OWNER_TERMS: TermSet<OwnerKey> = {
  en: EN_OWNER,
  load: {
    de: async () => (await import('../../locales/de-insights.js')).DE_INSIGHTS,
    ar: async () => (await import('../../locales/ar-insights.js')).AR_INSIGHTS,
  },
};
