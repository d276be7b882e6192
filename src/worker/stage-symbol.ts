/** Where the second stage leaves its maker for the first to find. */

export const ORDER_STAGE = Symbol.for('punnet:order-stage');
