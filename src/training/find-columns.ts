/** Finds what kind of file a header is of, or says what is missing. */
import type { CsvRow } from './csv-rows.js';
import {
  findForm,
  missingColumns,
  namesColumn,
  toColumns,
  type Columns,
  type OrderForm,
} from './order-form.js';
import { PLAIN } from './plain-form.js';
import { SHOPIFY } from './shopify-form.js';
import {
  WOOCOMMERCE_ADVANCED,
  WOOCOMMERCE_ANALYTICS,
  WOOCOMMERCE_EXPORT,
  WOOCOMMERCE_ONE_CELL,
} from './woocommerce-forms.js';

/** Those that are known by a mark. */
const FORMS: readonly OrderForm[] = [
  SHOPIFY,
  WOOCOMMERCE_ANALYTICS,
  WOOCOMMERCE_EXPORT,
  WOOCOMMERCE_ADVANCED,
];

const KNOWN =
  "There are three: Shopify's export of orders (Name, Email, Created at, Lineitem quantity, Lineitem name, …); " +
  'an export from WooCommerce (Date, Order #, Status, Customer, Product(s), … of Analytics, or that of a plugin with one row per item); ' +
  'and a plain CSV with the columns order, shopper and variant or product, and date and quantity if there are any.';

export type FoundColumns =
  { readonly ok: true; readonly columns: Columns } | { readonly ok: false; readonly fault: string };

export function findColumns({ line, cells }: CsvRow): FoundColumns {
  const form = findForm(cells, FORMS) ?? PLAIN;
  const columns = toColumns(form, cells);
  const missing = missingColumns(columns);
  if (missing.length === 0) return { ok: true, columns };
  if (form === PLAIN) return { ok: false, fault: faultOfUnknown(line, cells, missing) };
  const lacks = `It looks like ${form.title}, and has no column ${missing.join(', and no ')}.`;
  return { ok: false, fault: `${lacks} ${tellFound(cells)} Export it with all columns.` };
}

function faultOfUnknown(line: number, cells: readonly string[], missing: readonly string[]): string {
  if (findForm(cells, [{ ...PLAIN, marks: WOOCOMMERCE_ONE_CELL }]))
    return 'It has all lines of an order in one cell. Export it in the format "Default - One Row per Item".';
  if (cells.length < 2)
    return (
      `Line ${line} has no comma, semicolon or tab in it, so that there is one column alone. ` +
      'Separate the columns by one of these, and begin with their names.'
    );
  const fault = `Line ${line} is not the header of any kind of file that is known.`;
  if (!isHeader(cells))
    return `${fault} It looks like a row of orders: put a line with the names of the columns above it. ${KNOWN}`;
  const lacks = `As that of a plain CSV it has no column ${missing.join(', and no ')}.`;
  return `${fault} ${lacks} ${tellFound(cells)} Rename those that are meant, or give another file. ${KNOWN}`;
}

/** What has an address in it, or is a number, or has a longer one in it, is of an order. */
function isHeader(cells: readonly string[]): boolean {
  return cells.every((cell) => !/@|\d\s*\d/.test(cell) && (/\p{L}/u.test(cell) || !/\d/.test(cell)));
}

/** Other names are counted and not shown: where a header is missing, they are those of shoppers. */
function tellFound(cells: readonly string[]): string {
  const names = cells.filter((cell) => cell !== '');
  const known = names.filter((name) => namesColumn(name, [...FORMS, PLAIN]));
  const shown = [...new Set(known.map(show))];
  if (shown.length === 0) return 'No column has a name that is known.';
  const more = names.length - shown.length;
  return `Found are ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

function show(name: string): string {
  return `"${name.replaceAll(/\s+/g, ' ').trim()}"`;
}
