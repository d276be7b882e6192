/** `punnet shares`: puts into a catalog how often each variant is bought, out of past orders. */
import { chmod, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

import { faultOfCatalog } from '../endpoint/catalog-store.js';
import { withShares } from '../training/shares.js';
import { readCatalogFile } from './catalog-source.js';
import { CommandFailure, readSubject, required, type Command } from './command.js';
import { explain } from './explain.js';
import { count, readOrdersFile, sumUp } from './orders-file.js';

const HELP = `punnet shares ORDERS --catalog FILE --out FILE [--new-version NAME]

Counts past orders and writes the catalog with two shares for each variant:
popularity, in how many of all orders it is, and rebuy, how many of its buyers
bought it again. With them a shop can suggest what is popular, and shoppers'
devices rank what they bought before. The rest of the catalog stays as it is.

ORDERS is a CSV file: Shopify's export of orders, WooCommerce's, or a plain one
with the columns order, shopper, variant or product, and date and quantity.
Nothing leaves this machine, and nobody's name or address is written anywhere.

  --catalog FILE      the catalog, as JSON
  --out FILE          where it is written with its shares; may be the same FILE
  --new-version NAME  is its version from now on: an endpoint refuses other
                      contents under a version that it has served
`;

export const shares: Command = {
  help: HELP,
  async run(args) {
    const { subject, values } = readSubject(args, {
      catalog: { type: 'string' },
      out: { type: 'string' },
      'new-version': { type: 'string' },
    });
    if (subject === undefined) throw new CommandFailure('name the CSV file of your orders');
    const file = required(values.catalog, '--catalog', 'the file of your catalog');
    const out = required(values.out, '--out', 'a file for the catalog with its shares');
    const { source, catalog } = await readCatalogFile(file);
    const orders = await readOrdersFile(subject, catalog);
    const { counted, unsold, ...filled } = withShares(source, orders.variants);
    if (counted === 0)
      throw new CommandFailure(`${subject} says no size of anything, so that there is nothing to count`);
    await writeCatalog(out, withVersion(filled.source, values['new-version']));
    const told = [
      ...sumUp(subject, orders),
      `${out} has shares of ${count(counted, 'variant')}${unsold > 0 ? `, and none of ${unsold} that nobody bought` : ''}.`,
      ...(values['new-version'] === undefined ? [adviceOn(catalog.version)] : []),
    ];
    process.stdout.write(`${told.join('\n')}\n`);
  },
};

function withVersion(source: unknown, version: string | undefined): unknown {
  return version === undefined ? source : { ...(source as object), version };
}

function adviceOn(version: string): string {
  return `Its version is still "${version}": raise it before an endpoint that has served that reads it (--new-version does).`;
}

/** Where something else is, a name was most likely mistaken. */
async function refuseOther(out: string): Promise<void> {
  const there = await readFile(out, 'utf8').catch(() => undefined);
  if (there !== undefined && there.trim() !== '' && faultOfCatalog(there) !== undefined)
    throw new CommandFailure(
      `${out} is there already and is no catalog: it is left as it is. Give --out another name`,
    );
}

/** In one step, so that whoever watches the file never reads a half of it. */
async function writeCatalog(out: string, source: unknown): Promise<void> {
  const text = `${JSON.stringify(source, null, 2)}\n`;
  const fault = faultOfCatalog(text);
  if (fault !== undefined) throw new CommandFailure(`${out} is not written: ${fault}`);
  await refuseOther(out);
  await explain(`${out} can't be written`, 'Give --out a file that this user may write', async () => {
    const target = await realpath(out).catch(() => out);
    const rights = await stat(target).catch(() => undefined);
    const made = `${target}.${process.pid}.new`;
    try {
      await writeFile(made, text, { flag: 'wx' });
      if (rights) await chmod(made, rights.mode);
      await rename(made, target);
    } catch (error) {
      await rm(made, { force: true });
      throw error;
    }
  });
}
