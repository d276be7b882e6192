/**
 * Where a benchmark's pages are: the pages on one origin, Punnet's built files and
 * the plain reference scripts on two others, the endpoint on a fourth. All of it
 * compressed, and behind one slow link if asked for.
 */
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo, Server as Door } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createAssetServer } from '../demo/serve.mjs';
import { buildPages } from './build-pages.js';
import { PICTURES } from './catalog.js';
import { EndpointProcess } from './endpoint-process.js';
import { SlowLink } from './slow-link.js';

const root = (path: string) => join(import.meta.dirname, '..', path);

export interface SiteWishes {
  readonly catalog: unknown;
  readonly slow?: boolean;
}

export class Site {
  readonly endpoint: EndpointProcess;
  readonly url: string;
  readonly #folder: string;
  readonly #servers: readonly (Server | Door)[];

  private constructor(
    url: string,
    folder: string,
    servers: readonly (Server | Door)[],
    endpoint: EndpointProcess,
  ) {
    this.url = url;
    this.#folder = folder;
    this.#servers = servers;
    this.endpoint = endpoint;
  }

  static async open({ catalog, slow = false }: SiteWishes): Promise<Site> {
    const bundles = await buildPages();
    const folder = await mkdtemp(join(tmpdir(), 'punnet-bench-site-'));
    const servers: (Server | Door)[] = [];
    const link = slow ? new SlowLink() : undefined;
    const reach = async (door: Server | Door): Promise<number> => {
      servers.push(door);
      door.listen(0, 'localhost');
      await once(door, 'listening');
      return (door.address() as AddressInfo).port;
    };
    const slowly = async (port: number) => (link ? reach(link.open(port)) : port);
    const serve = async (path: string) =>
      `http://localhost:${await slowly(await reach(createAssetServer({ root: path })))}`;
    const [url, punnet, plain] = [await serve(folder), await serve(root('dist')), await serve(bundles)];
    const endpoint = await EndpointProcess.start(catalog, [url]);
    const endpointUrl = `http://localhost:${await slowly(Number(new URL(endpoint.url).port))}`;
    await writePages(folder, { PUNNET: punnet, PLAIN: plain, ENDPOINT: endpointUrl });
    await cp(bundles, join(folder, 'bundles'), { recursive: true });
    await writeFile(join(folder, 'catalog.json'), JSON.stringify(catalog));
    return new Site(url, folder, servers, endpoint);
  }

  async close(): Promise<void> {
    await this.endpoint.stop();
    for (const server of this.#servers) {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function writePages(folder: string, addresses: Readonly<Record<string, string>>): Promise<void> {
  const pages = await readdir(root('bench/pages'));
  for (const name of pages.filter((file) => file.endsWith('.html'))) {
    const html = await readFile(root(`bench/pages/${name}`), 'utf8');
    await writeFile(
      join(folder, name),
      html.replace(/\{\{([A-Z]+)\}\}/g, (_, key: string) => addresses[key] ?? ''),
    );
  }
  await mkdir(join(folder, 'pictures'));
  for (const name of PICTURES) {
    await cp(root(`demo/pictures/${name}.svg`), join(folder, `pictures/${name}.svg`));
  }
}
