/**
 * One file of the second copy: its first line names the intent and holds a checksum
 * of all the rest, so that a file says whose it is whatever it is called, and one
 * that a crash tore is known for it. Knows nothing of what an intent is.
 */
import { toBase64Url } from '../core/protocol/base64url.js';

/** What dedicated workers alone have: writes that are done when they return. */
export interface SyncHandle {
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

interface WorkerFile {
  createSyncAccessHandle(): Promise<SyncHandle>;
}

export interface JournalText {
  readonly id: string;
  readonly text: string;
}

const encoder = new TextEncoder();

export async function toFileBytes(id: string, text: string): Promise<Uint8Array<ArrayBuffer>> {
  return encoder.encode(`${id} ${await checksum(`${id}\n${text}`)}\n${text}`);
}

/** What the file holds; undefined if it is empty, torn or not ours. */
export async function readFileText(file: FileSystemFileHandle): Promise<JournalText | undefined> {
  const content = await (await file.getFile()).text();
  const end = content.indexOf('\n');
  const [id = '', sum] = content.slice(0, Math.max(end, 0)).split(' ');
  const text = content.slice(end + 1);
  return sum !== undefined && sum === (await checksum(`${id}\n${text}`)) ? { id, text } : undefined;
}

/** Workers write through a synchronous handle, pages through a stream. Some browsers have neither on pages. */
export function canWriteFiles(): boolean {
  if (typeof navigator.storage?.getDirectory !== 'function') return false;
  if (typeof FileSystemFileHandle !== 'function') return false;
  return hasSyncHandles() || 'createWritable' in FileSystemFileHandle.prototype;
}

function hasSyncHandles(): boolean {
  return 'createSyncAccessHandle' in FileSystemFileHandle.prototype;
}

/** Whether a file can be opened before it is needed, and get its name once it is written. */
export function canKeepOpen(): boolean {
  return hasSyncHandles() && 'move' in FileSystemFileHandle.prototype;
}

export function openSyncHandle(file: FileSystemFileHandle): Promise<SyncHandle> {
  return (file as FileSystemFileHandle & WorkerFile).createSyncAccessHandle();
}

/** Resolves once the bytes are flushed. */
export async function writeFile(file: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (!hasSyncHandles()) {
    const stream = await file.createWritable();
    await stream.write(bytes);
    return stream.close();
  }
  const handle = await openSyncHandle(file);
  try {
    writeAtOnce(handle, bytes);
  } finally {
    handle.close();
  }
}

/** Throws if the disk took less than everything. */
export function writeAtOnce(handle: SyncHandle, bytes: Uint8Array): void {
  const written = handle.write(bytes, { at: 0 });
  if (written !== bytes.length) throw new DOMException('The file was cut short', 'QuotaExceededError');
  handle.truncate(written);
  handle.flush();
}

export async function checksum(text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))));
}

export function isMissing(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}
