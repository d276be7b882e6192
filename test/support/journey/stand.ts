/**
 * A maker's stand for whole journeys: the demo's pages on one origin, the built
 * script on another, and the real endpoint as a process of its own on a third,
 * which can be stopped, killed and started again over the same data.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { createAssetServer, createDemoServer } from '../../../demo/serve.mjs';
import { openDatabase } from '../../../src/endpoint/database.js';
import { listReceivedOrders, type ReceivedOrder } from '../../../src/endpoint/received-orders.js';

const CLI = join(import.meta.dirname, '../../../dist/cli.js');

export interface StandOptions {
  /** Folder of the pages; its `{{PUNNET}}` and `{{ENDPOINT}}` are replaced. */
  readonly pages: string;
  readonly catalog: string;
  /** Changes the catalog's text, for the page's `/catalog.json` and the endpoint alike. */
  readonly edit?: (text: string) => string;
  readonly stock?: string;
  /** Something between pages and endpoint: takes the endpoint's address, gives the one that pages are told. */
  readonly front?: (stand: Stand) => Promise<string>;
  /** Answers what is asked of the pages' or of the script's origin; where it says false, the files do. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export class Stand {
  readonly data: string;
  readonly #options: StandOptions;
  readonly #servers: Server[] = [];
  #endpoint: ChildProcess | undefined;
  #port = 0;
  #edited: string | undefined;
  /** The page's own catalog file is not to be had. */
  withholdsCatalog = false;
  /** Which of Punnet's files come without leave for pages of other origins to read them. */
  withoutCors: RegExp | undefined;
  /** The folder of Punnet's built files. */
  builtFiles = join(CLI, '..');
  readonly #held = new Map<RegExp, { readonly ask: () => void; readonly released: Promise<void> }>();
  pageUrl = '';
  punnetUrl = '';
  endpointUrl = '';

  private constructor(options: StandOptions, data: string) {
    this.#options = options;
    this.data = data;
  }

  static async open(options: StandOptions): Promise<Stand> {
    const stand = new Stand(options, await mkdtemp(join(tmpdir(), 'punnet-stand-')));
    stand.#port = await freePort();
    if (options.edit) stand.#edited = options.edit(await readFile(options.catalog, 'utf8'));
    stand.endpointUrl = `http://localhost:${stand.#port}/punnet`;
    const endpointUrl = (await options.front?.(stand)) ?? stand.endpointUrl;
    stand.punnetUrl = await stand.#serve(stand.#withholding(stand.#assets()));
    const pages = { punnetUrl: stand.punnetUrl, endpointUrl, root: options.pages };
    stand.pageUrl = await stand.#serve(stand.#withholding(createDemoServer(pages)));
    await stand.startEndpoint();
    return stand;
  }

  /** The owner changes the catalog's text, for pages at once and for the endpoint from its next start on. */
  async change(edit: (text: string) => string): Promise<void> {
    this.#edited = edit(this.#edited ?? (await readFile(this.#options.catalog, 'utf8')));
  }

  async startEndpoint(): Promise<void> {
    const { stock } = this.#options;
    const catalog = await this.#catalogFile();
    const args = [CLI, 'endpoint', '--catalog', catalog, '--data', this.data, '--port', String(this.#port)];
    args.push('--base', '/punnet', '--origin', this.pageUrl, ...(stock ? ['--stock', stock] : []));
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#endpoint = child;
    const said: string[] = [];
    child.stderr.on('data', (text: Buffer) => said.push(String(text)));
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('listening ')) {
        child.stdout.resume();
        return;
      }
    }
    throw new Error(`The endpoint did not start: ${said.join('')}`);
  }

  /** @param signal SIGTERM lets it finish what it began */
  async stopEndpoint(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#endpoint;
    this.#endpoint = undefined;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** Every server is down, on the ports that it has. */
  async goDark(): Promise<void> {
    await this.stopEndpoint();
    await Promise.all(
      this.#servers.map(async (server) => {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
      }),
    );
  }

  async comeBack(): Promise<void> {
    await Promise.all(
      [this.punnetUrl, this.pageUrl].map(async (url, i) => {
        const server = this.#servers[i];
        server?.listen(Number(new URL(url).port), 'localhost');
        if (server) await once(server, 'listening');
      }),
    );
    await this.startEndpoint();
  }

  /** Whatever is asked for under such a path waits for `release`; `asked` resolves once something is. */
  hold(path: RegExp): { readonly asked: Promise<void>; release(): void } {
    let [ask, free]: (() => void)[] = [];
    const asked = new Promise<void>((resolve) => (ask = resolve));
    const released = new Promise<void>((resolve) => (free = resolve));
    this.#held.set(path, { ask: () => ask?.(), released });
    const release = () => {
      this.#held.delete(path);
      free?.();
    };
    return { asked, release };
  }

  /** What the endpoint has received, as `punnet orders` lists it; read here, which takes no process. */
  async orders(): Promise<readonly ReceivedOrder[]> {
    const database = await openDatabase(join(this.data, 'punnet.db'));
    const received: ReceivedOrder[] = [];
    for await (const order of listReceivedOrders(database)) received.push(order);
    await database.destroy();
    return received;
  }

  async close(): Promise<void> {
    await this.stopEndpoint();
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
    await rm(this.data, { recursive: true, force: true });
  }

  async #catalogFile(): Promise<string> {
    if (this.#edited === undefined) return this.#options.catalog;
    const file = join(this.data, 'catalog.json');
    await writeFile(file, this.#edited);
    return file;
  }

  /** From the folder that is named at the time. */
  #assets(): Server {
    const servers = new Map<string, Server>();
    return createHttpServer((request, response) => {
      const root = this.builtFiles;
      const server = servers.get(root) ?? createAssetServer({ root });
      servers.set(root, server);
      if (this.withoutCors?.test(request.url ?? '')) forbidReading(response);
      server.emit('request', request, response);
    });
  }

  #withholding(site: Server): Server {
    return createHttpServer(async (request, response) => {
      for (const [path, { ask, released }] of this.#held) {
        if (!path.test(request.url ?? '')) continue;
        ask();
        await released;
      }
      if (this.#options.answer?.(request, response)) return;
      if (this.withholdsCatalog && request.url?.startsWith('/catalog')) response.writeHead(503).end();
      else if (this.#edited !== undefined && request.url === '/catalog.json')
        response.writeHead(200, { 'content-type': 'application/json' }).end(this.#edited);
      else site.emit('request', request, response);
    });
  }

  async #serve(server: Server): Promise<string> {
    this.#servers.push(server);
    server.listen(await freePort(), 'localhost');
    await once(server, 'listening');
    return `http://localhost:${(server.address() as AddressInfo).port}`;
  }
}

function forbidReading(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (status: number, headers: object) => ServerResponse;
  response.writeHead = ((status: number, headers: Record<string, string>) => {
    const { 'Access-Control-Allow-Origin': _, ...rest } = headers;
    return writeHead(status, rest);
  }) as typeof response.writeHead;
}

/** A browser that is kept for several stands keeps what it has of an origin: none is given twice. */
const given = new Set<number>();

/** Of those that a system gives to nobody by itself: a server that is away for a while finds it free again. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(12_000, 32_000);
    if (given.has(port)) continue;
    const server = createServer().listen(port, 'localhost');
    const refused = await once(server, 'listening').then(
      () => undefined,
      (error: NodeJS.ErrnoException) => error,
    );
    if (refused?.code === 'EADDRINUSE') continue;
    if (refused) throw refused;
    server.close();
    await once(server, 'close');
    given.add(port);
    return port;
  }
}
