/** The words of what scans, which loads when a page uses it. */
import { EN_SCAN } from '../../locales/en-scan.js';
import type { ScanKey, TermSet } from '../../locales/terms.js';
import type { Localizer } from '../localizer.js';

export type ScanLocalizer = Localizer<ScanKey>;

export const SCAN_TERMS: TermSet<ScanKey> = {
  en: EN_SCAN,
  load: {
    de: async () => (await import('../../locales/de-scan.js')).DE_SCAN,
    ar: async () => (await import('../../locales/ar-scan.js')).AR_SCAN,
  },
};
