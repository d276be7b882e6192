/**
 * Which days' checkouts are shown together. The unit is a device on a day, and by how the endpoint stood as the checkout
 * was begun. Only days of which devices that were out of reach have told are in it.
 */
import { FEWEST_SHOWN } from '../experiment/tally.js';
import { addDays } from '../pickup/local-date.js';
import { groupDays } from './group-days.js';
import { isEnough, lastWholeDay } from './close-groups.js';

/** The sums of all devices. */
export interface CheckoutSums {
  readonly begun: number;
  readonly completed: number;
}

export interface CheckoutGroup {
  readonly from: string;
  readonly to: string;
  readonly begun: number;
  /** Null where they, or those that were not completed, are too few to be told. */
  readonly completed: number | null;
}

/** A group waits no longer for both kinds: then it tells how many were begun alone. */
const LONGEST_DAYS = 28;

/**
 * @param days of one connection, each day once, in any order
 * @param closed the last day of the last group there is; undefined while there is none
 */
export function closeCheckouts(
  days: readonly ({ readonly day: string } & CheckoutSums)[],
  { today, closed = '' }: { readonly today: string; readonly closed: string | undefined },
): CheckoutGroup[] {
  const last = lastWholeDay('saved', today);
  const open = days
    .filter(({ day }) => day > closed && day <= last)
    .sort((one, other) => (one.day < other.day ? -1 : 1))
    .map(({ day, begun, completed }) => ({ from: day, to: day, begun, completed }));
  const isOld = ({ from, to }: { from: string; to: string }) => to >= addDays(from, LONGEST_DAYS - 1);
  return groupDays(
    open,
    (group) => isEnough(group.begun, group.completed) || (group.begun >= FEWEST_SHOWN && isOld(group)),
    (group, next) => ({
      from: group.from,
      to: next.to,
      begun: group.begun + next.begun,
      completed: group.completed + next.completed,
    }),
  ).map((group) => ({
    ...group,
    completed: isEnough(group.begun, group.completed) ? group.completed : null,
  }));
}
