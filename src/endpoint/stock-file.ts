/**
 * Reads the owner's first counts (CSV `variant,depot,quantity`) into the stock. A
 * count that is there already is left as it is: since then the endpoint has sold.
 * What has no count is not limited, so that every row that counts nothing says so.
 */
import type { Catalog } from '../core/catalog/catalog-schema.js';
import { findDepot, findVariant } from '../core/catalog/lookup.js';
import type { Stock } from '../core/protocol/sync.js';
import type { Database } from './database.js';

const HEADING = 'variant,depot,quantity';
const MAX_QUANTITY = 1e9;
/** The last two are what a spreadsheet writes where a comma stands for the decimal point, and as plain text. */
const SEPARATORS = [',', ';', '\t'] as const;
const MAX_QUOTED = 80;

export interface ReadStock {
  readonly counts: readonly Stock[];
  /** One sentence per bad line, with its number. */
  readonly problems: readonly string[];
}

interface Row {
  /** From 1. */
  readonly number: number;
  readonly read: Stock | string;
}

/** Why the text holds no count that can be read, for the owner; undefined if it holds one. */
export function faultOfStock(text: string): string | undefined {
  const rows = readRows(text);
  if (rows.some(({ read }) => typeof read !== 'string')) return undefined;
  const [first] = rows;
  const found = first
    ? `No line of it can be read as a count, so that nothing would be limited. Line ${first.number}: ${String(first.read)}.`
    : 'It holds no counts, so that nothing would be limited. To count nothing, leave --stock out.';
  return `${found} Write ${HEADING} in each line, with commas, semicolons or tabs between, as in honey-340,station,12.`;
}

/** Empty lines, a heading and lines that start with # are skipped. The first line says what stands between the cells. */
export function parseStock(text: string, catalog: Catalog): ReadStock {
  const counts: Stock[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const { number, read } of readRows(text)) {
    const problem =
      typeof read === 'string' ? read : (faultOfNames(read, catalog) ?? faultOfRepeat(read, seen));
    if (problem !== undefined) problems.push(`line ${number}: ${problem}`);
    else if (typeof read !== 'string') counts.push(read);
  }
  return { counts, problems };
}

function readRows(text: string): readonly Row[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line, index) => ({ number: index + 1, line: line.trim() }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
  const separator = separatorOf(lines[0]?.line ?? '');
  const rows = lines.map(({ number, line }) => ({ number, line, cells: splitCells(line, separator) }));
  return rows
    .filter(({ cells }, index) => !(index === 0 && cells.join(',').toLowerCase() === HEADING))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map(({ number, line, cells }) => ({ number, read: readRow(line, cells) }));
}

/** The one that makes most cells of a line. */
function separatorOf(line: string): string {
  const [first = ','] = [...SEPARATORS].sort(
    (a, b) => splitCells(line, b).length - splitCells(line, a).length,
  );
  return first;
}

function readRow(line: string, cells: readonly string[]): Stock | string {
  const [variant = '', depot = '', quantity = ''] = cells;
  if (cells.length !== 3) {
    const found = line.slice(0, MAX_QUOTED);
    return `expected ${HEADING} and found "${found}", so it limits nothing`;
  }
  const left = /^\d{1,10}$/.test(quantity) ? Number(quantity) : Number.NaN;
  if (left <= MAX_QUANTITY) return { variant, depot, left };
  return (
    `"${quantity}" is no whole number from 0 to ${MAX_QUANTITY}, ` +
    `so "${variant}" is not limited at "${depot}" unless it was counted before`
  );
}

function faultOfNames({ variant, depot }: Stock, catalog: Catalog): string | undefined {
  if (!findVariant(catalog, variant))
    return `the catalog has no variant "${variant}", so this limits nothing; what was meant is not limited`;
  if (!findDepot(catalog, depot))
    return `the catalog has no depot "${depot}", so this limits "${variant}" nowhere; where it was meant, it is not limited`;
  return undefined;
}

function faultOfRepeat({ variant, depot }: Stock, seen: Set<string>): string | undefined {
  const key = JSON.stringify([variant, depot]);
  if (seen.has(key))
    return `"${variant}" at "${depot}" is counted before already, and the earlier line holds`;
  seen.add(key);
  return undefined;
}

/** Cells may be quoted, with quotes doubled inside. */
function splitCells(line: string, separator: string): readonly string[] {
  const cell = `(?:[^\\S${separator}]*"(?:[^"]|"")*"[^\\S${separator}]*|[^${separator}]*)`;
  const cells = line.match(new RegExp(`(?<=^|${separator})${cell}(?=${separator}|$)`, 'g')) ?? [];
  return cells.map((found) => {
    const trimmed = found.trim();
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
        .values({ shop, variant, depot, quantity: left, leased: 0, sold: 0, owed: 0, buffer: 0, ended: 0 })
        .onConflict((conflict) => conflict.doNothing())
        .returning('variant')
        .execute();
      added += inserted.length;
    }
    return added;
  });
}
