/** What came of many seeds together. */
import type { Counts } from './seed.js';

export interface Sum extends Counts {
  readonly seeds: number;
  readonly violations: readonly { readonly seed: number; readonly violation: string }[];
}

export function addUp(parts: readonly Sum[]): Sum {
  const total = (of: (part: Sum) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  return {
    seeds: total(({ seeds }) => seeds),
    steps: total(({ steps }) => steps),
    orders: total(({ orders }) => orders),
    promised: total(({ promised }) => promised),
    disputed: total(({ disputed }) => disputed),
    erased: total(({ erased }) => erased),
    lost: total(({ lost }) => lost),
    doubled: total(({ doubled }) => doubled),
    violations: parts.flatMap(({ violations }) => violations),
  };
}
