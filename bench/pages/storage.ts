/** Starts the storage bench in a dedicated worker, which is where the engine keeps orders. */
import { wrap } from 'comlink';

import type { StorageBench } from './storage-worker.js';

const worker = new Worker('/bundles/storage-worker.js', { type: 'module' });
Object.assign(window, { storage: wrap<StorageBench>(worker) });
