/**
 * Brings the catalog: at once from what was kept, then from its address, and from
 * the endpoint if that has another one in force. Reports every part that can not
 * be read and goes on with the rest.
 */
import type { Catalog } from '../core/catalog/catalog-schema.js';
import { parseCatalog } from '../core/catalog/parse-catalog.js';
import type { Problem } from '../core/catalog/problem.js';
import type { CatalogRecord, CatalogShelf, Clock } from '../core/ports.js';
import type { CatalogSource } from '../core/shop-config.js';
import type { CatalogAge, LoadState } from '../core/shop-state.js';

const FETCH_TIMEOUT_MS = 10_000;

export interface CatalogNews {
  readonly catalog?: Catalog;
  readonly catalogAge?: CatalogAge;
  readonly load: LoadState;
  readonly problems: readonly Problem[];
}

export interface CatalogLoader {
  /** Resolves when there is a catalog, or none to be had; `tell` is called for everything new. */
  load(): Promise<void>;
  adopt(source: unknown): Promise<void>;
}

export interface LoaderPorts {
  readonly source: CatalogSource;
  readonly shelf: CatalogShelf;
  readonly clock: Clock;
  readonly simulatesOffline: () => boolean;
  readonly tell: (news: CatalogNews) => void;
}

export function createCatalogLoader(ports: LoaderPorts): CatalogLoader {
  let held: CatalogRecord | undefined;

  function show(record: CatalogRecord, stale: boolean): boolean {
    const parsed = parseCatalog(record.source, record.base);
    if (!parsed.ok) return fail(parsed.problems);
    const isNew = held?.version !== record.version || held.source !== record.source;
    held = record;
    const catalogAge = { checkedAt: record.checkedAt, stale };
    const problems = isNew ? parsed.problems : [];
    ports.tell({
      load: { kind: 'ready' },
      catalogAge,
      problems,
      ...(isNew ? { catalog: parsed.catalog } : {}),
    });
    return true;
  }

  function fail(problems: readonly Problem[]): false {
    const [first] = problems;
    const message = first ? `${first.message} (${first.pointer || '/'})` : 'The catalog can not be read.';
    if (held) ports.tell({ load: { kind: 'ready' }, problems });
    else ports.tell({ load: { kind: 'failed', code: first?.code ?? 'catalog-broken', message }, problems });
    return false;
  }

  async function fresh(source: unknown, base: string): Promise<void> {
    const at = new Date(ports.clock.now()).toISOString();
    const version = readVersion(source);
    if (held?.replaced !== undefined && held.replaced === version) {
      return keep({ ...held, checkedAt: at });
    }
    const same =
      held !== undefined &&
      held.version === version &&
      JSON.stringify(held.source) === JSON.stringify(source);
    await keep({ source: same ? held?.source : source, version, checkedAt: at, base });
  }

  async function keep(record: CatalogRecord): Promise<void> {
    if (show(record, false) && ports.source.kind === 'url') await ports.shelf.put(ports.source.url, record);
  }

  return {
    async load() {
      const { source } = ports;
      if (source.kind === 'inline') {
        const inline = readInline(source.text);
        return inline.ok ? fresh(inline.source, source.base) : void fail([inline.problem]);
      }
      const arriving = fetchCatalog(source.url, ports.simulatesOffline());
      if (!held) {
        const kept = await ports.shelf.get(source.url);
        if (kept && !held) show(kept, false);
      }
      const arrived = await arriving;
      if (arrived.ok) return fresh(arrived.source, source.url);
      if (held) return void show(held, true);
      fail([{ code: arrived.code, pointer: source.url, message: arrived.message }]);
    },
    async adopt(source) {
      const at = new Date(ports.clock.now()).toISOString();
      const base = held?.base ?? '';
      const replaced = held?.replaced ?? held?.version;
      await keep({
        source,
        version: readVersion(source),
        checkedAt: at,
        base,
        ...(replaced ? { replaced } : {}),
      });
    },
  };
}

type Inline =
  { readonly ok: true; readonly source: unknown } | { readonly ok: false; readonly problem: Problem };

function readInline(text: string): Inline {
  try {
    return { ok: true, source: JSON.parse(text) };
  } catch (error) {
    const message = `The inline catalog is not JSON: ${String(error)}`;
    return { ok: false, problem: { code: 'catalog-not-json', pointer: 'script[slot=catalog]', message } };
  }
}

function readVersion(source: unknown): string {
  const version = typeof source === 'object' && source !== null ? Reflect.get(source, 'version') : undefined;
  return typeof version === 'string' ? version : '';
}

type Arrived =
  | { readonly ok: true; readonly source: unknown }
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
      message: `The catalog at ${url} was answered with ${response.status}.`,
    };
  }
  try {
    return { ok: true, source: JSON.parse(text) };
  } catch {
    return { ok: false, code: 'catalog-not-json', message: `What is at ${url} is not JSON.` };
  }
}
