import { aTimeout, expect } from '@open-wc/testing';
import { promisifyRequest } from 'idb-keyval';

import type { DeviceStore } from '../../src/core/ports.js';
import { Connection, type ConnectionOptions } from '../../src/storage/connection.js';
import { holdTransactions } from '../../src/storage/last-moment.js';
import { openIndexedDbStore } from '../../src/storage/indexed-db-store.js';
import { nextTransaction } from '../support/next-transaction.js';
import { patch } from '../support/patch.js';
import { standInTheWay } from '../support/stand-in-the-way.js';
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
  let shop: string;
  /** Waits as long as shops do. */
  let patient: DeviceStore;
  let store: DeviceStore;
  let other: IDBDatabase;
  let leave: () => Promise<void>;
  beforeEach(async () => {
    shop = newShop();
    patient = await openIndexedDbStore(shop, { onLost });
    store = await openIndexedDbStore(shop, { onLost, waitMs: 200 });
    other = (await settled(indexedDB.open(`punnet:${shop}`))) as IDBDatabase;
    leave = () => Promise.resolve();
  });
  afterEach(async () => {
    await leave();
    for (const opened of [other, store, patient]) opened.close();
  });
  const failureOf = (asked: Promise<unknown>) =>
    asked.then(
      () => undefined,
      (error: unknown) => error,
    );

  for (const mode of ['readonly', 'readwrite'] as const)
    it(`keeps nothing and says so, and goes on once it has left: ${mode}`, async () => {
      leave = standInTheWay(other, 'records', mode);
      expect(await store.commit(add('one'))).to.deep.equal({ ok: false, code: 'closed' });
      await leave();
      expect(await patient.list('intent')).to.deep.equal([]);
      expect(await patient.commit(add('two'))).to.deep.equal({ ok: true });
      expect((await patient.list('intent')).map(({ id }) => id)).to.deep.equal(['two']);
    });

  it('is closed without a wait for what was taken back', async () => {
    leave = standInTheWay(other, 'records', 'readwrite');
    expect(await store.commit(add('one'))).to.deep.equal({ ok: false, code: 'closed' });
    const closed = await Promise.race([store.close().then(() => 'closed'), aTimeout(500)]);
    expect(closed).to.equal('closed');
  });

  it('keeps all that it was asked to where that has left by the second try', async () => {
    leave = standInTheWay(other, 'records', 'readwrite');
    const open = IDBFactory.prototype.open;
    const putBack = patch(IDBFactory.prototype, 'open', {
      value: function (this: IDBFactory, name: string) {
        putBack();
        void leave();
        return open.call(this, name);
      },
    });
    const asked = ['one', 'two', 'three'].map((id) => store.commit(add(id)));
    expect(await Promise.all(asked)).to.deep.equal([{ ok: true }, { ok: true }, { ok: true }]);
    expect(await patient.count('intent')).to.equal(3);
  });

  it('tries nothing twice any more after a wait that was in vain', async () => {
    leave = standInTheWay(other, 'records', 'readwrite');
    let aborted = 0;
    const { abort } = IDBTransaction.prototype;
    const putBack = patch(IDBTransaction.prototype, 'abort', {
      value: function (this: IDBTransaction) {
        aborted += 1;
        abort.call(this);
      },
    });
    const first = await store.commit(add('one'));
    aborted = 0;
    const second = await store.commit(add('two'));
    putBack();
    expect([first, second]).to.deep.equal([
      { ok: false, code: 'closed' },
      { ok: false, code: 'closed' },
    ]);
    expect(aborted).to.equal(1);
  });

  it('opens a connection that was closed meanwhile again, after a wait that was in vain, too', async () => {
    const options = { onLost, waitMs: 100 };
    const connection = new Connection(other.name, options);
    const count = () => connection.use('relaxed')('readonly', (all) => promisifyRequest(all.count()));
    leave = standInTheWay(other, 'records', 'readwrite');
    expect(await failureOf(count())).to.be.instanceOf(DOMException);
    await leave();
    options.waitMs = 3_000;
    const putBack = patch(IDBDatabase.prototype, 'transaction', {
      value: () => {
        putBack();
        throw new DOMException('The connection is closing', 'InvalidStateError');
      },
    });
    expect(await count()).to.equal(0);
    connection.close();
  });

  it('lets a transaction end that has begun, however long it takes', async () => {
    const connection = new Connection(other.name, { onLost, waitMs: 100 });
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
      leave = standInTheWay(other, 'records', 'readwrite');
      expect(await failureOf(ask()))
        .to.be.instanceOf(DOMException)
        // Taken back, or, on a busy machine, not even opened anew in time.
        .with.property('name')
        .that.is.oneOf(['AbortError', 'TimeoutError']);
    });
});

describe('a store that is closed', () => {
  it('has closed once nothing is being read any more', async () => {
    const store = await open(newShop());
    const begun = nextTransaction();
    const list = store.list('intent');
    const log: string[] = [];
    void (await begun).over.then(() => log.push('read'));
    await store.close();
    expect([...log, 'closed']).to.deep.equal(['read', 'closed']);
    expect(await list).to.deep.equal([]);
  });
});

describe('while the page may be about to leave', () => {
  it('begins nothing, and all of it where the page has stayed', async () => {
    const store = await open(newShop());
    const order: string[] = [];
    const { transaction } = IDBDatabase.prototype;
    patch(IDBDatabase.prototype, 'transaction', {
      value: function (this: IDBDatabase, ...asked: Parameters<typeof transaction>) {
        order.push(`begun: ${asked[1]}`);
        return transaction.apply(this, asked);
      },
    });
    holdTransactions(50);
    setTimeout(() => order.push('stayed'), 40);
    const committed = store.commit(add('one'));
    const count = store.count('intent');
    expect(await committed).to.deep.equal({ ok: true });
    expect(await count).to.equal(1);
    expect(order).to.deep.equal(['stayed', 'begun: readwrite', 'begun: readonly']);
    store.close();
  });
});
