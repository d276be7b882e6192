/**
 * The engine's third stage: what is kept here as a file, and back; what goes by itself when its time is over; and all of it
 * erased. Apart from the second, since no order needs it to be placed or sent; and brought with it, since all of this has to be
 * possible with no network.
 */
export { pruneOrders } from '../core/consent/prune.js';
export { askShop } from './ask-shop.js';
export { eraseShopper } from './erase.js';
export { exportOrders, importOrders } from './rescue.js';
