/**
 * What the commands of the tests have in common: options that are read or refused in
 * a sentence, progress on stderr, one line of JSON on stdout, and a code that says
 * whether all held.
 */
import { parseArgs } from 'node:util';

import type { BrowserName } from './journey/shopper.js';

class BadOption extends Error {}

/** The command was asked how it is used; the message says so. */
class Asked extends Error {}

/** @param names of the options; each takes a value */
export function readOptions<N extends string>(...names: readonly N[]): Partial<Record<N, string>> {
  const args = joinNegatives(process.argv.slice(2));
  if (args.includes('--help')) throw new Asked(toUsage(names));
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    return parseArgs({ args, options }).values as Partial<Record<N, string>>;
  } catch (error) {
    const message = error instanceof Error ? error.message.split(/\.(?:\s|$)/)[0] : String(error);
    throw new BadOption(`${message}. There are: ${names.map((name) => `--${name}`).join(', ')}.`);
  }
}

/** `--n -3` is a number that is too small, which Node takes for an option without its value. */
function joinNegatives(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1);
    if (/^-\d/.test(arg) && before && /^--[^=]+$/.test(before))
      joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

function toUsage(names: readonly string[]): string {
  const name = process.env['npm_lifecycle_event'] ?? 'COMMAND';
  const options = names.map((each) => `[--${each} ${each === 'browser' ? 'chromium|firefox' : 'NUMBER'}]`);
  return `Usage: npm run ${name} -- ${options.join(' ')}`;
}

export function readWhole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && Number.isSafeInteger(value)) return value;
  const most = value > Number.MAX_SAFE_INTEGER ? ` to ${Number.MAX_SAFE_INTEGER}` : '';
  throw new BadOption(`--${name} ${text}: give a whole number from ${least}${most}.`);
}

export function readBrowser(text: string): BrowserName {
  if (text === 'chromium' || text === 'firefox') return text;
  throw new BadOption(`--browser ${text}: give chromium or firefox.`);
}

/** Chance differs from run to run unless a seed is given. */
export function readSeed(text: string | undefined): number {
  return text === undefined ? Date.now() % 1_000_000 : readWhole('seed', text, 0);
}

export function tell(words: string): void {
  process.stderr.write(`${words}\n`);
}

export interface Verdict {
  readonly result: object;
  /** Nothing was lost, doubled or crashed. */
  readonly held: boolean;
}

export async function runCommand(work: () => Promise<Verdict>): Promise<void> {
  const { usage, result, code } = await tryWork(work);
  if (usage !== undefined) process.stdout.write(`${usage}\n`);
  if (result) process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exitCode = code;
}

/** What to print, if anything, and the code to end with. A run that breaks off has crashed, and says so where it is read. */
export async function tryWork(
  work: () => Promise<Verdict>,
): Promise<{ readonly usage?: string; readonly result?: object; readonly code: 0 | 1 | 2 }> {
  try {
    const { result, held } = await work();
    return { result, code: held ? 0 : 1 };
  } catch (error) {
    if (error instanceof Asked) return { usage: error.message, code: 0 };
    if (error instanceof BadOption) {
      tell(error.message);
      return { code: 2 };
    }
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof Error && error.stack !== undefined) tell(error.stack);
    return { result: { crashed: 1, message }, code: 1 };
  }
}
