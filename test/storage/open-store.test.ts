import { expect } from '@open-wc/testing';

import { openStore } from '../../src/storage/open-store.js';
import { patch } from '../support/patch.js';
import { add, newShop } from '../support/store-records.js';

const onLost = () => undefined;

describe('opening a shop\u2019s store', () => {
  it('uses the disk where there is one', async () => {
    const store = await openStore(newShop(), { onLost });
    expect(store.kept).to.equal('disk');
    store.close();
  });

  const refused = () => {
    throw new DOMException('not here', 'SecurityError');
  };
  const situations = [
    { name: 'the browser refuses a database', open: refused },
    { name: 'the browser never answers', open: () => new EventTarget() },
  ];
  for (const { name, open } of situations) {
    it(`keeps the order in this tab where ${name}`, async () => {
      const putBack = patch(IDBFactory.prototype, 'open', { value: open });
      const store = await openStore(newShop(), { onLost, waitMs: 20 });
      putBack();
      expect(store.kept).to.equal('memory');
      expect(await store.commit(add('one'))).to.deep.equal({ ok: true });
    });
  }

  it('keeps the order in this tab where the database opens and can not be read', async () => {
    const damaged = () => {
      throw new DOMException('Internal error', 'UnknownError');
    };
    const putBack = patch(IDBObjectStore.prototype, 'get', { value: damaged });
    const store = await openStore(newShop(), { onLost });
    putBack();
    expect(store.kept).to.equal('memory');
    expect(await store.commit(add('one'))).to.deep.equal({ ok: true });
  });
});
