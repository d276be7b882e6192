/** The latest time that is known here: a clock that was set back does not bring back a day that the endpoint has seen end. */
import type { Room } from './room.js';

/** @returns epoch milliseconds */
export async function latestKnown({ store, clock }: Pick<Room, 'store' | 'clock'>): Promise<number> {
  const answeredAt = (await store.get(['shop']))?.answeredAt;
  return Math.max(clock.now(), answeredAt ? Date.parse(answeredAt) : 0);
}
