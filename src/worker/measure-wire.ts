/** One report on its way to the endpoint. The request outlives the page that sends it, and says nothing of who sends it. */
import { REQUEST_TIMEOUT_MS } from '../core/outbox/schedule.js';
import type { Reply } from '../core/ports.js';

/** Undefined where nobody answers. */
export type PostReport = (endpoint: string, body: string) => Promise<Reply | undefined>;

/**
 * @param endpoint absolute, without a trailing slash
 * @param body as it was kept
 */
export const postReport: PostReport = async (endpoint, body) => {
  try {
    const response = await fetch(`${endpoint}/v1/measure`, {
      ...{ method: 'POST', body, keepalive: true },
      headers: { 'content-type': 'application/json' },
      ...{ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' },
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    const { status, headers } = response;
    const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    const retryAfter = headers.get('retry-after');
    return { status, type, text: await response.text(), ...(retryAfter === null ? {} : { retryAfter }) };
  } catch {
    return undefined;
  }
};
