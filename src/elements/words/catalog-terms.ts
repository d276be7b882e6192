/** The words of the catalog, which loads when a page uses it. */
import { EN_CATALOG } from '../../locales/en-catalog.js';
import type { CatalogKey, TermSet } from '../../locales/terms.js';

export const CATALOG_TERMS: TermSet<CatalogKey> = {
  en: EN_CATALOG,
  load: {
    de: async () => (await import('../../locales/de-catalog.js')).DE_CATALOG,
    ar: async () => (await import('../../locales/ar-catalog.js')).AR_CATALOG,
  },
};
