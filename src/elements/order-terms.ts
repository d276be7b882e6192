/** The words of the order path, for `new Localizer(this, link, ORDER_TERMS)`. */
import { EN_ORDER } from '../locales/en-order.js';
import type { OrderKey, TermSet } from '../locales/terms.js';

export const ORDER_TERMS: TermSet<OrderKey> = {
  en: EN_ORDER,
  load: {
    de: async () => (await import('../locales/de-order.js')).DE_ORDER,
    ar: async () => (await import('../locales/ar-order.js')).AR_ORDER,
  },
};
