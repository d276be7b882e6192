/** What every store promises, run over each adapter; `sharedStoreContract` adds what a store on the disk promises. */
import { expect } from '@open-wc/testing';

import type { DeviceStore } from '../../src/core/ports.js';
import { add, deviceRecord, intentKey, intentRecord, newShop, replace } from './store-records.js';

export type OpenStore = (shopId: string) => Promise<DeviceStore>;

const ids = async (store: DeviceStore) => (await store.list('intent')).map(({ id }) => id);

export function storeContract(openStore: OpenStore) {
  let store: DeviceStore;
  beforeEach(async () => void (store = await openStore(newShop())));
  afterEach(() => store.close());

  it('starts empty, and nothing is said to be lost', async () => {
    expect(store.wiped).to.equal(false);
    expect(await store.get(['cart'])).to.equal(undefined);
    expect(await store.list('intent')).to.deep.equal([]);
  });

  for (const durability of ['strict', 'relaxed'] as const) {
    it(`gives back what was kept (${durability})`, async () => {
      const record = intentRecord('one');
      expect(await store.commit({ put: [[intentKey('one'), record]], durability })).to.deep.equal({
        ok: true,
      });
      expect(await store.get(intentKey('one'))).to.deep.equal(record);
    });
  }

  it('lists a kind by key, apart from other kinds', async () => {
    for (const id of ['b', 'a', 'ü', 'B', 'aa']) await store.commit(add(id));
    await store.commit({ put: [[['device'], await deviceRecord()]], durability: 'relaxed' });
    expect(await ids(store)).to.deep.equal(['B', 'a', 'aa', 'b', 'ü']);
    expect(await store.list('order')).to.deep.equal([]);
    expect([await store.count('intent'), await store.count('order')]).to.deep.equal([
      (await store.list('intent')).length,
      0,
    ]);
  });

  it('gives several at once, in the order they were asked for, and says which are not there', async () => {
    for (const id of ['one', 'two']) await store.commit(add(id));
    await store.commit({ put: [[['device'], await deviceRecord()]], durability: 'relaxed' });
    const keys = [intentKey('two'), intentKey('none'), ['device'], intentKey('one')] as const;
    const found = await store.getMany(keys);
    expect(found.map((record) => record && 'id' in record && record.id)).to.deep.equal([
      'two',
      undefined,
      'device',
      'one',
    ]);
    expect(await store.getMany([])).to.deep.equal([]);
  });

  it('lists records without a further key as well', async () => {
    await store.commit({ put: [[['device'], await deviceRecord()]], durability: 'relaxed' });
    expect((await store.list('device')).map(({ id }) => id)).to.deep.equal(['device']);
  });

  it('makes a change whole: puts and removals together', async () => {
    await store.commit(add('old'));
    const put = ['x', 'y'].map((id) => [intentKey(id), intentRecord(id)] as const);
    await store.commit({ put, remove: [intentKey('old')], durability: 'strict' });
    expect(await ids(store)).to.deep.equal(['x', 'y']);
  });

  const many = Array.from({ length: 20 }, (_, index) => `n${String(index).padStart(2, '0')}`);
  const neighbours = [
    { name: 'that stand together', others: ['m', 'n', 'n0', 'o'] },
    { name: 'with another in between', others: ['m', 'n07-', 'o'] },
    { name: 'with many in between', others: many.map((id) => `${id}-`) },
    { name: 'of which some are missing', others: ['m', 'o'], missing: ['n00', 'n03', 'n19'] },
  ];
  for (const { name, others, missing = [] } of neighbours) {
    const there = many.filter((id) => !missing.includes(id));
    const revs = (id: string) => [intentKey(id), there.includes(id) ? 0 : undefined] as const;

    it(`gives twenty at once ${name}`, async () => {
      for (const id of [...others, ...there]) await store.commit(add(id));
      const found = await store.getMany([...many].reverse().map(intentKey));
      const expected = many.map((id) => (there.includes(id) ? id : undefined));
      expect(found.map((record) => record?.id)).to.deep.equal(expected.reverse());
    });

    it(`removes twenty at once ${name}, and no other`, async () => {
      for (const id of [...others, ...there]) await store.commit(add(id));
      const put = [[intentKey('n05+'), intentRecord('n05+')]] as const;
      const remove = [...many].reverse().map(intentKey);
      const change = { expect: many.map(revs), put, remove, durability: 'relaxed' } as const;
      expect(await store.commit(change)).to.deep.equal({ ok: true });
      expect(await ids(store)).to.deep.equal([...others, 'n05+'].sort());
    });

    it(`makes nothing of a change to twenty ${name} when one of them is another now`, async () => {
      for (const id of [...others, ...there]) await store.commit(add(id));
      await store.commit(replace('n11', 0, 'new.er.one'));
      const change = { expect: many.map(revs), remove: many.map(intentKey), durability: 'relaxed' } as const;
      expect(await store.commit(change)).to.deep.equal({ ok: false, code: 'conflict' });
      expect(await store.count('intent')).to.equal(others.length + there.length);
    });
  }

  it('makes nothing of a change when one expectation of several fails', async () => {
    await store.commit(add('old'));
    const change = {
      expect: [
        [intentKey('old'), 0],
        [intentKey('missing'), 7],
      ],
      put: [[intentKey('new'), intentRecord('new')]],
      remove: [intentKey('old')],
      durability: 'strict',
    } as const;
    expect(await store.commit(change)).to.deep.equal({ ok: false, code: 'conflict' });
    expect(await ids(store)).to.deep.equal(['old']);
  });

  const refusals = [
    { name: 'a record that is already there', change: add('kept') },
    { name: 'an older revision than the one kept', change: replace('kept', 3, 'x.y.z') },
    { name: 'a revision of what is not there', change: replace('absent', 0, 'x.y.z') },
  ];
  for (const { name, change } of refusals) {
    it(`refuses to write over ${name}`, async () => {
      await store.commit(add('kept'));
      await store.commit(replace('kept', 0, 'new.er.one'));
      expect(await store.commit(change)).to.deep.equal({ ok: false, code: 'conflict' });
      expect(await store.list('intent')).to.deep.equal([intentRecord('kept', 1, 'new.er.one')]);
    });
  }

  it('makes nothing of a change that holds what can not be kept', async () => {
    const impossible = { ...intentRecord('two'), jws: (() => 'no data') as unknown as string };
    const put = [
      [intentKey('one'), intentRecord('one')],
      [intentKey('two'), impossible],
    ] as const;
    const failure = await store.commit({ put, durability: 'strict' }).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(Error);
    expect(await ids(store)).to.deep.equal([]);
  });

  it('lets exactly one of twenty changes at once win', async () => {
    await store.commit(add('one'));
    const tries = Array.from({ length: 20 }, (_, index) => store.commit(replace('one', 0, `by.${index}.x`)));
    const made = (await Promise.all(tries)).map(({ ok }) => ok);
    expect(made.filter(Boolean)).to.have.length(1);
    expect((await store.get(intentKey('one')))?.jws).to.equal(`by.${made.indexOf(true)}.x`);
  });

  it('keeps its own copy, whatever becomes of the original', async () => {
    const record = { ...intentRecord('one') };
    await store.commit({ put: [[intentKey('one'), record]], durability: 'relaxed' });
    Object.assign(record, { jws: 'changed' });
    expect((await store.get(intentKey('one')))?.jws).to.equal('a.b.c');
  });

  it('keeps a private key that can sign and can not be read', async () => {
    await store.commit({ put: [[['device'], await deviceRecord()]], durability: 'strict' });
    const key = (await store.get(['device']))?.privateKey as CryptoKey;
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, new Uint8Array(1));
    expect(signature.byteLength).to.equal(64);
    expect(key.extractable).to.equal(false);
  });

  it('answers "closed" after it was closed', async () => {
    store.close();
    expect(await store.commit(add('one'))).to.deep.equal({ ok: false, code: 'closed' });
  });
}

/** @param openOther opens a second connection, if not in the same place */
export function sharedStoreContract(openStore: OpenStore, openOther: OpenStore = openStore) {
  let shop: string;
  let opened: DeviceStore[];
  const open = async (by: OpenStore) => {
    const store = await by(shop);
    opened.push(store);
    return store;
  };
  beforeEach(() => {
    shop = newShop();
    opened = [];
  });
  afterEach(() => opened.forEach((store) => store.close()));

  it('is on the disk', async () => {
    expect((await open(openStore)).kept).to.equal('disk');
  });

  it('still has everything when it is opened again', async () => {
    const before = await open(openStore);
    await before.commit(add('one'));
    await before.commit({ put: [[['device'], await deviceRecord()]], durability: 'strict' });
    before.close();
    const after = await open(openOther);
    expect(after.wiped).to.equal(false);
    expect(await ids(after)).to.deep.equal(['one']);
    expect((await after.get(['device']))?.privateKey).to.be.instanceOf(CryptoKey);
  });

  it('keeps shops apart', async () => {
    await (await open(openStore)).commit(add('one'));
    shop = newShop();
    expect(await ids(await open(openStore))).to.deep.equal([]);
  });

  it('shows one tab what another kept', async () => {
    const [here, there] = [await open(openStore), await open(openOther)];
    await here.commit(add('one'));
    expect(await ids(there)).to.deep.equal(['one']);
  });

  it('lets exactly one of two tabs win each of ten races', async () => {
    const [here, there] = [await open(openStore), await open(openOther)];
    await here.commit(add('one'));
    for (let rev = 0; rev < 10; rev += 1) {
      const race = [
        here.commit(replace('one', rev, 'by.us.x')),
        there.commit(replace('one', rev, 'by.them.x')),
      ];
      const made = (await Promise.all(race)).map(({ ok }) => ok);
      expect(made.filter(Boolean)).to.have.length(1);
      expect((await here.get(intentKey('one')))?.jws).to.equal(made[0] ? 'by.us.x' : 'by.them.x');
    }
  });
}
