/** A question to the endpoint that is signed and changes nothing. An answer from somewhere else (a redirect) is none. */
import type { Reply } from '../core/ports.js';
import { SIGNATURE_HEADER } from '../core/protocol/request-signature.js';

const TIMEOUT_MS = 20_000;

/** Undefined where there is no answer. */
export async function getSigned(address: string, signature: string): Promise<Reply | undefined> {
  try {
    const response = await fetch(address, {
      headers: { [SIGNATURE_HEADER]: signature },
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    return { status: response.status, type, text: await response.text() };
  } catch {
    return undefined;
  }
}
