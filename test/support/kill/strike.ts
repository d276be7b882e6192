/**
 * The moment at which the endpoint is killed: some time after a request has left, between its answer and the
 * reading of that, at one of its writes, or while it stops or starts.
 */
import { watch, type FSWatcher } from 'node:fs';

import type { SeededRandom } from '../seeded-random.js';
import type { KilledEndpoint } from './killed-endpoint.js';

export const STRIKES = ['asked', 'answered', 'written', 'stopping'] as const;
export type StrikeKind = (typeof STRIKES)[number];

const MOST_REQUESTS = 40;
const MOST_ANSWER_MS = 25;
const MOST_WRITES = 120;
const MOST_STOP_MS = 40;
/** What a start takes, and a little more. */
const MOST_START_MS = 450;
const MOST_START_WRITES = 12;

export class Strike {
  readonly kind: StrikeKind;
  /** Resolves when the endpoint is gone. */
  readonly done: Promise<void>;
  isDone = false;
  readonly #endpoint: KilledEndpoint;
  readonly #random: SeededRandom;
  readonly #watcher: FSWatcher | undefined;
  #end: () => void = () => undefined;
  #left: number;
  #began = false;

  constructor(kind: StrikeKind, endpoint: KilledEndpoint, random: SeededRandom) {
    this.kind = kind;
    this.#endpoint = endpoint;
    this.#random = random;
    this.#left = 1 + random.below(kind === 'written' ? MOST_WRITES : MOST_REQUESTS);
    this.done = new Promise((resolve) => (this.#end = resolve));
    if (kind === 'written')
      this.#watcher = watch(endpoint.shop.owner.data, () => void this.#count('written'));
    void endpoint.exit.then(() => this.#over());
  }

  sent(): void {
    void this.#count('asked');
    void this.#count('stopping');
  }

  /** What answers wait for before they are read. */
  answering(): Promise<void> {
    return this.#count('answered');
  }

  async #count(kind: StrikeKind): Promise<void> {
    if (kind !== this.kind || this.#began) return;
    this.#left -= 1;
    if (this.#left > 0) return;
    this.#began = true;
    if (kind === 'asked') await wait(this.#random.below(MOST_ANSWER_MS));
    if (kind === 'stopping') {
      this.#endpoint.askToStop();
      await wait(this.#random.below(MOST_STOP_MS));
    }
    // Whoever is started after it has stopped is not meant.
    if (!this.isDone) await this.#endpoint.kill();
  }

  #over(): void {
    this.#watcher?.close();
    this.isDone = true;
    this.#end();
  }
}

/** Starts it, and kills it before it listens or soon after; the folder may not be there yet. */
export async function killAtStart(endpoint: KilledEndpoint, random: SeededRandom): Promise<void> {
  endpoint.begin();
  if (random.below(2) === 0) await wait(random.below(MOST_START_MS));
  else await writes(endpoint, 1 + random.below(MOST_START_WRITES));
  await endpoint.kill();
}

/** Resolves once so many things have happened to the files in its folder, or it is over. */
async function writes(endpoint: KilledEndpoint, many: number): Promise<void> {
  const { dir, data } = endpoint.shop.owner;
  let left = many;
  const watchers: FSWatcher[] = [];
  const soon = wait(MOST_START_MS);
  const enough = new Promise<void>((resolve) => {
    const count = () => {
      left -= 1;
      if (left <= 0) resolve();
    };
    const inside = () => {
      try {
        watchers.push(watch(data, count));
        return true;
      } catch {
        // It is not there yet.
        return false;
      }
    };
    let isInside = inside();
    if (!isInside)
      watchers.push(
        watch(dir, () => {
          if (isInside) return;
          isInside = inside();
          count();
        }),
      );
  });
  await Promise.race([enough, soon, endpoint.exit]);
  for (const watcher of watchers) watcher.close();
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
