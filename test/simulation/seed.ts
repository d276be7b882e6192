/** What is asked of one seed, and what comes of it. */
import type { Mutant } from './mutants.js';

/** What is counted in a seed, or in many together. */
export interface Counts {
  readonly steps: number;
  /** Told to be saved, and not lost with the device. */
  readonly orders: number;
  /** Those of which all was held, as the shopper was told. */
  readonly promised: number;
  /** Of those, the ones that were not honoured at once; only outages beyond the grace and tampering may. */
  readonly disputed: number;
  /** How often everything was erased on a device. */
  readonly erased: number;
  readonly lost: number;
  readonly doubled: number;
}

export interface SeedReport extends Counts {
  readonly seed: number;
  readonly violations: readonly string[];
  /** Sums up everything that happened. */
  readonly trace: string;
}

export interface SeedOptions {
  /** Outages may last longer than the grace. */
  readonly long?: boolean;
  readonly mutant?: Mutant;
}
