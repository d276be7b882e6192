/**
 * Received orders as an owner reads them at a stall: one line each, in words and in
 * the shop's own time. Knows nothing of databases or terminals, and shows a contact
 * only where an order comes with one.
 */
import { findDepot, findVariant } from '../core/catalog/lookup.js';
import type { Catalog } from '../core/catalog/catalog-schema.js';
import { formatMoney } from '../core/money.js';
import { findSlot } from '../core/pickup/slots.js';
import { zoneOffsetMinutes } from '../core/pickup/zone.js';
import type { ReceivedOrder } from '../endpoint/received-orders.js';

/** What the shop calls things, when it is now, and what the clock beside the reader shows. */
export interface Setting {
  /** The newest. What it no longer has is shown by its id. */
  readonly catalog: Catalog;
  readonly now: number;
  /** Of the machine. */
  readonly zone: string;
}

const STATES: Readonly<Record<ReceivedOrder['state'], string>> = {
  confirmed: 'confirmed',
  confirmed_late: 'confirmed',
  disputed: 'shopper must choose',
  repriced: 'shopper must agree to price',
  rejected: 'not taken',
  cancelled: 'cancelled',
  expired: 'cancelled, no answer',
  collected: 'collected',
};
const HEADINGS = ['code', 'received', 'collect', 'place', 'state', 'total', 'contact', 'items'];
const TOTAL = HEADINGS.indexOf('total');
const CONTACT = HEADINGS.indexOf('contact');

/** Lines without their ends. */
export function toTable(orders: readonly ReceivedOrder[], setting: Setting): readonly string[] {
  const all = [HEADINGS, ...orders.map((order) => toCells(order, setting).map(toOneLine))];
  const withContact = orders.some(({ contact, contactSealed }) => contact ?? contactSealed);
  const isShown = (_: string, column: number) => column !== CONTACT || withContact;
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((row) => lengthOf(row[column]))));
  const pad = (cell: string, column: number) => {
    const blank = ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell)));
    return column === TOTAL ? blank + cell : cell + blank;
  };
  const lines = all.map((row) => row.map(pad).filter(isShown).join('  ').trimEnd());
  return isForeign(setting) ? [...lines, `Times are those of ${setting.catalog.shop.timezone}.`] : lines;
}

function toCells(order: ReceivedOrder, setting: Setting): readonly string[] {
  const { code, state, payment, lines, deposits, total, pickup, receivedAt, contact, contactSealed } = order;
  const { catalog } = setting;
  const money = (minor: number) => formatMoney(minor, catalog.shop.currency, 'en');
  const items = lines.map((line) => toItem(line, catalog));
  return [
    code,
    toMoment(Date.parse(receivedAt), setting),
    toSlot(pickup, setting),
    findDepot(catalog, pickup.depot)?.title ?? pickup.depot,
    payment.state === 'refunded' ? 'taken back, money returned' : STATES[state],
    money(payment.state === 'refunded' ? 0 : total),
    contactSealed
      ? "can't be opened"
      : Object.values(contact ?? {})
          .filter(Boolean)
          .join(', '),
    [...items, ...(deposits ? [`${money(deposits)} in deposits`] : [])].join('; '),
  ];
}

/** "2 × Rolled oats 500 g (Own jar)". */
function toItem({ variant, modifiers, quantity }: ReceivedOrder['lines'][number], catalog: Catalog): string {
  const found = findVariant(catalog, variant);
  const title = found ? [found.product.title, found.variant.title].filter(Boolean).join(' ') : variant;
  const options = Object.entries(modifiers).map(([id, chosen]) => {
    const modifier = found?.product.modifiers.find((one) => one.id === id);
    return modifier?.options.find((option) => option.id === chosen)?.title ?? chosen;
  });
  return `${quantity} × ${title}${options.length ? ` (${options.join(', ')})` : ''}`;
}

/** "Sat 28 Nov, 10:00–11:00"; without an end where the depot's rules no longer make such a slot. */
function toSlot({ depot, slot }: ReceivedOrder['pickup'], setting: Setting): string {
  const startMs = Date.parse(slot.slice(depot.length + 1));
  if (Number.isNaN(startMs)) return slot;
  const found = findSlot(setting.catalog, depot, slot);
  const end = found ? `–${partsOf(Date.parse(found.end), setting).time}` : '';
  return `${toMoment(startMs, setting)}${end}`;
}

/** "Thu 26 Nov, 14:32", with its year if that is another. */
function toMoment(epochMs: number, setting: Setting): string {
  const { day, year, time } = partsOf(epochMs, setting);
  return `${day}${year === partsOf(setting.now, setting).year ? '' : ` ${year}`}, ${time}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function partsOf(epochMs: number, { catalog }: Setting) {
  const { timezone } = catalog.shop;
  const formatter = formatters.get(timezone) ?? createFormatter(timezone);
  formatters.set(timezone, formatter);
  const parts = new Map(formatter.formatToParts(epochMs).map(({ type, value }) => [type, value]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    day: `${of('weekday')} ${of('day')} ${of('month')}`,
    year: of('year'),
    time: `${of('hour')}:${of('minute')}`,
  };
}

function createFormatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

function isForeign({ catalog, now, zone }: Setting): boolean {
  return zoneOffsetMinutes(now, zone) !== zoneOffsetMinutes(now, catalog.shop.timezone);
}

/** Shoppers write contacts: no terminal should obey what is in one. */
function toOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
}

function lengthOf(text = ''): number {
  return [...text].length;
}
