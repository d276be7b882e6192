/** Speaks HTTP to an endpoint over kept connections, and bytes over connections of their own. */
import { Agent, request } from 'node:http';
import { connect } from 'node:net';

import type { WireRequest } from './request-mutations.js';

export interface WireAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export class FuzzClient {
  readonly #url: URL;
  readonly #agent: Agent;

  constructor(url: string, atOnce: number) {
    this.#url = new URL(url);
    this.#agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  }

  /** Rejects if there is no answer. */
  send({ method, path, headers, body }: WireRequest): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.#url;
      const length = { 'content-length': Buffer.byteLength(body ?? '') };
      const sent = request(
        { agent: this.#agent, hostname, port, method, path, headers: { ...headers, ...length } },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const type = incoming.headers['content-type'] ?? '';
            resolve({ status: incoming.statusCode ?? 0, type, body: Buffer.concat(chunks).toString() });
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** What comes back for bytes as they are, until the other side closes; undefined if that is nothing. */
  sendRaw(bytes: string): Promise<WireAnswer | undefined> {
    return new Promise((resolve) => {
      let text = '';
      const { hostname, port } = this.#url;
      const socket = connect(Number(port), hostname, () => socket.write(bytes, 'latin1'));
      socket.on('data', (chunk) => (text += String(chunk)));
      // Whoever is refused in the middle of a body may be cut off while it still sends.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => resolve(parseAnswer(text)));
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

function parseAnswer(text: string): WireAnswer | undefined {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]);
  if (!status) return undefined;
  return { status, type: /content-type: (\S+)/i.exec(head)?.[1] ?? '', body };
}
