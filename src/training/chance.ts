/** Chance that can be replayed: the same seed trains the same model. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  /** Around 0, two thirds of them between -1 and 1. */
  bell(): number;
  /** The same things in another order. */
  shuffle<T>(things: readonly T[]): T[];
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    bell: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle(things) {
      const keyed = things.map((thing) => ({ thing, key: next() }));
      return keyed.sort((one, other) => one.key - other.key).map(({ thing }) => thing);
    },
  };
}
