/** All that a site keeps on a device: each record by its database, store and key, and each private file by its path. */
import type { Screen } from './screen.js';
import type { Shopper } from './shopper.js';

export interface Kept {
  /** By database, store and key. */
  readonly records: readonly string[];
  /** The same with what each holds, as far as text says it. */
  readonly contents: readonly string[];
  readonly files: readonly string[];
}

/** As text for the page, since a compiled function would name helpers that the page lacks. Spare files are empty and come and go. */
const LIST = `(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const [records, contents] = [[], []];
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const kept = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([done(kept.getAllKeys()), done(kept.getAll())]);
      keys.forEach((key, at) => {
        const named = name + ' ' + store + ' ' + JSON.stringify(key);
        records.push(named);
        contents.push(named + ' ' + JSON.stringify(values[at]));
      });
    }
    database.close();
  }
  const files = [];
  const walk = async (folder, path) => {
    for await (const [name, entry] of folder.entries()) {
      const at = path + '/' + name;
      if (entry.kind === 'directory') await walk(entry, at);
      else if (!path.endsWith('-spare')) files.push(at);
    }
  };
  // Some WebKits have no private files.
  const root = await navigator.storage?.getDirectory?.();
  if (root) await walk(root, '');
  return { records: records.sort(), contents: contents.sort(), files: files.sort() };
})()`;

export function listKept(shopper: Shopper<Screen>): Promise<Kept> {
  return shopper.page.evaluate(LIST) as Promise<Kept>;
}

/** The orders of which purchases are remembered. */
export async function listHistory(shopper: Shopper<Screen>): Promise<readonly string[]> {
  const { records } = await listKept(shopper);
  return records.flatMap((record) => /"purchase","([^"]+)"/.exec(record)?.[1] ?? []);
}
