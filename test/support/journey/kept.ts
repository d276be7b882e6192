/** All that a site keeps on a device: each record by its database, store and key, and each private file by its path. */
import type { Screen } from './screen.js';
import type { Shopper } from './shopper.js';

export interface Kept {
  readonly records: readonly string[];
  readonly files: readonly string[];
}

/** As text for the page, since a compiled function would name helpers that the page lacks. Spare files are empty and come and go. */
const LIST = `(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const records = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const keys = await done(database.transaction(store).objectStore(store).getAllKeys());
      for (const key of keys) records.push(name + ' ' + store + ' ' + JSON.stringify(key));
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
  await walk(await navigator.storage.getDirectory(), '');
  return { records: records.sort(), files: files.sort() };
})()`;

export function listKept(shopper: Shopper<Screen>): Promise<Kept> {
  return shopper.page.evaluate(LIST) as Promise<Kept>;
}
