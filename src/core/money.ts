/**
 * Money as integer minor units: how many digits a currency has, how it reads, how
 * it is rounded. Knows nothing of prices, baskets or orders.
 *
 * The digits are those of ISO 4217, written down here, since browsers disagree
 * about a dozen currencies and a wrong digit is an amount wrong by a hundred.
 */

/** The dearest single price, deposit or option that a catalog may state, in minor units. */
export const MAX_PRICE = 1e10;
/** The largest sum that a basket or an order may come to, in minor units. */
export const MAX_AMOUNT = 1e12;

const NO_DIGITS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const THREE_DIGITS = 'BHD IQD JOD KWD LYD OMR TND';
const FOUR_DIGITS = 'CLF UYW';

/** How many digits follow the point in amounts of a currency: 2 for GBP, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  if (NO_DIGITS.includes(currency)) return 0;
  if (THREE_DIGITS.includes(currency)) return 3;
  return FOUR_DIGITS.includes(currency) ? 4 : 2;
}

/** An amount in the currency's main unit: 240 in GBP is 2.4. For showing, never for reckoning. */
export function toMajor(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency);
}

/**
 * "UK£" and "JP¥": right to left the letters change places with the sign, and a shop has one currency. The narrow
 * signs of Intl keep them in Arabic. A single letter is the sign's own, as in "R$".
 */
const COUNTRY_OF_SIGN = /[A-Z]{2,}(?=\p{Sc})/u;

const formatters = new Map<string, Intl.NumberFormat>();

/**
 * An amount as people of a locale write it, with all its digits: "£2.40", "£2.00"; what is taken off has the sign of a
 * minus, not of a hyphen: "−£2.10".
 *
 * @param locale a language tag as a page states it; one that is no tag reads as English.
 * @param signed what is added has its sign as well: "+£0.20"
 */
export function formatMoney(minor: number, currency: string, locale: string, signed = false): string {
  const key = `${locale} ${currency} ${signed}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = createFormatter(currency, locale, signed);
    formatters.set(key, formatter);
  }
  return formatter.format(toMajor(minor, currency)).replace(COUNTRY_OF_SIGN, '').replace('-', '−');
}

function createFormatter(currency: string, locale: string, signed: boolean): Intl.NumberFormat {
  const digits = minorDigits(currency);
  const options: Intl.NumberFormatOptions = {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: signed ? 'exceptZero' : 'auto',
  };
  return new Intl.NumberFormat(isLocale(locale) ? locale : 'en', options);
}

/** Pages state their language by hand: `lang="en_GB"` is common, and Intl throws on it. */
function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length > 0;
  } catch {
    return false;
  }
}

/**
 * To the nearest minor unit, a half upwards. The nudge keeps a half that binary
 * fractions cannot hold, such as 1.005 × 100, from falling down.
 */
export function roundHalfUp(minor: number): number {
  return Math.floor(minor * (1 + 4 * Number.EPSILON) + 0.5);
}
