/**
 * A host that starts Punnet in every way that pages do: each row is a page with its own
 * headers, and beside the pages lie the worker files that they may name.
 */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';

import { startRows, type StartRow } from './start-rows.js';
import { Stand } from './stand.js';

const PAGES = join(import.meta.dirname, '../../browser/pages');
const DIST = join(import.meta.dirname, '../../../dist');
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.svg': 'image/svg+xml' };
const HASHES = JSON.parse(readFileSync(join(DIST, 'integrity.json'), 'utf8')) as Record<string, string>;
const NONCE = 'a1b2c3';
const PICTURES = `"title": "Rye loaf", "image": {"src": "/rye.svg", "width": 4, "height": 3}`;

export class StartHost {
  readonly stand: Stand;
  #catalog = '';

  private constructor(stand: Stand) {
    this.stand = stand;
  }

  static async open(): Promise<StartHost> {
    const host: { current?: StartHost } = {};
    const stand = await Stand.open({
      pages: PAGES,
      catalog: join(PAGES, 'catalog.json'),
      edit: (text) => text.replace('"title": "Rye loaf"', PICTURES),
      answer: (request, response) => (host.current ? host.current.#answer(request, response) : false),
    });
    host.current = new StartHost(stand);
    // With the endpoint's keys in it, so that an order can be placed where it can't be reached.
    host.current.#catalog = await (await fetch(`${stand.endpointUrl}/v1/catalog`)).text();
    return host.current;
  }

  urlOf({ name }: StartRow): string {
    return `${this.stand.pageUrl}/start/${startRows.findIndex((row) => row.name === name)}/`;
  }

  close(): Promise<void> {
    return this.stand.close();
  }

  #answer(request: IncomingMessage, response: ServerResponse): boolean {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [, number, frame] = /^\/start\/(\d+)\/(frame)?$/.exec(pathname) ?? [];
    const row = startRows[Number(number)];
    if (row) this.#page(row, response, (frame && row.frame) || row.page);
    else if (pathname === '/hangs.js') return true;
    else return this.#file(pathname, response);
    return true;
  }

  #page({ csp, type }: StartRow, response: ServerResponse, page: string): void {
    response.setHeader('content-type', type ?? 'text/html; charset=utf-8');
    if (csp) response.setHeader('content-security-policy', this.fill(csp));
    response.end(this.fill(page));
  }

  #file(pathname: string, response: ServerResponse): boolean {
    const body = this.#read(pathname);
    if (body === undefined) return false;
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('content-type', TYPES[extname(pathname)] ?? 'application/json');
    response.end(body);
    return true;
  }

  #read(pathname: string): string | undefined {
    const ours = /^\/own(\/.+)$/.exec(pathname)?.[1];
    if (ours) return readFileSync(join(DIST, ours), 'utf8');
    switch (pathname) {
      case '/watch.js':
        return readFileSync(join(PAGES, 'watch.js'), 'utf8');
      case '/worker.js':
        return this.fill(`importScripts('{cdn}/punnet.worker.js');`);
      case '/older.js':
        return readFileSync(join(DIST, 'punnet.worker.js'), 'utf8').replaceAll(
          'punnet:ready:',
          'punnet:ready:older-',
        );
      case '/rye.svg':
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"></svg>';
      default:
        return undefined;
    }
  }

  fill(text: string): string {
    const { punnetUrl, pageUrl, endpointUrl } = this.stand;
    return text
      .replaceAll('{cdn}', punnetUrl)
      .replaceAll('{host}', pageUrl)
      .replaceAll('{endpoint}', endpointUrl)
      .replaceAll('{endpoint-origin}', new URL(endpointUrl).origin)
      .replaceAll('{nonce}', NONCE)
      .replaceAll('{catalog}', () => this.#catalog)
      .replaceAll('{hash}', () => HASHES['punnet.js'] ?? '');
  }
}
