/** The words of the shopper's points, which load when a page uses them. */
import { EN_LOYALTY } from '../../locales/en-loyalty.js';
import type { LoyaltyKey, TermSet } from '../../locales/terms.js';

export const LOYALTY_TERMS: TermSet<LoyaltyKey> = {
  en: EN_LOYALTY,
  load: {
    de: async () => (await import('../../locales/de-loyalty.js')).DE_LOYALTY,
    ar: async () => (await import('../../locales/ar-loyalty.js')).AR_LOYALTY,
  },
};
