/**
 * Fetches a further stage into wherever the engine runs. It comes from the
 * address that the page's own script came from, so what may run there may this.
 * A stage of another build shares no parts with this engine, and is refused.
 */
import buildId from 'virtual:build-id';

import { refuse } from '../core/refuse.js';
import type { Outcome } from '../core/shop-port.js';
import { toScriptUrl } from '../core/trusted-url.js';

/** By the names that scripts/engine-build.mjs gives them. */
export interface Stages {
  readonly 'order-stage': typeof import('./order-stage.js');
  readonly 'rescue-stage': typeof import('./rescue-stage.js');
  readonly 'personal-stage': typeof import('./personal-stage.js');
  readonly 'measure-stage': typeof import('./measure-stage.js');
  readonly 'trust-stage': typeof import('./trust-stage.js');
  readonly 'owner-stage': typeof import('./owner-stage.js');
  readonly 'stall-stage': typeof import('./stall-stage.js');
  readonly 'scan-stage': typeof import('./scan-stage.js');
  readonly 'json-ld-stage': typeof import('./json-ld-stage.js');
  readonly 'model-stage': typeof import('./model-stage.js');
}

/** @param parts what the first stage hands to the others */
export async function loadStage<Name extends keyof Stages>(
  name: Name,
  url: string,
  parts: readonly unknown[],
): Promise<Outcome<{ stage: Stages[Name] }>> {
  try {
    if (typeof importScripts === 'function') importScripts(toScriptUrl(url));
    else await import(url);
  } catch (error) {
    return refuse('order-path-unreachable', `${url} could not be loaded: ${String(error)}`);
  }
  const make: unknown = Reflect.get(globalThis, Symbol.for(`punnet:${name}:${buildId}`));
  if (typeof make === 'function') return { ok: true, stage: make(parts) as Stages[Name] };
  const message = `${url} is not of Punnet\u2019s build ${buildId}: serve the files of one build together.`;
  return refuse('order-path-foreign', message);
}
