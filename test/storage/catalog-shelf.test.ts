import { expect } from '@open-wc/testing';

import type { CatalogRecord } from '../../src/core/ports.js';
import { openCatalogShelf } from '../../src/storage/catalog-shelf.js';
import { nextTransaction } from '../support/next-transaction.js';
import { standInTheWay } from '../support/stand-in-the-way.js';

const RECORD: CatalogRecord = {
  source: { shop: 'millrace' },
  version: 'v1',
  checkedAt: '2026-11-27T10:00:00Z',
  base: 'https://example.org/',
};

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('punnet');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

describe('the shelf of catalogs', () => {
  const url = () => `https://example.org/${crypto.randomUUID()}.json`;

  it('keeps a catalog by its address', async () => {
    const at = url();
    await openCatalogShelf().put(at, RECORD);
    expect(await openCatalogShelf().get(at)).to.deep.equal(RECORD);
    expect(await openCatalogShelf().get(url())).to.equal(undefined);
  });

  it('waits no longer than it may for a browser that does not answer, and has all there was afterwards', async () => {
    const [at, missed] = [url(), url()];
    const shelf = openCatalogShelf();
    await shelf.put(at, RECORD);
    const database = await openDatabase();
    const leave = standInTheWay(database, 'catalogs', 'readwrite');
    const hasty = openCatalogShelf(50);
    expect(await hasty.get(at)).to.equal(undefined);
    await hasty.put(missed, RECORD);
    await leave();
    database.close();
    expect(await shelf.get(at)).to.deep.equal(RECORD);
  });

  it('is closed only when what it was asked to keep is kept', async () => {
    const at = url();
    const shelf = openCatalogShelf();
    const begun = nextTransaction();
    const put = shelf.put(at, RECORD);
    const log: string[] = [];
    void (await begun).over.then(() => log.push('kept'));
    await shelf.close();
    expect([...log, 'closed']).to.deep.equal(['kept', 'closed']);
    await put;
    expect(await openCatalogShelf().get(at)).to.deep.equal(RECORD);
  });
});
