/** What an answer to a report means. Only the endpoint's own word counts: anything may stand between it and a device. */
import * as v from 'valibot';

import { parseRetryAfter, problemTitle } from '../outbox/outcome.js';
import type { Reply } from '../ports.js';
import { MeasureAnswerSchema } from '../protocol/measure.js';
import type { ReportAnswer } from './report.js';

export interface ReportReply {
  readonly answer: ReportAnswer;
  /** What it says against the report, where the same would be said again. */
  readonly title?: string;
  /** It asks for so long a wait. */
  readonly retryAfterMs?: number;
}

/** @param now for a Retry-After that names a date */
export function readReportReply(reply: Reply, now: number): ReportReply {
  const { status, type, text } = reply;
  if (status === 200 && type === 'application/json' && isAnswer(text)) return { answer: 'counted' };
  if (type !== 'application/problem+json') return { answer: 'none' };
  const retryAfterMs = parseRetryAfter(reply.retryAfter, now);
  const passes = status >= 500 || status === 408 || status === 429;
  return {
    answer: status === 400 || status === 413 ? 'refused' : 'none',
    ...(passes ? {} : { title: problemTitle(reply) }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function isAnswer(text: string): boolean {
  try {
    return v.is(MeasureAnswerSchema, JSON.parse(text));
  } catch {
    return false;
  }
}
