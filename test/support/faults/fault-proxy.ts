/**
 * A proxy between a page and the real endpoint that does one armed fault to the next
 * sync that carries orders, and passes everything else on as it is. It knows when
 * the page was first given a true answer about each intent.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Stand } from '../journey/stand.js';
import type { SeededRandom } from '../seeded-random.js';
import {
  answerHeaders,
  forward,
  send,
  type Answer,
  type Asked,
  type Exchange,
  type Recorded,
} from './exchange.js';
import { FAULTS, type FaultName } from './faults.js';

interface Armed {
  readonly name: FaultName;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export class FaultProxy {
  readonly #stand: Stand;
  readonly #random: SeededRandom;
  readonly #recorded: Recorded[] = [];
  #armed: Armed | undefined;
  readonly #server = createServer((request, response) => {
    this.#take(request, response).catch(() => response.destroy());
  });
  /** How often each fault was done. */
  readonly hits = new Map<FaultName, number>();
  /** How often an intent came here, each time it came. */
  deliveries = 0;
  /** When the page was first given a true answer about an intent, by `Date.now()`. */
  readonly answeredAt = new Map<string, number>();

  constructor(stand: Stand, random: SeededRandom) {
    this.#stand = stand;
    this.#random = random;
  }

  /** @returns the address to tell pages */
  async open(): Promise<string> {
    this.#server.listen(0, 'localhost');
    await once(this.#server, 'listening');
    const { pathname } = new URL(this.#stand.endpointUrl);
    return `http://localhost:${(this.#server.address() as AddressInfo).port}${pathname}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Resolves when the fault was done to somebody. */
  arm(name: FaultName): Promise<void> {
    return new Promise((done, failed) => (this.#armed = { name, done, failed }));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await read(request);
    const intents = asked.method === 'POST' ? readIntents(asked.body) : [];
    this.deliveries += intents.length;
    const exchange = this.#exchange(asked, intents, response);
    const armed = intents.length > 0 ? this.#armed : undefined;
    if (!armed) return exchange.deliver(await exchange.forward());
    this.#armed = undefined;
    this.hits.set(armed.name, (this.hits.get(armed.name) ?? 0) + 1);
    await FAULTS[armed.name](exchange).then(armed.done, armed.failed);
  }

  #exchange(asked: Asked, intents: readonly string[], response: ServerResponse): Exchange {
    const target = new URL(this.#stand.endpointUrl);
    return {
      asked,
      intents,
      response,
      random: this.#random,
      recorded: this.#recorded,
      forward: async () => {
        const answer = await forward(target, asked);
        if (answer.status === 200 && asked.method === 'POST') this.#recorded.push({ intents, answer });
        return answer;
      },
      deliver: (answer) => {
        this.#note(answer);
        return send(response, answer.status, answerHeaders(answer), answer.body);
      },
      pretend: (status, headers, body) => send(response, status, { ...headers, ...corsHeaders(asked) }, body),
      drop: () => void response.destroy(),
      killEndpoint: () => this.#stand.stopEndpoint('SIGKILL'),
      restartEndpoint: () => this.#stand.startEndpoint(),
    };
  }

  /** Before the first byte of it leaves. */
  #note({ status, body }: Answer): void {
    if (status !== 200) return;
    const { results = [] } = JSON.parse(String(body)) as { results?: { intent: string; proof?: string }[] };
    for (const { intent, proof } of results)
      if (proof && !this.answeredAt.has(intent)) this.answeredAt.set(intent, Date.now());
  }
}

/** As the endpoint would send them, so that the page may read what is no answer. */
function corsHeaders({ headers }: Asked): Record<string, string> {
  return {
    'access-control-allow-origin': headers.origin ?? '*',
    'access-control-expose-headers': 'Retry-After, ETag',
  };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = 'GET', url = '/', headers } = request;
  return { method, url, headers, body: Buffer.concat(chunks) };
}

function readIntents(body: Buffer): readonly string[] {
  const { intents = [] } = JSON.parse(String(body)) as { intents?: string[] };
  return intents.map((jws) => {
    const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString();
    return (JSON.parse(payload) as { id: string }).id;
  });
}
