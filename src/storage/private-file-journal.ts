/**
 * The second copy of every intent: one file each in the origin's private file system,
 * which survives when a browser loses its databases. A file that a crash tore is
 * left out, and left where it is.
 *
 * In a worker an intent is written into a spare file that is open already, and gets
 * its own name afterwards: nobody waits for that, and until then its first line
 * tells whose it is.
 */
import type { IntentJournal } from '../core/ports.js';
import {
  canWriteFiles,
  checksum,
  canKeepOpen,
  isMissing,
  readFileText,
  toFileBytes,
  writeFile,
} from './journal-file.js';
import { SpareFiles, type SpareFile } from './spare-files.js';
import { STORAGE_WAIT_MS, within } from './within.js';

const FOLDER = 'punnet';
/** Another tab names what it wrote within moments; so often, and so long, that is waited for. */
const LOOKS = 40;
const LOOK_AGAIN_MS = 25;
/** How long a browser may take over a second copy before there is none: an order waits for it. */
const WRITE_WAIT_MS = 3_000;

interface Folders {
  readonly intents: FileSystemDirectoryHandle;
  readonly spares: SpareFiles;
}

/** Always resolves; `available` says whether there is such a file system. */
export async function openPrivateFileJournal(shopId: string): Promise<IntentJournal> {
  if (!canWriteFiles()) return noJournal;
  try {
    const name = await checksum(shopId);
    const folders = await within(STORAGE_WAIT_MS, openFolders(name));
    const journal = new PrivateFileJournal(name, folders);
    journal.prepare();
    return journal;
  } catch {
    // Refused, as in private windows.
    return noJournal;
  }
}

class PrivateFileJournal implements IntentJournal {
  readonly available = true;
  readonly #name: string;
  #folders: Folders;
  /** Intents that are written and have yet to get their name. */
  readonly #naming = new Map<string, Promise<void>>();

  constructor(name: string, folders: Folders) {
    this.#name = name;
    this.#folders = folders;
  }

  prepare(): void {
    if (canKeepOpen()) this.#folders.spares.fill();
  }

  async release(): Promise<void> {
    await Promise.all([...this.#naming.values(), this.#folders.spares.release()]);
  }

  write(id: string, text: string): Promise<void> {
    return within(WRITE_WAIT_MS, this.#write(id, text));
  }

  async #write(id: string, text: string): Promise<void> {
    const bytes = await toFileBytes(id, text);
    if (!canKeepOpen()) return this.#writeNamed(id, bytes);
    await this.#inFolders(async ({ spares }) => {
      const spare = await spares.take();
      try {
        spare.write(bytes);
      } catch (error) {
        await spares.discard(spare);
        throw error;
      }
      this.#giveName(id, spare, bytes);
    });
    this.prepare();
  }

  async remove(id: string): Promise<void> {
    await this.#naming.get(id);
    for (let look = 0; look < LOOKS; look++) {
      const { intents, spares } = this.#folders;
      const named = await remove(() => intents.removeEntry(id));
      if (named === 'removed') return;
      const spare = named === 'held' ? named : await removeSpare(spares, id);
      // It may have got its name in between.
      if (spare !== 'held') return void (await remove(() => intents.removeEntry(id)));
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    throw new DOMException(`${id} is held open`, 'NoModificationAllowedError');
  }

  async list(): Promise<readonly string[]> {
    await Promise.all(this.#naming.values());
    return this.#inFolders(async ({ intents, spares }) => {
      const ids = new Set<string>();
      for await (const spare of spares.written(true)) {
        ids.add(spare.id);
        // A crash came before its name did; if a tab has it open, that one names it.
        await spare.moveTo(intents, spare.id).catch(ignore);
      }
      // A dot marks a browser's own half-written copy.
      for await (const name of intents.keys()) if (!name.includes('.')) ids.add(name);
      return [...ids];
    });
  }

  async read(id: string): Promise<string | undefined> {
    await this.#naming.get(id);
    const { intents, spares } = this.#folders;
    const named = await readNamed(intents, id);
    if (named !== undefined) return named;
    for await (const spare of spares.written(false)) if (spare.id === id) return spare.text;
    // It may have got its name in between.
    return readNamed(intents, id);
  }

  #writeNamed(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    return this.#inFolders(async ({ intents }) =>
      writeFile(await intents.getFileHandle(id, { create: true }), bytes),
    );
  }

  /** Later, since closing a file takes some browsers long and the caller waits for its own work. */
  #giveName(id: string, spare: SpareFile, bytes: Uint8Array<ArrayBuffer>): void {
    const before = this.#naming.get(id);
    const naming = new Promise((resolve) => setTimeout(resolve))
      .then(() => before)
      .then(() => this.#moveToName(id, spare, bytes))
      .finally(() => {
        if (this.#naming.get(id) === naming) this.#naming.delete(id);
      });
    this.#naming.set(id, naming);
  }

  async #moveToName(id: string, spare: SpareFile, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { intents, spares } = this.#folders;
    try {
      await spare.moveTo(intents, id);
    } catch (error) {
      // The site's storage was cleared under the open file. After any other failure the spare keeps it.
      if (isMissing(error)) await this.#writeNamed(id, bytes).catch(ignore);
    } finally {
      spares.hand(spare);
    }
  }

  /** The folders are made again if the site's storage was cleared in the meantime. */
  async #inFolders<T>(work: (folders: Folders) => Promise<T>): Promise<T> {
    try {
      return await work(this.#folders);
    } catch (error) {
      if (!isMissing(error)) throw error;
      await this.#folders.spares.release();
      this.#folders = await openFolders(this.#name);
      return work(this.#folders);
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
  prepare: ignore,
  release: () => Promise.resolve(),
};

/** The spares have a folder beside the intents', so that they are found among thousands of those at once. */
async function openFolders(name: string): Promise<Folders> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  const [intents, spares] = await Promise.all(
    [name, `${name}-spare`].map((each) => folder.getDirectoryHandle(each, { create: true })),
  );
  if (!intents || !spares) throw new TypeError('Two folders were asked for');
  return { intents, spares: new SpareFiles(spares) };
}

/** `held`: somebody has it open or moves it, which takes moments. */
async function remove(work: () => Promise<void>): Promise<'removed' | 'missing' | 'held'> {
  try {
    await work();
    return 'removed';
  } catch (error) {
    if (isMissing(error)) return 'missing';
    if (error instanceof DOMException && error.name === 'NoModificationAllowedError') return 'held';
    throw error;
  }
}

async function removeSpare(spares: SpareFiles, id: string): Promise<'removed' | 'missing' | 'held'> {
  for await (const spare of spares.written(false)) {
    if (spare.id !== id) continue;
    const done = await remove(() => spares.remove(spare.name));
    // It got its name since it was read.
    return done === 'missing' ? 'held' : done;
  }
  return 'missing';
}

async function readNamed(folder: FileSystemDirectoryHandle, id: string): Promise<string | undefined> {
  try {
    const found = await readFileText(await folder.getFileHandle(id));
    return found?.id === id ? found.text : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function ignore(): void {
  // What a spare holds is found by its first line, whatever it is called.
}
