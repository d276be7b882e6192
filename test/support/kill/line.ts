/**
 * The line between one customer and the endpoint: real HTTP, to wherever it listens now. It tells what is asked and
 * answered, and can lose an answer that has come and was not read yet.
 */
import type { Reply, Wire } from '../../../src/core/ports.js';
import { SIGNATURE_HEADER } from '../../../src/core/protocol/request-signature.js';
import type { KilledEndpoint } from './killed-endpoint.js';

/** Longer than the endpoint waits for its database. */
const LONGEST_ANSWER_MS = 30_000;

export interface Listener {
  /** A request has left. */
  sent(path: string, body: string): void;
  /** An answer has begun to come; until this resolves it is not read. */
  answering(): Promise<void>;
  heard(path: string, body: string, reply: Reply): Promise<void>;
}

export class Line implements Wire {
  readonly #endpoint: Pick<KilledEndpoint, 'url'>;
  readonly #listener: Listener;

  constructor(endpoint: Pick<KilledEndpoint, 'url'>, listener: Listener) {
    this.#endpoint = endpoint;
    this.#listener = listener;
  }

  get(path: string): Promise<Reply> {
    return this.#reach(path, { method: 'GET' });
  }

  async post(path: string, body: string, signature: string | undefined): Promise<Reply> {
    const headers = {
      'content-type': 'application/json',
      ...(signature === undefined ? {} : { [SIGNATURE_HEADER]: signature }),
    };
    const reply = this.#reach(path, { method: 'POST', body, headers });
    this.#listener.sent(path, body);
    const heard = await reply;
    await this.#listener.heard(path, body, heard);
    return heard;
  }

  async #reach(path: string, init: RequestInit): Promise<Reply> {
    const { url } = this.#endpoint;
    if (url === undefined) throw new TypeError('nobody listens');
    const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(LONGEST_ANSWER_MS) });
    await this.#listener.answering();
    // An answer that arrived whole with its head would be read though the endpoint is gone: here it is lost with it.
    if (this.#endpoint.url !== url) throw new TypeError('the answer was not read');
    const text = await response.text();
    const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
    const retryAfter = response.headers.get('retry-after');
    return { status: response.status, type, text, ...(retryAfter === null ? {} : { retryAfter }) };
  }
}
