/**
 * The CSV of orders that Shopify exports from its admin. An order has a row for each of its lines; what is the whole
 * order's is filled in on the first of them alone. Dates are like `2026-03-01 10:11:12 +0100`.
 *
 * The columns are those that Shopify lists on
 * https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders
 * and that files of shops have, which write "Lineitem sku" and "Cancelled at" where that page has other letters.
 */
import type { OrderForm } from './order-form.js';

export const SHOPIFY: OrderForm = {
  kind: 'shopify',
  title: "Shopify's export of orders",
  marks: ['name', 'lineitem quantity'],
  columns: {
    order: ['name'],
    shopper: ['email', 'phone'],
    date: ['created at'],
    status: ['financial status'],
    cancelled: ['cancelled at', 'canceled at'],
    item: ['lineitem sku', 'lineitem name'],
    quantity: ['lineitem quantity'],
  },
  needs: ['order', 'shopper', 'date', 'item', 'quantity'],
  leftOut: ['refunded', 'voided', 'expired'],
};
