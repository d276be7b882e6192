/** Finds what kind of file a header is of, or says what is missing. */
import type { CsvRow } from './csv-rows.js';
import { findForm, missingColumns, toColumns, type Columns, type OrderForm } from './order-form.js';
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
  if (form !== PLAIN) {
    const names = missing.join(', and no ');
    return {
      ok: false,
      fault: `It looks like ${form.title}, and has no column ${names}. Export it with all columns.`,
    };
  }
  return { ok: false, fault: faultOfUnknown(line, cells) };
}

function faultOfUnknown(line: number, cells: readonly string[]): string {
  if (findForm(cells, [{ ...PLAIN, marks: WOOCOMMERCE_ONE_CELL }]))
    return 'It has all lines of an order in one cell. Export it in the format "Default - One Row per Item".';
  if (cells.length < 2)
    return (
      `Line ${line} has no comma, semicolon or tab in it, so that there is one column alone. ` +
      'Separate the columns by one of these, and begin with their names.'
    );
  return `Line ${line} is not the header of any kind of file that is known. ${KNOWN}`;
}
