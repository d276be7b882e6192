/** What makes of the engine an owner's: it asks how the shop stands, and says what there is. Loaded with the owner's screen. */
import { OwnerDesk, type OwnerPorts } from './owner-desk.js';

export function createOwnerDesk(ports: OwnerPorts): OwnerDesk {
  return new OwnerDesk(ports);
}
