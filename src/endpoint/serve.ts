/**
 * Serves a Fetch handler over Node's HTTP server: bodies stream in, connections
 * are kept, and stopping lets begun requests finish.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIPv6, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import { PROBLEMS, toProblem } from '../core/protocol/problem.js';
import type { Peer } from './endpoint.js';
import { describeError, type Log } from './log.js';
import { refuse, toRefusalResponse, type Outcome, type Refusal } from './refusal.js';

export type FetchHandler = (request: Request, peer: Peer) => Promise<Response>;

export interface ServeOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly host?: string;
  readonly log: Log;
  /** A proxy in front says in `X-Forwarded-For` who asks. */
  readonly trustsProxy?: boolean;
  /** How long nothing may come or go on a connection while a request is awaited or answered, in milliseconds. */
  readonly stalledMs?: number;
}

export interface Serving {
  readonly port: number;
  /** Takes nothing new, waits for what was begun, at most `waitMs`. */
  stop(waitMs?: number): Promise<void>;
}

const KEEP_ALIVE_MS = 65_000;
const STALLED_MS = 60_000;
/** A whole request must have come by then; looked at so often. */
const REQUEST_MS = 30_000;
const LOOK_MS = 5_000;
const MAX_HEADER_BYTES = 16 * 1024;

/** Rejects if the port can't be had. */
export async function serve(handler: FetchHandler, serveOptions: ServeOptions): Promise<Serving> {
  const { port, host, log, stalledMs = STALLED_MS, trustsProxy = false } = serveOptions;
  const options = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    connectionsCheckingInterval: LOOK_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    // Node's own answer to a request without one is no problem document.
    requireHostHeader: false,
  };
  const answering = new WeakMap<Duplex, ServerResponse>();
  const server = createServer(options);
  // Whoever reads nothing of its answer any more would hold that in memory for ever.
  server.timeout = stalledMs;
  server.on('request', (incoming, outgoing) => {
    const isOpen = () => server.listening;
    const { socket } = incoming;
    answering.set(socket, outgoing);
    answer((request) => handler(request, toPeer(incoming, trustsProxy)), incoming, outgoing, isOpen)
      .catch((error: unknown) => {
        log({ level: 'warn', event: 'connection-failed', message: describeError(error) });
        outgoing.destroy();
      })
      .finally(() => answering.delete(socket));
  });
  // An expectation that nobody knows is nothing to fail for (RFC 9110 §10.1.1).
  server.on('checkExpectation', (incoming, outgoing) => server.emit('request', incoming, outgoing));
  server.on('connect', (_incoming, socket) => hangUp(socket, 'method-refused', [`Allow: ${ALLOWED}`]));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // An answer in the middle of another would be none.
    if (answering.get(socket)?.headersSent || !socket.writable) socket.destroy();
    else hangUp(socket, REFUSED_BY_CODE[error.code ?? ''] ?? 'malformed-request');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: (waitMs) => stop(server, waitMs) };
}

/** This machine's own address is a proxy's, as a rule, and says nothing of who asks. */
function toPeer({ socket, headers }: IncomingMessage, trustsProxy: boolean): Peer {
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  const address = trustsProxy ? forwarded : socket.remoteAddress;
  return address && !/^(127\.|::1$|::ffff:127\.)/.test(address) ? { address: toSite(address) } : {};
}

/** Of an IPv6 address the first 64 bits: whoever has those has all that begin with them (RFC 4291 §2.5.4). */
function toSite(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [start = '', end] = (address.split('%')[0] ?? '').split('::');
  const groups = start.split(':').filter(Boolean);
  const rest = end === undefined ? [] : end.split(':').filter(Boolean);
  const whole = [...groups, ...Array<string>(8 - groups.length - rest.length).fill('0'), ...rest];
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

async function answer(
  handler: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  isOpen: () => boolean,
): Promise<void> {
  const read = toRequest(incoming);
  const response = read.ok ? await handler(read.value) : toRefusalResponse(read.refusal);
  if (outgoing.destroyed) return;
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  const body = response.body === null ? undefined : Buffer.from(await response.arrayBuffer());
  if (body) outgoing.setHeader('content-length', body.byteLength);
  // What is left of a body that was refused is not waited for, and a server that stops keeps no connection.
  if (!incoming.complete || !isOpen()) outgoing.setHeader('connection', 'close');
  outgoing.writeHead(response.status);
  await new Promise<void>((resolve) => {
    outgoing.once('close', resolve);
    outgoing.end(body);
  });
}

const ALLOWED = 'GET, HEAD, POST';
/** Methods that no `Request` can have. */
const NO_FETCH = ['TRACE', 'TRACK', 'CONNECT'];

const REFUSED_BY_CODE: Readonly<Record<string, Refusal['type']>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** Refuses what is not even a request. */
function hangUp(socket: Duplex, type: Refusal['type'], headers: readonly string[] = []): void {
  const { status, title } = PROBLEMS[type];
  const body = JSON.stringify(toProblem(type));
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
    ...headers,
  ];
  // Nobody else listens any more, and a caller that resets must not end the endpoint.
  socket.on('error', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

function toRequest(incoming: IncomingMessage): Outcome<Request> {
  const { method = 'GET', url = '', headers, httpVersion } = incoming;
  const address = url.startsWith('/') ? `http://endpoint${url}` : '';
  if (!URL.canParse(address)) return refuse('malformed-request', { detail: 'It names no path here.' });
  if (headers.host === undefined && httpVersion === '1.1')
    return refuse('malformed-request', { detail: 'It has no Host.' });
  if (NO_FETCH.includes(method)) return refuse('method-refused', { headers: { allow: ALLOWED } });
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? { body: toBody(incoming), duplex: 'half' as const } : {};
  return { ok: true, value: new Request(address, { method, headers: toHeaders(headers), ...body }) };
}

/**
 * Read as it is asked for, and not before. Not `Readable.toWeb`: if a body is refused
 * and more of it comes all the same, that throws where nobody can catch it, and the
 * whole endpoint ends (Node 20).
 */
function toBody(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  };
  return new ReadableStream(source, { highWaterMark: 0 });
}

function toHeaders(headers: IncomingMessage['headers']): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
}

async function stop(server: Server, waitMs = 10_000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), waitMs);
  await closed;
  clearTimeout(timer);
}
