/** Rows of a CSV text with the numbers of their lines. Knows nothing of what they say. */
import { CsvError, parse } from 'csv-parse/sync';

export interface CsvRow {
  /** Where it begins, from 1. */
  readonly line: number;
  /** Without the spaces around them. */
  readonly cells: readonly string[];
}

export type CsvRows =
  { readonly ok: true; readonly rows: readonly CsvRow[] } | { readonly ok: false; readonly fault: string };

/** Those that shops and spreadsheets write. */
export const SEPARATORS = [',', ';', '\t'] as const;

/** Rows whose cells are all empty are left out. The first row says what stands between cells. */
export function readRows(text: string): CsvRows {
  const lines = hideHint(text);
  const rows: CsvRow[] = [];
  let read = 0;
  try {
    parseCells(lines, separatorOf(firstLine(lines)), (record, end) => {
      read = end;
      const cells = record.map(toCell);
      if (cells.some((cell) => cell !== '')) rows.push({ line: end - breaksIn(record), cells });
    });
    return { ok: true, rows };
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, fault: toFault(error, read + 1) };
    throw error;
  }
}

/**
 * How many cells a row has is looked at by whoever knows what they say.
 *
 * @param take is given each row, and the line that it ends on
 */
function parseCells(
  text: string,
  delimiter: string,
  take: (cells: readonly string[], end: number) => void,
): void {
  parse(text, {
    bom: true,
    delimiter,
    on_record: (cells: string[], { lines }) => {
      take(cells, lines);
      return null;
    },
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
}

/** Excel tells itself the separator in a first line of its own, `sep=;`. The line stays, so that numbers hold. */
function hideHint(text: string): string {
  return text.replace(/^\uFEFF?sep=.(?=\r?\n)/i, '');
}

function firstLine(text: string): string {
  return /^\s*(.*)/.exec(text.replace(/^\uFEFF/, ''))?.[1] ?? '';
}

/** The one that makes most cells of a line; the first of equals. */
function separatorOf(line: string): string {
  const cells = (separator: string) => line.replaceAll(/"(?:[^"]|"")*"/g, '').split(separator).length;
  return SEPARATORS.reduce((best, next) => (cells(next) > cells(best) ? next : best));
}

function breaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

/** WooCommerce puts an apostrophe before what a spreadsheet would take for a formula. */
function toCell(cell: string): string {
  return cell.trim().replace(/^'(?=[=+@-])/, '');
}

function toFault({ code }: CsvError, line: number): string {
  return code === 'CSV_QUOTE_NOT_CLOSED'
    ? `A quotation mark of the row on line ${line} is never closed, so that all after it is one cell. Close it, or export the file again.`
    : `The row on line ${line} can't be read as CSV. Export the file again.`;
}
