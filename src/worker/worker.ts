/** The engine as a worker's own file, for hosts whose policy refuses a blob. */
import type { Endpoint } from 'comlink';
import engine from 'virtual:engine';

engine(self as unknown as Endpoint);
