/**
 * A table as a file for spreadsheets (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe
 * before it, which says that it is text: names come from the catalog, reasons from wherever.
 */
export type CsvCell = string | number | null;

const FORMULA = /^[\s]*[=+\-@]|^[\t\r\n]/;
const NEEDS_QUOTES = /[",;\t\r\n]/;
const BYTE_ORDER_MARK = '\uFEFF';

/** @param rows the first is the heading. Numbers stay as they are, with a point; null is an empty cell */
export function toCsv(rows: readonly (readonly CsvCell[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

function toCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
