/**
 * The engine of one page. WebKit and Firefox freeze the worker of a page that they put
 * aside with whatever that has begun, and no other page of the site could use the
 * database then: there the engine is ended, and started anew when the page is shown
 * again. Knows nothing of what the engine is asked.
 */
import type { Remote } from 'comlink';

import type { EnginePort, PageHint } from '../core/engine-port.js';
import { NOT_OPEN, type Refused } from '../core/shop-port.js';
import { forwardHints, tellNow } from './page-hints.js';
import type { StartedEngine } from './start-engine.js';
import { isChromium, isWebKit } from './which-browser.js';

export interface SeatPorts {
  readonly start: () => Promise<StartedEngine>;
  /** Whatever the engine knows is kept outside it as well. */
  readonly mayEnd: () => boolean;
  /** An engine that knows nothing yet is in the place of the last one. */
  readonly renewed: () => void;
  readonly hinted: (hint: PageHint) => void;
}

/** So long an engine may take for what it has in hand when its shop leaves. */
const PATIENCE_MS = 10_000;

type Refuse = (refused: Refused) => void;

/** The page's engines that are not closed yet. */
const seats = new Set<EngineSeat>();

/** Before the page goes: resolves once they have done what they have in hand, or have had their time for it. */
export async function closeEngines(): Promise<void> {
  await Promise.allSettled([...seats].map((seat) => seat.close()));
}

export class EngineSeat {
  readonly #ports: SeatPorts;
  readonly #closing = new AbortController();
  #closed: Promise<void> | undefined;
  #started: Promise<StartedEngine>;
  /** The one that has started. */
  #engine: StartedEngine | undefined;
  /** What it was asked and has not answered: an answer must not get lost. */
  readonly #calls = new Set<Refuse>();
  /** While a closed engine is still at work. */
  #answeredAll: (() => void) | undefined;
  /** While the page is put aside: starts the next engine, for which calls wait. */
  #resume: (() => void) | undefined;

  constructor(ports: SeatPorts) {
    this.#ports = ports;
    this.#started = this.#start();
    seats.add(this);
    // WebKit would lock the database by ending an engine as well, and says before it does. Firefox puts no page aside that listens.
    forwardHints((hint) => this.#hint(hint), this.closing, isWebKit());
  }

  /** Aborted once the shop has left. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** Null before it is known. */
  get where(): StartedEngine['where'] | null {
    return this.#engine?.where ?? null;
  }

  /** Refused once the shop has left. */
  async call<T>(ask: (port: Remote<EnginePort>) => T): Promise<Awaited<T> | Refused> {
    if (this.closing.aborted) return NOT_OPEN;
    let refuse: Refuse | undefined;
    const refused = new Promise<Refused>((resolve) => this.#calls.add((refuse = resolve)));
    try {
      return await Promise.race([this.#seated().then(async ({ port }) => await ask(port)), refused]);
    } finally {
      if (refuse) this.#calls.delete(refuse);
      if (!this.#calls.size) this.#answeredAll?.();
    }
  }

  /** Tells the engine what nobody waits for, so that it may be ended before it has done it. */
  async tell(say: (port: Remote<EnginePort>) => Promise<unknown>): Promise<void> {
    const { port } = await this.#seated();
    await say(port);
  }

  /** For good: what was asked before is still done, an order kept. */
  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    // One that was put aside has ended already.
    if (!this.#resume) await this.#finish();
    this.#calls.forEach((settle) => settle(NOT_OPEN));
    seats.delete(this);
  }

  async #finish(): Promise<void> {
    const { port, end } = await this.#started;
    await new Promise<void>((resolve) => {
      const close = () => void port.close().then(resolve);
      setTimeout(resolve, PATIENCE_MS);
      if (this.#calls.size) this.#answeredAll = close;
      else close();
    });
    end();
  }

  /** Not one that was put aside before it had started. */
  async #seated(): Promise<StartedEngine> {
    for (;;) {
      const started = this.#started;
      const engine = await started;
      if (started === this.#started) return engine;
    }
  }

  async #start(): Promise<StartedEngine> {
    this.#engine = await this.#ports.start();
    return this.#engine;
  }

  #hint(hint: PageHint): void {
    if (hint.kind === 'pageshow' && this.#resume) return this.#resume();
    if (hint.kind === 'pagehide' && this.#mayEnd()) return this.#putAside();
    if (this.#resume) return;
    void this.tell((port) => port.hint(hint));
    this.#ports.hinted(hint);
  }

  #mayEnd(): boolean {
    const isIdleWorker = this.#engine?.where === 'worker' && !this.#calls.size;
    // Chromium freezes no worker: it gives up such a page instead.
    return isIdleWorker && !this.#resume && !isChromium() && this.#ports.mayEnd();
  }

  #putAside(): void {
    this.#engine?.end();
    this.#engine = undefined;
    this.#started = new Promise((resolve) => {
      this.#resume = () => {
        this.#resume = undefined;
        resolve(this.#start());
        this.#ports.renewed();
        tellNow((hint) => void this.tell((port) => port.hint(hint)));
      };
    });
  }
}
