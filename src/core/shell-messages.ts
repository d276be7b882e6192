/** What a page and the worker of its shell say to each other. */
import type { ShopProblem } from './shop-config.js';

/** From a page. What has a port is answered on it. */
export type ToShell =
  /** Keep the catalog's pictures too, and clear up; answered when that is done. */
  | { readonly punnet: 'keep' }
  /** Of which build are you? Answered with its id. */
  | { readonly punnet: 'build' }
  /** Serve all pages from now on, although some of an older build are open. */
  | { readonly punnet: 'take-over' };

/** From the worker, to every page of the site that is open. */
export interface FromShell {
  readonly punnet: 'problem';
  readonly problem: ShopProblem;
}

/** The header of an answer from what was kept: when it was had, as ISO 8601, UTC. */
export const KEPT = 'punnet-kept';

/** A shop's model is asked for as this, and nothing else is: by that the worker knows what to keep. */
export const MODEL_TYPE = 'application/x-tflite';
