/**
 * Fetches the second stage into wherever the engine runs. It comes from the
 * address that the page's own script came from, so what may run there may this.
 */
import type { Refused } from '../core/shop-port.js';
import type { createOrderDesk } from './order-desk.js';
import { ORDER_STAGE } from './stage-symbol.js';
import { toScriptUrl } from '../core/trusted-url.js';

type Loaded = { readonly ok: true; readonly create: typeof createOrderDesk } | Refused;

export async function loadOrderStage(url: string): Promise<Loaded> {
  try {
    if (typeof importScripts === 'function') importScripts(toScriptUrl(url));
    else await import(url);
  } catch (error) {
    return {
      ok: false,
      code: 'order-path-unreachable',
      message: `${url} could not be loaded: ${String(error)}`,
    };
  }
  const create = Reflect.get(globalThis, ORDER_STAGE) as typeof createOrderDesk | undefined;
  return create
    ? { ok: true, create }
    : { ok: false, code: 'order-path-unreachable', message: `${url} is not Punnet\u2019s order path.` };
}
