/**
 * Puts the rows of a file together as orders. A row that can't be read is told of, with its line, and is no part of
 * one; whether a shop has what it names is not known here.
 */
import type { CsvRow } from './csv-rows.js';
import type { Columns } from './order-form.js';
import { OrderRow, type OrderLine } from './order-row.js';
import type { Tally } from './tally.js';

export interface GatheredOrder {
  /** Where it begins. */
  readonly line: number;
  shopper: string;
  /** As they are written: it has several where something was given back later. */
  readonly dates: Set<string>;
  /** A row of it can't be read. */
  broken: boolean;
  /** It came to nothing. */
  leftOut: boolean;
  readonly lines: OrderLine[];
}

export function gatherOrders(
  rows: readonly CsvRow[],
  columns: Columns,
  tally: Tally,
): readonly GatheredOrder[] {
  const orders = new Map<string, GatheredOrder>();
  let above = '';
  for (const row of rows) {
    const read = new OrderRow(row, columns);
    const name = read.first('order') || (columns.form.carries ? above : '');
    const fault = read.fault() ?? (name === '' ? 'it has no order' : undefined);
    above = name;
    if (fault === undefined) addRow(orders, name, read, tally);
    else breakRow(orders, name, row.line, fault, tally);
  }
  return [...orders.values()];
}

function addRow(orders: Map<string, GatheredOrder>, name: string, row: OrderRow, tally: Tally): void {
  const { line } = row;
  const order = orderOf(orders, name, line);
  const shopper = row.shopper();
  if (order.shopper !== '' && shopper !== '' && shopper !== order.shopper)
    return tally.bad(line, `its order has another shopper on line ${order.line}, so it is left out`);
  order.shopper ||= shopper;
  if (row.first('date') !== '') order.dates.add(row.first('date'));
  order.leftOut ||= row.isLeftOut();
  const lines = row.lines();
  if (typeof lines === 'string') tally.bad(line, `${lines}, so it is left out`);
  else order.lines.push(...lines);
}

/** Its order may be without what this row says of the whole of it. */
function breakRow(
  orders: Map<string, GatheredOrder>,
  name: string,
  line: number,
  fault: string,
  tally: Tally,
): void {
  if (name !== '') orderOf(orders, name, line).broken = true;
  tally.bad(line, `${fault}, so it is left out`);
}

function orderOf(orders: Map<string, GatheredOrder>, name: string, line: number): GatheredOrder {
  const known = orders.get(name);
  if (known) return known;
  const order = { line, shopper: '', dates: new Set<string>(), broken: false, leftOut: false, lines: [] };
  orders.set(name, order);
  return order;
}
