/**
 * What is counted for the shop, with the shopper's leave. Loaded when they have given it and the page is idle, so that
 * neither basket nor order ever waits for it.
 */
import { MeasureDesk } from './measure-desk.js';
import { postReport } from './measure-wire.js';
import type { Room } from './room.js';

export function createDesk(room: Room): MeasureDesk {
  return new MeasureDesk(room, postReport);
}
