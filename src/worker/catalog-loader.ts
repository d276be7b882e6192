/**
 * Brings the catalog: at once from what was kept, then from its address, and from
 * the endpoint if that has another one in force. Reports every part that can not
 * be read and goes on with the rest.
 */
import type { Catalog } from '../core/catalog/catalog-schema.js';
import { parseCatalog } from '../core/catalog/parse-catalog.js';
import type { Problem } from '../core/catalog/parse-catalog.js';
import { KEPT } from '../core/shell-messages.js';
import type { CatalogRecord, CatalogShelf, Clock } from '../core/ports.js';
import type { CatalogSource, PageBlocks } from '../core/shop-config.js';
import type { CatalogAge, LoadState } from '../core/shop-state.js';

const FETCH_TIMEOUT_MS = 10_000;
/** Prices that were checked within this time need no new stamp. */
const CONFIRMED_FOR_MS = 10 * 60_000;

export interface CatalogNews {
  readonly catalog?: Catalog;
  readonly catalogAge?: CatalogAge;
  readonly load: LoadState;
  readonly problems: readonly Problem[];
}

/** Brings a catalog and keeps it up to date, wherever its products stand. */
export interface CatalogKeeper {
  /** @param page as it is now, where its JSON-LD is read */
  load(page?: PageBlocks): Promise<void>;
  adopt(source: unknown): Promise<void>;
  confirm(): Promise<void>;
}

export interface LoaderPorts {
  readonly source: Exclude<CatalogSource, { readonly kind: 'json-ld' }>;
  readonly shelf: CatalogShelf;
  readonly clock: Clock;
  readonly simulatesOffline: () => boolean;
  readonly tell: (news: CatalogNews) => void;
}

export class CatalogLoader implements CatalogKeeper {
  readonly #ports: LoaderPorts;
  #held: CatalogRecord | undefined;
  #stale = false;

  constructor(ports: LoaderPorts) {
    this.#ports = ports;
  }

  /** Resolves when there is a catalog, or none to be had; everything new is told meanwhile. */
  async load(): Promise<void> {
    const { source, shelf, simulatesOffline } = this.#ports;
    if (source.kind === 'inline') {
      const inline = readInline(source.text);
      return inline.ok ? this.#take(inline.source, source.base) : this.#fail([inline.problem]);
    }
    const arriving = fetchCatalog(source.url, simulatesOffline());
    if (!this.#held) {
      const kept = await shelf.get(source.url);
      if (kept && !this.#held) this.#show(kept, false);
    }
    const arrived = await arriving;
    const base = source.base ?? source.url;
    if (arrived.ok && !arrived.kept) return this.#take(arrived.source, base);
    // What is held is no older than what the site's service worker has.
    if (this.#held) this.#show(this.#held, true);
    else if (arrived.ok)
      this.#show({ ...this.#stamp(arrived.source), base, checkedAt: arrived.kept ?? '' }, true);
    else this.#fail([{ code: arrived.code, pointer: source.url, message: arrived.message }]);
  }

  /** The endpoint has another catalog in force than the one held. */
  async adopt(source: unknown): Promise<void> {
    const held = this.#held;
    const replaced = held?.replaced ?? held?.version;
    await this.#keep({ ...this.#stamp(source), base: held?.base ?? '', ...(replaced ? { replaced } : {}) });
  }

  /** Asked each minute or so, and kept only when the day would look different. */
  async confirm(): Promise<void> {
    const held = this.#held;
    if (!held) return;
    const now = this.#ports.clock.now();
    const isOld = now - Date.parse(held.checkedAt) > CONFIRMED_FOR_MS;
    if (isOld || this.#stale) await this.#keep({ ...held, checkedAt: new Date(now).toISOString() });
  }

  async #take(source: unknown, base: string): Promise<void> {
    const held = this.#held;
    const arrived = this.#stamp(source);
    if (held?.replaced !== undefined && held.replaced === arrived.version) {
      return this.#keep({ ...held, checkedAt: arrived.checkedAt });
    }
    const same = held?.version === arrived.version && JSON.stringify(held.source) === JSON.stringify(source);
    await this.#keep({ ...arrived, base, ...(same ? { source: held.source } : {}) });
  }

  #stamp(source: unknown) {
    return {
      source,
      version: readVersion(source),
      checkedAt: new Date(this.#ports.clock.now()).toISOString(),
    };
  }

  async #keep(record: CatalogRecord): Promise<void> {
    const { source, shelf } = this.#ports;
    if (this.#show(record, false) && source.kind === 'url') await shelf.put(source.url, record);
  }

  /** False if it can not be read. */
  #show(record: CatalogRecord, stale: boolean): boolean {
    const parsed = parseCatalog(record.source, record.base);
    if (!parsed.ok) {
      this.#fail(parsed.problems);
      return false;
    }
    const isNew = this.#held?.version !== record.version || this.#held.source !== record.source;
    this.#held = record;
    this.#stale = stale;
    this.#ports.tell({
      load: { kind: 'ready' },
      catalogAge: { checkedAt: record.checkedAt, stale },
      problems: isNew ? parsed.problems : [],
      ...(isNew ? { catalog: parsed.catalog } : {}),
    });
    return true;
  }

  #fail(problems: readonly Problem[]): void {
    const [first] = problems;
    const message = first ? `${first.message} (${first.pointer || '/'})` : 'The catalog can not be read.';
    const failed: LoadState = { kind: 'failed', code: first?.code ?? 'catalog-broken', message };
    this.#ports.tell({ load: this.#held ? { kind: 'ready' } : failed, problems });
  }
}

type Inline =
  { readonly ok: true; readonly source: unknown } | { readonly ok: false; readonly problem: Problem };

function readInline(text: string): Inline {
  try {
    return { ok: true, source: JSON.parse(text) };
  } catch (error) {
    const message = `The inline catalog is not JSON: ${error}`;
    return { ok: false, problem: { code: 'catalog-not-json', pointer: 'script[slot=catalog]', message } };
  }
}

function readVersion(source: unknown): string {
  const version = typeof source === 'object' && source !== null ? Reflect.get(source, 'version') : undefined;
  return typeof version === 'string' ? version : '';
}

type Arrived =
  /** With the moment when the site's service worker kept it, if it answered in the network's place. */
  | { readonly ok: true; readonly source: unknown; readonly kept: string | null }
  | { readonly ok: false; readonly code: string; readonly message: string };

async function fetchCatalog(url: string, simulatesOffline: boolean): Promise<Arrived> {
  if (simulatesOffline)
    return { ok: false, code: 'catalog-unreachable', message: 'The network is simulated to be gone.' };
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS), cache: 'no-cache' });
    text = await response.text();
  } catch {
    return { ok: false, code: 'catalog-unreachable', message: `The catalog at ${url} can not be reached.` };
  }
  if (!response.ok) {
    return {
      ok: false,
      code: 'catalog-missing',
      message: `The catalog at ${url} was answered with ${response.status}${response.status === 404 ? ': put it there or correct the address' : ''}.`,
    };
  }
  try {
    return { ok: true, source: JSON.parse(text), kept: response.headers.get(KEPT) };
  } catch (error) {
    return { ok: false, code: 'catalog-not-json', message: `What is at ${url} is not JSON: ${error}` };
  }
}
