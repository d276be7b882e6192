/** Tells whether a file has changed, on every disk and over every network share. */
import { stat } from 'node:fs/promises';

import { describeError } from './log.js';

/** Changes whenever the file does, as far as its metadata tells. */
export async function markOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch (error) {
    return describeError(error);
  }
}
