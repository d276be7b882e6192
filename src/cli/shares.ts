/** `punnet shares`: puts into a catalog how often each variant is bought, out of past orders. */
import { withShares } from '../training/shares.js';
import { isCatalog, toCatalogText } from './catalog-out.js';
import { readCatalogFile } from './catalog-source.js';
import { CommandFailure, readSubject, required, type Command } from './command.js';
import { raiseVersion } from './catalog-version.js';
import { REJECTS_HELP, count, readOrdersFile, sumUp } from './orders-file.js';
import { refuseToOverwrite, writeFiles } from './write-files.js';

const HELP = `punnet shares ORDERS --catalog FILE --out FILE [--new-version NAME] [--rejects FILE]

Counts past orders and writes the catalog with two shares for each variant:
popularity, in how many of all orders it is, and rebuy, how many of its buyers
bought it again. With them a shop can suggest what is popular, and shoppers'
devices rank what they bought before. The rest of the catalog stays as it is.

ORDERS is a CSV file: Shopify's export of orders, WooCommerce's, or a plain one
with the columns order, shopper, variant or product, and date and quantity.
Nothing leaves this machine, and nobody's name or address is written anywhere.

  --catalog FILE      the catalog, as JSON
  --out FILE          where it is written with its shares; may be the same FILE
  --new-version NAME  is its version from now on, above the present one: an endpoint
                      refuses other contents under a version that it has served
${REJECTS_HELP}
`;

export const shares: Command = {
  help: HELP,
  async run(args) {
    const { subject, values } = readSubject(args, {
      catalog: { type: 'string' },
      out: { type: 'string' },
      'new-version': { type: 'string' },
      rejects: { type: 'string' },
    });
    if (subject === undefined) throw new CommandFailure('name the CSV file of your orders');
    const file = required(values.catalog, '--catalog', 'the file of your catalog');
    const out = required(values.out, '--out', 'a file for the catalog with its shares');
    const { source, catalog } = await readCatalogFile(file);
    const given = values['new-version'];
    const version = given === undefined ? undefined : raiseVersion(catalog.version, given);
    const orders = await readOrdersFile({
      ...{ file: subject, catalog },
      ...{ rejects: values.rejects, others: [file, out] },
    });
    const { counted, unsold, ...filled } = withShares(source, orders.variants);
    if (counted === 0)
      throw new CommandFailure(`${subject} says no size of anything, so that there is nothing to count`);
    const content = toCatalogText(out, withVersion(filled.source, version));
    await refuseToOverwrite({ file: out, option: '--out', what: 'catalog', isOne: isCatalog });
    await writeFiles([{ file: out, content }], '--out');
    const told = [
      ...sumUp(subject, orders),
      `${out} has shares of ${count(counted, 'variant')}${unsold > 0 ? `, and none of ${unsold} that nobody bought` : ''}.`,
      ...(version === undefined ? [adviceOn(catalog.version)] : []),
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
