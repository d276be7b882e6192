/**
 * A transaction that never runs out of requests, as of a page that was frozen in it.
 *
 * @returns ends it
 */
export function standInTheWay(
  database: IDBDatabase,
  name: string,
  mode: IDBTransactionMode,
): () => Promise<void> {
  let standing = true;
  const transaction = database.transaction(name, mode);
  const records = transaction.objectStore(name);
  const again = () => {
    if (standing) records.get('nothing').onsuccess = again;
  };
  again();
  const left = new Promise<void>((resolve) => (transaction.oncomplete = () => resolve()));
  return () => {
    standing = false;
    return left;
  };
}
