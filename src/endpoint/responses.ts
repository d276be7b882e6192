/** What every answer carries, and how one is made that is kept, or is not. */
import { toRefusalResponse, type Outcome } from './refusal.js';

export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
};

const JSON_TYPE = 'application/json';

/** True for this asker and now. */
export function toJson(value: unknown): Response {
  const headers = { 'content-type': JSON_TYPE, 'cache-control': 'no-store' };
  return new Response(JSON.stringify(value), { headers });
}

export function toOutcomeResponse(outcome: Outcome<unknown>): Response {
  return outcome.ok ? toJson(outcome.value) : toRefusalResponse(outcome.refusal);
}

/** Kept by the asker, but never used without asking whether it still holds. */
export function toCached(request: Request, text: string, etag: string): Response {
  return toKept(request, text, { 'content-type': JSON_TYPE, 'cache-control': 'no-cache', etag });
}

/** Sent only to whoever does not have it. */
export function toKept(
  request: Request,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<'content-type' | 'cache-control' | 'etag', string>>,
): Response {
  const { etag } = headers;
  const held = request.headers.get('if-none-match')?.split(',') ?? [];
  const same = held.some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');
  if (same) return new Response(null, { status: 304, headers });
  return new Response(request.method === 'HEAD' ? null : body, { headers });
}
