/**
 * The entry of the engine: one function that runs as a worker from a blob or a
 * file, or on the page over a port. Says that it can be called, and of which build
 * it is, and whether it can sign: in a frame that is refused its origin, a page can and its workers can't.
 */
import { expose, type Endpoint } from 'comlink';
import buildId from 'virtual:build-id';

import type { EnginePatch, PatchMessage } from '../core/engine-port.js';
import { ShopEngine } from './shop-engine.js';

/** @param parts what the engine has in it and its second stage needs too */
export function start(scope: Endpoint, parts: readonly unknown[]): void {
  const tell = (patch: EnginePatch) => scope.postMessage({ patch } satisfies PatchMessage);
  expose(new ShopEngine(parts, tell), scope);
  scope.postMessage(`punnet:ready:${buildId}:${!!crypto.subtle}`);
}
