/**
 * Which version of a catalog comes after another. A version is any text; what orders them is the numbers in them, as in
 * `2026-11-28.1`.
 */
import { CommandFailure } from './command.js';

const DATE_AT_END = /(?:^|\D)\d{4}-\d{2}-\d{2}$/;

/**
 * @param given what whoever typed the command wants; without it the last number is raised by one
 * @returns a version above the present one
 */
export function raiseVersion(present: string, given?: string): string {
  if (given !== undefined) {
    if (given.trim() === '' || isAbove(given, present)) return given;
    throw new CommandFailure(
      `--new-version ${given} is not above "${present}", which the catalog has: ` +
        'raise it, since a version that was served is never taken with other contents',
    );
  }
  const next = nextVersion(present);
  if (next !== undefined) return next;
  throw new CommandFailure(
    `the catalog's version "${present}" has no number at its end, so that the next can't be told: name it with --new-version`,
  );
}

/** A day that is over does not become the next: it gets a number. */
export function nextVersion(present: string): string | undefined {
  if (DATE_AT_END.test(present)) return `${present}.1`;
  const [, before = '', number = ''] = /^(.*?)(\d+)$/s.exec(present) ?? [];
  if (number === '') return undefined;
  return before + String(BigInt(number) + 1n).padStart(number.length, '0');
}

/** Where the texts between their numbers differ, nothing orders them: whatever is new will do. */
export function isAbove(one: string, other: string): boolean {
  const [parts, others] = [toParts(one), toParts(other)];
  for (const [at, part] of parts.entries()) {
    const beside = others[at];
    if (beside === undefined) return true;
    if (part === beside) continue;
    if (!isNumber(part) || !isNumber(beside)) return true;
    if (BigInt(part) !== BigInt(beside)) return BigInt(part) > BigInt(beside);
  }
  return false;
}

const toParts = (version: string): readonly string[] => version.match(/\d+|\D+/g) ?? [];
const isNumber = (part: string): boolean => /^\d/.test(part);
