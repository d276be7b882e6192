/**
 * A depot's slots, as its rules make them: which there are, when each starts, ends
 * and stops taking orders, and how many orders it takes. Times are those of the
 * shop's zone. Nothing here knows which slots are full: that is the endpoint's.
 *
 * A slot that the wall clock never shows, since clocks go forward over it, is left
 * out. One that is shown twice is held once, the first time.
 */
import type { Catalog, Closure, Depot, SlotRule } from '../catalog/catalog-schema.js';
import { findDepot } from '../catalog/lookup.js';
import { addDays, toMinutes, weekdayOf } from './local-date.js';
import { isShown, toEpoch, toIsoWithOffset, toLocalDate } from './zone.js';

const MINUTE_MS = 60_000;
const SLOT_START = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/;

export interface Slot {
  /** `<depot>/<ISO 8601 start with offset>` */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly start: string;
  readonly end: string;
  /** When it stops taking orders. */
  readonly cutoff: string;
}

export interface ListedSlot extends Slot {
  /** Its cut-off is still to come. */
  readonly open: boolean;
}

export interface FoundSlot extends Slot {
  /** How many orders it takes; null: not limited. */
  readonly capacity: number | null;
}

/** The slots of today and of the days of the depot's horizon that haven't ended, by time. */
export function listSlots(depot: Depot, timezone: string, now: number): readonly ListedSlot[] {
  return horizonOf(depot, timezone, now)
    .flatMap((date) => slotsOn(depot, timezone, date))
    .filter(({ end }) => Date.parse(end) > now)
    .map(({ capacity: _, ...slot }) => ({ ...slot, open: now < Date.parse(slot.cutoff) }));
}

/** The closures that touch the days of the depot's horizon, by date. */
export function listClosures(depot: Depot, timezone: string, now: number): readonly Closure[] {
  const days = horizonOf(depot, timezone, now);
  const first = days[0] ?? '';
  const last = days[days.length - 1] ?? '';
  return depot.closed
    .filter(({ from, to }) => from <= last && to >= first)
    .sort((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
}

/**
 * A slot by its id, whenever it is: also past, and beyond the horizon. Undefined if
 * the depot's rules make no such slot, or if the depot is closed that day.
 */
export function findSlot(catalog: Catalog, depotId: string, slotId: string): FoundSlot | undefined {
  const depot = findDepot(catalog, depotId);
  if (!depot || !slotId.startsWith(`${depotId}/`)) return undefined;
  const start = slotId.slice(depotId.length + 1);
  const startMs = SLOT_START.test(start) ? Date.parse(start) : NaN;
  if (Number.isNaN(startMs)) return undefined;
  const { timezone } = catalog.shop;
  return slotsOn(depot, timezone, toLocalDate(startMs, timezone)).find(({ id }) => id === slotId);
}

function horizonOf(depot: Depot, timezone: string, now: number): readonly string[] {
  const today = toLocalDate(now, timezone);
  return Array.from({ length: depot.horizonDays + 1 }, (_, days) => addDays(today, days));
}

const MOST_DAYS_KEPT = 128;
const laidOut = new WeakMap<Depot, Map<string, readonly FoundSlot[]>>();

/** Laid out once: whoever asks for one slot of a day asks for others. */
function slotsOn(depot: Depot, timezone: string, date: string): readonly FoundSlot[] {
  let days = laidOut.get(depot);
  if (!days || days.size > MOST_DAYS_KEPT) laidOut.set(depot, (days = new Map()));
  const day = `${date} ${timezone}`;
  let slots = days.get(day);
  if (!slots) days.set(day, (slots = layOut(depot, timezone, date)));
  return slots;
}

/** By time; where two rules make the same slot, the first one's. */
function layOut(depot: Depot, timezone: string, date: string): readonly FoundSlot[] {
  if (depot.closed.some(({ from, to }) => from <= date && date <= to)) return [];
  const weekday = weekdayOf(date);
  const slots = new Map<string, FoundSlot>();
  for (const rule of depot.slots) {
    if (!rule.days.some((day) => day === weekday)) continue;
    for (const slot of slotsOfRule(rule, depot.id, timezone, date)) {
      if (!slots.has(slot.id)) slots.set(slot.id, slot);
    }
  }
  return [...slots.values()].sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
}

function slotsOfRule(rule: SlotRule, depot: string, timezone: string, date: string): readonly FoundSlot[] {
  const from = toMinutes(rule.from);
  const to = toMinutes(rule.to);
  const every = rule.everyMinutes ?? to - from;
  const slots: FoundSlot[] = [];
  for (let minutes = from; minutes + every <= to; minutes += every) {
    if (!isShown(date, minutes, timezone)) continue;
    const startMs = toEpoch(date, minutes, timezone);
    slots.push({
      id: `${depot}/${toIsoWithOffset(startMs, timezone)}`,
      start: new Date(startMs).toISOString(),
      end: new Date(toEpoch(date, minutes + every, timezone)).toISOString(),
      cutoff: new Date(startMs - rule.cutoffMinutes * MINUTE_MS).toISOString(),
      capacity: rule.capacity ?? null,
    });
  }
  return slots;
}
