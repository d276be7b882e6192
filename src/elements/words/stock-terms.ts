/** The words of a stall's stock, which load with the form for it; beside them it has those of the stall. */
import { EN_STOCK } from '../../locales/en-stock.js';
import type { ScanKey, StallKey, StockKey, TermSet } from '../../locales/terms.js';
import type { Localizer } from '../localizer.js';

export type StockLocalizer = Localizer<ScanKey | StallKey | StockKey>;

export const STOCK_TERMS: TermSet<StockKey> = {
  en: EN_STOCK,
  load: {
    de: async () => (await import('../../locales/de-stall.js')).DE_STALL,
    ar: async () => (await import('../../locales/ar-stall.js')).AR_STALL,
  },
};
