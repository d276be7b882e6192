/**
 * The only way that a browser's profile has to the network: a proxy of its own on this
 * machine. Cut, nothing gets out of the profile by any way, be it a page, a frame, a
 * worker or a service worker; what is on its way is dropped. It reads nothing of what
 * passes, and keeps nothing.
 */
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

const QUIET_MS = 400;
const LOOK_EVERY_MS = 50;
/** What a proxy takes and does not hand on. */
const HOP_HEADERS = ['proxy-connection', 'proxy-authorization'];

export interface Network {
  /** For the browser, as `http://127.0.0.1:port`. */
  readonly proxy: string;
  cut(): void;
  restore(): void;
  /** Resolves once nothing has passed for a moment, or after `withinMs`. */
  quiet(withinMs: number): Promise<void>;
  close(): Promise<void>;
}

export async function openNetwork(): Promise<Network> {
  const sockets = new Set<Duplex>();
  let open = true;
  let passedAt = Date.now();
  const touch = () => void (passedAt = Date.now());
  const hold = <S extends Duplex>(socket: S): S => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  const line: Line = { hold, touch };
  const server = createServer((asked, answer) => (open ? forward(asked, answer, line) : drop(asked.socket)));
  server.on('connection', (socket: Socket) => (open ? void hold(socket) : drop(socket)));
  server.on('connect', (asked: IncomingMessage, socket: Duplex, head: Buffer) =>
    open ? tunnel(asked.url ?? '', { socket, head, line }) : drop(socket),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const dropAll = () => sockets.forEach(drop);
  return {
    proxy: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      open = false;
      dropAll();
    },
    restore: () => void (open = true),
    async quiet(withinMs) {
      const deadline = Date.now() + withinMs;
      while (Date.now() < deadline && Date.now() - passedAt < QUIET_MS) await pause();
    },
    async close() {
      open = false;
      dropAll();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Line {
  /** Keeps a connection for as long as it lasts, so that it can be cut. */
  hold<S extends Duplex>(socket: S): S;
  /** Something passes. */
  touch(): void;
}

function forward(asked: IncomingMessage, answer: ServerResponse, { hold, touch }: Line): void {
  const url = parse(asked.url ?? '');
  if (!url) return drop(asked.socket);
  const headers = { ...asked.headers };
  for (const name of HOP_HEADERS) delete headers[name];
  touch();
  const onward = request(url, { method: asked.method, headers, setHost: false, agent: false }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.statusMessage, got.headers);
    got.on('data', touch);
    got.on('error', () => drop(asked.socket));
    got.pipe(answer);
  });
  onward.on('socket', hold);
  onward.on('error', () => drop(asked.socket));
  answer.once('close', () => onward.destroy());
  asked.pipe(onward);
}

interface Tunnel {
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly line: Line;
}

/** For https, whose bytes pass as they are. */
function tunnel(target: string, { socket, head, line }: Tunnel): void {
  const url = parse(`http://${target}`);
  if (!url) return drop(socket);
  const onward = line.hold(
    connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 80) }),
  );
  onward.once('connect', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) onward.write(head);
    socket.on('data', line.touch).pipe(onward);
    onward.on('data', line.touch).pipe(socket);
  });
  onward.once('close', () => drop(socket));
  socket.once('close', () => drop(onward));
}

function drop(socket: Duplex): void {
  socket.destroy();
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
