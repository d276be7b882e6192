/**
 * What a page complains of while it is looked at: uncaught errors, errors on its
 * console, Punnet's own `punnet-error`s, scripts that are not let in, files that are
 * missing, servers that fail, insecure parts, and requests that never end. Knows no
 * words for makers.
 */
import type { HTTPRequest, HTTPResponse, Page } from 'puppeteer-core';

import type { ComplaintCode } from './finding-words.js';
import type { NetworkState } from './network.js';

export interface Complaint {
  readonly code: ComplaintCode;
  readonly text: string;
  /** When it came. */
  readonly network: NetworkState;
  readonly url: string;
}

/** These stay open by nature. */
const OPEN_BY_NATURE = /^(eventsource|websocket|ping|media|preflight|other)$/;
/** What the browser says by itself of each request that fails. */
const NETWORK_WORDS = /Failed to load resource|net::ERR_/;
const HEARD = 'punnetAuditHeard';

export class Complaints {
  readonly #page: Page;
  readonly #unended: Set<string>;
  readonly all: Complaint[] = [];
  readonly pending = new Set<HTTPRequest>();
  network: NetworkState = 'on';

  /** @param unended addresses that other visitors have waited for in vain */
  constructor(page: Page, unended: Set<string>) {
    this.#page = page;
    this.#unended = unended;
  }

  async listen(): Promise<void> {
    this.#page.on('pageerror', (thrown) =>
      this.#add('page-error', thrown instanceof Error ? thrown.message : String(thrown)),
    );
    this.#page.on('console', (message) => {
      if (message.type() === 'error') this.#addConsole(message.text());
    });
    this.#page.on('request', (request) => {
      if (this.#isWaitedFor(request)) this.pending.add(request);
    });
    this.#page.on('requestfinished', (request) => this.pending.delete(request));
    this.#page.on('requestfailed', (request) => this.pending.delete(request));
    this.#page.on('framenavigated', (frame) => {
      for (const request of this.pending) if (request.frame() === frame) this.pending.delete(request);
    });
    this.#page.on('response', (response) => this.#addAnswer(response));
    await this.#page.exposeFunction(HEARD, (text: string) => this.#add('punnet-error', text));
    await this.#page.evaluateOnNewDocument(`addEventListener('punnet-error', ({ detail }) =>
      window.${HEARD}?.(detail.code + (detail.where ? ' (' + detail.where + ')' : '') + ': ' + detail.message));`);
  }

  /** For what is still under way when everything else has come; it is waited for no more. */
  addUnended(): void {
    for (const request of this.pending) {
      this.#add('request-never-ends', `${request.method()} ${request.url()}`);
      this.#unended.add(request.url());
    }
    this.pending.clear();
  }

  #isWaitedFor(request: HTTPRequest): boolean {
    const url = request.url();
    return /^https?:/.test(url) && !OPEN_BY_NATURE.test(request.resourceType()) && !this.#unended.has(url);
  }

  /** Pages ask for what there may not be, so that of what they fetch, a server's own failures count alone. */
  #addAnswer(response: HTTPResponse): void {
    const [type, status] = [response.request().resourceType(), response.status()];
    const what = `${response.request().method()} ${response.url()} (${status})`;
    if (/^(script|stylesheet)$/.test(type) && status >= 400) this.#add('file-missing', what);
    if (this.network !== 'on') return;
    const least = { document: 400, xhr: 500, fetch: 500 }[type as string] ?? Infinity;
    if (status >= least) this.#add('answer-failed', what);
  }

  #addConsole(text: string): void {
    if (/Mixed Content/i.test(text)) this.#add('mixed-content', text);
    else if (/blocked by CORS policy/.test(text)) this.#addBlocked(text);
    else if (!NETWORK_WORDS.test(text)) this.#add('console-error', text);
  }

  /** Without a network, nothing answers with the header. */
  #addBlocked(text: string): void {
    if (this.network === 'on')
      this.#add(/Access to script/.test(text) ? 'script-blocked' : 'answer-blocked', text);
  }

  #add(code: ComplaintCode, text: string): void {
    this.all.push({ code, text: text.slice(0, 500), network: this.network, url: this.#page.url() });
  }
}
