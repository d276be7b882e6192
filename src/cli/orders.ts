/** `punnet orders`: what an endpoint received, as JSON or as a table. */
import { formatMoney } from '../core/money.js';
import { listReceivedOrders, readCurrency, type ReceivedOrder } from '../endpoint/received-orders.js';
import { readOptions, required, type Command } from './command.js';
import { openExistingDatabase, openKeys } from './data-dir.js';

const HELP = `punnet orders --data DIR [--json] [--contacts]

Lists the orders that the endpoint with this DIR received, oldest first. It may
run beside the endpoint.

  --json       one JSON array: id, code, device, state, payment, lines, total,
               pickup, placedAt, receivedAt; amounts in minor units
  --contacts   adds the shopper's contact, opened with the endpoint's key
`;

export const orders: Command = {
  help: HELP,
  async run(args) {
    const { data, json, contacts } = readOptions(args, {
      data: { type: 'string' },
      json: { type: 'boolean' },
      contacts: { type: 'boolean' },
    });
    const dir = required(data, '--data', "an endpoint's data directory");
    const database = await openExistingDatabase(dir);
    const list = listReceivedOrders(database, contacts ? await openKeys(dir) : undefined);
    if (json) await printJson(list);
    else await printTable(list, await readCurrency(database));
    await database.destroy();
  },
};

async function printJson(list: AsyncIterable<ReceivedOrder>): Promise<void> {
  let before = '[';
  for await (const order of list) {
    await print(`${before}\n${JSON.stringify(order)}`);
    before = ',';
  }
  await print(before === '[' ? '[]\n' : '\n]\n');
}

async function printTable(list: AsyncIterable<ReceivedOrder>, currency = 'GBP'): Promise<void> {
  const rows = [['code', 'state', 'total', 'pickup', 'items', 'contact']];
  for await (const order of list) rows.push(toRow(order, currency));
  if (rows.length === 1) return print('No orders yet.\n');
  if (rows.every((row) => row[5] === '' || row === rows[0])) for (const row of rows) row.pop();
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows) {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    await print(`${cells.join('  ').trimEnd()}\n`);
  }
}

function toRow({ code, state, total, pickup, lines, contact }: ReceivedOrder, currency: string): string[] {
  const items = lines.map(({ variant, modifiers, quantity }) => {
    const options = Object.values(modifiers).join(', ');
    return `${quantity} × ${variant}${options === '' ? '' : ` (${options})`}`;
  });
  const person = Object.values(contact ?? {}).filter(Boolean);
  return [
    code,
    state,
    formatMoney(total, currency, 'en'),
    pickup.slot,
    items.join('; '),
    person.join(', '),
  ].map(toOneLine);
}

/** Shoppers write contacts: no terminal should obey what is in one. */
function toOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
}

/** Waits for a slow reader. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
