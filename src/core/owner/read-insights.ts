/** The owner's question to the endpoint, signed with the moment at which it is asked, and what the answer is worth. */
import * as v from 'valibot';

import { ProblemSchema, type ProblemDetails } from '../protocol/problem.js';
import { toSignedText } from '../protocol/request-signature.js';
import { parseInsightsAnswer, toInsightsPath, type InsightsAnswer } from '../protocol/insights.js';
import type { Crypto, DeviceKey, Reply } from '../ports.js';
import { refuse } from '../refuse.js';
import type { Outcome } from '../shop-port.js';

export interface InsightsQuestion {
  readonly shop: string;
  /** Dates at the shop, both included. */
  readonly from: string;
  readonly to: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The address after `{endpoint}`, and the signature that goes with it. */
export async function signQuestion(
  crypto: Crypto,
  key: DeviceKey,
  { shop, from, to, now }: InsightsQuestion,
): Promise<{ readonly path: string; readonly signature: string }> {
  const path = toInsightsPath({ from, to }, now);
  const text = toSignedText('GET', path, shop, await crypto.hash(''));
  return { path, signature: await crypto.signRequest(key, text) };
}

/** The endpoint's problems that an owner can do something about, by their types. */
const REFUSALS: Readonly<Record<string, string>> = {
  'bad-range': 'bad-range',
  'stale-request': 'stale-request',
  'not-the-owner': 'not-allowed',
  'too-many-requests': 'too-many',
};

const PROBLEM = 'urn:punnet:problem:';

/** Whatever is no answer of the shop's endpoint to this question is as good as none. */
export function readInsights(
  { status, type, text }: Reply,
  { shop, from, to }: InsightsQuestion,
): Outcome<{ answer: InsightsAnswer }> {
  const problem = type === 'application/problem+json' ? readProblem(text) : undefined;
  if (problem) return refuse(REFUSALS[problem.type.replace(PROBLEM, '')] ?? 'unreachable', problem.title);
  const answer = status === 200 ? parseInsightsAnswer(text) : undefined;
  return answer?.shop === shop && answer.from === from && answer.to === to
    ? { ok: true, answer }
    : refuse('unreachable', 'What answered is not the shop’s endpoint.');
}

function readProblem(text: string): ProblemDetails | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), ProblemSchema), text);
  return parsed.success ? parsed.output : undefined;
}
