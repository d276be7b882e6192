/**
 * Short names of what a receipt speaks of. Two ids of one catalog meet in a ref once in
 * four thousand million pairs; a ref is compared with those of a catalog, and proves nothing.
 */
import { toHex } from './hex.js';

const REF_BYTES = 4;

/** @param digest SHA-256 of an id, or of what `toOptionName` makes of an option */
export function toRef(digest: Uint8Array): string {
  return toHex(digest.subarray(0, REF_BYTES));
}

/** An option by its modifier as well, since two modifiers may call theirs the same. */
export function toOptionName(modifier: string, option: string): string {
  return `${modifier}\u0000${option}`;
}
