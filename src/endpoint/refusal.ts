/**
 * Says no as HTTP means it: a status, a problem document (RFC 9457) and the
 * headers that belong to it. Carries no contents of any request.
 */
import { PROBLEMS, toProblem, type ProblemRest, type ProblemType } from '../core/protocol/problem.js';

export interface Refusal extends ProblemRest {
  readonly type: ProblemType;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function refuse(type: ProblemType, rest: Omit<Refusal, 'type'> = {}): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { type, ...rest } };
}

export function toRefusalResponse({ type, headers, ...rest }: Refusal): Response {
  return new Response(JSON.stringify(toProblem(type, rest)), {
    status: PROBLEMS[type].status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}
