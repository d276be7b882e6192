/** A question that is signed and has no body: whose it is, and that it was asked just now. */
import * as v from 'valibot';

import { TimeSchema } from '../core/protocol/fields.js';
import { ASKED_WITHIN_MS } from '../core/protocol/request-signature.js';
import type { Signer } from '../crypto/intent-signature.js';
import { readSigner } from './read-sync.js';
import { refuse, type Outcome } from './refusal.js';

export interface Question {
  readonly signature: string | null;
  /** After the endpoint's base, query included; its `at` is when it was asked: ISO 8601, UTC. */
  readonly path: string;
}

const NO_BODY = { json: undefined, bytes: new Uint8Array() };

/** Whoever has copied a question has the answer for a few minutes alone. */
export async function readQuestion(
  question: Question,
  { shop, now }: { readonly shop: string; readonly now: number },
): Promise<Outcome<Signer>> {
  const signer = await readSigner({ body: NO_BODY, ...question, shop }, 'GET');
  if (!signer.ok) return signer;
  const at = queryOf(question).get('at') ?? '';
  if (v.is(TimeSchema, at) && Math.abs(Date.parse(at) - now) <= ASKED_WITHIN_MS) return signer;
  const time = new Date(now).toISOString();
  return refuse('stale-request', { detail: `"at" must be the moment of asking: ${time}`, time });
}

export const queryOf = ({ path }: Pick<Question, 'path'>) =>
  new URL(path, 'https://endpoint.invalid').searchParams;
