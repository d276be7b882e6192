/** The engine's stages that load on use and that no order needs, with what each is asked. */
import type { MeasureCall } from './measure-port.js';
import type { TrustCall } from './trust-port.js';

export interface FurtherCalls {
  readonly 'trust-stage': TrustCall;
  readonly 'measure-stage': MeasureCall;
}

/** One of them, with the address that the stage comes from. */
export type FurtherCall = {
  readonly [Stage in keyof FurtherCalls]: readonly [stage: Stage, url: string, call: FurtherCalls[Stage]];
}[keyof FurtherCalls];
