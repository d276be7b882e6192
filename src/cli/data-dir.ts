/** What the commands keep in `--data DIR`: `punnet.db` and `keys.json`. */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { openDatabase, type Database } from '../endpoint/database.js';
import { createKeys, readKeys } from '../endpoint/key-file.js';
import type { EndpointKeys } from '../crypto/endpoint-keys.js';
import { CommandFailure } from './command.js';
import { explain } from './explain.js';

const ADVICE = 'Give --data a directory that this user may write to';
const DAMAGED = ['KEYS_DAMAGED', 'SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/** Another directory is no way out of a damaged file. */
function adviceOn(code: string): string {
  if (!DAMAGED.includes(code)) return ADVICE;
  return 'Put the file back from a copy: another directory has other keys and no orders';
}

/** Makes the directory if it is new. */
export async function makeDataDir(dir: string): Promise<void> {
  await explain(`the data directory ${dir} can't be made`, ADVICE, () =>
    mkdir(dir, { recursive: true, mode: 0o700 }),
  );
}

/** An endpoint's keys, made if it is new. Orders without them get no new ones, which could not open what shoppers sealed. */
export async function openKeys(dir: string): Promise<EndpointKeys> {
  await makeDataDir(dir);
  // Looked for before the keys: an endpoint that starts beside this one makes the database last.
  const old = await hasDatabase(dir);
  const keys = await readKeysIn(dir);
  if (!keys && old) throw new CommandFailure(toKeysLost(dir));
  return keys ?? createKeysIn(dir);
}

/** What the owner is to be told where the keys are gone. */
export function toKeysLost(dir: string): string {
  return (
    `${dir} has an endpoint's orders and no keys.json, without which their contacts can't be opened: put it back from a copy. ` +
    `If there is none, punnet keys --data ${dir} makes new keys, and those contacts stay sealed.`
  );
}

/** Undefined if there are none. */
export function readKeysIn(dir: string): Promise<EndpointKeys | undefined> {
  return explain(`the keys in ${dir} can't be used`, adviceOn, () => readKeys(dir));
}

export function createKeysIn(dir: string): Promise<EndpointKeys> {
  return explain(`no keys can be made in ${dir}`, ADVICE, () => createKeys(dir));
}

export function createOrOpenDatabase(dir: string): Promise<Database> {
  const file = join(dir, 'punnet.db');
  return explain(`${file} can't be opened`, adviceOn, () => openDatabase(file));
}

/** The database of an endpoint that ran before. */
export async function openExistingDatabase(dir: string): Promise<Database> {
  if (await hasDatabase(dir)) return createOrOpenDatabase(dir);
  throw new CommandFailure(`there is no punnet.db in ${dir}: has an endpoint run with it?`);
}

async function hasDatabase(dir: string): Promise<boolean> {
  const found = await stat(join(dir, 'punnet.db')).catch(() => undefined);
  return found !== undefined;
}
