/**
 * A price as a page prints it, to minor units. Read as text, digit by digit: a
 * fraction that binary can't hold would be a wrong price. What could mean two things
 * ("2,400") is refused.
 */
import { MAX_PRICE, minorDigits } from '../../money.js';

export type ReadPrice =
  | { readonly ok: true; readonly minor: number }
  /** What is wrong, and what to write. */
  | { readonly ok: false; readonly message: string };

/** @param value text or number, in the currency's main unit: `"2.40"`, `2.4` */
export function parsePrice(value: unknown, currency: string): ReadPrice {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const digits = minorDigits(currency);
  const example = digits === 0 ? '240' : `2.${'4'.padEnd(digits, '0')}`;
  const wrong = (what: string): ReadPrice => ({
    ok: false,
    message: `The price "${text}" ${what}: write it as ${example}`,
  });
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (!parts) return wrong('is no number with a point');
  const [, whole = '', fraction = ''] = parts;
  if (fraction.length > digits) return wrong(`has more digits after the point than ${currency} has`);
  const minor = Number(whole + fraction.padEnd(digits, '0'));
  return minor <= MAX_PRICE ? { ok: true, minor } : wrong('is higher than any price may be');
}
