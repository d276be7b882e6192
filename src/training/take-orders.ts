/**
 * Decides which orders of a file count as bought, when they were, and what was in them. What does not count is tallied,
 * so that its owner can be told.
 */
import type { Catalog } from '../core/catalog/catalog-schema.js';
import type { GatheredOrder } from './gather-orders.js';
import { createItemFinder, type FoundItem, type ItemFinder } from './item-finder.js';
import { readDate } from './order-date.js';
import type { Tally } from './tally.js';

const DAY_MS = 86_400_000;

export interface Taking {
  readonly catalog: Catalog;
  readonly now: number;
  readonly tally: Tally;
}

export interface BoughtOrder {
  readonly shopper: string;
  readonly day: number | null;
  readonly items: readonly FoundItem[];
}

/** Orders that count, as they stand in the file; a sentence where its dates can't be told. */
export function takeOrders(
  gathered: readonly GatheredOrder[],
  taking: Taking,
): readonly BoughtOrder[] | string {
  const { catalog, tally } = taking;
  const find = createItemFinder(catalog);
  const dated = gathered.some(({ dates }) => dates.size > 0);
  const taken: BoughtOrder[] = [];
  for (const order of gathered) {
    if (isSetAside(order, tally)) continue;
    const when = dated ? whenPlaced(order, taking) : { day: null };
    if ('fault' in when) return when.fault;
    if ('reason' in when) {
      tally.bad(order.line, `${when.reason}, so this order is left out`, order.lines.length);
      continue;
    }
    const items = takeItems(order, find, tally);
    if (items.length > 0) taken.push({ shopper: order.shopper, day: when.day, items });
  }
  tally.orders.taken = taken.length;
  return taken;
}

/** Nothing of it was bought, or nobody knows by whom. */
function isSetAside({ line, leftOut, shopper, broken, lines }: GatheredOrder, tally: Tally): boolean {
  const unseen = !leftOut && shopper === '' && broken;
  if (unseen && lines.length > 0)
    tally.bad(
      line,
      "the row that says whose this order is can't be read, so all of it is left out",
      lines.length,
    );
  if (unseen || lines.length === 0) return true;
  if (leftOut || shopper === '') {
    const why = leftOut ? 'cancelled' : 'guests';
    tally.orders[why] += 1;
    tally.lines[why] += lines.length;
    return true;
  }
  if (!lines.every(({ returned }) => returned)) return false;
  tally.lines.returned += lines.length;
  return true;
}

type Placed =
  | { readonly day: number }
  /** Why the order is left out. */
  | { readonly reason: string }
  /** Why no date of the file can be trusted. */
  | { readonly fault: string };

/** Where it has several dates, the first of them: what was given back has one of its own. */
function whenPlaced({ dates, line }: GatheredOrder, { catalog, now }: Taking): Placed {
  if (dates.size === 0) return { reason: 'it has no date, and others have one' };
  const days: number[] = [];
  for (const text of dates) {
    const read = readDate(text, catalog.shop.timezone);
    if (read.kind === 'ambiguous') return { fault: faultOfAmbiguous(text, line) };
    if (read.kind === 'unreadable')
      return { reason: "its date can't be read (write 2026-03-31, or 2026-03-31 10:15)" };
    days.push(read.day);
  }
  const day = Math.min(...days);
  // A day's tolerance: where the shop's clocks are ahead, today has begun already.
  return day <= now / DAY_MS + 1 ? { day } : { reason: 'its date is in the future' };
}

function faultOfAmbiguous(date: string, line: number): string {
  const [shown = ''] = /^[\d/-]+/.exec(date) ?? [];
  return (
    `Line ${line}: nobody can tell the day from the month in ${shown}. Write dates as 2026-03-31: export the file again, ` +
    'or give the column that format in the spreadsheet and save it as CSV.'
  );
}

function takeItems({ lines }: GatheredOrder, find: ItemFinder, tally: Tally): readonly FoundItem[] {
  return lines.flatMap(({ line, texts, returned }) => {
    const item = returned ? undefined : find(texts);
    if (returned) tally.lines.returned += 1;
    else if (item) tally.lines.taken += 1;
    else tally.unknown(line, texts);
    if (item && item.variant === undefined) tally.sizeless += 1;
    return item ? [item] : [];
  });
}
