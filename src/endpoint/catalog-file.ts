/**
 * Keeps the served catalog as the owner's file has it. The file is looked at again
 * and again, which works on every disk and over every network share; what can't be
 * served is reported once and the earlier catalog stays.
 */
import { readFile } from 'node:fs/promises';

import type { CatalogStore, ServedCatalog } from './catalog-store.js';
import { markOf } from './file-mark.js';
import { describeError, type Log } from './log.js';

/** Saved again, since a right to read it that is given back changes nothing that is looked at. */
const STILL_SERVED = 'The earlier catalog is still served. Put that right, then save the file again.';

export interface CatalogFile {
  readonly served: ServedCatalog;
  /** Looks now. Resolves when the file, if it has changed, was read. */
  check(): Promise<void>;
  stop(): void;
}

export interface CatalogFileOptions {
  readonly file: string;
  readonly store: CatalogStore;
  readonly log: Log;
  readonly everyMs?: number;
}

export async function watchCatalogFile(options: CatalogFileOptions): Promise<CatalogFile> {
  const { everyMs = 1_000 } = options;
  const watcher = new Watcher(options);
  await watcher.check();
  const timer = setInterval(() => void watcher.check(), everyMs);
  timer.unref();
  return {
    get served() {
      return options.store.served;
    },
    check: () => watcher.check(),
    stop: () => clearInterval(timer),
  };
}

class Watcher {
  readonly #options: CatalogFileOptions;
  #seen = '';
  #checking: Promise<void> | undefined;

  constructor(options: CatalogFileOptions) {
    this.#options = options;
  }

  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => (this.#checking = undefined));
    return this.#checking;
  }

  async #check(): Promise<void> {
    const { file, store, log } = this.#options;
    const mark = await markOf(file);
    if (mark === this.#seen) return;
    this.#seen = mark;
    try {
      const offered = await store.offer(await readFile(file, 'utf8'));
      if (!offered.ok) {
        const message = `${file}: ${offered.message} ${STILL_SERVED}`;
        log({ level: 'warn', event: 'catalog-refused', message });
      } else if (offered.changed) {
        const message = `Version "${store.served.catalog.version}" is served.`;
        log({ level: 'info', event: 'catalog-changed', message });
      }
    } catch (error) {
      const message = `${file} can't be taken in (${describeError(error)}). ${STILL_SERVED}`;
      log({ level: 'warn', event: 'catalog-unreadable', message });
    }
  }
}
