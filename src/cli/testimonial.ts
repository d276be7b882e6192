/** `punnet testimonial sign`: what a customer said, signed by the shop, with the order that it came from. */
import type { Catalog } from '../core/catalog/catalog-schema.js';
import { toLocalDate } from '../core/pickup/zone.js';
import type { Testimonial } from '../core/protocol/testimonial.js';
import { MOST_TESTIMONIALS } from '../core/testimonial/list.js';
import { makeTestimonial } from '../core/testimonial/make.js';
import { sign } from '../crypto/endpoint-keys.js';
import { parseJws, readJsonPart } from '../crypto/jws.js';
import { hash } from '../crypto/sha256.js';
import type { Database } from '../endpoint/database.js';
import { listServedShops, readNewestCatalog } from '../endpoint/received-orders.js';
import { isCatalog, toCatalogText } from './catalog-out.js';
import { readCatalogFile, type CatalogSource } from './catalog-source.js';
import { raiseVersion } from './catalog-version.js';
import { CommandFailure, readSubject, required, type Command } from './command.js';
import { openExistingDatabase, readKeysIn, toKeysLost } from './data-dir.js';
import { findPurchase, firstDayOf } from './testimonial-order.js';
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
  --shop ID           which shop, where DIR has several and no --catalog is given
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
  shop: { type: 'string' },
} as const;

type Given = Partial<Record<keyof typeof OPTIONS, string>>;

export const testimonial: Command = {
  help: HELP,
  async run(args) {
    const { subject, values } = readSubject(args, OPTIONS);
    if (subject !== 'sign') throw new CommandFailure('say what to do: punnet testimonial sign');
    const dir = required(values.data, '--data', "an endpoint's data directory");
    refuseIdle(values);
    const into = values.catalog === undefined ? undefined : await readCatalogFile(values.catalog);
    const database = await openExistingDatabase(dir);
    try {
      const keys = await readKeysIn(dir);
      if (!keys) throw new CommandFailure(toKeysLost(dir));
      const claims = await makeClaims(values, await findCatalog(values, into, database), database);
      const signed = await sign(keys, claims);
      const told = into ? await putIn(into, values, claims, signed) : signed;
      process.stdout.write(`${told}\n`);
    } finally {
      await database.destroy();
    }
  },
};

/** What would go unheard is refused. */
function refuseIdle(given: Given): void {
  if (given.catalog !== undefined) return;
  for (const option of ['catalog-out', 'new-version'] as const)
    if (given[option] !== undefined)
      throw new CommandFailure(`--${option} needs --catalog, the catalog that it is to be put into`);
}

/** As it is served: of the shop that was named, or the only one there is. */
async function findCatalog(
  { shop, catalog: file }: Given,
  into: CatalogSource | undefined,
  database: Database,
): Promise<Catalog> {
  const own = into?.catalog.shop.id;
  if (shop !== undefined && own !== undefined && shop !== own)
    throw new CommandFailure(`${file} is the catalog of "${own}", and --shop says "${shop}"`);
  const served = await listServedShops(database);
  const [only, another] = served;
  const id = shop ?? own ?? only;
  if (id === undefined || only === undefined)
    throw new CommandFailure('this endpoint has served no catalog yet: start it once with yours');
  const names = served.map((name) => `"${name}"`).join(' and ');
  if (shop === undefined && own === undefined && another !== undefined)
    throw new CommandFailure(`${names} have their orders here: say which with --shop`);
  const catalog = await readNewestCatalog(database, id);
  if (catalog) return catalog;
  if (own !== undefined && shop === undefined)
    throw new CommandFailure(
      `${file} is the catalog of "${own}", and this endpoint has served that of ${names}`,
    );
  throw new CommandFailure(`this endpoint has served no catalog of "${id}": it has served that of ${names}`);
}

async function makeClaims(given: Given, catalog: Catalog, database: Database): Promise<Testimonial> {
  const text = required(given.text, '--text', 'what was said');
  const author = required(given.author, '--author', 'how the author is to be called');
  const { product, receipt, stars, until } = given;
  if (product !== undefined && !catalog.products.some(({ id }) => id === product))
    throw new CommandFailure(`the catalog has no product "${product}"`);
  const order = receipt === undefined ? undefined : await findPurchase(receipt, product, catalog, database);
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
  const first = order && firstDayOf(order, catalog);
  if (order && first !== undefined && date < first)
    throw new CommandFailure(`--date ${date} is before the order ${order.code} can have been had, ${first}`);
  if (until !== undefined && until < date) throw new CommandFailure(`--until ${until} is before ${date}`);
  return made.testimonial;
}

/** @returns what was done, for whoever typed the command */
async function putIn(
  { source, catalog }: CatalogSource,
  given: Given,
  claims: Testimonial,
  signed: string,
): Promise<string> {
  const { catalog: file = '' } = given;
  const out = required(given['catalog-out'], '--catalog-out', 'a file for the catalog with it');
  const version = raiseVersion(catalog.version, given['new-version']);
  const before = source['testimonials'] ?? [];
  if (!Array.isArray(before))
    throw new CommandFailure(
      `"testimonials" of ${file} is no list: put that right first, so that nothing is lost`,
    );
  if (before.some((entry) => isOfSamePurchase(entry, claims)))
    throw new CommandFailure(
      `${file} has a testimonial of this order${claims.product === undefined ? '' : ` on "${claims.product}"`} already: take that out first`,
    );
  if (before.length >= MOST_TESTIMONIALS)
    throw new CommandFailure(
      `${file} has ${before.length} testimonials, and only the first ${MOST_TESTIMONIALS} are shown: take old ones out first`,
    );
  const content = toCatalogText(out, {
    ...source,
    version,
    testimonials: [...(before as unknown[]), signed],
  });
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
