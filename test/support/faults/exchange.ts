/** One sync on its way through the proxy: what was asked, and the ways to answer it. */
import { request as httpRequest, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

import type { SeededRandom } from '../seeded-random.js';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A true answer of the endpoint to a sync, and the intents that it was asked about. */
export interface Recorded {
  readonly intents: readonly string[];
  readonly answer: Answer;
}

export interface Exchange {
  readonly asked: Asked;
  /** Ids of the intents in it. */
  readonly intents: readonly string[];
  readonly random: SeededRandom;
  /** True answers of this run so far, oldest first. */
  readonly recorded: readonly Recorded[];
  readonly response: ServerResponse;
  /** The endpoint's own answer. Rejects if it is not there. */
  forward(): Promise<Answer>;
  /** Gives the page an answer that is the endpoint's own, of now or of earlier. */
  deliver(answer: Answer): Promise<void>;
  /** Gives it one that is not; a page may read it, as if the endpoint had sent it. */
  pretend(status: number, headers: Readonly<Record<string, string>>, body: string): Promise<void>;
  /** Ends the connection without a word. */
  drop(): void;
  restartEndpoint(): Promise<void>;
  killEndpoint(): Promise<void>;
}

/** Over a connection of its own, so that nothing of an endpoint that was killed is left. */
export function forward(target: URL, { method, url, headers, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = target;
    const { connection: _connection, ...rest } = headers;
    const options = { hostname, port, method, path: url, headers: rest, agent: false as const };
    const sent = httpRequest(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** What the connection itself needs is not passed on. */
export function answerHeaders({ headers, body }: Answer): Record<string, string | string[]> {
  const { connection: _connection, 'keep-alive': _keepAlive, ...rest } = headers;
  const known = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return { ...Object.fromEntries(known), 'content-length': String(body.byteLength) };
}

/** Resolves when it was handed to the connection, or the connection is gone. */
export function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | string[]>,
  body: Buffer | string,
): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.writeHead(status, headers);
    response.end(body, () => resolve());
  });
}
