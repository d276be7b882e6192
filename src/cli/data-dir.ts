/** What the commands keep in `--data DIR`: `punnet.db` and `keys.json`. */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { openDatabase, type Database } from '../endpoint/database.js';
import { readOrCreateKeys } from '../endpoint/key-file.js';
import type { EndpointKeys } from '../crypto/endpoint-keys.js';
import { CommandFailure } from './command.js';
import { explain } from './explain.js';

const ADVICE = 'Give --data a directory that this user may write to';

/** Makes the directory if it is new. */
export async function makeDataDir(dir: string): Promise<void> {
  await explain(`the data directory ${dir} can't be made`, ADVICE, () =>
    mkdir(dir, { recursive: true, mode: 0o700 }),
  );
}

export async function openKeys(dir: string): Promise<EndpointKeys> {
  await makeDataDir(dir);
  return explain(`the keys in ${dir} can't be used`, ADVICE, () => readOrCreateKeys(dir));
}

export function createOrOpenDatabase(dir: string): Promise<Database> {
  const file = join(dir, 'punnet.db');
  return explain(`${file} can't be opened`, ADVICE, () => openDatabase(file));
}

/** The database of an endpoint that ran before. */
export async function openExistingDatabase(dir: string): Promise<Database> {
  const found = await stat(join(dir, 'punnet.db')).catch(() => undefined);
  if (!found) throw new CommandFailure(`there is no punnet.db in ${dir}: has an endpoint run with it?`);
  return createOrOpenDatabase(dir);
}
