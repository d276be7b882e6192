/**
 * The entry of the engine: one function that runs as a worker from a blob or a
 * file, or on the page over a port. Says that it can be called, and of which build
 * it is.
 */
import { expose, type Endpoint } from 'comlink';
import buildId from 'virtual:build-id';

import { ShopEngine } from './shop-engine.js';

/** @param parts what the engine has in it and its second stage needs too */
export function start(scope: Endpoint, parts: readonly unknown[]): void {
  expose(new ShopEngine(parts), scope);
  scope.postMessage(`punnet:ready:${buildId}`);
}
