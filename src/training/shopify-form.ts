/**
 * The CSV of orders that Shopify exports from its admin. An order has a row for each of its lines; what is the whole
 * order's is filled in on the first of them alone. Dates are like `2026-03-01 10:11:12 +0100`.
 *
 * The columns are those that files of shops have; older ones write "Canceled at". What an order's name and its financial
 * status may be is told on https://help.shopify.com/en/manual/migrating-to-shopify/transporter-app/csv-orders. Many shops
 * are paid at pickup, so that what is pending counts as bought.
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
