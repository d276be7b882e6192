/**
 * What a page complains of while it is looked at: uncaught errors, errors on its
 * console, Punnet's own `punnet-error`s, scripts that are not let in, files that are
 * missing, insecure parts, and requests that never end. Knows no words for makers.
 */
import type { HTTPRequest, Page } from 'puppeteer-core';

import type { ComplaintCode } from './finding-words.js';

export interface Complaint {
  readonly code: ComplaintCode;
  readonly text: string;
  /** It came while there was no network. */
  readonly offline: boolean;
  readonly url: string;
}

/** These stay open by nature. */
const OPEN_BY_NATURE = /^(eventsource|websocket|ping|media|preflight|other)$/;
/** What the browser says by itself of each request that fails. */
const NETWORK_WORDS = /Failed to load resource|net::ERR_/;
const HEARD = 'punnetAuditHeard';

export class Complaints {
  readonly #page: Page;
  readonly all: Complaint[] = [];
  readonly pending = new Set<HTTPRequest>();
  offline = false;

  constructor(page: Page) {
    this.#page = page;
  }

  async listen(): Promise<void> {
    this.#page.on('pageerror', (error) => this.#add('page-error', error.message));
    this.#page.on('console', (message) => {
      if (message.type() === 'error') this.#addConsole(message.text());
    });
    this.#page.on('request', (request) => {
      if (!OPEN_BY_NATURE.test(request.resourceType()) && /^https?:/.test(request.url()))
        this.pending.add(request);
    });
    this.#page.on('requestfinished', (request) => this.pending.delete(request));
    this.#page.on('requestfailed', (request) => this.pending.delete(request));
    this.#page.on('framenavigated', (frame) => {
      for (const request of this.pending) if (request.frame() === frame) this.pending.delete(request);
    });
    this.#page.on('response', (response) => {
      const type = response.request().resourceType();
      if (response.status() >= 400 && /^(script|stylesheet)$/.test(type))
        this.#add('file-missing', `${response.url()} (${response.status()})`);
    });
    await this.#page.exposeFunction(HEARD, (text: string) => this.#add('punnet-error', text));
    await this.#page.evaluateOnNewDocument(`addEventListener('punnet-error', ({ detail }) =>
      window.${HEARD}?.(detail.code + (detail.where ? ' (' + detail.where + ')' : '') + ': ' + detail.message));`);
  }

  /** For what is still under way when everything else has come. */
  addUnended(): void {
    for (const request of this.pending)
      this.#add('request-never-ends', `${request.method()} ${request.url()}`);
  }

  #addConsole(text: string): void {
    if (/Mixed Content/i.test(text)) this.#add('mixed-content', text);
    else if (/blocked by CORS policy/.test(text)) this.#addBlocked(text);
    else if (!NETWORK_WORDS.test(text)) this.#add('console-error', text);
  }

  /** Without a network, nothing answers with the header. */
  #addBlocked(text: string): void {
    if (!this.offline) this.#add(/Access to script/.test(text) ? 'script-blocked' : 'answer-blocked', text);
  }

  #add(code: ComplaintCode, text: string): void {
    this.all.push({ code, text: text.slice(0, 500), offline: this.offline, url: this.#page.url() });
  }
}
