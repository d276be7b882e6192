/**
 * Files that are open before they are needed: making and opening one takes a browser
 * longer than everything else about keeping an intent. Each engine holds its own
 * under random names in a folder for spares; what a dead one left is told by its
 * first line. Does not know what is written.
 */
import {
  openSyncHandle,
  readFileText,
  writeAtOnce,
  type JournalText,
  type SyncHandle,
} from './journal-file.js';

/** How many are kept open under a burst of writes. */
const MOST_OPEN = 4;

interface Movable {
  move?(folder: FileSystemDirectoryHandle, name: string): Promise<void>;
}

/** A spare, or what was written into one that has not got its name yet. */
export class SpareFile {
  /** As long as it is a spare. */
  readonly name: string;
  readonly #folder: FileSystemDirectoryHandle;
  readonly #file: FileSystemFileHandle & Movable;
  readonly #handle: SyncHandle;

  constructor(folder: FileSystemDirectoryHandle, file: FileSystemFileHandle, handle: SyncHandle) {
    this.name = file.name;
    this.#folder = folder;
    this.#file = file;
    this.#handle = handle;
  }

  /** Rejects if the site's storage was cleared since it was opened: what is written then is kept nowhere. */
  async look(): Promise<void> {
    await this.#folder.getFileHandle(this.name);
  }

  /** Flushed when it returns. */
  write(bytes: Uint8Array): void {
    writeAtOnce(this.#handle, bytes);
  }

  /** Rejects if the file is gone. Chromium would never return from closing it, and the whole worker stand still. */
  async close(): Promise<void> {
    await this.look();
    this.#handle.close();
  }

  /** Lets go of it, and names it. */
  async moveTo(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
    await this.close();
    await this.#file.move?.(folder, name);
  }
}

export interface Written extends JournalText {
  readonly name: string;
  /** Names it, if nobody has it open. */
  moveTo(folder: FileSystemDirectoryHandle, name: string): Promise<void>;
}

interface Opening {
  readonly spare: Promise<SpareFile>;
  ready: boolean;
}

export class SpareFiles {
  readonly #folder: FileSystemDirectoryHandle;
  readonly #own = new Set<string>();
  #openings: Opening[] = [];
  #wanted = 1;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  /** One that is open and empty, at once if there is one. Rejects if the site's storage was cleared. */
  async take(): Promise<SpareFile> {
    const opening = this.#openings.find(({ ready }) => ready) ?? this.#openings[0];
    this.#openings = this.#openings.filter((other) => other !== opening);
    if (!opening?.ready) this.#wanted = Math.min(this.#wanted + 1, MOST_OPEN);
    // Another tab may take one for left behind, between its making and its opening.
    const spare = await (opening?.spare ?? this.#open()).catch(() => this.#open());
    await spare.look();
    return spare;
  }

  /** Opens as many as are wanted. */
  fill(): void {
    while (this.#openings.length < this.#wanted) {
      const opening: Opening = { spare: this.#open(), ready: false };
      opening.spare.then(
        () => (opening.ready = true),
        () => (this.#openings = this.#openings.filter((other) => other !== opening)),
      );
      this.#openings.push(opening);
    }
  }

  /** Closes and removes those that are open. */
  async release(): Promise<void> {
    const openings = this.#openings;
    this.#openings = [];
    await Promise.allSettled(
      openings.map(async ({ spare }) => {
        const { name } = await closed(spare);
        await this.remove(name);
      }),
    );
  }

  /** What could not be written whole. */
  async discard(spare: SpareFile): Promise<void> {
    await unlessGone(spare.close());
    await unlessGone(this.remove(spare.name));
  }

  /** It is closed: if it is still a spare, it counts as anybody's from now on. */
  hand({ name }: SpareFile): void {
    this.#own.delete(name);
  }

  async remove(name: string): Promise<void> {
    this.#own.delete(name);
    await this.#folder.removeEntry(name);
  }

  /** What spares hold, other tabs' included; with `sweep`, empty ones of dead tabs are removed. */
  async *written(sweep: boolean): AsyncGenerator<Written> {
    for (const name of await namesIn(this.#folder)) {
      if (this.#own.has(name)) continue;
      const file: (FileSystemFileHandle & Movable) | undefined = await this.#look(name);
      const found = file && (await unlessGone(readFileText(file)));
      if (found) yield { ...found, name, moveTo: async (...place) => file.move?.(...place) };
      else if (file && sweep) await this.#sweep(file);
    }
  }

  async #open(): Promise<SpareFile> {
    const name = crypto.randomUUID();
    this.#own.add(name);
    try {
      const file = await this.#folder.getFileHandle(name, { create: true });
      return new SpareFile(this.#folder, file, await openSyncHandle(file));
    } catch (error) {
      this.#own.delete(name);
      throw error;
    }
  }

  #look(name: string): Promise<FileSystemFileHandle | undefined> {
    return unlessGone(this.#folder.getFileHandle(name));
  }

  /**
   * Renamed first: a tab that was about to open it finds it gone and makes another, one
   * that has it open refuses, and what was written in the meantime is seen.
   */
  async #sweep(file: FileSystemFileHandle & Movable): Promise<void> {
    if ((await sizeOf(file)) !== 0) return;
    const name = crypto.randomUUID();
    await unlessGone(file.move?.(this.#folder, name));
    const renamed = await this.#look(name);
    if (renamed && (await sizeOf(renamed)) === 0) await unlessGone(this.#folder.removeEntry(name));
  }
}

/** A list of its own: a folder that is changed while it is walked may end early. */
async function namesIn(folder: FileSystemDirectoryHandle): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

async function closed(spare: Promise<SpareFile>): Promise<SpareFile> {
  const opened = await spare;
  await opened.close();
  return opened;
}

async function sizeOf(file: FileSystemFileHandle): Promise<number | undefined> {
  return unlessGone(file.getFile().then(({ size }) => size));
}

/** Undefined if the browser refuses: moved, removed or locked since it was seen. */
async function unlessGone<T>(work: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await work;
  } catch {
    return undefined;
  }
}
