/**
 * Asks a node that the page names to rank, in the device's place. It has so long and no longer: a shopper does not
 * wait for suggestions.
 */
import {
  parseRecommendAnswer,
  type RecommendAnswer,
  type RecommendRequest,
} from '../core/protocol/recommend.js';
import type { NodeFault } from '../core/recommend/fallback.js';
import { SIGNATURE_HEADER } from '../core/protocol/request-signature.js';

const PATIENCE_MS = 300;
const PATH = '/v1/recommend';

export type NodeAnswer =
  { readonly ok: true; readonly answer: RecommendAnswer } | { readonly ok: false; readonly code: NodeFault };

/**
 * @param node absolute, without a trailing slash
 * @param sign undefined where this device has no key
 */
export async function askNode(
  node: string,
  request: RecommendRequest,
  sign: (path: string, body: string) => Promise<string | undefined>,
): Promise<NodeAnswer> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const late = new Promise<NodeAnswer>((resolve) =>
    signal.addEventListener('abort', () => resolve({ ok: false, code: 'node-silent' })),
  );
  return Promise.race([late, post(node, JSON.stringify(request), { sign, signal })]);
}

async function post(
  node: string,
  body: string,
  { sign, signal }: { sign: Parameters<typeof askNode>[2]; signal: AbortSignal },
): Promise<NodeAnswer> {
  try {
    const signature = await sign(PATH, body);
    // The order path has not come yet, or there is no key.
    if (signature === undefined) return { ok: false, code: 'node-unsigned' };
    const response = await fetch(node + PATH, {
      ...{ method: 'POST', body, signal },
      headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature },
      ...{ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' },
    });
    if (!response.ok) return { ok: false, code: 'node-refused' };
    const answer = parseRecommendAnswer(await response.text());
    return answer ? { ok: true, answer } : { ok: false, code: 'node-unfit' };
  } catch {
    return { ok: false, code: 'node-silent' };
  }
}
