/**
 * Fetches the second stage into wherever the engine runs. It comes from the
 * address that the page's own script came from, so what may run there may this.
 * A stage of another build shares no parts with this engine, and is refused.
 */
import buildId from 'virtual:build-id';

import type { Refused } from '../core/shop-port.js';
import { toScriptUrl } from '../core/trusted-url.js';
import type { createOrderDesk } from './order-desk.js';

const MAKER = Symbol.for(`punnet:order-stage:${buildId}`);

type Create = typeof createOrderDesk;
type Loaded = { readonly ok: true; readonly create: Create } | Refused;

/** @param parts what the first stage hands to the second */
export async function loadOrderStage(url: string, parts: readonly unknown[]): Promise<Loaded> {
  try {
    if (typeof importScripts === 'function') importScripts(toScriptUrl(url));
    else await import(url);
  } catch (error) {
    return refuse('order-path-unreachable', `${url} could not be loaded: ${String(error)}`);
  }
  const make = Reflect.get(globalThis, MAKER) as ((parts: readonly unknown[]) => Create) | undefined;
  if (make) return { ok: true, create: make(parts) };
  const message = `${url} is not of Punnet\u2019s build ${buildId}: serve the files of one build together.`;
  return refuse('order-path-foreign', message);
}

function refuse(code: string, message: string): Refused {
  return { ok: false, code, message };
}
