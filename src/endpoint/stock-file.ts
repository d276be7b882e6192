/**
 * Reads the owner's first counts (CSV `variant,depot,quantity`) into the stock. A
 * count that is there already is left as it is: since then the endpoint has sold.
 */
import type { Catalog } from '../core/catalog/catalog-schema.js';
import { findDepot, findVariant } from '../core/catalog/lookup.js';
import type { Stock } from '../core/protocol/sync.js';
import type { Database } from './database.js';

const HEADING = 'variant,depot,quantity';
const MAX_QUANTITY = 1e9;

export interface ReadStock {
  readonly counts: readonly Stock[];
  /** One sentence per bad line, with its number. */
  readonly problems: readonly string[];
}

/** Lines are numbered from 1. Empty lines, a heading and lines that start with # are skipped. */
export function parseStock(text: string, catalog: Catalog): ReadStock {
  const counts: Stock[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (index === 0 && line.replace(/[\s"]/g, '').toLowerCase() === HEADING) continue;
    const read = parseLine(line, catalog);
    const key = typeof read === 'string' ? '' : JSON.stringify([read.variant, read.depot]);
    if (typeof read === 'string') problems.push(`line ${index + 1}: ${read}`);
    else if (seen.has(key)) problems.push(`line ${index + 1}: ${line} is counted before already`);
    else counts.push(read);
    seen.add(key);
  }
  return { counts, problems };
}

function parseLine(line: string, catalog: Catalog): Stock | string {
  const cells = splitCells(line);
  const [variant = '', depot = '', quantity = ''] = cells;
  if (cells.length !== 3) return `expected variant,depot,quantity and found "${line}"`;
  if (!findVariant(catalog, variant)) return `the catalog has no variant "${variant}"`;
  if (!findDepot(catalog, depot)) return `the catalog has no depot "${depot}"`;
  const left = /^\d{1,10}$/.test(quantity) ? Number(quantity) : Number.NaN;
  if (!(left <= MAX_QUANTITY)) return `"${quantity}" is no whole number from 0 to ${MAX_QUANTITY}`;
  return { variant, depot, left };
}

/** Cells may be quoted, with quotes doubled inside. */
function splitCells(line: string): readonly string[] {
  const cells = line.match(/(?<=^|,)(?:\s*"(?:[^"]|"")*"\s*|[^,]*)(?=,|$)/g) ?? [];
  return cells.map((cell) => {
    const trimmed = cell.trim();
    return trimmed.startsWith('"') ? trimmed.slice(1, -1).replaceAll('""', '"') : trimmed;
  });
}

/** Resolves with how many counts were new. */
export async function addFirstCounts(
  database: Database,
  shop: string,
  counts: readonly Stock[],
): Promise<number> {
  return database.transaction().execute(async (rows) => {
    let added = 0;
    for (const { variant, depot, left } of counts) {
      const inserted = await rows
        .insertInto('stock')
        .values({ shop, variant, depot, quantity: left })
        .onConflict((conflict) => conflict.doNothing())
        .returning('variant')
        .execute();
      added += inserted.length;
    }
    return added;
  });
}
