/** The file of past orders that a command is given: reads it, tells of what can't be used, and sums up what can. */
import { readFile } from 'node:fs/promises';

import type { Catalog } from '../core/catalog/catalog-schema.js';
import { decodeText } from '../training/decode-text.js';
import { readOrders, type ReadOrders } from '../training/read-orders.js';
import type { OrderProblem } from '../training/tally.js';
import { CommandFailure } from './command.js';
import { explain } from './explain.js';
import { refuseToOverwrite, writeFiles, type Target } from './write-files.js';

export type PastOrders = Extract<ReadOrders, { ok: true }>;

export const REJECTS_HELP = `  --rejects FILE      all that can't be used, by its line, as CSV; the first 20 are
                      told anyway`;

/** So many are read; more would push what was counted off the screen. */
const MOST_TOLD = 20;
const REJECTS_HEADER = 'line,problem\n';

export interface OrdersToRead {
  readonly file: string;
  readonly catalog: Catalog;
  /** Where all problems are written, with their lines. */
  readonly rejects?: string | undefined;
  /** Files of the same command, which that is none of. */
  readonly others: readonly string[];
}

/** The first problems are a line on stderr each, and what is not told there is counted there. */
export async function readOrdersFile({ file, catalog, rejects, others }: OrdersToRead): Promise<PastOrders> {
  const bytes = await explain(`the orders ${file} can't be read`, 'Name the CSV file of your orders', () =>
    readFile(file),
  );
  if (rejects !== undefined) await refuseToOverwrite(toTarget(rejects, [file, ...others]));
  const read = readOrders(decodeText(bytes), catalog);
  tell(file, read.problems, rejects);
  if (rejects !== undefined)
    await writeFiles([{ file: rejects, content: toRejects(read.problems) }], '--rejects');
  if (!read.ok) throw new CommandFailure(`${file} can't be used. ${read.fault}`);
  return read;
}

function tell(file: string, problems: readonly OrderProblem[], rejects: string | undefined): void {
  for (const { line, text } of problems.slice(0, MOST_TOLD))
    process.stderr.write(`punnet: ${file}, line ${line}: ${text}\n`);
  const more = problems.length - MOST_TOLD;
  if (more <= 0) return;
  const where = rejects === undefined ? '--rejects FILE writes all of them' : `all of them are in ${rejects}`;
  process.stderr.write(`punnet: ${file}: and ${count(more, 'more problem')}; ${where}\n`);
}

function toTarget(file: string, given: readonly string[]): Target {
  const isOne = (content: Buffer) => content.toString('utf8').startsWith(REJECTS_HEADER);
  return { file, option: '--rejects', what: 'list of rejects', isOne, given };
}

function toRejects(problems: readonly OrderProblem[]): string {
  const rows = problems.map(({ line, text }) => `${line},"${text.replaceAll('"', '""')}"\n`);
  return REJECTS_HEADER + rows.join('');
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
