/** The words of the stall, which load when a page uses it; its camera has those of scanning. */
import { EN_STALL } from '../../locales/en-stall.js';
import type { ScanKey, StallKey, TermSet } from '../../locales/terms.js';
import type { Localizer } from '../localizer.js';

export type StallLocalizer = Localizer<ScanKey | StallKey>;

export const STALL_TERMS: TermSet<StallKey> = {
  en: EN_STALL,
  load: {
    de: async () => (await import('../../locales/de-stall.js')).DE_STALL,
    ar: async () => (await import('../../locales/ar-stall.js')).AR_STALL,
  },
};
