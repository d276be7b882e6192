/** IndexedDB with nothing around it: one store, keys and values as they come. */

export function openRaw(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('records');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export function putRaw(
  database: IDBDatabase,
  records: readonly (readonly [key: string, value: unknown])[],
  durability: 'strict' | 'relaxed',
): IDBTransaction {
  const transaction = database.transaction('records', 'readwrite', { durability });
  const store = transaction.objectStore('records');
  for (const [key, value] of records) store.put(value, key);
  return transaction;
}

export function whenCommitted(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

export function listRaw(database: IDBDatabase): Promise<readonly unknown[]> {
  return new Promise((resolve, reject) => {
    const request = database.transaction('records').objectStore('records').getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
