/** Puts days together until none of their numbers is of too few people. */

/**
 * In the order of days. What is left at the end and is still too few waits for the days to come.
 *
 * @param enough whether a group can be shown
 * @param add a group and what comes after it, as one
 */
export function groupDays<T>(
  days: readonly T[],
  enough: (group: T) => boolean,
  add: (group: T, next: T) => T,
): T[] {
  const groups: T[] = [];
  let open: T | undefined;
  for (const day of days) {
    open = open === undefined ? day : add(open, day);
    if (!enough(open)) continue;
    groups.push(open);
    open = undefined;
  }
  return groups;
}
