/** Why something could not be kept, and the telling of it to the pages that are open. */
import type { FromShell } from '../core/shell-messages.js';
import type { ShopProblem } from '../core/shop-config.js';
import { openPages } from './scope.js';

export class ShellFault extends Error {
  readonly problem: ShopProblem;

  constructor(code: string, where: string, message: string) {
    super(message);
    this.problem = { code, where, message };
  }
}

/** A worker can't tell the two apart. */
export const UNREACHED =
  'It could not be reached: its server is away, or the policy that the site sends with the worker\u2019s own file does not let it connect there (connect-src). It is tried again on the next visit.';

/** The device has no room. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** What went wrong, whatever was thrown. */
export function toProblem(error: unknown): ShopProblem {
  if (error instanceof ShellFault) return error.problem;
  const full = isFull(error);
  const message = full
    ? 'This device has no room to keep the site. It works while there is a connection.'
    : `This browser refuses to keep the site: ${String(error)}`;
  return { code: full ? 'shell-full' : 'shell-refused', where: 'service-worker', message };
}

export async function tellPages(problem: ShopProblem): Promise<void> {
  for (const page of await openPages()) page.postMessage({ punnet: 'problem', problem } satisfies FromShell);
}
