/**
 * The six characters a shopper reads out at the stall. A code finds an order that
 * a device already knows; it proves nothing.
 */

const LETTERS = '23456789BCDFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 6;

/** @param digest SHA-256 of the order's id (its UTF-8 bytes) */
export function toOrderCode(digest: Uint8Array): string {
  let code = '';
  for (let i = 0; i < CODE_LENGTH; i++) code += LETTERS[(digest[i] ?? 0) % LETTERS.length];
  return code;
}
