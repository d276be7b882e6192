/**
 * The engine's second stage: keys, orders, outbox and sending. A script of its own
 * that loads into the engine, in a worker by `importScripts` and on a page by
 * `import()`; either way it hands itself over under a symbol.
 */
import { createOrderDesk } from './order-desk.js';
import { ORDER_STAGE } from './stage-symbol.js';

Reflect.set(globalThis, ORDER_STAGE, createOrderDesk);
