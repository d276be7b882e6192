/** The engine as a worker's own file, for hosts whose policy refuses a blob. */
import type { Endpoint } from 'comlink';

import { start } from './engine.js';

start(self as unknown as Endpoint);
