/** What the engine's trust stage is asked: what is said of the shop, and how much it sells. */
import type { Format, Placement } from './experiment/experiment.js';
import type { Stars } from './testimonial/choose.js';
import type { Judged } from './testimonial/judge.js';

export type TestimonialFormat = Format;
export type TestimonialPlacement = Placement;

/** How testimonials stand, and beside what. */
export interface Stand {
  readonly format: TestimonialFormat;
  readonly placement: TestimonialPlacement;
}

export interface TestimonialWish {
  /** Ids of products; without it, all that there is. */
  readonly about?: readonly string[];
  readonly limit: number;
}

export interface Testimonials {
  /** Those about the products first, then those about the shop; those of a purchase before others, newest first. */
  readonly testimonials: readonly Judged[];
  /** Of purchases, of the products alone where some are named. */
  readonly stars?: Stars;
}

export interface PulseView {
  /** Whole tens. */
  readonly orders: number;
  readonly days: number;
  /** The last of them, at the shop. */
  readonly to: string;
  /** It could not be asked for again. */
  readonly isOld: boolean;
}

/** Half of it has been on screen for a second. */
export interface Seen extends Stand {
  /** How many testimonials; of `stars`, how many orders they are of; none of `pulse`. */
  readonly testimonials: number;
  /** The one product that it was about. */
  readonly product?: string;
}

export type TrustCall =
  | readonly [name: 'testimonials', wish: TestimonialWish]
  | readonly [name: 'pulse']
  | readonly [name: 'renewKeys'];
