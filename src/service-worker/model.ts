/** A shop's model. One that was used is there with no network; what a device has no use for any more, it asks for anew. */
import { CacheFirst } from 'workbox-strategies/CacheFirst.js';
import { NetworkFirst } from 'workbox-strategies/NetworkFirst.js';

import { MODEL_TYPE } from '../core/shell-messages.js';
import { MODEL_CACHE } from './caches.js';
import { atMost } from './most.js';
import { readable } from './readable.js';

const MOST_MODELS = 4;

const options = {
  cacheName: MODEL_CACHE,
  matchOptions: { ignoreVary: true },
  plugins: [readable, atMost(MOST_MODELS, true)],
};
const kept = new CacheFirst(options);
const fresh = new NetworkFirst(options);

export const isModel = ({ headers }: Request) => headers.get('accept')?.startsWith(MODEL_TYPE);

export const answerModel = ({ cache }: Request) => (cache === 'reload' ? fresh : kept);
