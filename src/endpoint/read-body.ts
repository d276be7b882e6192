/**
 * Reads a request's body as JSON without ever holding more of it than is allowed,
 * whatever its Content-Length says, and without waiting longer for it: least of all
 * while others wait for its place.
 */
import { refuse, type Outcome } from './refusal.js';

export interface JsonBody {
  /** As received: what a signature is over. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly json: unknown;
}

export interface Patience {
  /** Milliseconds for all of it to come. */
  readonly withinMs: number;
  /** The same while others wait. */
  readonly crowdedMs: number;
  readonly othersWait: () => boolean;
}

export async function readJsonBody(
  request: Request,
  maxBytes: number,
  patience: Patience,
): Promise<Outcome<JsonBody>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return refuse('not-json', { detail: 'Send it as application/json.' });
  const bytes = await readBytes(request, maxBytes, patience);
  if (typeof bytes === 'string') {
    const detail = bytes === 'body-too-large' ? { detail: `It may have ${maxBytes} bytes.` } : {};
    return refuse(bytes, { ...detail, headers: { connection: 'close' } });
  }
  const json = parseJson(bytes);
  if (json === undefined) return refuse('malformed-body', { detail: 'The body is not JSON in UTF-8.' });
  return { ok: true, value: { bytes, json } };
}

const NONE = { done: true, value: undefined } as const;

/** What is left of a body that is refused is not read. */
async function readBytes(
  { headers, body }: Request,
  maxBytes: number,
  patience: Patience,
): Promise<Uint8Array<ArrayBuffer> | 'body-too-large' | 'request-timeout' | 'malformed-request'> {
  const reader = body?.getReader();
  if (Number(headers.get('content-length') ?? 0) > maxBytes) {
    await reader?.cancel();
    return 'body-too-large';
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const { late, stop } = watchTheTime(patience);
  try {
    for (;;) {
      const read = await Promise.race([reader?.read() ?? NONE, late]);
      if (read === 'late') return 'request-timeout';
      if (read.done) break;
      length += read.value.byteLength;
      if (length > maxBytes) return 'body-too-large';
      chunks.push(read.value);
    }
  } catch {
    // Whoever sent it has gone, and reads no answer.
    return 'malformed-request';
  } finally {
    stop();
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

/** Looks at the hour in steps, since others may come at any time. */
function watchTheTime({ withinMs, crowdedMs, othersWait }: Patience) {
  const stepMs = Math.min(crowdedMs, withinMs);
  let waitedMs = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setInterval(() => {
      waitedMs += stepMs;
      if (waitedMs >= withinMs || othersWait()) resolve('late');
    }, stepMs);
  });
  return { late, stop: () => clearInterval(timer) };
}

/** JSON has no undefined, so it can stand for none. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
