/** A CSV of the maker's own: a header, and a row for each line of an order. docs/training.md describes it. */
import type { OrderForm } from './order-form.js';

export const PLAIN: OrderForm = {
  kind: 'plain',
  title: 'a plain CSV of orders',
  marks: [],
  columns: {
    order: ['order', 'order id', 'order number'],
    shopper: ['shopper', 'shopper id', 'customer', 'customer id', 'email', 'e mail'],
    date: ['date', 'order date', 'ordered at', 'created at', 'time'],
    status: ['status'],
    item: ['variant', 'variant id', 'sku', 'product', 'product id', 'item'],
    quantity: ['quantity', 'qty'],
  },
  needs: ['order', 'shopper', 'item'],
  leftOut: ['cancelled', 'canceled', 'refunded', 'voided', 'failed', 'rejected', 'expired'],
};
