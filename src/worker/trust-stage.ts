/**
 * What others say of the shop, and how much it sells of late. Loaded when a page shows it, so that neither basket nor order
 * ever waits for it.
 */
import { verify } from '../crypto/web-crypto.js';
import type { Room } from './room.js';
import { TrustDesk } from './trust-desk.js';

export function createDesk(room: Room): TrustDesk {
  return new TrustDesk(room, { verify });
}
