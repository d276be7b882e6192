/**
 * Errors of the endpoint as problem details (RFC 9457). The types are stable names;
 * none of them makes a device forget an intent.
 */
import * as v from 'valibot';

import type { Reply } from '../ports.js';
import { TimeSchema } from './fields.js';

/** Status and title by type; the type's address is `urn:punnet:problem:<type>`. */
export const PROBLEMS = {
  'malformed-request': { status: 400, title: 'The request is not HTTP to an address here' },
  'malformed-body': { status: 400, title: 'The body is not what this address takes' },
  'malformed-intent': { status: 400, title: 'An intent of the batch can not be read' },
  'bad-range': { status: 400, title: 'The range of days is none that can be asked for' },
  'bad-receipt': { status: 400, title: 'The receipt is none that this shop can take in' },
  'unsigned-request': { status: 401, title: 'The request is not signed by a device key' },
  'foreign-signature': { status: 401, title: 'The signature is not of this request' },
  'stale-request': { status: 401, title: 'The moment that was signed is not now' },
  'unknown-code': { status: 403, title: 'There is no such code, or it was used, or its time is over' },
  'not-the-owner': { status: 403, title: 'This is for the owner’s devices alone' },
  'origin-refused': { status: 403, title: 'This page may not use this endpoint' },
  'unknown-shop': { status: 404, title: 'This endpoint does not serve that shop' },
  'unvouched-receipt': {
    status: 403,
    title: 'Nobody vouches for the device that signed the receipt: a stall may bring it',
  },
  'unknown-receipt': { status: 404, title: 'No order with this id has come here' },
  'unknown-address': { status: 404, title: 'There is nothing at this address' },
  'method-refused': { status: 405, title: 'This address does not take that method' },
  'request-timeout': { status: 408, title: 'The request did not come whole in time' },
  'body-too-large': { status: 413, title: 'The body is larger than this address takes' },
  'not-json': { status: 415, title: 'The body is not JSON' },
  'headers-too-large': { status: 431, title: 'The headers are larger than 16 KiB' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'internal-error': { status: 500, title: 'The endpoint failed' },
  unavailable: { status: 503, title: 'The endpoint is not ready' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemType = keyof typeof PROBLEMS;

export const ProblemSchema = v.object({
  type: v.pipe(v.string(), v.startsWith('urn:punnet:problem:')),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
  /** JSON pointer into the body. */
  pointer: v.optional(v.string()),
  /** The endpoint's, where the moment that was signed is not now. */
  time: v.optional(TimeSchema),
});
export type ProblemDetails = Readonly<v.InferOutput<typeof ProblemSchema>>;

export type ProblemRest = Pick<ProblemDetails, 'detail' | 'pointer' | 'time'>;

export function toProblem(type: ProblemType, { detail, pointer, time }: ProblemRest = {}): ProblemDetails {
  const { status, title } = PROBLEMS[type];
  return {
    type: `urn:punnet:problem:${type}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(pointer === undefined ? {} : { pointer }),
    ...(time === undefined ? {} : { time }),
  };
}

/** Undefined where an answer is none. */
export function readProblem({ type, text }: Pick<Reply, 'type' | 'text'>): ProblemDetails | undefined {
  if (type !== 'application/problem+json') return undefined;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), ProblemSchema), text);
  return parsed.success ? parsed.output : undefined;
}
