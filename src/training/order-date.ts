/**
 * Reads when an order was placed. ISO 8601 and what Shopify and WooCommerce make of it are read, and dates with points,
 * which have the day first wherever they are written. With slashes nobody knows which is the day: that is for whoever
 * has the file to say.
 */
import { isLocalDate } from '../core/pickup/local-date.js';
import { toEpoch } from '../core/pickup/zone.js';

export type ReadDate =
  /** Days since the epoch, with fractions where a time of day is known. */
  | { readonly kind: 'read'; readonly day: number }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'unreadable' };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const YEAR_FIRST = /^(?<year>\d{4})[-/](?<month>\d{2})[-/](?<day>\d{2})(?<rest>.*)$/;
const WITH_POINTS = /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?<rest>.*)$/;
const AMBIGUOUS = /^\d{1,2}[-/]\d{1,2}[-/](?:\d{2}|\d{4})(?!\d)/;
const TIME =
  /^(?:T|,? +)(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d)(?::(?<second>[0-5]\d)(?:\.\d+)?)? *(?<zone>Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/** @param zone of the shop, for times that say none */
export function readDate(text: string, zone: string): ReadDate {
  if (AMBIGUOUS.test(text)) return { kind: 'ambiguous' };
  const {
    year = '',
    month = '',
    day = '',
    rest = '',
  } = (YEAR_FIRST.exec(text) ?? WITH_POINTS.exec(text))?.groups ?? {};
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isLocalDate(date)) return { kind: 'unreadable' };
  const ms = rest === '' ? Date.parse(date) : toMs(date, rest, zone);
  return ms === undefined || !(ms >= 0) ? { kind: 'unreadable' } : { kind: 'read', day: ms / DAY_MS };
}

function toMs(date: string, time: string, shopZone: string): number | undefined {
  const { hour, minute, second = '0', zone } = TIME.exec(time)?.groups ?? {};
  if (hour === undefined || minute === undefined) return undefined;
  const minutes = Number(hour) * 60 + Number(minute);
  const start =
    zone === undefined
      ? toEpoch(date, minutes, shopZone)
      : Date.parse(date) + (minutes - toOffsetMinutes(zone)) * MINUTE_MS;
  return start + Number(second) * 1_000;
}

function toOffsetMinutes(zone: string): number {
  const { sign, hours, minutes } = /(?<sign>[+-])(?<hours>\d{2}):?(?<minutes>\d{2})/.exec(zone)?.groups ?? {};
  const offset = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -offset : offset;
}
