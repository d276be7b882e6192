/**
 * Between what a clock on a shop's wall shows and the instant it is, by the rules
 * of an IANA time zone. Uses the runtime's own zone data and no clock.
 *
 * Where clocks go forward, a time that the wall never shows becomes the instant as
 * much later. Where they go back, a time that the wall shows twice is its first.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Clocks change on a quarter of an hour, so that an offset holds for all of one. */
const QUARTER_MS = 15 * MINUTE_MS;
const MOST_KEPT = 4_096;

/** Whether the runtime knows a zone by this name. */
export function isTimeZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat('en-US', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

interface KnownZone {
  readonly formatter: Intl.DateTimeFormat;
  /** By quarter of an hour since the epoch. */
  readonly offsets: Map<number, number>;
}

const known = new Map<string, KnownZone>();

/** How many minutes a zone's clocks are ahead of UTC at an instant. */
export function zoneOffsetMinutes(epochMs: number, zone: string): number {
  const { formatter, offsets } = knownZone(zone);
  const quarter = Math.floor(epochMs / QUARTER_MS);
  let offset = offsets.get(quarter);
  if (offset === undefined) {
    if (offsets.size >= MOST_KEPT) offsets.clear();
    offset = readOffset(quarter * QUARTER_MS, formatter);
    offsets.set(quarter, offset);
  }
  return offset;
}

function readOffset(epochMs: number, formatter: Intl.DateTimeFormat): number {
  const part = new Map(formatter.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]));
  const field = (name: Intl.DateTimeFormatPartTypes) => part.get(name) ?? 0;
  const wallMs = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  );
  return Math.round((wallMs - epochMs) / MINUTE_MS);
}

function knownZone(zone: string): KnownZone {
  let entry = known.get(zone);
  if (!entry) {
    entry = { formatter: createFormatter(zone), offsets: new Map() };
    known.set(zone, entry);
  }
  return entry;
}

function createFormatter(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

/** The date that a zone's calendar shows at an instant: `2026-11-24`. */
export function toLocalDate(epochMs: number, zone: string): string {
  return toWallText(epochMs, zone).slice(0, 10);
}

/** Date and time in a zone with its offset: `2026-11-24T07:30:00+00:00`. */
export function toIsoWithOffset(epochMs: number, zone: string): string {
  const offset = zoneOffsetMinutes(epochMs, zone);
  const size = Math.abs(offset);
  const pair = (n: number) => String(n).padStart(2, '0');
  return `${toWallText(epochMs, zone)}${offset < 0 ? '-' : '+'}${pair(Math.floor(size / 60))}:${pair(size % 60)}`;
}

function toWallText(epochMs: number, zone: string): string {
  return new Date(epochMs + zoneOffsetMinutes(epochMs, zone) * MINUTE_MS).toISOString().slice(0, 19);
}

/**
 * The instant at which a zone's clocks show a date and a time of day.
 *
 * @param minutes since the midnight that begins the date; 1440 is the next one.
 */
export function toEpoch(date: string, minutes: number, zone: string): number {
  const wallMs = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS;
  const before = zoneOffsetMinutes(wallMs - DAY_MS, zone);
  const after = zoneOffsetMinutes(wallMs + DAY_MS, zone);
  if (before === after) return wallMs - before * MINUTE_MS;
  const early = wallMs - Math.max(before, after) * MINUTE_MS;
  if (shows(early, wallMs, zone)) return early;
  const late = wallMs - Math.min(before, after) * MINUTE_MS;
  if (shows(late, wallMs, zone)) return late;
  return wallMs - before * MINUTE_MS;
}

/** Whether a zone's clocks ever show a date and a time of day: not those skipped when they go forward. */
export function isShown(date: string, minutes: number, zone: string): boolean {
  const wallMs = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS;
  return shows(toEpoch(date, minutes, zone), wallMs, zone);
}

function shows(epochMs: number, wallMs: number, zone: string): boolean {
  return epochMs + zoneOffsetMinutes(epochMs, zone) * MINUTE_MS === wallMs;
}
