/** What the endpoint's answer to its owner's question is worth. */
import { parseInsightsAnswer, type InsightsAnswer } from '../protocol/insights.js';
import { readProblem } from '../protocol/problem.js';
import type { Reply } from '../ports.js';
import { refuse } from '../refuse.js';
import type { Outcome } from '../shop-port.js';

export interface InsightsQuestion {
  readonly shop: string;
  /** Dates at the shop, both included. */
  readonly from: string;
  readonly to: string;
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
  reply: Reply,
  { shop, from, to }: InsightsQuestion,
): Outcome<{ answer: InsightsAnswer }> {
  const problem = readProblem(reply);
  if (problem) return refuse(REFUSALS[problem.type.replace(PROBLEM, '')] ?? 'unreachable', problem.title);
  const answer = reply.status === 200 ? parseInsightsAnswer(reply.text) : undefined;
  return answer?.shop === shop && answer.from === from && answer.to === to
    ? { ok: true, answer }
    : refuse('unreachable', 'What answered is not the shop’s endpoint.');
}
