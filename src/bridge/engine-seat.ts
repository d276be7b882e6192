/**
 * The engine of one page. WebKit freezes the worker of a page that it puts aside with
 * whatever that has begun, and no other page of the site could use the database then:
 * there the engine is ended, and started anew when the page is shown again. Knows
 * nothing of what the engine is asked.
 */
import type { Remote } from 'comlink';

import type { EnginePort, PageHint } from '../core/engine-port.js';
import { forwardHints, tellNow } from './page-hints.js';
import type { StartedEngine } from './start-engine.js';

export interface SeatPorts {
  readonly start: () => Promise<StartedEngine>;
  /** Whatever the engine knows is kept outside it as well. */
  readonly mayEnd: () => boolean;
  /** An engine that knows nothing yet is in the place of the last one. */
  readonly renewed: () => void;
  readonly hinted: (hint: PageHint) => void;
}

export class EngineSeat {
  readonly #ports: SeatPorts;
  readonly #stopHints: () => void;
  #started: Promise<StartedEngine>;
  /** The one that has started. */
  #engine: StartedEngine | undefined;
  /** What it was asked and has not answered: an answer must not get lost. */
  #calls = 0;
  /** While the page is put aside: starts the next engine, for which calls wait. */
  #resume: (() => void) | undefined;

  constructor(ports: SeatPorts) {
    this.#ports = ports;
    this.#started = this.#start();
    this.#stopHints = forwardHints((hint) => this.#hint(hint));
  }

  /** Null before it is known. */
  get where(): StartedEngine['where'] | null {
    return this.#engine?.where ?? null;
  }

  async call<T>(ask: (port: Remote<EnginePort>) => T): Promise<Awaited<T>> {
    const { port } = await this.#seated();
    this.#calls += 1;
    try {
      return await ask(port);
    } finally {
      this.#calls -= 1;
    }
  }

  /** Has something loaded ahead of its use. Nobody waits for it, so that the engine may be ended before it has come. */
  async prepare(load: (port: Remote<EnginePort>) => Promise<unknown>): Promise<void> {
    const { port } = await this.#seated();
    await load(port);
  }

  /** For good. */
  close(): void {
    this.#stopHints();
    if (this.#resume) return;
    void this.#started.then(async ({ port, end }) => {
      await port.close();
      end();
    });
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
    this.#tell(hint);
    this.#ports.hinted(hint);
  }

  #tell(hint: PageHint): void {
    void this.#started.then(({ port }) => port.hint(hint));
  }

  #mayEnd(): boolean {
    const isIdleWorker = this.#engine?.where === 'worker' && this.#calls === 0;
    return isIdleWorker && !this.#resume && freezesWorkers() && this.#ports.mayEnd();
  }

  #putAside(): void {
    this.#engine?.end();
    this.#engine = undefined;
    this.#started = new Promise((resolve) => {
      this.#resume = () => {
        this.#resume = undefined;
        resolve(this.#start());
        this.#ports.renewed();
        tellNow((hint) => this.#tell(hint));
      };
    });
  }
}

/** WebKit does, whatever the browser around it is called. Chromium and Firefox give up such a page instead. */
function freezesWorkers(): boolean {
  return navigator.vendor.startsWith('Apple');
}
