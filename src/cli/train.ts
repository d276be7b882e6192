/** `punnet train`: a shop's own model out of its past orders, if one is better than the formula. */
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';

import type { ModelCard } from '../core/recommend/model-card.js';
import { describeReport } from '../training/report.js';
import { trainModel } from '../training/train-model.js';
import { readCatalogFile } from './catalog-source.js';
import { CommandFailure, readSubject, required, type Command } from './command.js';
import { explain } from './explain.js';
import { REJECTS_HELP, readOrdersFile, sumUp } from './orders-file.js';
import { createProgressLine } from './progress-line.js';

const HELP = `punnet train ORDERS --catalog FILE --out FILE [--seed NUMBER] [--rejects FILE]

Learns from past orders what shoppers buy again, and writes a model that their
devices run, offline. It is written only where it is clearly better than the
formula that devices rank by without one: the shoppers are dealt into five parts,
and each part is told by a network that never met it. Takes minutes.

ORDERS is a CSV file: Shopify's export of orders, WooCommerce's, or a plain one
with the columns order, shopper, variant or product, and date and quantity.
Nothing leaves this machine, and no shopper, product or order is in the model.

  --catalog FILE      the catalog, as JSON
  --out FILE          where the model is written, such as model.tflite; FILE.json beside
                      it is what the catalog then says of it, under "model"
  --seed NUMBER       a whole number; the same one makes the same model; else 1
${REJECTS_HELP}

Ends with 0 if a model was written, 1 if none is better, 2 if it could not be run.
`;

export const train: Command = {
  help: HELP,
  async run(args) {
    const { subject, values } = readSubject(args, {
      catalog: { type: 'string' },
      out: { type: 'string' },
      seed: { type: 'string' },
      rejects: { type: 'string' },
    });
    if (subject === undefined) throw new CommandFailure('name the CSV file of your orders');
    const file = required(values.catalog, '--catalog', 'the file of your catalog');
    const out = required(values.out, '--out', 'a file for the model, such as model.tflite');
    const seed = readSeed(values.seed);
    await refuseToOverwrite(out, [subject, file]);
    const { catalog } = await readCatalogFile(file);
    const orders = await readOrdersFile({
      ...{ file: subject, catalog, rejects: values.rejects },
      others: [file, out, `${out}.json`],
    });
    say(sumUp(subject, orders));
    const line = createProgressLine(process.stderr);
    const trained = trainModel({
      shoppers: orders.shoppers,
      seed,
      progress: ({ step, done }) => line.show(WORDS[step], done),
    });
    line.end();
    if (trained.report) say(describeReport(trained.report));
    if (!trained.ok) return refuse(trained.reason);
    await writeModel(out, trained.file, { src: basename(out), ...trained.card });
    say([
      `${out} is written. Lay it beside the catalog, and put into that, as "model", what ${out}.json says.`,
    ]);
  },
};

/** Before minutes are spent: what is there stays, unless it is a model or its card. */
async function refuseToOverwrite(out: string, given: readonly string[]): Promise<void> {
  const taken = given.some((name) => [out, `${out}.json`].some((file) => resolve(file) === resolve(name)));
  const there = taken ? undefined : await readFile(out).catch(() => undefined);
  if (taken || (there && there.subarray(4, 8).toString('latin1') !== 'TFL3'))
    throw new CommandFailure(
      `${out} is there already and is no model: it is left as it is. Give --out another name, such as model.tflite.`,
    );
  const advice = 'Give --out a file in a folder that there is, and that this user may write';
  await explain(`${out} can't be written`, advice, async () => (await open(out, 'a')).close());
  if (!there) await rm(out);
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

async function writeModel(out: string, file: Uint8Array, card: ModelCard): Promise<void> {
  const advice = 'Give --out a file that this user may write';
  await explain(`${out} can't be written`, advice, () => writeFile(out, file));
  const text = `${JSON.stringify(card, null, 2)}\n`;
  await explain(`${out}.json can't be written`, advice, () => writeFile(`${out}.json`, text));
}
