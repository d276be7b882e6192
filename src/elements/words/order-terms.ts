/** The words of the order path, for `new Localizer<OrderWord>(this, link, ORDER_TERMS)`. */
import { EN_ORDER } from '../../locales/en-order.js';
import type { LateKey, OrderKey, TermSet } from '../../locales/terms.js';
import { LATE_TERMS } from './late-terms.js';
import type { Localizer } from '../localizer.js';

export type OrderWord = OrderKey | LateKey;
export type OrderLocalizer = Localizer<OrderWord>;

const OWN: TermSet<OrderKey> = {
  en: EN_ORDER,
  load: {
    de: async () => (await import('../../locales/de-order.js')).DE_ORDER,
    ar: async () => (await import('../../locales/ar-order.js')).AR_ORDER,
  },
};

export const ORDER_TERMS: readonly TermSet<string>[] = [LATE_TERMS, OWN];
