/**
 * Finds what a catalog's keeper has most likely misspelt: a field that is nearly one of those that there are, and so
 * is ignored, and an allergen that is nearly one of the law's, and so has no words in other languages. What is like
 * nothing known is left alone, since catalogs may be ahead of the code that reads them.
 */
import { distance } from 'fastest-levenshtein';

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

/** A word that is not known, where it stands, and the known one that is most likely meant. */
interface Slip {
  readonly code: 'unknown-field' | 'unknown-allergen';
  readonly word: string;
  readonly meant: string;
  readonly pointer: string;
}

const ALLERGEN_LISTS = ['allergens', 'mayContain'];
/** In a word of so many letters at most, one slip makes it; in a longer one, two. */
const ONE_SLIP_LETTERS = 6;
/** A word of so many letters at most is another word with one letter exchanged: `tag` is not `tax`. */
const SHORT_LETTERS = 3;

/**
 * Each slip once, where it is first, with the number of places.
 *
 * @param input a catalog as it was written
 */
export function findMisspelt(input: unknown): readonly Problem[] {
  const slips = new Map<string, Slip & { places: number }>();
  for (const slip of walk(CatalogSchema as unknown as Shape, input, '')) {
    const key = JSON.stringify([slip.code, slip.word, slip.meant]);
    const same = slips.get(key);
    if (same) same.places += 1;
    else slips.set(key, { ...slip, places: 1 });
  }
  return [...slips.values()].map(toProblem);
}

function toProblem({ code, word, meant, pointer, places }: Slip & { places: number }): Problem {
  const message =
    code === 'unknown-field'
      ? `There is no field "${word}", and it is ignored. Is "${meant}" meant?`
      : `"${word}" is shown as it is written, in every language. Is the allergen "${meant}" meant?`;
  const more = places > 1 ? ` It is in ${places} places, of which this is the first.` : '';
  return { code, pointer, message: message + more };
}

function walk(schema: Shape, value: unknown, at: string): readonly Slip[] {
  const { item, entries } = toShape(schema);
  if (Array.isArray(value))
    return item ? value.flatMap((entry, place) => walk(item, entry, toPointer(at, place))) : [];
  if (!entries || typeof value !== 'object' || value === null) return [];
  const absent = Object.keys(entries).filter((name) => !Object.hasOwn(value, name));
  return Object.entries(value).flatMap(([name, inner]) => {
    const pointer = toPointer(at, name);
    if (!Object.hasOwn(entries, name)) return slipsIn(name, 'unknown-field', absent, pointer);
    const allergens = ALLERGEN_LISTS.includes(name) ? misspeltAllergens(inner, pointer) : [];
    return [...allergens, ...walk(entries[name] as Shape, inner, pointer)];
  });
}

/** Without what only makes it optional; of several, the one for objects. */
function toShape({ wrapped, options, ...schema }: Shape): Shape {
  if (wrapped) return toShape(wrapped);
  return options?.find(({ entries }) => entries) ?? schema;
}

function misspeltAllergens(list: unknown, at: string): readonly Slip[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((word: unknown, place) =>
    typeof word !== 'string' || (ALLERGEN_CODES as readonly string[]).includes(word)
      ? []
      : slipsIn(word, 'unknown-allergen', ALLERGEN_CODES, toPointer(at, place)),
  );
}

function slipsIn(
  word: string,
  code: Slip['code'],
  known: readonly string[],
  pointer: string,
): readonly Slip[] {
  const meant = closestTo(word.trim(), known);
  return meant === undefined ? [] : [{ code, word, meant, pointer }];
}

/** The known word that a slip of the finger or two, or capital letters, would make of it. */
function closestTo(word: string, known: readonly string[]): string | undefined {
  const small = word.toLowerCase();
  const far = (one: string) => distance(small, one.toLowerCase());
  const [meant] = known
    .filter((one) => isSlip(small, one.toLowerCase()))
    .sort((one, other) => far(one) - far(other));
  return meant;
}

/** A word that begins otherwise is another word: `weight` is not `height`. */
function isSlip(word: string, known: string): boolean {
  if (isSwapped(word, known)) return true;
  if (word[0] !== known[0]) return false;
  const slips = distance(word, known);
  if (word.length <= SHORT_LETTERS && word.length === known.length) return slips === 0;
  return slips <= (word.length <= ONE_SLIP_LETTERS ? 1 : 2);
}

/** Two letters that stand side by side have changed places. */
function isSwapped(word: string, known: string): boolean {
  const at = [...word].findIndex((letter, place) => letter !== known[place]);
  if (at < 0 || word.length !== known.length) return false;
  const swapped =
    word.slice(0, at) + word.slice(at + 1, at + 2) + word.slice(at, at + 1) + word.slice(at + 2);
  return swapped === known;
}
