/**
 * The engine's second stage: keys, orders, outbox and sending. A script of its own
 * that loads into the engine, in a worker by `importScripts` and on a page by
 * `import()`; what the first stage has in it already, it takes from there.
 */
export { createOrderDesk } from './order-desk.js';
