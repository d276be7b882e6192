import { expect } from '@open-wc/testing';

import { createMemoryStore } from '../../src/storage/memory-store.js';
import { storeContract } from '../support/store-contract.js';

describe('the store in memory', () => {
  storeContract(async () => createMemoryStore());

  it('says that it is gone with the tab', () => {
    expect(createMemoryStore().kept).to.equal('memory');
  });
});
