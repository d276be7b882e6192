/** Money as a helper types it, with a point or a comma. */
import { minorDigits } from '../../core/money.js';

/** Whole minor units from 0 to `most`; undefined where the text is none. */
export function parseAmount(text: string, currency: string, most: number): number | undefined {
  const digits = minorDigits(currency);
  const [, whole = '', part = ''] = /^\s*(\d{1,10})(?:[.,](\d*))?\s*$/.exec(text) ?? [];
  if (whole === '' || part.length > digits) return undefined;
  const minor = Number(whole + part.padEnd(digits, '0'));
  return minor <= most ? minor : undefined;
}

/** "8.70", as `parseAmount` takes it. */
export function toAmountText(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
