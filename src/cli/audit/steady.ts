/**
 * Asks a page that may be left at any moment. One that is being left answers nothing; the
 * next one is asked in its turn.
 */
import { pause } from './network.js';

const LEFT = /context was destroyed|Cannot find context|detached|active page|different document|navigat/i;

export async function steadily<T>(read: () => T | Promise<T>, otherwise: T): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && LEFT.test(error.message)) return otherwise;
    throw error;
  }
}

/** Whether it came true in time; asks again while the page changes from one document to the next. */
export async function untilSteady(
  holds: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (await steadily(holds, false)) return true;
    if (Date.now() > deadline) return false;
    await pause();
  }
}
