/**
 * The entry of the engine: one function that runs as a worker from a blob or a
 * file, or on the page over a port. Says `punnet:ready` when it can be called.
 */
import { expose, type Endpoint } from 'comlink';

import { ShopEngine } from './shop-engine.js';

export const READY = 'punnet:ready';

export function start(scope: Endpoint): void {
  expose(new ShopEngine(), scope);
  scope.postMessage(READY);
}
