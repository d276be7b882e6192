/** The catalog that a command writes: in JSON that is indented, and only if it could be read again. */
import { faultOfCatalog } from '../endpoint/catalog-store.js';
import { CommandFailure } from './command.js';

/** @param file where it is to be written, to be told where it can't be */
export function toCatalogText(file: string, source: unknown): string {
  const text = `${JSON.stringify(source, null, 2)}\n`;
  const fault = faultOfCatalog(text);
  if (fault !== undefined) throw new CommandFailure(`${file} is not written: ${fault}`);
  return text;
}

/** Where there is nothing in a file, nothing is lost. */
export function isCatalog(content: Buffer): boolean {
  const text = content.toString('utf8');
  return text.trim() === '' || faultOfCatalog(text) === undefined;
}
