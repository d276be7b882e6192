/**
 * The same numbers as rows: on screen with headers that sort, and as the lines of a file. A cell has a value to sort by,
 * which the file has as well, and what is shown of it.
 */
import { html, nothing } from 'lit';

import type { CsvCell } from '../../core/owner/csv.js';
import type { InsightsLocalizer } from '../words/insights-terms.js';

export interface Column {
  readonly name: string;
  /** As a file has it, where a value there is in one unit, and on the screen in whichever reads best. */
  readonly inFile?: string;
  readonly isNumber?: boolean;
}

export interface Cell {
  readonly value: CsvCell;
  /** As it is shown; the value itself where this lacks. */
  readonly shown?: unknown;
}

export interface DataTable {
  /** Good for one table of the screen. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Sorting {
  readonly column: number;
  readonly descending: boolean;
}

export interface TableHands {
  readonly words: InsightsLocalizer;
  readonly sortingOf: (table: string) => Sorting | undefined;
  readonly sort: (table: string, column: number) => void;
  readonly download: (table: DataTable) => void;
}

export function renderTable(table: DataTable, hands: TableHands) {
  const { words: l } = hands;
  const { title, columns } = table;
  const sorting = hands.sortingOf(table.id);
  return html`<div class="scroll" role="region" aria-label=${title} tabindex="0">
      <table part="table">
        <caption class="unseen">
          ${title}
        </caption>
        <thead>
          <tr>
            ${columns.map((column, at) => renderHeader(column, at, table.id, sorting, hands))}
          </tr>
        </thead>
        <tbody>
          ${sortRows(table, sorting, l.locale).map((row) => renderRow(row, columns))}
        </tbody>
      </table>
    </div>
    <button
      type="button"
      class="link small download"
      part="button link-button download-button"
      aria-label="${l.t('download')}: ${title}"
      @click=${() => hands.download(table)}
    >
      ${l.t('download')}
    </button>`;
}

/** The heading and the rows, as a file has them. */
export function toLines({ columns, rows }: DataTable): readonly (readonly CsvCell[])[] {
  return [
    columns.map(({ name, inFile = name }) => inFile),
    ...rows.map((row) => row.map(({ value }) => value)),
  ];
}

export function sortRows(
  { rows }: DataTable,
  sorting: Sorting | undefined,
  locale: string,
): DataTable['rows'] {
  if (!sorting) return rows;
  const { column, descending } = sorting;
  const sign = descending ? -1 : 1;
  const valueOf = (row: readonly Cell[]) => row[column]?.value ?? null;
  return [...rows].sort((one, other) => sign * compare(valueOf(one), valueOf(other), locale));
}

/** What is not told stands before all numbers. */
function compare(one: CsvCell, other: CsvCell, locale: string): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  return String(one).localeCompare(String(other), locale, { numeric: true });
}

function renderHeader(
  { name, isNumber }: Column,
  at: number,
  table: string,
  sorting: Sorting | undefined,
  { sort }: TableHands,
) {
  const isSorted = sorting?.column === at;
  const order = isSorted ? (sorting.descending ? 'descending' : 'ascending') : nothing;
  return html`<th scope="col" class=${isNumber ? 'figure-cell' : ''} aria-sort=${order}>
    <button type="button" class="sort" part="button sort-button" @click=${() => sort(table, at)}>
      ${name}
      <span class="arrow" aria-hidden="true">${isSorted ? (sorting.descending ? '▼' : '▲') : ''}</span>
    </button>
  </th>`;
}

function renderRow(row: readonly Cell[], columns: readonly Column[]) {
  return html`<tr>
    ${row.map(({ value, shown = value }, at) =>
      at === 0
        ? html`<th scope="row" class=${classOf(columns[at])}><bdi>${shown}</bdi></th> `
        : html`<td class=${classOf(columns[at])}><bdi>${shown}</bdi></td> `,
    )}
  </tr>`;
}

const classOf = (column: Column | undefined) => (column?.isNumber ? 'figure-cell' : '');
