/**
 * A way in for one kind of request: its bodies are read, and decided on, in places of its own, so that none of another
 * kind is refused or waits because many of this kind come.
 */
import { Gate } from './gate.js';
import { readJsonBody, type JsonBody, type Patience } from './read-body.js';
import type { Outcome } from './refusal.js';

export interface LaneLimits {
  /** Requests whose bodies are read or held at once, and that wait for it with their bodies unread. */
  readonly bodies: number;
  readonly waiting: number;
  /** Of those that were read, how many are decided at once: a slow body takes none of these places. */
  readonly deciding: number;
  readonly maxBytes: number;
  /** How long a body may take to come, in milliseconds, and how long while others wait for its place. */
  readonly bodyMs: number;
  readonly crowdedBodyMs: number;
}

export class Lane {
  readonly #bodies: Gate;
  readonly #deciding: Gate;
  readonly #patience: Patience;
  readonly #maxBytes: number;

  constructor({ bodies, waiting, deciding, maxBytes, bodyMs, crowdedBodyMs }: LaneLimits) {
    this.#bodies = new Gate(bodies, waiting);
    this.#deciding = new Gate(deciding, bodies);
    this.#maxBytes = maxBytes;
    this.#patience = {
      withinMs: bodyMs,
      crowdedMs: crowdedBodyMs,
      othersWait: () => this.#bodies.waiting > 0,
    };
  }

  /** Undefined, and nothing was read, if too many wait already. */
  run<T>(request: Request, decide: (body: JsonBody) => Promise<Outcome<T>>): Promise<Outcome<T> | undefined> {
    return this.#bodies.run(async () => {
      const body = await readJsonBody(request, this.#maxBytes, this.#patience);
      return body.ok ? this.#deciding.run(() => decide(body.value)) : body;
    });
  }

  /** Resolves when nothing of it is being read or decided. */
  empty(): Promise<void> {
    return this.#bodies.empty();
  }
}
