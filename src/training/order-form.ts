/**
 * What is known of a kind of file that orders come in: the names of its columns. A header is compared without regard
 * to case, and with spaces, underscores and hyphens alike.
 */

export type OrdersKind =
  'plain' | 'shopify' | 'woocommerce-analytics' | 'woocommerce-export' | 'woocommerce-advanced';

/** What a column holds. Where several hold the same, the first that is filled in counts. */
export type Role =
  'order' | 'shopper' | 'date' | 'status' | 'cancelled' | 'item' | 'quantity' | 'returned' | 'list';

export interface OrderForm {
  readonly kind: OrdersKind;
  /** As in "It looks like …". */
  readonly title: string;
  /** Columns that no other kind has: a file with all of them is of this one. */
  readonly marks: readonly string[];
  readonly columns: Readonly<Partial<Record<Role, readonly string[]>>>;
  /** Roles that a file can't do without. */
  readonly needs: readonly Role[];
  /** What a shopper's cell says of someone who has no account. */
  readonly guest?: string;
  /** Statuses of orders that came to nothing. */
  readonly leftOut: readonly string[];
  /** Whether a row without an order belongs to the order above. */
  readonly carries?: boolean;
}

/** Where in a row the columns of each role are. */
export interface Columns {
  readonly form: OrderForm;
  readonly at: Readonly<Record<Role, readonly number[]>>;
  /** Cells of the header. */
  readonly width: number;
  /** Cells that a row needs at least. */
  readonly least: number;
}

const ROLES: readonly Role[] = [
  'order',
  'shopper',
  'date',
  'status',
  'cancelled',
  'item',
  'quantity',
  'returned',
  'list',
];

export function toColumns(form: OrderForm, header: readonly string[]): Columns {
  const names = header.map(toName);
  const find = (role: Role) =>
    (form.columns[role] ?? []).map((name) => names.indexOf(name)).filter((place) => place >= 0);
  const at = Object.fromEntries(ROLES.map((role) => [role, find(role)])) as Record<Role, number[]>;
  const last = form.needs.map((role) => Math.min(...at[role]));
  return { form, at, width: header.length, least: Math.max(...last) + 1 };
}

/** Undefined if a header has none of these. */
export function findForm(header: readonly string[], forms: readonly OrderForm[]): OrderForm | undefined {
  const names = new Set(header.map(toName));
  return forms.find(({ marks }) => marks.every((mark) => names.has(mark)));
}

/** The columns that a header lacks, each by the names it may have. */
export function missingColumns({ form, at }: Columns): readonly string[] {
  return form.needs
    .filter((role) => at[role].length === 0)
    .map((role) => (form.columns[role] ?? []).map((name) => `"${name}"`).join(' or '));
}

/** Whether a column of one of these has such a name. */
export function namesColumn(cell: string, forms: readonly OrderForm[]): boolean {
  const name = toName(cell);
  return forms.some(({ columns }) => Object.values(columns).some((names) => names.includes(name)));
}

function toName(cell: string): string {
  return cell
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();
}
