/**
 * Finds slots by id, remembering them by catalog: to find one, its whole day has
 * to be laid out, and every order and every answer asks.
 */
import type { Catalog } from '../catalog/catalog-schema.js';
import { findSlot, type FoundSlot } from '../pickup/slots.js';
import type { PlaceKey } from './place-ledger.js';

const MOST_KEPT = 4_096;

const kept = new WeakMap<Catalog, Map<string, FoundSlot | undefined>>();

/** As `findSlot` finds it. */
export function findKnownSlot(catalog: Catalog, { depot, slot }: PlaceKey): FoundSlot | undefined {
  let slots = kept.get(catalog);
  if (!slots || slots.size > MOST_KEPT) kept.set(catalog, (slots = new Map()));
  const key = `${depot} ${slot}`;
  if (!slots.has(key)) slots.set(key, findSlot(catalog, depot, slot));
  return slots.get(key);
}
