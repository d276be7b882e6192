/** The same ports as in storage/, answered by a real worker. */
import { wrap } from 'comlink';

import type { DeviceStore, IntentJournal } from '../../src/core/ports.js';
import type { StorageWorker } from './storage-worker.js';

export function startStorageWorker() {
  const worker = new Worker(new URL('./storage-worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<StorageWorker>(worker);
  return {
    openStore: async (shopId: string): Promise<DeviceStore> => {
      const store = (await remote.openStore(shopId)) as unknown as DeviceStore;
      return {
        ...forward(store, ['get', 'getMany', 'list', 'count', 'commit', 'close']),
        ...(await read(store)),
      };
    },
    openJournal: async (shopId: string): Promise<IntentJournal> => {
      const journal = (await remote.openJournal(shopId)) as unknown as IntentJournal;
      const available = await journal.available;
      return { ...forward(journal, ['write', 'remove', 'list', 'read', 'prepare', 'release']), available };
    },
    forgetMove: () => remote.forgetMove(),
    end: () => worker.terminate(),
  };
}

async function read(store: DeviceStore): Promise<Pick<DeviceStore, 'kept' | 'wiped'>> {
  return { kept: await store.kept, wiped: await store.wiped };
}

/** Calls become messages to the worker. */
function forward<T extends object, M extends keyof T>(remote: T, methods: readonly M[]): Pick<T, M> {
  const calls = methods.map((method) => [
    method,
    (...values: unknown[]) => (remote[method] as (...values: unknown[]) => unknown)(...values),
  ]);
  return Object.fromEntries(calls) as Pick<T, M>;
}
