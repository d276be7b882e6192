/** What was counted of an experiment: who saw what, and how many of them did what it is about. */

/** Counts of shoppers of one arm; `reached` are among `seen`. */
export interface ArmTally {
  readonly seen: number;
  readonly reached: number;
}

export const NOTHING_SEEN: ArmTally = { seen: 0, reached: 0 };

/** A number of people beneath this is not shown, and nothing is worked out of it. */
export const FEWEST_SHOWN = 10;

/** That somebody reached it may have been told, and that they saw it not: then they are no more than were seen. */
export function addTally(one: ArmTally, other: ArmTally): ArmTally {
  const seen = one.seen + other.seen;
  return { seen, reached: Math.min(seen, one.reached + other.reached) };
}

/** Nobody reached it where nobody saw it. */
export const rateOf = ({ seen, reached }: ArmTally) => (seen > 0 ? reached / seen : 0);
