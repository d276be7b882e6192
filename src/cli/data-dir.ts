/** What the commands keep in `--data DIR`: `punnet.db` and `keys.json`. */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { openDatabase, type Database } from '../endpoint/database.js';
import { readOrCreateKeys } from '../endpoint/key-file.js';
import type { EndpointKeys } from '../crypto/endpoint-keys.js';
import { CommandFailure } from './command.js';

/** Makes the directory if it is new. */
export async function makeDataDir(dir: string): Promise<void> {
  await explain(`the data directory ${dir} can't be made`, () =>
    mkdir(dir, { recursive: true, mode: 0o700 }),
  );
}

export async function openKeys(dir: string): Promise<EndpointKeys> {
  await makeDataDir(dir);
  return explain('the keys can not be used', () => readOrCreateKeys(dir));
}

export function createOrOpenDatabase(dir: string): Promise<Database> {
  return explain(`${join(dir, 'punnet.db')} can't be opened`, () => openDatabase(join(dir, 'punnet.db')));
}

/** The database of an endpoint that ran before. */
export async function openExistingDatabase(dir: string): Promise<Database> {
  const found = await stat(join(dir, 'punnet.db')).catch(() => undefined);
  if (!found) throw new CommandFailure(`there is no punnet.db in ${dir}: has an endpoint run with it?`);
  return createOrOpenDatabase(dir);
}

/** Rejects with a line that says what could not be done, and why. */
export async function explain<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new CommandFailure(`${what}: ${error instanceof Error ? error.message : error}`);
  }
}
