/** `punnet testimonial sign`: what a customer said, signed by the shop, with the order that it came from. */
import { findVariant } from '../core/catalog/lookup.js';
import type { Catalog } from '../core/catalog/catalog-schema.js';
import { toLocalDate } from '../core/pickup/zone.js';
import type { Testimonial } from '../core/protocol/testimonial.js';
import { UUID_V7 } from '../core/protocol/uuid.js';
import { makeTestimonial } from '../core/testimonial/make.js';
import { sign } from '../crypto/endpoint-keys.js';
import { parseJws, readJsonPart } from '../crypto/jws.js';
import { hash } from '../crypto/sha256.js';
import type { Database } from '../endpoint/database.js';
import { listReceivedOrders, readNewestCatalog, type ReceivedOrder } from '../endpoint/received-orders.js';
import { isCatalog, toCatalogText } from './catalog-out.js';
import { readCatalogFile } from './catalog-source.js';
import { raiseVersion } from './catalog-version.js';
import { CommandFailure, readSubject, required, type Command } from './command.js';
import { openExistingDatabase, readKeysIn, toKeysLost } from './data-dir.js';
import { refuseToOverwrite, writeFiles } from './write-files.js';

const HELP = `punnet testimonial sign --data DIR --text TEXT --author NAME [options]

Signs what a customer said with the key of the endpoint with this DIR, and prints
it: one line for the "testimonials" of the catalog. It may run beside the endpoint.
Ask the customer first; their words and the name that you give are public then.

  --receipt ORDER     the order that it came from, by its id or the code on its
                      receipt: without it, it is shown as not verified
  --product ID        what it is about; without it, the shop as a whole
  --stars N           1 to 5
  --date DATE         when it was said, such as 2026-11-03; today unless given
  --until DATE        the last day on which you vouch for it
  --catalog FILE      puts it into this catalog,
  --catalog-out FILE  written here, which may be the same FILE, under a version
                      that is raised by one
  --new-version NAME  or is this
`;

const OPTIONS = {
  data: { type: 'string' },
  text: { type: 'string' },
  author: { type: 'string' },
  receipt: { type: 'string' },
  product: { type: 'string' },
  stars: { type: 'string' },
  date: { type: 'string' },
  until: { type: 'string' },
  catalog: { type: 'string' },
  'catalog-out': { type: 'string' },
  'new-version': { type: 'string' },
} as const;

type Given = Partial<Record<keyof typeof OPTIONS, string>>;

export const testimonial: Command = {
  help: HELP,
  async run(args) {
    const { subject, values } = readSubject(args, OPTIONS);
    if (subject !== 'sign') throw new CommandFailure('say what to do: punnet testimonial sign');
    const dir = required(values.data, '--data', "an endpoint's data directory");
    const keys = await readKeysIn(dir);
    if (!keys) throw new CommandFailure(toKeysLost(dir));
    const database = await openExistingDatabase(dir);
    try {
      const claims = await makeClaims(values, database);
      const signed = await sign(keys, claims);
      const told =
        values.catalog === undefined ? signed : await putIn(values.catalog, values, claims, signed);
      process.stdout.write(`${told}\n`);
    } finally {
      await database.destroy();
    }
  },
};

async function makeClaims(given: Given, database: Database): Promise<Testimonial> {
  const text = required(given.text, '--text', 'what was said');
  const author = required(given.author, '--author', 'how the author is to be called');
  const catalog = await readNewestCatalog(database);
  if (!catalog) throw new CommandFailure('this endpoint has served no catalog yet: start it once with yours');
  const { product, receipt, stars, until } = given;
  if (product !== undefined && !catalog.products.some(({ id }) => id === product))
    throw new CommandFailure(`the catalog has no product "${product}"`);
  const order = receipt === undefined ? undefined : await findOrder(receipt, database);
  if (order) refuseUnbought(order, product, catalog);
  const today = toLocalDate(Date.now(), catalog.shop.timezone);
  const made = makeTestimonial({
    ...{ shop: catalog.shop.id, text, author, product, until },
    date: given.date ?? today,
    stars: stars === undefined ? undefined : Number(stars),
    receipt: order && (await hash(order.id)),
  });
  if (!made.ok) throw new CommandFailure(`--${made.field} can't be taken: ${made.message}`);
  const { date } = made.testimonial;
  if (date > today) throw new CommandFailure(`--date ${date} is still to come`);
  if (until !== undefined && until < date) throw new CommandFailure(`--until ${until} is before ${date}`);
  return made.testimonial;
}

/** @param named by its id, or by the code on its receipt in any spelling */
async function findOrder(named: string, database: Database): Promise<ReceivedOrder> {
  const isId = UUID_V7.test(named);
  const code = named.toUpperCase().replace(/[\s-]/g, '');
  const found: ReceivedOrder[] = [];
  for await (const order of listReceivedOrders(database))
    if (isId ? order.id === named : order.code === code) found.push(order);
  const [order, another] = found;
  if (!order)
    throw new CommandFailure(`no order ${named} has come here: punnet orders lists those that have`);
  if (another) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new CommandFailure(`several orders have the code ${code}: give the id of one, ${ids}`);
  }
  return order;
}

/** What was handed over was bought; where no stall says so, an order that stands and whose time has come was as well. */
function refuseUnbought(
  { state, pickup, lines, code }: ReceivedOrder,
  product: string | undefined,
  catalog: Catalog,
): void {
  const stands = state === 'confirmed' || state === 'confirmed_late';
  const isOver = Date.parse(pickup.slot.slice(pickup.slot.indexOf('/') + 1)) <= Date.now();
  if (state !== 'collected' && !(stands && isOver)) {
    const why = stands ? 'its pickup is still to come' : `it is ${state}`;
    throw new CommandFailure(`the order ${code} is no purchase that can be vouched for: ${why}`);
  }
  const bought = lines.map(({ variant }) => findVariant(catalog, variant)?.product.id);
  if (product !== undefined && !bought.includes(product))
    throw new CommandFailure(`"${product}" is not in the order ${code}: vouch for what was bought`);
}

/** @returns what was done, for whoever typed the command */
async function putIn(file: string, given: Given, claims: Testimonial, signed: string): Promise<string> {
  const out = required(given['catalog-out'], '--catalog-out', 'a file for the catalog with it');
  const { source, catalog } = await readCatalogFile(file);
  if (catalog.shop.id !== claims.shop)
    throw new CommandFailure(
      `${file} is the catalog of "${catalog.shop.id}", and this was said of "${claims.shop}"`,
    );
  const version = raiseVersion(catalog.version, given['new-version']);
  const before = Array.isArray(source['testimonials']) ? (source['testimonials'] as unknown[]) : [];
  if (before.some((entry) => isOfSamePurchase(entry, claims)))
    throw new CommandFailure(
      `${file} has a testimonial of this order${claims.product === undefined ? '' : ` on "${claims.product}"`} already: take that out first`,
    );
  const content = toCatalogText(out, { ...source, version, testimonials: [...before, signed] });
  await refuseToOverwrite({ file: out, option: '--catalog-out', what: 'catalog', isOne: isCatalog });
  await writeFiles([{ file: out, content }], '--catalog-out');
  return `${out} has it, and is version "${version}".`;
}

/** One purchase has one word on each product. */
function isOfSamePurchase(entry: unknown, { receipt, product }: Testimonial): boolean {
  const parsed = typeof entry === 'string' ? parseJws(entry) : undefined;
  const claims = parsed && (readJsonPart(parsed.payload) as Partial<Testimonial> | null | undefined);
  return receipt !== undefined && claims?.receipt === receipt && claims.product === product;
}
