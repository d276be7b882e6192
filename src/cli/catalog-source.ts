/** The catalog that a command is given: as it was written, and as it is read. */
import { readFile } from 'node:fs/promises';

import type { Catalog } from '../core/catalog/catalog-schema.js';
import { parseCatalog } from '../core/catalog/parse-catalog.js';
import { faultOfCatalog } from '../endpoint/catalog-store.js';
import { CommandFailure } from './command.js';
import { explain } from './explain.js';

export interface CatalogSource {
  readonly source: Readonly<Record<string, unknown>>;
  readonly catalog: Catalog;
}

export async function readCatalogFile(file: string): Promise<CatalogSource> {
  const text = await explain(`the catalog ${file} can't be read`, 'Name its file with --catalog', () =>
    readFile(file, 'utf8'),
  );
  const fault = faultOfCatalog(text);
  if (fault !== undefined) throw new CommandFailure(`${file}: ${fault}`);
  const source = JSON.parse(text.replace(/^\uFEFF/, '')) as CatalogSource['source'];
  const parsed = parseCatalog(source);
  if (!parsed.ok) throw new CommandFailure(`${file} is no catalog`);
  return { source, catalog: parsed.catalog };
}
