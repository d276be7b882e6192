/** The hash that shares shoppers out among the arms of an experiment: the same everywhere, and nothing can be read from it. */

const BLOCK = 4;

const turn = (value: number, by: number) => (value << by) | (value >>> (32 - by));

const stir = (block: number) => Math.imul(turn(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);

/**
 * MurmurHash3, the 32-bit form for x86, of the text in UTF-8.
 *
 * Source: Austin Appleby, SMHasher, `MurmurHash3_x86_32`, in the public domain.
 *
 * @param seed an unsigned integer of 32 bits
 * @returns an unsigned integer of 32 bits
 */
export function hash32(text: string, seed = 0): number {
  const bytes = new TextEncoder().encode(text);
  const whole = bytes.length - (bytes.length % BLOCK);
  const at = (index: number) => bytes[index] ?? 0;
  let hash = seed | 0;
  for (let i = 0; i < whole; i += BLOCK) {
    const block = at(i) | (at(i + 1) << 8) | (at(i + 2) << 16) | (at(i + 3) << 24);
    hash = (Math.imul(turn(hash ^ stir(block), 13), 5) + 0xe6546b64) | 0;
  }
  hash ^= stir(at(whole) | (at(whole + 1) << 8) | (at(whole + 2) << 16));
  hash ^= bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
