/**
 * What a page loads after its first paint, as one file of the built script: the order path's elements, and with
 * them what the core tags show late. Apart they are a sixth larger.
 */
export { CartInside } from '../cart/cart-inside.js';
export { renderDetails } from '../product/product-details.js';
export { PunnetCheckout } from '../punnet-checkout.js';
export { PunnetOrders } from '../punnet-orders.js';
export { PunnetReceipt } from '../punnet-receipt.js';
export { announcementOf } from '../shop/shop-announcements.js';
export { lookAfter, renderProblems } from '../shop/shop-problems.js';
export { STATUS_TERMS, renderStatus } from '../status/status-view.js';
export { ORDER_TERMS } from '../words/order-terms.js';
