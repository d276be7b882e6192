/** What one row says: the order it is of, who ordered, and which lines. Reasons are parts of sentences about the row. */
import type { CsvRow } from './csv-rows.js';
import type { Columns, Role } from './order-form.js';
import { readList } from './product-list.js';

export interface OrderLine {
  readonly line: number;
  /** What it says was bought, the most exact first. */
  readonly texts: readonly string[];
  /** Not bought after all, or less than nothing. */
  readonly returned: boolean;
}

const QUANTITY = /^[-−]?\d{1,9}(?:[.,]\d{1,9})?$/;

/** A row under the columns of its file. */
export class OrderRow {
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #columns: Columns;

  constructor({ line, cells }: CsvRow, columns: Columns) {
    this.line = line;
    this.#cells = cells;
    this.#columns = columns;
  }

  /** Why its cells are not under their columns; with a cell too many, none of them can be told. */
  fault(): string | undefined {
    const { width, least } = this.#columns;
    const cells = this.#cells.length;
    if (this.#cells.slice(width).some((cell) => cell !== ''))
      return `it has ${cells} cells under ${width} columns (is a separator inside a cell without quotation marks?)`;
    return cells < least ? `it ends after ${cells} of ${width} cells` : undefined;
  }

  first(role: Role): string {
    return this.#all(role)[0] ?? '';
  }

  /** What it is by as well: a number may be one shopper's id and another's phone. */
  shopper(): string {
    const { form, at } = this.#columns;
    const place = at.shopper.find((each) => !['', form.guest].includes(this.#cells[each]));
    return place === undefined ? '' : `${place} ${(this.#cells[place] ?? '').toLowerCase()}`;
  }

  isLeftOut(): boolean {
    if (this.first('cancelled') !== '') return true;
    const status = this.first('status').toLowerCase().replace(/^wc-/, '').replaceAll(/[_-]/g, ' ');
    return this.#columns.form.leftOut.includes(status);
  }

  /** What was bought, or why that can't be read. */
  lines(): readonly OrderLine[] | string {
    const { line } = this;
    const list = this.first('list');
    if (list !== '') {
      const listed = readList(list);
      if (listed.length === 0) return 'its products are not written as 2× Rolled oats, 1× Honey';
      return listed.map(({ quantity, name }) => ({ line, texts: [name], returned: quantity <= 0 }));
    }
    const texts = this.#all('item');
    if (texts.length === 0) return 'it names no product';
    const [quantity, back] = [this.first('quantity') || '1', this.first('returned') || '0'];
    if (!QUANTITY.test(quantity) || !QUANTITY.test(back)) return 'its quantity is no number';
    return [{ line, texts, returned: toNumber(quantity) - Math.abs(toNumber(back)) <= 0 }];
  }

  #all(role: Role): readonly string[] {
    return this.#columns.at[role].map((place) => this.#cells[place] ?? '').filter((cell) => cell !== '');
  }
}

function toNumber(text: string): number {
  return Number(text.replace('−', '-').replace(',', '.'));
}
