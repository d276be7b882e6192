/**
 * The demo's shop as it would be without Punnet: pages from a server, a basket in a
 * session, forms that are posted. It is made from the demo's own catalog and style sheet,
 * and keeps nothing on the device, as such shops do.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const DEMO = join(import.meta.dirname, '../../../demo');

interface Product {
  readonly id: string;
  readonly title: string;
  readonly variants: readonly { readonly price: number }[];
}

export class PlainShop {
  readonly #server: Server;
  readonly #products: readonly Product[];
  readonly #style: string;
  readonly #baskets = new Map<string, string[]>();
  /** By name, what was ordered. */
  readonly orders: string[] = [];

  private constructor(products: readonly Product[], style: string) {
    this.#products = products;
    this.#style = style;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async open(): Promise<PlainShop> {
    const [catalog, style] = await Promise.all(
      ['catalog.json', 'site.css'].map((name) => readFile(join(DEMO, name), 'utf8')),
    );
    const { products } = JSON.parse(catalog ?? '') as { products: Product[] };
    const shop = new PlainShop(products.slice(0, 4), style ?? '');
    shop.#server.listen(0, 'localhost');
    await once(shop.#server, 'listening');
    return shop;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const session = /session=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? `s${this.#baskets.size + 1}`;
    const basket = this.#baskets.get(session) ?? [];
    this.#baskets.set(session, basket);
    response.setHeader('Set-Cookie', `session=${session}; Path=/; HttpOnly`);
    if (request.method === 'POST') return this.#take(request, response, basket);
    if (request.url === '/site.css')
      return void response.setHeader('Content-Type', 'text/css').end(this.#style);
    const page = this.#page(request.url ?? '/', basket);
    response.writeHead(page ? 200 : 404, { 'Content-Type': 'text/html', 'Cache-Control': 'no-store' });
    response.end(
      `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Millrace</title>
       <link rel="icon" href="data:,"><link rel="stylesheet" href="/site.css">
       <header><a href="/">Millrace</a> <a href="/basket">Basket (${basket.length})</a></header><main>${page}</main>`,
    );
  }

  #page(path: string, basket: readonly string[]): string {
    const product = this.#products.find(({ id }) => path === `/product/${id}`);
    if (product)
      return `<h1>${product.title}</h1><form method="post" action="/basket"><button name="add" value="${product.id}">Add to basket</button></form>`;
    if (path === '/')
      return this.#products.map(({ id, title }) => `<p><a href="/product/${id}">${title}</a></p>`).join('');
    if (path === '/basket')
      return `<h1>Your basket</h1><ul>${basket.map((id) => `<li>${id}</li>`).join('')}</ul>${basket.length ? '<a href="/checkout">Checkout</a>' : ''}`;
    if (path === '/checkout')
      return `<h1>Checkout</h1><form method="post" action="/order"><p><label>Name <input name="name" required></label></p>
        <p><label>Email <input name="email" type="email" required></label></p><button>Place order</button></form>`;
    return path === '/thanks' ? '<h1>Thank you</h1><p>We have your order.</p>' : '';
  }

  async #take(request: IncomingMessage, response: ServerResponse, basket: string[]): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const sent = new URLSearchParams(body);
    if (request.url === '/basket') basket.push(sent.get('add') ?? '');
    else this.orders.push(`${sent.get('name')}: ${basket.splice(0).join(', ')}`);
    response.writeHead(303, { Location: request.url === '/basket' ? '/basket' : '/thanks' }).end();
  }
}
