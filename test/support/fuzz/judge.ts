/** Whether a refusal is a problem document that says what and where, as RFC 9457 and the protocol have it. */
import { PROBLEMS, type ProblemType } from '../../../src/core/protocol/problem.js';
import type { WireAnswer } from './fuzz-client.js';

const TYPE = 'urn:punnet:problem:';
/** Of these, the title alone does not say what is wrong. */
const DETAILED: readonly ProblemType[] = [
  'malformed-body',
  'malformed-intent',
  'not-json',
  'foreign-signature',
];

/** In words; undefined if there is none. */
export function faultOfAnswer({ status, type, body }: WireAnswer): string | undefined {
  if (type !== 'application/problem+json') return `its type is ${type || 'none'}`;
  const problem = JSON.parse(body) as Record<string, unknown>;
  const name = String(problem.type).replace(TYPE, '') as ProblemType;
  const known = Object.hasOwn(PROBLEMS, name) ? PROBLEMS[name] : undefined;
  if (!known) return `its type is ${String(problem.type)}`;
  if (problem.status !== status || known.status !== status) return `its status is ${String(problem.status)}`;
  if (problem.title !== known.title) return `its title is ${String(problem.title)}`;
  if (DETAILED.includes(name) && !problem.detail) return `${name} has no detail`;
  if (name === 'malformed-intent' && !problem.pointer) return `${name} has no pointer`;
  return undefined;
}
