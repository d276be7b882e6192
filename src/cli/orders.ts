/** `punnet orders`: what an endpoint received, as JSON or as a table. */
import type { EndpointKeys } from '../crypto/endpoint-keys.js';
import type { Database } from '../endpoint/database.js';
import { listReceivedOrders, readNewestCatalog, type ReceivedOrder } from '../endpoint/received-orders.js';
import { CommandFailure, readOptions, required, type Command } from './command.js';
import { openExistingDatabase, readKeysIn, toKeysLost } from './data-dir.js';
import { toTable } from './order-table.js';

const HELP = `punnet orders --data DIR [--json] [--contacts]

Lists the orders that the endpoint with this DIR received, oldest first, in the
shop's own time. It may run beside the endpoint.

  --json       one JSON array: id, code, device, state, payment, lines, deposits,
               total, pickup, placedAt, receivedAt; amounts in minor units
  --contacts   adds the shopper's contact, opened with the endpoint's key; in JSON
               as contact, or "contactSealed": true where no key in DIR opens it
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
    const list = listReceivedOrders(database, await keysFor(dir, Boolean(contacts)));
    if (json) await printJson(list);
    else await printTable(list, database);
    await database.destroy();
  },
};

/** Makes none: an order is listed without them, and its contact is what new ones would not open. */
async function keysFor(dir: string, contacts: boolean): Promise<EndpointKeys | undefined> {
  try {
    const keys = await readKeysIn(dir);
    if (!keys) throw new CommandFailure(toKeysLost(dir));
    return contacts ? keys : undefined;
  } catch (error) {
    if (contacts || !(error instanceof CommandFailure)) throw error;
    process.stderr.write(`punnet: ${error.message}\n`);
    return undefined;
  }
}

async function printJson(list: AsyncIterable<ReceivedOrder>): Promise<void> {
  let before = '[';
  for await (const order of list) {
    await print(`${before}\n${JSON.stringify(order)}`);
    before = ',';
  }
  await print(before === '[' ? '[]\n' : '\n]\n');
}

async function printTable(list: AsyncIterable<ReceivedOrder>, database: Database): Promise<void> {
  const received: ReceivedOrder[] = [];
  for await (const order of list) received.push(order);
  if (received.length === 0) return print('No orders yet.\n');
  const catalog = await readNewestCatalog(database);
  if (!catalog) throw new CommandFailure("the shop's catalog can no longer be read: --json lists the orders");
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  for (const line of toTable(received, { catalog, now: Date.now(), zone: timeZone }))
    await print(`${line}\n`);
}

/** Waits for a slow reader. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
