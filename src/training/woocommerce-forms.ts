/**
 * The CSV files that shops with WooCommerce get their orders in. WooCommerce itself writes one, in Analytics; the
 * others come from the two plugins that are used most, in the columns they have unless they are set otherwise.
 *
 * The columns are taken from the code that writes them: of Analytics, `getHeadersContent` and `get_export_columns` of
 * its report of orders; of the plugins, their default formats.
 */
import type { OrderForm } from './order-form.js';

/**
 * Pending is not paid: Analytics leaves it out too unless it is told otherwise. Orders that wait for money that comes at
 * pickup are on hold, or processing.
 */
const LEFT_OUT = [
  'cancelled',
  'refunded',
  'failed',
  'pending',
  'pending payment',
  'checkout draft',
  'draft',
  'trash',
];

/** Analytics > Orders > Download. One row is one order, and its lines are in one cell: `2× Rolled oats, 1× Honey`. */
export const WOOCOMMERCE_ANALYTICS: OrderForm = {
  kind: 'woocommerce-analytics',
  title: "WooCommerce's report of orders (Analytics)",
  marks: ['order #', 'product(s)'],
  columns: {
    order: ['order #'],
    shopper: ['customer'],
    date: ['date'],
    status: ['status'],
    list: ['product(s)'],
  },
  needs: ['order', 'shopper', 'date', 'list'],
  leftOut: LEFT_OUT,
};

/** Customer/Order/Coupon Export, in its format "Default - One Row per Item". */
export const WOOCOMMERCE_EXPORT: OrderForm = {
  kind: 'woocommerce-export',
  title: 'the CSV of Customer/Order/Coupon Export for WooCommerce',
  marks: ['item name', 'item quantity'],
  columns: {
    order: ['order id', 'order number'],
    shopper: ['billing email', 'customer email', 'customer id'],
    date: ['date', 'order date'],
    status: ['status', 'order status'],
    item: ['item sku', 'item name'],
    quantity: ['item quantity'],
    returned: ['item refunded qty'],
  },
  needs: ['order', 'shopper', 'date', 'item', 'quantity'],
  guest: '0',
  leftOut: LEFT_OUT,
};

/**
 * Advanced Order Export For WooCommerce. An order has a row for each of its lines; what is the whole order's may be
 * filled in on the first of them alone.
 */
export const WOOCOMMERCE_ADVANCED: OrderForm = {
  kind: 'woocommerce-advanced',
  title: 'the CSV of Advanced Order Export for WooCommerce',
  marks: ['order number', 'order status', 'item name'],
  columns: {
    order: ['order number', 'order id'],
    shopper: ['email (billing)', 'customer user email', 'customer user id'],
    date: ['order date'],
    status: ['order status'],
    item: ['sku', 'item name'],
    quantity: ['quantity ( refund)', 'quantity'],
  },
  needs: ['order', 'shopper', 'date', 'item'],
  guest: '0',
  leftOut: LEFT_OUT,
  carries: true,
};

/** Formats of Customer/Order/Coupon Export that have all lines of an order in one cell, in a way of its own. */
export const WOOCOMMERCE_ONE_CELL: readonly string[] = ['line items', 'order number'];
