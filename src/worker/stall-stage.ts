/**
 * What makes of the engine a stall's: it reads receipts and keeps what was handed over. Loaded when a page verifies;
 * what is sent, the second stage sends.
 */
import { StallDesk, type StallPorts } from './stall-desk.js';

export function createStallDesk(ports: StallPorts): StallDesk {
  return new StallDesk(ports);
}
