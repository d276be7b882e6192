/**
 * Finds what a catalog's keeper has most likely misspelt: a field that is nearly one of those that there are, and so
 * is ignored, and an allergen that is nearly one of the law's, and so has no words in other languages. What is like
 * nothing known is left alone, since catalogs may be ahead of the code that reads them.
 */
import { closest, distance } from 'fastest-levenshtein';

import { ALLERGEN_CODES } from '../core/catalog/allergens.js';
import type { Problem } from '../core/catalog/parse-catalog.js';
import { toPointer } from '../core/catalog/report.js';
import { CatalogSchema } from '../core/catalog/whole-catalog.js';

/** As much of a valibot schema as a walk needs. */
interface Shape {
  readonly wrapped?: Shape;
  readonly item?: Shape;
  readonly options?: readonly Shape[];
  readonly entries?: Readonly<Record<string, Shape>>;
}

const ALLERGEN_LISTS = ['allergens', 'mayContain'];

/** @param input a catalog as it was written */
export function findMisspelt(input: unknown): readonly Problem[] {
  return walk(CatalogSchema as unknown as Shape, input, '');
}

function walk(schema: Shape, value: unknown, at: string): readonly Problem[] {
  const { item, entries } = toShape(schema);
  if (Array.isArray(value))
    return item ? value.flatMap((entry, place) => walk(item, entry, toPointer(at, place))) : [];
  if (!entries || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const pointer = toPointer(at, name);
    if (!Object.hasOwn(entries, name)) return misspeltField(name, Object.keys(entries), pointer);
    const allergens = ALLERGEN_LISTS.includes(name) ? misspeltAllergens(inner, pointer) : [];
    return [...allergens, ...walk(entries[name] as Shape, inner, pointer)];
  });
}

/** Without what only makes it optional; of several, the one for objects. */
function toShape({ wrapped, options, ...schema }: Shape): Shape {
  if (wrapped) return toShape(wrapped);
  return options?.find(({ entries }) => entries) ?? schema;
}

function misspeltField(name: string, known: readonly string[], pointer: string): readonly Problem[] {
  const meant = closestTo(name, known);
  if (meant === undefined) return [];
  const message = `There is no field "${name}", and it is ignored. Is "${meant}" meant?`;
  return [{ code: 'unknown-field', pointer, message }];
}

function misspeltAllergens(list: unknown, at: string): readonly Problem[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((word: unknown, place): readonly Problem[] => {
    if (typeof word !== 'string' || (ALLERGEN_CODES as readonly string[]).includes(word)) return [];
    const meant = closestTo(word.trim(), ALLERGEN_CODES);
    if (meant === undefined) return [];
    const message = `"${word}" is shown as it is written, in every language. Is the allergen "${meant}" meant?`;
    return [{ code: 'unknown-allergen', pointer: toPointer(at, place), message }];
  });
}

/** The known word that a slip of the finger or two, or capital letters, would make of it. */
function closestTo(word: string, known: readonly string[]): string | undefined {
  const small = word.toLowerCase();
  const meant = known.length
    ? closest(
        small,
        known.map((one) => one.toLowerCase()),
      )
    : '';
  const slips = small.length < 5 ? 1 : 2;
  if (distance(small, meant) > slips) return undefined;
  return known.find((one) => one.toLowerCase() === meant);
}
