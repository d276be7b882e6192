/** Tells whoever typed a command what could not be done, why, and what to do about it. */
import { CommandFailure } from './command.js';

/** By the system's code. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not do that',
  EADDRINUSE: 'another program has it',
  EADDRNOTAVAIL: 'this machine has no such address',
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
 * @param advice a sentence without its full stop; it may depend on the system's code
 */
export async function explain<T>(
  what: string,
  advice: string | ((code: string) => string),
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const then = typeof advice === 'string' ? advice : advice(code);
    throw new CommandFailure(`${what}: ${reasonOf(error, code)}. ${then}.`);
  }
}

function reasonOf(error: unknown, code: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return REASONS[code] ?? message.replace(/\.$/, '');
}
