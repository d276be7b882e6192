/**
 * Reads a maker's order history out of a CSV file, as Shopify and WooCommerce export it or as it was written by hand.
 * Who the shoppers are stays in the file: what comes out has numbers for them. Each line is taken or told of.
 */
import type { Catalog } from '../core/catalog/catalog-schema.js';
import type { PastOrder } from '../core/recommend/past-orders.js';
import { readRows } from './csv-rows.js';
import { faultOfText } from './decode-text.js';
import { findColumns } from './find-columns.js';
import { gatherOrders } from './gather-orders.js';
import type { FoundItem } from './item-finder.js';
import type { OrderForm } from './order-form.js';
import type { Shopper } from './shopper.js';
import { takeOrders, type BoughtOrder } from './take-orders.js';
import { Tally, type LineCounts, type OrderCounts, type OrderProblem } from './tally.js';

export type ReadOrders =
  | {
      readonly ok: true;
      readonly form: OrderForm;
      /** Items are products. */
      readonly shoppers: readonly Shopper[];
      /** The same shoppers and orders; items are variants, as far as the file tells them. */
      readonly variants: readonly Shopper[];
      readonly problems: readonly OrderProblem[];
      readonly lines: LineCounts;
      readonly orders: OrderCounts;
      /** Of the lines that are taken, those that say no size where there are several. */
      readonly sizeless: number;
    }
  /** Nothing can be read of it; a sentence or two for its owner say why. */
  | { readonly ok: false; readonly fault: string; readonly problems: readonly OrderProblem[] };

export interface ReadOptions {
  /** Milliseconds since the epoch: later orders are a mistake. */
  readonly now?: number;
}

export function readOrders(
  text: string,
  catalog: Catalog,
  { now = Date.now() }: ReadOptions = {},
): ReadOrders {
  const fault = faultOfText(text);
  if (fault !== undefined) return refuse(fault);
  const read = readRows(text);
  if (!read.ok) return refuse(read.fault);
  const [header, ...rows] = read.rows;
  if (!header) return refuse('It has no text in any cell.');
  const found = findColumns(header);
  if (!found.ok) return refuse(found.fault);
  const tally = new Tally();
  const gathered = gatherOrders(rows, found.columns, tally);
  const bought = takeOrders(gathered, { catalog, now, tally });
  if (typeof bought === 'string') return refuse(bought);
  const problems = tally.problems();
  if (bought.length === 0) return refuse(faultOfNone(rows.length, tally, problems), problems);
  const { lines, orders, sizeless } = tally;
  const { form } = found.columns;
  return { ok: true, form, ...toShoppers(bought), problems, lines, orders, sizeless };
}

function refuse(fault: string, problems: readonly OrderProblem[] = []): ReadOrders {
  return { ok: false, fault, problems };
}

function faultOfNone(rows: number, { lines }: Tally, problems: readonly OrderProblem[]): string {
  if (rows === 0) return 'It has a header and no orders beneath it.';
  const [first] = problems;
  if (first) return `None of its orders can be used. Line ${first.line}: ${first.text}.`;
  return lines.guests > 0
    ? 'None of its orders has a shopper, so that nobody is known to have bought anything twice.'
    : 'All of its orders were cancelled, refunded or given back.';
}

/** Numbered in the order of what they bought first. */
function toShoppers(bought: readonly BoughtOrder[]): {
  shoppers: readonly Shopper[];
  variants: readonly Shopper[];
} {
  const histories = new Map<string, BoughtOrder[]>();
  for (const order of oldestFirst(bought)) {
    const history = histories.get(order.shopper) ?? [];
    histories.set(order.shopper, history);
    history.push(order);
  }
  const list = (nameOf: (item: FoundItem) => string | undefined): readonly Shopper[] =>
    [...histories.values()].map((orders, at) => ({
      id: String(at + 1),
      orders: orders.map(({ day, items }) => toPastOrder(day, items.map(nameOf))),
    }));
  return { shoppers: list(({ product }) => product), variants: list(({ variant }) => variant) };
}

function toPastOrder(day: number | null, names: readonly (string | undefined)[]): PastOrder {
  return { day, items: [...new Set(names)].filter((name) => name !== undefined) };
}

/** Orders of one moment stay in the file's order, which in an export may be the newest first. */
function oldestFirst(bought: readonly BoughtOrder[]): readonly BoughtOrder[] {
  const [first, last] = [bought.at(0)?.day ?? 0, bought.at(-1)?.day ?? 0];
  const forward = first > last ? [...bought].reverse() : [...bought];
  return forward.sort((one, other) => (one.day ?? 0) - (other.day ?? 0));
}
