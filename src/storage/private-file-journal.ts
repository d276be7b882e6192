/**
 * The second copy of every intent: one file each in the origin's private file system,
 * which survives when a browser loses its databases. A file that a crash tore is
 * recognised by its checksum: it is left out, and left where it is.
 */
import { toBase64Url } from '../core/protocol/base64url.js';
import type { IntentJournal } from '../core/ports.js';
import { OPEN_WAIT_MS, within } from './within.js';

const FOLDER = 'punnet';

/** What dedicated workers alone have. */
interface WorkerFile {
  createSyncAccessHandle(): Promise<SyncHandle>;
}

interface SyncHandle {
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

const encoder = new TextEncoder();

/** Always resolves; `available` says whether there is such a file system. */
export async function openPrivateFileJournal(shopId: string): Promise<IntentJournal> {
  if (!canWrite()) return noJournal;
  try {
    const name = await checksum(shopId);
    const folder = await within(OPEN_WAIT_MS, openFolder(name));
    return new PrivateFileJournal(name, folder);
  } catch {
    // Refused, as in private windows.
    return noJournal;
  }
}

class PrivateFileJournal implements IntentJournal {
  readonly available = true;
  readonly #name: string;
  #folder: FileSystemDirectoryHandle;

  constructor(name: string, folder: FileSystemDirectoryHandle) {
    this.#name = name;
    this.#folder = folder;
  }

  async write(id: string, text: string): Promise<void> {
    const bytes = encoder.encode(`${await checksum(text)}\n${text}`);
    await this.#inFolder(async (folder) => {
      const file = await folder.getFileHandle(id, { create: true });
      await writeBytes(file, bytes);
    });
  }

  async remove(id: string): Promise<void> {
    try {
      await this.#folder.removeEntry(id);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  async list(): Promise<readonly string[]> {
    return this.#inFolder(async (folder) => {
      const ids: string[] = [];
      // A dot marks a browser's own half-written copy.
      for await (const name of folder.keys()) if (!name.includes('.')) ids.push(name);
      return ids;
    });
  }

  async read(id: string): Promise<string | undefined> {
    try {
      const file = await this.#folder.getFileHandle(id);
      return await readWhole(await (await file.getFile()).text());
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** The folder is made again if the site's storage was cleared in the meantime. */
  async #inFolder<T>(work: (folder: FileSystemDirectoryHandle) => Promise<T>): Promise<T> {
    try {
      return await work(this.#folder);
    } catch (error) {
      if (!isMissing(error)) throw error;
      this.#folder = await openFolder(this.#name);
      return work(this.#folder);
    }
  }
}

/** Where the browser has no private file system: keeps nothing, and says so. */
const noJournal: IntentJournal = {
  available: false,
  write: () => Promise.reject(new DOMException('There is no private file system', 'NotSupportedError')),
  remove: () => Promise.resolve(),
  list: () => Promise.resolve([]),
  read: () => Promise.resolve(undefined),
};

/** Workers write through a synchronous handle, pages through a stream. Some browsers have neither on pages. */
function canWrite(): boolean {
  if (typeof navigator.storage?.getDirectory !== 'function') return false;
  if (typeof FileSystemFileHandle !== 'function') return false;
  const file = FileSystemFileHandle.prototype;
  return 'createSyncAccessHandle' in file || 'createWritable' in file;
}

async function openFolder(name: string): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  return folder.getDirectoryHandle(name, { create: true });
}

async function writeBytes(file: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (isInWorker(file)) return writeAtOnce(await file.createSyncAccessHandle(), bytes);
  const stream = await file.createWritable();
  await stream.write(bytes);
  await stream.close();
}

function writeAtOnce(handle: SyncHandle, bytes: Uint8Array<ArrayBuffer>): void {
  try {
    const written = handle.write(bytes, { at: 0 });
    if (written !== bytes.length) throw new DOMException('The file was cut short', 'QuotaExceededError');
    handle.truncate(written);
    handle.flush();
  } finally {
    handle.close();
  }
}

function isInWorker(file: FileSystemFileHandle): file is FileSystemFileHandle & WorkerFile {
  return 'createSyncAccessHandle' in file;
}

/** The text behind the checksum in the first line, if they agree. */
async function readWhole(content: string): Promise<string | undefined> {
  const end = content.indexOf('\n');
  const text = content.slice(end + 1);
  return end > 0 && content.slice(0, end) === (await checksum(text)) ? text : undefined;
}

async function checksum(text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))));
}

function isMissing(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}
