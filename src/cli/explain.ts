/** Tells whoever typed a command what could not be done, why, and what to do about it. */
import { CommandFailure } from './command.js';

/** By the system's code. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not do that',
  EADDRINUSE: 'another program has it',
  EEXIST: 'there is a file of that name',
  EISDIR: 'it is a directory',
  ENOENT: 'there is no such file or directory',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file',
  EPERM: 'this user may not do that',
  EROFS: 'the disk can only be read',
};

/**
 * Rejects with one line.
 *
 * @param what could not be done, and where
 * @param advice a sentence without its full stop
 */
export async function explain<T>(what: string, advice: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new CommandFailure(`${what}: ${reasonOf(error)}. ${advice}.`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const message = error instanceof Error ? error.message : String(error);
  return REASONS[code] ?? message.replace(/\.$/, '');
}
