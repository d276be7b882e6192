/**
 * What is for this shopper alone: what they allow, and what they will likely want again. Loaded when a page asks for it,
 * so that neither basket nor order ever waits for it.
 */
import type { OrderDesk } from './order-desk.js';
import { PersonalDesk } from './personal-desk.js';
import type { Room } from './room.js';

/** @param desk undefined where the order path has not come, or never does */
export function createPersonalDesk(room: Room, desk: () => OrderDesk | undefined): PersonalDesk {
  return new PersonalDesk(room, desk);
}
