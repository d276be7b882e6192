/** `punnet endpoint`: serves one shop until it is told to stop. */
import { readFile } from 'node:fs/promises';

import { publicKeys } from '../crypto/endpoint-keys.js';
import { watchCatalogFile, type CatalogFile } from '../endpoint/catalog-file.js';
import { openCatalogStore, type CatalogStore } from '../endpoint/catalog-store.js';
import type { Database } from '../endpoint/database.js';
import { createEndpoint, type Endpoint } from '../endpoint/endpoint.js';
import type { Log, LogEntry } from '../endpoint/log.js';
import { parseOrigin } from '../endpoint/origins.js';
import { serve } from '../endpoint/serve.js';
import { addFirstCounts, parseStock } from '../endpoint/stock-file.js';
import { CommandFailure, readOptions, required, type Command } from './command.js';
import { createOrOpenDatabase, explain, openKeys } from './data-dir.js';

const HELP = `punnet endpoint --catalog FILE --data DIR --port N [options]

Serves the sync endpoint of the shop that FILE describes, and prints
"listening <url>" when it does. FILE is read again whenever it changes; give
every change a new version. SIGTERM or SIGINT lets begun requests finish.
Several endpoints may share one DIR on one machine.

  --catalog FILE   the catalog, as JSON
  --data DIR       where orders and keys are kept; made if it is new
  --port N         0 takes any free port
  --base /path     what comes before /v1/ in every address
  --origin URL     a page's origin that may use it; give it once per origin
  --stock FILE     first counts, as CSV: variant,depot,quantity; a count that is
                   there already is left as it is
`;

const SWEEP_EVERY_MS = 30_000;

interface Settings {
  readonly catalog: string;
  readonly data: string;
  readonly port: number;
  readonly base: string;
  readonly origins: readonly string[];
  readonly stock?: string;
}

export const endpoint: Command = {
  help: HELP,
  async run(args) {
    const settings = readSettings(args);
    const text = await explain('the catalog', () => readFile(settings.catalog, 'utf8'));
    const stock = settings.stock;
    const counts =
      stock === undefined ? undefined : await explain('the stock', () => readFile(stock, 'utf8'));
    const keys = await openKeys(settings.data);
    const database = await createOrOpenDatabase(settings.data);
    const log = printEntry;
    const options = { database, keys: publicKeys(keys), now: Date.now, log };
    const opened = await openCatalogStore(text, options);
    if (!opened.ok) throw new CommandFailure(`${settings.catalog}: ${opened.message}`);
    const { store: catalogs } = opened;
    if (counts !== undefined) await countStock(database, catalogs, counts, log);
    const { origins, base } = settings;
    const served = createEndpoint({ database, keys, catalogs, origins, base, log });
    const watched = await watchCatalogFile({ file: settings.catalog, store: catalogs, log });
    await listen(settings, served, watched, database);
  },
};

function readSettings(args: readonly string[]): Settings {
  const values = readOptions(args, {
    catalog: { type: 'string' },
    data: { type: 'string' },
    port: { type: 'string' },
    base: { type: 'string' },
    origin: { type: 'string', multiple: true },
    stock: { type: 'string' },
  });
  return {
    catalog: required(values.catalog, '--catalog', 'the file of your catalog'),
    data: required(values.data, '--data', 'a directory for orders and keys'),
    port: parsePort(required(values.port, '--port', 'a number; 0 takes any free port')),
    base: parseBase(values.base ?? ''),
    origins: (values.origin ?? []).map(readOrigin),
    ...(values.stock === undefined ? {} : { stock: values.stock }),
  };
}

function parsePort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new CommandFailure(`--port ${text} is no port: give a number from 0 to 65535`);
}

function parseBase(text: string): string {
  const base = text.replace(/\/+$/, '');
  if (base === '' || /^(\/[\w.~-]+)+$/.test(base)) return base;
  throw new CommandFailure(`--base ${text} is no path: write it as /punnet`);
}

function readOrigin(text: string): string {
  const origin = parseOrigin(text);
  if (origin !== undefined) return origin;
  throw new CommandFailure(`--origin ${text} is no origin: write it as https://shop.example, without a path`);
}

async function countStock(database: Database, catalogs: CatalogStore, text: string, log: Log): Promise<void> {
  const { catalog } = catalogs.served;
  const { counts, problems } = parseStock(text, catalog);
  for (const message of problems) log({ level: 'warn', event: 'stock-problem', message });
  await addFirstCounts(database, catalog.shop.id, counts);
}

async function listen(
  settings: Settings,
  served: Endpoint,
  watched: CatalogFile,
  database: Database,
): Promise<void> {
  const { port, base, origins } = settings;
  const log = printEntry;
  const serving = await explain(`port ${port} can't be used`, () => serve(served.fetch, { port, log }));
  if (origins.length === 0) {
    log({ level: 'warn', event: 'no-origin', message: 'Without --origin, no page in a browser can order.' });
  }
  const timer = setInterval(() => void sweep(served, log), SWEEP_EVERY_MS);
  process.stdout.write(`listening http://localhost:${serving.port}${base}\n`);
  await stopSignal();
  clearInterval(timer);
  watched.stop();
  await serving.stop();
  await served.close();
  await database.destroy();
}

async function sweep(served: Endpoint, log: Log): Promise<void> {
  try {
    await served.sweep();
  } catch (error) {
    log({ level: 'error', event: 'sweep-failed', message: error instanceof Error ? error.message : '' });
  }
}

/** A second signal ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

function printEntry({ level, event, message, ...ids }: LogEntry): void {
  const rest = Object.entries(ids).map(([name, id]) => ` ${name}=${id}`);
  process.stderr.write(`${level} ${event}${rest.join('')}${message === undefined ? '' : `: ${message}`}\n`);
}
