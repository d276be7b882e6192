/** The words of what a shopper allows and what is kept of them, which load when a page uses them. */
import { EN_CONSENT } from '../../locales/en-consent.js';
import type { ConsentKey, TermSet } from '../../locales/terms.js';
import type { Localizer } from '../localizer.js';

export type ConsentLocalizer = Localizer<ConsentKey>;

export const CONSENT_TERMS: TermSet<ConsentKey> = {
  en: EN_CONSENT,
  load: {
    de: async () => (await import('../../locales/de-consent.js')).DE_CONSENT,
    ar: async () => (await import('../../locales/ar-consent.js')).AR_CONSENT,
  },
};
