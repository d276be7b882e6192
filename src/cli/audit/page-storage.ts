/**
 * Looks, in the page itself, for what was typed among all that the site keeps on the
 * device, in whatever it is wrapped. Sent as text. Changes nothing.
 */
import type { Typed } from './page-fields.js';

/** Shorter words may stand anywhere. */
function wordsTyped(typed: readonly Typed[]): string[] {
  return typed
    .map(({ value }) => value)
    .filter((value) => value.length > 4)
    .flatMap((value) => {
      const encoded = encodeURIComponent(value);
      return [value, encoded, encoded.replaceAll('%20', '+')];
    });
}

async function textOf(value: unknown, seen: Set<unknown> = new Set()): Promise<string> {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || seen.has(value)) return '';
  seen.add(value);
  if (value instanceof Blob) return value.text();
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
  const inside =
    value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : Object.values(value);
  return (await Promise.all(inside.map((one) => textOf(one, seen)))).join('\n');
}

async function textOfDatabase(name: string): Promise<string> {
  const answerOf = <T>(request: IDBRequest<T>) =>
    new Promise<T | undefined>((resolve) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(undefined);
    });
  const database = await answerOf(indexedDB.open(name));
  const stores = [...(database?.objectStoreNames ?? [])];
  const rows = await Promise.all(
    stores.map(
      async (store) => database && answerOf(database.transaction(store).objectStore(store).getAll()),
    ),
  );
  database?.close();
  return textOf(rows);
}

/** Whether any of it is there; true as well where nothing was typed that could be known again. */
export async function keepsTyped(typed: readonly Typed[]): Promise<boolean> {
  const words = wordsTyped(typed);
  const databases = await indexedDB.databases();
  const texts = await Promise.all(databases.map(({ name }) => textOfDatabase(name ?? '')));
  const kept = [...Object.values({ ...localStorage }), ...texts].join('\n');
  return words.length === 0 || words.some((word) => kept.includes(word));
}

export const STORAGE = [wordsTyped, textOf, textOfDatabase];
