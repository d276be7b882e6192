/**
 * The endpoint's private keys on disk: made when there are none, readable by their
 * owner alone, never overwritten. Two processes that start at once end up with the
 * same keys.
 */
import { link, mkdir, open, readFile, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

import { createEndpointKeys, loadEndpointKeys, type EndpointKeys } from '../crypto/endpoint-keys.js';

/** Undefined if there are none. */
export async function readKeys(dir: string): Promise<EndpointKeys | undefined> {
  const file = join(dir, 'keys.json');
  const text = await readIfThere(file);
  return text === undefined ? undefined : load(file, text);
}

/** New ones, or those that another process made meanwhile. */
export async function createKeys(dir: string): Promise<EndpointKeys> {
  const file = join(dir, 'keys.json');
  return load(file, await create(dir, file));
}

async function load(file: string, text: string): Promise<EndpointKeys> {
  try {
    return await loadEndpointKeys(text);
  } catch (error) {
    const message = `${file} holds no usable keys: ${error instanceof Error ? error.message : error}`;
    throw Object.assign(new Error(message), { code: 'KEYS_DAMAGED' });
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Written whole under another name first, then linked into place unless another process was first. */
async function create(dir: string, file: string): Promise<string> {
  await mkdir(dir, { recursive: true });
  const draft = `${file}.${process.pid}`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await writeWhole(handle, `${await createEndpointKeys()}\n`);
    await link(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(file, 'utf8');
}

async function writeWhole(handle: FileHandle, text: string): Promise<void> {
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
