/**
 * Base45 (RFC 9285): bytes as the characters that a QR code packs closest. Two bytes are
 * three characters, the lowest digit first; a last single byte is two. One text stands
 * for one run of bytes, and anything else is refused.
 */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

export function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const [first = 0, second] = bytes.subarray(i, i + 2);
    text += second === undefined ? spell(first, 2) : spell(first * 256 + second, 3);
  }
  return text;
}

/** The bytes of a base45 text, or undefined if it is none. */
export function parseBase45(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 3 === 1) return undefined;
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 3) {
    const part = text.slice(i, i + 3);
    const n = toNumber(part);
    if (n === undefined || n > (part.length === 3 ? 0xffff : 0xff)) return undefined;
    bytes.push(...(part.length === 3 ? [n >> 8, n & 0xff] : [n]));
  }
  return new Uint8Array(bytes);
}

function spell(n: number, length: number): string {
  let text = '';
  for (let rest = n; text.length < length; rest = Math.floor(rest / 45)) text += ALPHABET.charAt(rest % 45);
  return text;
}

function toNumber(part: string): number | undefined {
  let n = 0;
  for (let i = part.length - 1; i >= 0; i--) {
    const digit = ALPHABET.indexOf(part.charAt(i));
    if (digit < 0) return undefined;
    n = n * 45 + digit;
  }
  return n;
}
