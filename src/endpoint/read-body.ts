/**
 * Reads a request's body as JSON without ever holding more of it than is allowed,
 * whatever its Content-Length says.
 */
import { refuse, type Outcome } from './refusal.js';

export interface JsonBody {
  /** As received: what a signature is over. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly json: unknown;
}

export async function readJsonBody(request: Request, maxBytes: number): Promise<Outcome<JsonBody>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return refuse('not-json', { detail: 'Send it as application/json.' });
  const bytes = await readBytes(request, maxBytes);
  if (!bytes) return refuse('body-too-large', { headers: { connection: 'close' } });
  const json = parseJson(bytes);
  if (json === undefined) return refuse('malformed-body', { detail: 'The body is not JSON in UTF-8.' });
  return { ok: true, value: { bytes, json } };
}

/** Undefined if there are more; the rest is not read. */
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) {
    await request.body?.cancel();
    return undefined;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** JSON has no undefined, so it can stand for none. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
