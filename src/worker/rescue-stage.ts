/**
 * The engine's third stage: orders as a file, and back. Apart from the second, since no
 * order needs it to be placed or sent.
 */
export { exportOrders, importOrders } from './rescue.js';
