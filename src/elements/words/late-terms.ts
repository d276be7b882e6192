/** What the core tags say after the first paint, and the order path as well. */
import { EN_LATE } from '../../locales/en-late.js';
import type { LateKey, TermSet } from '../../locales/terms.js';
import type { Localizer } from '../localizer.js';

export type LateLocalizer = Localizer<LateKey>;

export const LATE_TERMS: TermSet<LateKey> = {
  en: EN_LATE,
  load: {
    de: async () => (await import('../../locales/de-late.js')).DE_LATE,
    ar: async () => (await import('../../locales/ar-late.js')).AR_LATE,
  },
};
