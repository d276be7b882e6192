/**
 * The elements of the order path as one file of the built script: they load together, when the page has time,
 * and apart they are a sixth larger.
 */
export { PunnetCheckout } from './punnet-checkout.js';
export { PunnetOrders } from './punnet-orders.js';
export { PunnetReceipt } from './punnet-receipt.js';
