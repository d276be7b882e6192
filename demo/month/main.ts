/** `npm run demo:month`: loads a month of simulated traffic into the demo's endpoint, and says what it loaded. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import LibSql from 'libsql';

import { beginningOf, Month, type MonthPlan } from './month.js';
import { openShop, type ShopFiles } from './shop.js';

const HELP = `npm run demo:month -- [options]

Loads a month of simulated traffic into the demo's endpoint, up to now: orders with a connection and in outages,
collections, cancellations, deliveries, and what devices count of the catalog's experiment.

  --seed N     another month; the same number loads the same one, keys apart (1)
  --days N     how many, up to 30 (30)
  --again      throws away what the demo has, orders included, and begins anew
  --data DIR   where the endpoint's data is (.data/demo)
`;
const MOST_DAYS = 30;
const FILES = ['punnet.db', 'punnet.db-wal', 'punnet.db-shm'];
const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

class Refusal extends Error {}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function main(args: readonly string[]): Promise<void> {
  const { seed, days, again, data, help } = read(args);
  if (help) return console.log(HELP);
  const files = { data, catalog: root('demo/catalog.json'), stock: root('demo/stock.csv') };
  makeRoom(data, again);
  await load(files, { seed, days, ordersADay: 22, devicesADay: 330, end: Date.now() });
}

async function load(files: ShopFiles, plan: MonthPlan): Promise<void> {
  const started = performance.now();
  console.log(`Loading ${plan.days} days; a slow machine takes minutes for thirty …`);
  const {
    shop: { timezone },
  } = JSON.parse(readFileSync(files.catalog, 'utf8')) as {
    shop: { timezone: string };
  };
  const shop = await openShop(files, beginningOf(plan, timezone));
  try {
    const month = new Month(shop, plan);
    await month.run();
    const { placed, offline, cancelled, decided, collected, outages, devices } = month.loaded;
    console.log(`${plan.days} days, seed ${plan.seed}, in ${Math.round((performance.now() - started) / 1_000)} s:
  ${placed} orders, ${offline} of them in ${outages} outages
  ${collected} collected, ${cancelled} cancelled, ${decided} decided by their shoppers
  ${devices} devices that counted

Owner code ${await month.createOwnerCode()} (once, within a week): start the demo, and type it on its page
/pages/owner.html.`);
  } finally {
    await shop.close();
  }
}

function read(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      days: { type: 'string', default: String(MOST_DAYS) },
      data: { type: 'string', default: root('.data/demo') },
      again: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  const days = Number(values.days);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Refusal(`--seed ${values.seed} is no whole number`);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw new Refusal(`--days ${values.days} is no number from 1 to ${MOST_DAYS}`);
  return { seed, days, data: values.data, again: values.again, help: values.help };
}

/** Nobody's orders are mixed with simulated ones, and nobody is at work on them meanwhile. */
function makeRoom(data: string, again: boolean): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const file = join(data, 'punnet.db');
  if (!existsSync(file)) return;
  const orders = countOrders(file);
  if (orders === 'in use') throw new Refusal('The demo is running. Stop it, then run this again.');
  if (orders > 0 && !again)
    throw new Refusal(
      `${data} has ${orders} orders. npm run demo:month -- --again throws them away and begins anew.`,
    );
  for (const name of FILES) rmSync(join(data, name), { force: true });
}

/** A database that another process has open can't be had alone. */
function countOrders(file: string): number | 'in use' {
  const database = new LibSql(file, { timeout: 200 });
  try {
    database.exec('pragma locking_mode = exclusive');
    database.exec('begin immediate');
    const isNew = database.prepare("select 1 from sqlite_master where name = 'orders'").all().length === 0;
    const [row] = isNew
      ? []
      : (database.prepare('select count(*) as count from orders').all() as { count: number }[]);
    database.exec('rollback');
    return row?.count ?? 0;
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return 'in use';
    throw error;
  } finally {
    database.close();
  }
}
