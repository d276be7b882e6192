import { expect } from '@open-wc/testing';
import { promisifyRequest } from 'idb-keyval';

import type { DeviceStore } from '../../src/core/ports.js';
import { Connection, type ConnectionOptions } from '../../src/storage/connection.js';
import { openIndexedDbStore } from '../../src/storage/indexed-db-store.js';
import { patch } from '../support/patch.js';
import { sharedStoreContract, storeContract } from '../support/store-contract.js';
import { add, intentKey, newShop } from '../support/store-records.js';
import { startStorageWorker } from '../support/worker-storage.js';

const onLost = () => undefined;
const open = (shopId: string) => openIndexedDbStore(shopId, { onLost });

/** Settles when the browser is done with the request, and fails if somebody blocks it. */
function settled<T>(request: IDBOpenDBRequest | IDBRequest<T>): Promise<T | IDBDatabase> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    Object.assign(request, { onblocked: () => reject(new Error('blocked by an open connection')) });
  });
}

/** A transaction that never runs out of requests, as of a page that was frozen in it. */
function standInTheWay(database: IDBDatabase): () => Promise<void> {
  let standing = true;
  const transaction = database.transaction('records', 'readwrite');
  const records = transaction.objectStore('records');
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

describe('the store in IndexedDB', () => {
  storeContract(open);
  sharedStoreContract(open);
});

describe('the store in IndexedDB, in a worker', () => {
  let worker: ReturnType<typeof startStorageWorker>;
  before(() => void (worker = startStorageWorker()));
  after(() => worker.end());
  storeContract((shopId) => worker.openStore(shopId));
  sharedStoreContract((shopId) => worker.openStore(shopId), open);
});

describe('when the browser takes the database away', () => {
  let shop: string;
  let lost: number;
  let store: DeviceStore;
  let restore: (() => void)[];
  const openHere = async (options: Partial<ConnectionOptions> = {}) => {
    store = await openIndexedDbStore(shop, { onLost: () => void (lost += 1), ...options });
    return store;
  };
  beforeEach(() => {
    shop = newShop();
    lost = 0;
    restore = [];
  });
  afterEach(() => {
    restore.forEach((putBack) => putBack());
    store.close();
  });

  it('notices a database that is deleted while it is open, says so once, and goes on', async () => {
    await openHere();
    await store.commit(add('one'));
    await settled(indexedDB.deleteDatabase(`punnet:${shop}`));
    expect(await store.list('intent')).to.deep.equal([]);
    expect(await store.commit(add('two'))).to.deep.equal({ ok: true });
    expect(lost).to.equal(1);
    expect(store.wiped).to.equal(true);
  });

  it('does not hold up an upgrade by a newer version, and works with what that leaves', async () => {
    await openHere();
    await store.commit(add('one'));
    const newer = (await settled(indexedDB.open(`punnet:${shop}`, 7))) as IDBDatabase;
    expect((await store.get(intentKey('one')))?.id).to.equal('one');
    newer.close();
    expect(await store.commit(add('two'))).to.deep.equal({ ok: true });
    expect(lost).to.equal(0);
  });

  it('says that a database was wiped which the browser could not read', async () => {
    restore.push(patch(IDBVersionChangeEvent.prototype, 'dataLoss', { get: () => 'total' }));
    expect((await openHere()).wiped).to.equal(true);
  });

  it('does not take a first visit, or a database that is still there, for wiped', async () => {
    expect((await openHere()).wiped).to.equal(false);
    store.close();
    expect((await openHere()).wiped).to.equal(false);
  });

  it('works where another script left an empty database of the same name', async () => {
    const empty = (await settled(indexedDB.open(`punnet:${shop}`))) as IDBDatabase;
    empty.close();
    expect(await (await openHere()).commit(add('one'))).to.deep.equal({ ok: true });
  });

  for (const name of ['InvalidStateError', 'UnknownError', 'AbortError']) {
    it(`opens the database again after one ${name}, as on a phone that was asleep`, async () => {
      await openHere();
      const putBack = patch(IDBDatabase.prototype, 'transaction', {
        value: () => {
          putBack();
          throw new DOMException('The connection is closing', name);
        },
      });
      restore.push(putBack);
      expect(await store.commit(add('one'))).to.deep.equal({ ok: true });
      expect((await store.list('intent')).length).to.equal(1);
      expect(lost).to.equal(0);
    });
  }

  const refusals = [
    { error: 'InvalidStateError', owner: () => IDBDatabase.prototype, method: 'transaction', code: 'closed' },
    { error: 'QuotaExceededError', owner: () => IDBObjectStore.prototype, method: 'put', code: 'full' },
  ];
  for (const { error, owner, method, code } of refusals) {
    it(`answers "${code}" to an ${error} that stays, and writes nothing`, async () => {
      await openHere();
      const fail = () => {
        throw new DOMException('refused', error);
      };
      const putBack = patch(owner(), method, { value: fail });
      restore.push(putBack);
      expect(await store.commit(add('one'))).to.deep.equal({ ok: false, code });
      putBack();
      expect(await store.list('intent')).to.deep.equal([]);
    });
  }

  it('answers "full" when the disk turns out to be full only at the end', async () => {
    await openHere();
    restore.push(
      patch(IDBTransaction.prototype, 'error', { get: () => new DOMException('full', 'QuotaExceededError') }),
      patch(IDBObjectStore.prototype, 'put', {
        value: function (this: IDBObjectStore) {
          this.transaction.abort();
        },
      }),
    );
    expect(await store.commit(add('one'))).to.deep.equal({ ok: false, code: 'full' });
  });
});

describe('where a transaction of somebody who is gone stands in the way', () => {
  let store: DeviceStore;
  let other: IDBDatabase;
  let leave: () => Promise<void>;
  beforeEach(async () => {
    const shop = newShop();
    store = await openIndexedDbStore(shop, { onLost, transactionWaitMs: 100 });
    other = (await settled(indexedDB.open(`punnet:${shop}`))) as IDBDatabase;
    leave = standInTheWay(other);
  });
  afterEach(async () => {
    await leave();
    other.close();
    store.close();
  });

  it('keeps nothing, says so, and goes on once it has left', async () => {
    expect(await store.commit(add('one'))).to.deep.equal({ ok: false, code: 'closed' });
    await leave();
    expect(await store.list('intent')).to.deep.equal([]);
    expect(await store.commit(add('two'))).to.deep.equal({ ok: true });
    expect(await store.count('intent')).to.equal(1);
  });

  it('keeps what it was asked to where that has left by the second try', async () => {
    const abort = IDBTransaction.prototype.abort;
    const putBack = patch(IDBTransaction.prototype, 'abort', {
      value: function (this: IDBTransaction) {
        putBack();
        abort.call(this);
        void leave();
      },
    });
    expect(await store.commit(add('one'))).to.deep.equal({ ok: true });
    expect((await store.list('intent')).map(({ id }) => id)).to.deep.equal(['one']);
  });

  it('lets a transaction end that has begun, however long it takes', async () => {
    await leave();
    const connection = new Connection(other.name, { onLost, transactionWaitMs: 100 });
    const kept = await connection.use('relaxed')('readwrite', async (records) => {
      const until = performance.now() + 300;
      while (performance.now() < until) await promisifyRequest(records.get('nothing'));
      return promisifyRequest(records.put('kept', 'slow'));
    });
    connection.close();
    expect(kept).to.equal('slow');
    expect(await promisifyRequest(other.transaction('records').objectStore('records').get('slow'))).to.equal(
      'kept',
    );
  });

  const asked: Record<string, () => Promise<unknown>> = {
    get: () => store.get(intentKey('one')),
    getMany: () => store.getMany([intentKey('one')]),
    list: () => store.list('intent'),
    count: () => store.count('intent'),
  };
  for (const [name, ask] of Object.entries(asked))
    it(`does not wait for ever: ${name}`, async () => {
      const failure = await ask().then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure).to.be.instanceOf(DOMException).with.property('name', 'AbortError');
    });
});
