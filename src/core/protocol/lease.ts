/**
 * Leases: rights to sell, moved from the pool to one device for a time. What is asked
 * for and granted travels beside intents, unsigned; what an order draws stands in it.
 */
import * as v from 'valibot';

import { IdSchema, NameSchema, PointsSchema, QuantitySchema, SlotIdSchema } from './fields.js';

const stock = { variant: NameSchema, depot: NameSchema, quantity: QuantitySchema };
/** One order's place in a slot. */
const place = { depot: NameSchema, slot: SlotIdSchema };
/** Places in one slot, each for one order; absent: one. Whoever knows nothing of the number reads one. */
const places = { ...place, places: v.exactOptional(QuantitySchema) };
/** Of the device's own account. */
const points = { points: PointsSchema };

export const MAX_LEASE_ITEMS = 500;
const itemsOf = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.maxLength(MAX_LEASE_ITEMS));

export const LeaseItemSchema = v.union([v.object(stock), v.object(places), v.object(points)]);
export type LeaseItem = Readonly<v.InferOutput<typeof LeaseItemSchema>>;
export type StockItem = Extract<LeaseItem, { readonly variant: string }>;
export type PlaceItem = Extract<LeaseItem, { readonly slot: string }>;
export type PointsItem = Extract<LeaseItem, { readonly points: number }>;

/** Keys are UUID version 7, each of a device sorting behind the one before. With no items, it only gives up the lease before. */
export const LeaseRequestSchema = v.object({ key: IdSchema, items: itemsOf(LeaseItemSchema) });
export type LeaseRequest = Readonly<v.InferOutput<typeof LeaseRequestSchema>>;

const DurationSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(7 * 24 * 3_600_000));

/** What was granted, which may be less than was asked for, and nothing where it has ended. Durations in milliseconds. */
export const LeaseGrantSchema = v.object({
  key: IdSchema,
  items: itemsOf(LeaseItemSchema),
  /** From the first time that the device sent the request. */
  ttlMs: DurationSchema,
  /** The device promises nothing in the last part of that, since clocks do not run alike. */
  marginMs: DurationSchema,
  /** How much longer the endpoint honours what was promised in time; null: until it is given up. */
  graceMs: v.nullable(DurationSchema),
});
export type LeaseGrant = Readonly<v.InferOutput<typeof LeaseGrantSchema>>;

/** What an order takes out of a lease: of the places in its slot one, with no number. */
export const DrawSchema = v.strictObject({
  key: IdSchema,
  items: itemsOf(v.union([v.strictObject(stock), v.strictObject(place), v.strictObject(points)])),
});
export type Draw = Readonly<v.InferOutput<typeof DrawSchema>>;

/** Names what an item is of, whatever its number. */
export function nameOfItem(item: LeaseItem): string {
  if ('points' in item) return 'points';
  return 'variant' in item ? `stock ${item.depot}\n${item.variant}` : `place ${item.depot}\n${item.slot}`;
}

export function countOfItem(item: LeaseItem): number {
  if ('points' in item) return item.points;
  return 'variant' in item ? item.quantity : (item.places ?? 1);
}

/** The same item, but for so many. */
export function withCount(item: LeaseItem, count: number): LeaseItem {
  if ('points' in item) return { points: count };
  if ('variant' in item) return { ...item, quantity: count };
  const { depot, slot } = item;
  return count === 1 ? { depot, slot } : { depot, slot, places: count };
}
