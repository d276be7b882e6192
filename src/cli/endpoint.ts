/** `punnet endpoint`: serves one shop until it is told to stop. */
import { readFile } from 'node:fs/promises';
import { isIPv6 } from 'node:net';

import { publicKeys } from '../crypto/endpoint-keys.js';
import { watchCatalogFile } from '../endpoint/catalog-file.js';
import {
  faultOfCatalog,
  openCatalogStore,
  shopOfCatalog,
  type CatalogStore,
  type CatalogStoreOptions,
} from '../endpoint/catalog-store.js';
import type { Database } from '../endpoint/database.js';
import { createEndpoint, type Endpoint } from '../endpoint/endpoint.js';
import type { Log, LogEntry } from '../endpoint/log.js';
import { listShopsWithOrders } from '../endpoint/received-orders.js';
import { serve, type FetchHandler, type Serving } from '../endpoint/serve.js';
import { addFirstCounts, faultOfStock, parseStock } from '../endpoint/stock-file.js';
import { CommandFailure, type Command } from './command.js';
import { createOrOpenDatabase, openKeys } from './data-dir.js';
import { readSettings, type Settings } from './endpoint-settings.js';
import { explain } from './explain.js';
import { growHeapSlowly } from './heap-growth.js';
import { openWatchedModel } from './watched-model.js';

const HELP = `punnet endpoint --catalog FILE --data DIR --port N [options]

Serves the sync endpoint of the shop that FILE describes, and prints
"listening <url>" when it does; while the shop has no owner's device, a one-time
code for the first as well. FILE is read again whenever it changes; give
every change a new version. SIGTERM or SIGINT lets begun requests finish.
Several endpoints may share one DIR on one machine.

  --catalog FILE   the catalog, as JSON
  --data DIR       where orders and keys are kept; made if it is new
  --port N         0 takes any free port
  --host ADDRESS   the address of this machine that it listens at: 127.0.0.1, which
                   only programs on it reach, unless another is named; 0.0.0.0
                   or :: is every one, for a proxy on another machine
  --base /path     what comes before /v1/ in every address
  --origin URL     a page's origin that may use it; give it once per origin
  --trust-proxy    a proxy in front says in X-Forwarded-For who asks: what one
                   address may have held for it is counted by that
  --stock FILE     first counts, as CSV: variant,depot,quantity, with commas,
                   semicolons or tabs; a count that is there already is left as
                   it is, and what has none is not limited
  --model FILE     a model of punnet train: ranks for devices that ask this
                   endpoint what their shoppers may want again, and is served
                   to those that rank themselves, at /v1/models/<sha256>.tflite;
                   read again whenever it or its card, FILE.json, changes
`;

const SWEEP_EVERY_MS = 30_000;

/**
 * Nothing is made before the files are read and the port is held, so that a start
 * that fails leaves nothing behind.
 */
export const endpoint: Command = {
  help: HELP,
  async run(args) {
    const settings = readSettings(args);
    growHeapSlowly();
    const files = await readFiles(settings);
    const model =
      settings.model === undefined
        ? undefined
        : await openWatchedModel({ file: settings.model, log: printEntry });
    let open: (handler: FetchHandler) => void = () => undefined;
    const opened = new Promise<FetchHandler>((resolve) => (open = resolve));
    const serving = await listen(settings, async (request, peer) => (await opened)(request, peer));
    const keys = await openKeys(settings.data);
    const database = await createOrOpenDatabase(settings.data);
    await tellOtherShops(settings, files.catalog, database);
    const log = printEntry;
    const catalogs = await openCatalogs(settings, files.catalog, { database, keys: publicKeys(keys), log });
    if (files.stock !== undefined) await countStock(database, catalogs, files.stock, log);
    const { origins, base } = settings;
    const parts = { database, keys, catalogs, log, ...(model ? { model } : {}) };
    const served = createEndpoint({ ...parts, origins, base });
    const watched = await watchCatalogFile({ file: settings.catalog, store: catalogs, log });
    await model?.watch(watched);
    open(served.fetch);
    await serveUntilStopped({ settings, serving, served, watched: model ? [watched, model] : [watched] });
    await database.destroy();
  },
};

interface Files {
  readonly catalog: string;
  readonly stock: string | undefined;
}

async function readFiles({ catalog, stock }: Settings): Promise<Files> {
  const text = await explain(`the catalog ${catalog} can't be read`, 'Name its file with --catalog', () =>
    readFile(catalog, 'utf8'),
  );
  const fault = faultOfCatalog(text);
  if (fault !== undefined) throw badFile(catalog, fault);
  if (stock === undefined) return { catalog: text, stock };
  const advice = 'Name its file with --stock, or leave that out';
  const counts = await explain(`the stock ${stock} can't be read`, advice, () => readFile(stock, 'utf8'));
  const stockFault = faultOfStock(counts);
  if (stockFault !== undefined) throw badFile(stock, stockFault);
  return { catalog: text, stock: counts };
}

function badFile(file: string, fault: string): CommandFailure {
  return new CommandFailure(`${file}: ${fault} Put that right, then start again.`);
}

function listen({ port, host, trustsProxy }: Settings, handler: FetchHandler): Promise<Serving> {
  const advice = (code: string) =>
    code === 'EADDRNOTAVAIL'
      ? 'Give --host an address of this machine'
      : 'Give --port another number, or 0 for any free one';
  return explain(`port ${port} can't be used`, advice, () =>
    serve(handler, { port, host, trustsProxy, log: printEntry }),
  );
}

/** As a program on this machine reaches it. */
function urlOf({ host, base }: Settings, port: number): string {
  const name = /^(127\.0\.0\.1|0\.0\.0\.0|::1?)$/.test(host)
    ? 'localhost'
    : isIPv6(host)
      ? `[${host}]`
      : host;
  return `http://${name}:${port}${base}`;
}

/** Many shops may live in one folder; with a misspelt id, what devices still hold is refused, one order after another. */
async function tellOtherShops({ catalog, data }: Settings, text: string, database: Database): Promise<void> {
  const shop = shopOfCatalog(text);
  const known = await listShopsWithOrders(database);
  if (shop === undefined || known.length === 0 || known.includes(shop)) return;
  const others = known.map((id) => `"${id}"`).join(' and ');
  const message =
    `${data} has orders of ${others} and none of "${shop}", which ${catalog} is of: orders that devices still hold for ${others} ` +
    'are refused here. If this is the same shop, put the id back.';
  printEntry({ level: 'warn', event: 'other-shop', message });
}

async function openCatalogs(
  { catalog }: Settings,
  text: string,
  options: Omit<CatalogStoreOptions, 'now'>,
): Promise<CatalogStore> {
  const opened = await openCatalogStore(text, { ...options, now: Date.now });
  if (!opened.ok) throw badFile(catalog, opened.message);
  return opened.store;
}

async function countStock(database: Database, catalogs: CatalogStore, text: string, log: Log): Promise<void> {
  const { catalog } = catalogs.served;
  const { counts, problems } = parseStock(text, catalog);
  for (const message of problems) log({ level: 'warn', event: 'stock-problem', message });
  await addFirstCounts(database, catalog.shop.id, counts);
}

interface Running {
  readonly settings: Settings;
  readonly serving: Serving;
  readonly served: Endpoint;
  /** Files that are read again when they change. */
  readonly watched: readonly { stop(): void }[];
}

async function serveUntilStopped({ settings, serving, served, watched }: Running): Promise<void> {
  const log = printEntry;
  if (settings.origins.length === 0) {
    log({ level: 'warn', event: 'no-origin', message: 'Without --origin, no page in a browser can order.' });
  }
  const timer = setInterval(() => void sweep(served, log), SWEEP_EVERY_MS);
  // Before it is said to listen: whoever waits for that may stop it at once.
  const stopped = stopSignal();
  process.stdout.write(`listening ${urlOf(settings, serving.port)}\n`);
  const code = await served.ownerCode();
  if (code !== undefined) process.stdout.write(`owner code ${code} (once, within a week)\n`);
  await stopped;
  clearInterval(timer);
  for (const file of watched) file.stop();
  await serving.stop();
  await served.close();
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
