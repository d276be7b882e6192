/**
 * What a device shows at a place of a page, and which experiments that place belongs to. It belongs to an experiment
 * whatever the device's arm is, so that all arms are seen by the same rule.
 */
import type { Format, NOTHING, Placement } from '../experiment/experiment.js';
import type { StandingArm } from './standing.js';

/** How testimonials stand at a place of a page. */
export interface Stand {
  readonly format: Format;
  readonly placement: Placement;
}

export interface Standing {
  /** Nothing: the device's arm has none here. */
  readonly format: Format | typeof NOTHING;
  /** Ids of experiments that are seen where this place is. */
  readonly seen: readonly string[];
}

/** @param wanted as the page has it */
export function standAt({ format, placement }: Stand, arms: readonly StandingArm[]): Standing {
  const places = arms.filter(({ tries, among }) => tries === 'placement' && among.includes(placement));
  const isHere = places.every(({ shows }) => shows === placement);
  // Where nothing stands in whatever format, the format makes no difference.
  const formats = isHere ? arms.filter(({ tries }) => tries === 'format') : [];
  const shows = (formats[0]?.shows ?? format) as Standing['format'];
  return {
    format: isHere ? shows : 'none',
    seen: [...places, ...formats].map(({ id }) => id),
  };
}
