/**
 * Looks at files again and again, which works on every disk and over every network share. One look ends before the next
 * begins. Knows nothing of what is in them.
 */
import { markOf } from './file-mark.js';

const EVERY_MS = 1_000;

export interface FileWatch {
  /** Looks once more, at all that has changed before it was asked for, and resolves after that. */
  check(): Promise<void>;
  stop(): void;
}

/** Resolves after a first look. @param look never rejects */
export async function watchFiles(look: () => Promise<void>, everyMs = EVERY_MS): Promise<FileWatch> {
  let last = Promise.resolve();
  let next: Promise<void> | undefined;
  const check = () => {
    next ??= last = last.then(() => {
      next = undefined;
      return look();
    });
    return next;
  };
  await check();
  const timer = setInterval(() => void check(), everyMs);
  timer.unref();
  return { check, stop: () => clearInterval(timer) };
}

/** Knows whether any of some files is another than when it was asked last; at first each is. */
export class FileMarks {
  readonly #files: readonly string[];
  #seen = '';

  constructor(...files: readonly string[]) {
    this.#files = files;
  }

  async haveChanged(): Promise<boolean> {
    const marks = JSON.stringify(await Promise.all(this.#files.map(markOf)));
    if (marks === this.#seen) return false;
    this.#seen = marks;
    return true;
  }
}
