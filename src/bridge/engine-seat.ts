/**
 * The engine of one page, which is ended when the browser puts the page aside and
 * started anew when that is shown again. WebKit freezes a worker with whatever it has
 * begun, and no other page of the site could use the database then. Knows nothing of
 * what the engine is asked.
 */
import type { Remote } from 'comlink';

import type { EnginePort, PageHint } from '../core/engine-port.js';
import { forwardHints } from './page-hints.js';
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
  #engine: StartedEngine | undefined;
  /** What was asked and is not answered: an answer must not get lost. */
  #calls = 0;
  #aside = false;

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
    this.#calls += 1;
    try {
      return await ask((await this.#started).port);
    } finally {
      this.#calls -= 1;
    }
  }

  /** For good. */
  close(): void {
    this.#stopHints();
    if (this.#aside) return;
    void this.#started.then(async ({ port, end }) => {
      await port.close();
      end();
    });
  }

  async #start(): Promise<StartedEngine> {
    const engine = await this.#ports.start();
    this.#engine = engine;
    return engine;
  }

  #hint(hint: PageHint): void {
    if (hint.kind === 'pageshow' && this.#aside) return this.#renew();
    if (hint.kind === 'pagehide' && this.#mayEnd()) {
      this.#aside = true;
      this.#engine?.end();
    }
    if (this.#aside) return;
    void this.#started.then(({ port }) => port.hint(hint));
    this.#ports.hinted(hint);
  }

  #mayEnd(): boolean {
    return this.#engine?.where === 'worker' && this.#calls === 0 && this.#ports.mayEnd();
  }

  #renew(): void {
    this.#aside = false;
    this.#started = this.#start();
    this.#ports.renewed();
  }
}
