/**
 * The only way that a browser's profile has to the network: a proxy of its own on this
 * machine. Nothing gets out of the profile by any other way, be it a page, a frame, a
 * worker or a service worker. It reads nothing of what passes, and keeps nothing.
 */
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex, Readable } from 'node:stream';

import { isThisMachine } from './this-machine.js';

const QUIET_MS = 400;
const LOOK_EVERY_MS = 50;
/** What a proxy takes and does not hand on. */
const HOP_HEADERS = ['proxy-connection', 'proxy-authorization'];
/** What a held connection is told. */
const SILENCE = Symbol('silence');
const STAY_HERE = Symbol('stay here');

/**
 * `cut`: what is on its way is dropped, and what comes is refused. `silent`: as in a
 * tunnel, every connection stays as it is and nothing passes, so that no request ends.
 */
export type NetworkState = 'on' | 'cut' | 'silent';

export class Network {
  readonly #sockets = new Set<Duplex>();
  readonly #server = createServer((asked, answer) => this.#forward(asked, answer));
  #state: NetworkState = 'on';
  #here = false;
  #passedAt = Date.now();
  /** How many requests to other machines were refused. */
  refused = 0;

  static async open(): Promise<Network> {
    const network = new Network();
    network.#server.on('connection', (socket: Socket) => {
      if (network.#state === 'cut') socket.destroy();
      else network.#hold(socket);
    });
    network.#server.on('connect', (asked: IncomingMessage, socket: Duplex, head: Buffer) =>
      network.#tunnel(asked.url ?? '', socket, head),
    );
    network.#server.listen(0, '127.0.0.1');
    await once(network.#server, 'listening');
    return network;
  }

  /** For the browser, as `http://127.0.0.1:port`. */
  get proxy(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get state(): NetworkState {
    return this.#state;
  }

  turn(state: NetworkState): void {
    this.#state = state;
    if (state === 'cut') this.#sockets.forEach((socket) => socket.destroy());
    if (state === 'silent') this.#sockets.forEach((socket) => socket.emit(SILENCE));
  }

  /** From now on, no other machine can be reached. */
  stayHere(): void {
    this.#here = true;
    this.#sockets.forEach((socket) => socket.emit(STAY_HERE));
  }

  /** Resolves once nothing has passed for a moment, or after `withinMs`. */
  async quiet(withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (Date.now() < deadline && Date.now() - this.#passedAt < QUIET_MS) await pause();
  }

  async close(): Promise<void> {
    this.turn('cut');
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  readonly #touch = () => void (this.#passedAt = Date.now());

  /** Keeps a connection for as long as it lasts, so that it can be cut. */
  #hold(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }

  /** @param carrier the held connection, which hears of a silence */
  #pass(from: Readable, to: NodeJS.WritableStream, carrier: Duplex): void {
    from.on('data', this.#touch).pipe(to);
    const stop = () => from.unpipe(to).pause();
    carrier.on(SILENCE, stop);
    from.once('close', () => carrier.off(SILENCE, stop));
  }

  #forward(asked: IncomingMessage, answer: ServerResponse): void {
    if (this.#state === 'silent') return;
    const url = parse(asked.url ?? '');
    if (!url || !this.#mayReach(url)) return void asked.socket.destroy();
    const headers = { ...asked.headers };
    for (const name of HOP_HEADERS) delete headers[name];
    this.#touch();
    const onward = request(url, { method: asked.method, headers, setHost: false, agent: false }, (got) => {
      if (this.#state === 'silent') return;
      answer.writeHead(got.statusCode ?? 502, got.statusMessage, got.headers);
      got.on('error', () => asked.socket.destroy());
      this.#pass(got, answer, asked.socket);
    });
    onward.on('socket', (socket) => this.#hold(socket));
    onward.on('error', () => asked.socket.destroy());
    answer.once('close', () => onward.destroy());
    this.#pass(asked, onward, asked.socket);
  }

  /** For https, whose bytes pass as they are. */
  #tunnel(target: string, socket: Duplex, head: Buffer): void {
    if (this.#state === 'silent') return;
    const url = parse(`http://${target}`);
    if (!url || !this.#mayReach(url)) return void socket.destroy();
    const onward = connect({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || 80),
    });
    this.#hold(onward);
    if (!isThisMachine(url.href)) socket.once(STAY_HERE, () => socket.destroy());
    onward.once('connect', () => {
      if (this.#state === 'silent') return;
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      if (head.length > 0) onward.write(head);
      this.#pass(socket, onward, socket);
      this.#pass(onward, socket, socket);
    });
    onward.once('close', () => socket.destroy());
    socket.once('close', () => onward.destroy());
  }

  #mayReach(url: URL): boolean {
    const may = this.#state === 'on' && (!this.#here || isThisMachine(url.href));
    if (this.#state === 'on' && !may) this.refused += 1;
    return may;
  }
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
