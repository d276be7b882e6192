/** `punnet train`: a shop's own model out of its past orders, if one is better than the formula. */
import { describeReport } from '../training/report.js';
import { trainModel } from '../training/train-model.js';
import { toCatalogText } from './catalog-out.js';
import { readCatalogFile } from './catalog-source.js';
import { raiseVersion } from './catalog-version.js';
import { CommandFailure, readSubject, required, type Command } from './command.js';
import { adviceOnModel } from './model-advice.js';
import { checkModelOut, readServer, writeModel, type ModelOut } from './model-out.js';
import { REJECTS_HELP, readOrdersFile, sumUp } from './orders-file.js';
import { createProgressLine } from './progress-line.js';

const HELP = `punnet train ORDERS --catalog FILE --out FILE [options]

Learns from past orders what shoppers buy again, and writes a model that their
devices run, offline. It is written only where it is clearly better than the
formula that devices rank by without one: the shoppers are dealt into five parts,
and each part is told by a network that never met it. Takes minutes.

ORDERS is a CSV file: Shopify's export of orders, WooCommerce's, or a plain one
with the columns order, shopper, variant or product, and date and quantity.
Nothing leaves this machine, and no shopper, product or order is in the model.

  --catalog FILE      the catalog, as JSON
  --out FILE          where the model is written, such as model.tflite; FILE.json beside
                      it is its card: what the catalog then says of it, under "model"
  --catalog-out FILE  writes the catalog as well, with the card in it and under a new
                      version; may be the same FILE as --catalog
  --new-version NAME  is that version, above the present one; else the last number of
                      the present one is raised: 2026-11-28.1 becomes 2026-11-28.2
  --endpoint URL      the address of your endpoint, where that is to serve the model
                      (punnet endpoint --model): else it lies beside the catalog
  --seed NUMBER       a whole number; the same one makes the same model; else 1
${REJECTS_HELP}

Ends with 0 if a model was written, 1 if none is better, 2 if something could not
be run or written.
`;

interface Wishes extends ModelOut {
  readonly orders: string;
  readonly seed: number;
  readonly rejects: string | undefined;
}

export const train: Command = {
  help: HELP,
  async run(args) {
    const wishes = readWishes(args);
    const { catalogOut, newVersion } = wishes;
    await checkModelOut(wishes, [wishes.orders]);
    const { source, catalog } = await readCatalogFile(wishes.catalog);
    if (catalogOut !== undefined)
      toCatalogText(catalogOut, { ...source, version: raiseVersion(catalog.version, newVersion) });
    const orders = await readOrdersFile({
      ...{ file: wishes.orders, catalog, rejects: wishes.rejects },
      others: [wishes.catalog, wishes.out, `${wishes.out}.json`, catalogOut ?? wishes.catalog],
    });
    say(sumUp(wishes.orders, orders));
    const line = createProgressLine(process.stderr);
    const trained = trainModel({
      shoppers: orders.shoppers,
      seed: wishes.seed,
      progress: ({ step, done }) => line.show(WORDS[step], done),
    });
    line.end();
    if (trained.report) say(describeReport(trained.report));
    if (!trained.ok) return refuse(trained.reason);
    say(adviceOnModel(wishes, await writeModel(wishes, trained)));
  },
};

function readWishes(args: readonly string[]): Wishes {
  const { subject, values } = readSubject(args, {
    catalog: { type: 'string' },
    out: { type: 'string' },
    'catalog-out': { type: 'string' },
    'new-version': { type: 'string' },
    endpoint: { type: 'string' },
    seed: { type: 'string' },
    rejects: { type: 'string' },
  });
  if (subject === undefined) throw new CommandFailure('name the CSV file of your orders');
  const { 'catalog-out': catalogOut, 'new-version': newVersion } = values;
  if (newVersion !== undefined && catalogOut === undefined)
    throw new CommandFailure('--new-version is of the catalog that --catalog-out names, which is missing');
  return {
    orders: subject,
    catalog: required(values.catalog, '--catalog', 'the file of your catalog'),
    out: required(values.out, '--out', 'a file for the model, such as model.tflite'),
    seed: readSeed(values.seed),
    rejects: values.rejects,
    catalogOut: catalogOut === undefined ? undefined : required(catalogOut, '--catalog-out', 'a file'),
    newVersion,
    server: values.endpoint === undefined ? undefined : readServer(values.endpoint),
  };
}

const WORDS = { reading: 'reading the orders', learning: 'learning' } as const;

function readSeed(text = '1'): number {
  if (!/^\d{1,9}$/.test(text))
    throw new CommandFailure(`--seed ${text}: give a whole number of up to nine digits`);
  return Number(text);
}

function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** An earlier model stays where it is: it may well be in use. */
function refuse(reason: string): void {
  process.stderr.write(`punnet: ${reason}\n`);
  process.exitCode = 1;
}
