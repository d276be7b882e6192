/** The storage adapters in a dedicated worker, where the engine uses them. */
import { expose, proxy } from 'comlink';

import { openIndexedDbStore } from '../../src/storage/indexed-db-store.js';
import { openPrivateFileJournal } from '../../src/storage/private-file-journal.js';

const adapters = {
  /** From now on this worker's browser is one that can not rename private files. */
  forgetMove: () => Reflect.deleteProperty(FileSystemFileHandle.prototype, 'move'),
  openStore: async (shopId: string) => proxy(await openIndexedDbStore(shopId, { onLost: () => undefined })),
  openJournal: async (shopId: string) => proxy(await openPrivateFileJournal(shopId)),
};
export type StorageWorker = typeof adapters;

expose(adapters);
