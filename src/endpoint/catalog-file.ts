/**
 * Keeps the served catalog as the owner's file has it. What can't be served is reported
 * once and the earlier catalog stays.
 */
import { readFile } from 'node:fs/promises';

import type { CatalogStore, ServedCatalog } from './catalog-store.js';
import { FileMarks, watchFiles, type FileWatch } from './file-watch.js';
import { describeError, type Log } from './log.js';

/** Saved again, since a right to read it that is given back changes nothing that is looked at. */
const STILL_SERVED = 'The earlier catalog is still served. Put that right, then save the file again.';

export interface CatalogFile extends FileWatch {
  readonly served: ServedCatalog;
}

export interface CatalogFileOptions {
  readonly file: string;
  readonly store: CatalogStore;
  readonly log: Log;
  readonly everyMs?: number;
}

export async function watchCatalogFile(options: CatalogFileOptions): Promise<CatalogFile> {
  const { file, store, everyMs } = options;
  const marks = new FileMarks(file);
  const watch = await watchFiles(async () => {
    if (await marks.haveChanged()) await takeIn(options);
  }, everyMs);
  return {
    ...watch,
    get served() {
      return store.served;
    },
  };
}

async function takeIn({ file, store, log }: CatalogFileOptions): Promise<void> {
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
