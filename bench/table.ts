/** The figures of a run as plain text, one line each. */
import type { Summary } from './figure.js';

const HEAD = ['what', 'unit', 'n', 'median', 'p95', 'p99', 'ratio', 'beside', 'to hold'];

export function toTable(summaries: readonly Summary[]): string {
  const rows = [HEAD, ...summaries.map(toRow)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const isText = (column: number) => [0, 1, 7, 8].includes(column);
  const toLine = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return rows.map(toLine).join('\n');
}

function toRow({ name, unit, n, median, p95, p99, ratio, hold = '' }: Summary): readonly string[] {
  const numbers = [n, median, p95, p99, ratio?.median ?? ''].map(String);
  return [name, unit, ...numbers, ratio?.to ?? '', hold];
}
