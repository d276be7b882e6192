/** The file of past orders that a command is given: reads it, tells of what can't be used, and sums up what can. */
import { readFile } from 'node:fs/promises';

import type { Catalog } from '../core/catalog/catalog-schema.js';
import { decodeText } from '../training/decode-text.js';
import { readOrders, type ReadOrders } from '../training/read-orders.js';
import { CommandFailure } from './command.js';
import { explain } from './explain.js';

export type PastOrders = Extract<ReadOrders, { ok: true }>;

/** Each problem is a line on stderr. */
export async function readOrdersFile(file: string, catalog: Catalog): Promise<PastOrders> {
  const bytes = await explain(`the orders ${file} can't be read`, 'Name the CSV file of your orders', () =>
    readFile(file),
  );
  const read = readOrders(decodeText(bytes), catalog);
  for (const { line, text } of read.problems)
    process.stderr.write(`punnet: ${file}, line ${line}: ${text}\n`);
  if (!read.ok) throw new CommandFailure(`${file} can't be used. ${read.fault}`);
  return read;
}

/** What was read and what was left out, as lines for whoever gave the file. */
export function sumUp(
  file: string,
  { form, shoppers, lines, orders, sizeless }: PastOrders,
): readonly string[] {
  const taken = `${count(orders.taken, 'order')} of ${count(shoppers.length, 'shopper')}, ${count(lines.taken, 'line')}`;
  const left = [
    { count: orders.cancelled, text: `${count(orders.cancelled, 'order')} that came to nothing` },
    { count: orders.guests, text: `${count(orders.guests, 'order')} without a shopper` },
    { count: lines.returned, text: `${count(lines.returned, 'line')} given back` },
    { count: lines.unknown, text: `${count(lines.unknown, 'line')} of what the catalog doesn't have` },
    { count: lines.bad, text: `${count(lines.bad, 'line')} that can't be read` },
  ].flatMap((part) => (part.count > 0 ? [part.text] : []));
  return [
    `${file} is ${form.title}: ${taken}.`,
    ...(left.length > 0 ? [`Left out: ${left.join('; ')}.`] : []),
    ...(sizeless > 0 ? [`Without a size, where there are several: ${count(sizeless, 'line')}.`] : []),
  ];
}

export function count(number: number, what: string): string {
  return `${number.toLocaleString('en-GB')} ${what}${number === 1 ? '' : 's'}`;
}
