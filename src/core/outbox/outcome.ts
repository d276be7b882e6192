/**
 * What one attempt to reach the endpoint came to. Only an answer that is really
 * the endpoint's counts as one: a page of HTML with a 200 is a sign-in Wi-Fi.
 */
import * as v from 'valibot';

import type { Reply } from '../ports.js';
import { SyncAnswerSchema, type SyncAnswer } from '../protocol/sync.js';
import type { Connection } from '../shop-state.js';

export type Outcome =
  | {
      readonly kind: 'answered';
      readonly nextAfterMs?: number;
      /** It has more to say, but what it said could not be kept or led no further: the same would come again. */
      readonly stuck?: true;
    }
  /** The endpoint spoke and wants no more of this now. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly title: string;
      readonly retryAfterMs?: number;
    }
  /** Nothing that could be the endpoint's word. */
  | { readonly kind: 'silent'; readonly connection: 'offline' | 'unreachable' | 'captive' };

export type SyncReply =
  | { readonly kind: 'answer'; readonly answer: SyncAnswer }
  /** 400 or 413: something in the batch can not be taken. Without problem details, somebody on the way may say so. */
  | { readonly kind: 'unfit'; readonly title: string; readonly vouched: boolean }
  | Exclude<Outcome, { kind: 'answered' }>;

/** Of problem details, what is shown and told. */
const TitleSchema = v.object({ title: v.string(), detail: v.optional(v.string()) });

/** @param now for a Retry-After that names a date */
export function readSyncReply(reply: Reply, now: number): SyncReply {
  if (reply.status === 200) return readAnswer(reply);
  if (reply.status < 400 || reply.status === 511) return { kind: 'silent', connection: 'captive' };
  const vouched = reply.type === 'application/problem+json';
  // Also without problem details: a proxy in front of the endpoint has limits of its own.
  if (reply.status === 400 || reply.status === 413)
    return { kind: 'unfit', title: problemTitle(reply), vouched };
  if (!vouched && reply.status < 500 && reply.status !== 429)
    return { kind: 'silent', connection: 'unreachable' };
  const retryAfterMs = parseRetryAfter(reply.retryAfter, now);
  return {
    kind: 'refused',
    status: reply.status,
    title: problemTitle(reply),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function readAnswer(reply: Reply): SyncReply {
  const body = reply.type === 'application/json' ? parseJson(reply.text) : undefined;
  const parsed = v.safeParse(SyncAnswerSchema, body);
  if (parsed.success) return { kind: 'answer', answer: parsed.output };
  return { kind: 'silent', connection: reply.type === 'application/json' ? 'unreachable' : 'captive' };
}

/** What the shopper is told about the connection after an attempt. */
export function toConnection(outcome: Outcome): Connection {
  if (outcome.kind === 'silent') return outcome.connection;
  if (outcome.kind !== 'refused') return 'online';
  // Somebody answers there, and it is not this shop's endpoint: for a shopper, nobody does.
  const elsewhere = outcome.status === 404 || outcome.status === 405;
  return elsewhere || outcome.status >= 500 ? 'unreachable' : 'online';
}

/** Seconds or an HTTP date (RFC 9110 §10.2.3), in milliseconds from now; at most an hour is believed. */
export function parseRetryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : undefined;
}

/** What problem details say, else the status. */
export function problemTitle(reply: Reply): string {
  const problem = v.safeParse(TitleSchema, parseJson(reply.text));
  if (!problem.success) return `HTTP ${reply.status}`;
  const { title, detail } = problem.output;
  return detail === undefined ? title : `${title}: ${detail}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
