/**
 * Today's catalog and every version before it. A version once served is never
 * served with other contents, since devices have signed orders by it. Knows
 * nothing of files.
 */
import type { Catalog } from '../core/catalog/catalog-schema.js';
import { parseCatalog, type Problem } from '../core/catalog/parse-catalog.js';
import { readExperiments } from '../core/experiment/experiment.js';
import type { PublishedKey } from '../core/ports.js';
import { hash } from '../crypto/sha256.js';
import type { Database } from './database.js';
import type { Log } from './log.js';
import { findMisspelt } from './misspelt.js';

export interface ServedCatalog {
  readonly catalog: Catalog;
  /** As it is served, with the endpoint's public keys in it. */
  readonly source: unknown;
  /** `source` as JSON. */
  readonly text: string;
  readonly etag: string;
}

/** `message` is for the owner: what is wrong. The earlier catalog is served on. */
export type Offered =
  { readonly ok: true; readonly changed: boolean } | { readonly ok: false; readonly message: string };

export interface CatalogStoreOptions {
  readonly database: Database;
  /** Put into every catalog that is served. */
  readonly keys: readonly PublishedKey[];
  readonly now: () => number;
  readonly log: Log;
}

/** Earlier versions held parsed, those that were named last; more are read again when named. */
const MAX_PARSED = 8;

/** Why a text can't be served as a catalog, in sentences for the owner; undefined if it can. */
export function faultOfCatalog(text: string): string | undefined {
  const read = readCatalog(text, () => undefined);
  return read.ok ? undefined : read.message;
}

/** The id of the shop that a text is the catalog of; undefined if it can't be served as one. */
export function shopOfCatalog(text: string): string | undefined {
  const read = readCatalog(text, () => undefined);
  return read.ok ? read.catalog.shop.id : undefined;
}

/** @param text the first catalog. Where its version was served with other contents, those are served on. */
export async function openCatalogStore(
  text: string,
  options: CatalogStoreOptions,
): Promise<{ ok: true; store: CatalogStore } | { ok: false; message: string }> {
  const read = readCatalog(text, options.log);
  if (!read.ok) return read;
  const kept = await keep(read.source, read.catalog, options);
  if (!kept.same) {
    const message = `${kept.message} Until then the earlier contents are served.`;
    options.log({ level: 'warn', event: 'catalog-refused', message });
  }
  const served = kept.same ? read : readKept(kept.source);
  if (!served) return { ok: false, message: toLost(read.catalog.version) };
  return { ok: true, store: new CatalogStore(text, await serve(served, options.keys), options) };
}

export class CatalogStore {
  readonly #options: CatalogStoreOptions;
  readonly #parsed = new Map<string, Catalog | undefined>();
  #served: ServedCatalog;
  /** The text that was looked at last. */
  #offered: string;

  /** @param offered the text whose problems were told already */
  constructor(offered: string, served: ServedCatalog, options: CatalogStoreOptions) {
    this.#offered = offered;
    this.#served = served;
    this.#options = options;
  }

  /** Today's. */
  get served(): ServedCatalog {
    return this.#served;
  }

  /** Serves what `text` holds from now on, if it can be served. What is wrong in the very text that came before is not told again. */
  async offer(text: string): Promise<Offered> {
    const read = readCatalog(text, text === this.#offered ? () => undefined : this.#options.log);
    this.#offered = text;
    if (!read.ok) return read;
    const { source, catalog } = read;
    const { shop } = this.#served.catalog;
    if (catalog.shop.id !== shop.id) {
      const message = `The catalog is of the shop "${catalog.shop.id}", and this endpoint serves "${shop.id}".`;
      return { ok: false, message };
    }
    const kept = await keep(source, catalog, this.#options);
    if (!kept.same) return { ok: false, message: kept.message };
    const next = await serve(read, this.#options.keys);
    const changed = next.etag !== this.#served.etag;
    this.#served = next;
    return { ok: true, changed };
  }

  /** An earlier version; undefined if it was never served here or can't be read any more. */
  async version(version: string): Promise<Catalog | undefined> {
    if (this.#parsed.has(version)) return this.#hold(version, this.#parsed.get(version));
    const row = await this.#options.database
      .selectFrom('catalogs')
      .select('source')
      .where('shop', '=', this.#served.catalog.shop.id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!row) return undefined;
    const catalog = readKept(row.source)?.catalog;
    if (!catalog) this.#tellUnreadable(version);
    return this.#hold(version, catalog);
  }

  #hold(version: string, catalog: Catalog | undefined): Catalog | undefined {
    this.#parsed.delete(version);
    this.#parsed.set(version, catalog);
    const [oldest] = this.#parsed.keys();
    if (this.#parsed.size > MAX_PARSED && oldest !== undefined) this.#parsed.delete(oldest);
    return catalog;
  }

  #tellUnreadable(version: string): void {
    const message = `The catalog ${version} was kept by an earlier Punnet and can't be read any more; orders made by it are priced by today's.`;
    this.#options.log({ level: 'warn', event: 'catalog-unreadable', message });
  }
}

function toLost(version: string): string {
  return `The version "${version}" was served with other contents, which can't be read any more. Give the catalog a new version.`;
}

type Source = Readonly<Record<string, unknown>>;
type Read =
  | { readonly ok: true; readonly source: Source; readonly catalog: Catalog }
  | { readonly ok: false; readonly message: string };

function readCatalog(text: string, log: Log): Read {
  let json: unknown;
  try {
    // Editors of some systems begin a file with a byte order mark.
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const why = toLine(error instanceof Error ? error.message : '', text);
    return { ok: false, message: `The catalog is not JSON (${why}).` };
  }
  const parsed = parseCatalog(json);
  // What is misspelt besides would hide why it can't be used.
  if (!parsed.ok)
    return { ok: false, message: `The catalog can't be used. ${parsed.problems.map(tell).join(' ')}` };
  for (const problem of [...parsed.problems, ...findMisspelt(json), ...findUntried(parsed.catalog)])
    log({ level: 'warn', event: 'catalog-problem', message: tell(problem) });
  const { keys: _keys, ...source } = json as Source;
  return { ok: true, source, catalog: parsed.catalog };
}

/** Told here too: a page tells it to those alone whose visitor allows `measurement`. */
function findUntried({ experiments }: Catalog): Pick<Problem, 'pointer' | 'message'>[] {
  const { faults } = readExperiments(experiments);
  return faults.map(({ where, message }) => ({
    pointer: where,
    message: `The experiment is left out. ${message}.`,
  }));
}

/** Node up to 20 counts characters from the file's beginning, which no editor shows. */
function toLine(message: string, text: string): string {
  return message.replace(/ at position (\d+)$/, (_, at) => {
    const before = text
      .replace(/^\uFEFF/, '')
      .slice(0, Number(at))
      .split('\n');
    return ` at line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
  });
}

function tell({ pointer, message }: Pick<Problem, 'pointer' | 'message'>): string {
  return `${pointer || '/'}: ${message}`;
}

/** Undefined where the rules became stricter than when it was kept. */
function readKept(text: string): { source: Source; catalog: Catalog } | undefined {
  const source = JSON.parse(text) as Source;
  const parsed = parseCatalog(source);
  return parsed.ok ? { source, catalog: parsed.catalog } : undefined;
}

type Kept =
  { readonly same: true } | { readonly same: false; readonly source: string; readonly message: string };

async function keep(source: Source, { shop, version }: Catalog, options: CatalogStoreOptions): Promise<Kept> {
  const { database, now } = options;
  const text = toSortedJson(source);
  const row = { shop: shop.id, version, hash: await hash(text), source: text };
  await database
    .insertInto('catalogs')
    .values({ ...row, received_at: new Date(now()).toISOString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const kept = await database
    .selectFrom('catalogs')
    .select(['hash', 'source'])
    .where('shop', '=', shop.id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  if (kept.hash === row.hash) return { same: true };
  const message =
    `The catalog was changed but still says version "${version}", which was served with other contents. ` +
    'Give it a new version.';
  return { same: false, source: kept.source, message };
}

async function serve(
  { source, catalog }: { source: Source; catalog: Catalog },
  keys: readonly PublishedKey[],
): Promise<ServedCatalog> {
  const served = { ...source, keys };
  const text = JSON.stringify(served);
  return { catalog, source: served, text, etag: `"${await hash(text)}"` };
}

/** The same text for the same contents, in whatever order they were written. */
function toSortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
