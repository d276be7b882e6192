/** How much a stall may take for its day: what its class may have, with room for a basket beside it in one lease. */
import { termsOf } from '../intake/lease-terms.js';

export const STALL_TERMS = termsOf('stall');
/** Of one variant. */
export const MOST_UNITS = STALL_TERMS.units;
/** Orders' places in one time. */
export const MOST_PLACES = STALL_TERMS.places;
/** Variants. */
export const MOST_KINDS = 300;
