/** The clocks of a phone: a wall clock that is wrong, drifts and is set, and a steady one that stands still in sleep. */
import { ShopClock } from '../../src/worker/shop-clock.js';
import type { Agenda } from './agenda.js';

export interface ClockTraits {
  /** Milliseconds by which its wall clock is wrong at first, and how much faster it runs: 0.001 is 0.1 %. */
  readonly skew: number;
  readonly drift: number;
}

export class PhoneClock {
  readonly #agenda: Agenda;
  readonly #drift: number;
  #wallOffset: number;
  #born: number;
  /** Since the engine began. */
  #sleptMs = 0;
  #fellAsleepAt = 0;
  #wasSetBack = false;
  #shown: ShopClock;

  /** @param life names the run of the engine that it begins with */
  constructor(agenda: Agenda, { skew, drift }: ClockTraits, life: string) {
    this.#agenda = agenda;
    this.#drift = drift;
    this.#wallOffset = skew;
    this.#born = agenda.now;
    this.#shown = this.#create(life);
  }

  /** What the engine that runs now reads. */
  get shown(): ShopClock {
    return this.#shown;
  }

  sleep(): void {
    this.#fellAsleepAt = this.#agenda.now;
  }

  wake(): void {
    this.#sleptMs += this.#agenda.now - this.#fellAsleepAt;
  }

  jump(ms: number): void {
    this.#wallOffset += ms;
    this.#shown.now();
    if (ms < 0) this.#wasSetBack = true;
  }

  /** The engine begins anew. @returns whether the wall clock was set back meanwhile */
  restart(life: string): boolean {
    const wasSetBack = this.#wasSetBack;
    this.#wasSetBack = false;
    const { now } = this.#agenda;
    // The wall clock goes on from where its drift has brought it: an engine that begins sets none.
    this.#wallOffset += (now - this.#born) * this.#drift;
    this.#born = now;
    this.#sleptMs = 0;
    this.#shown = this.#create(life);
    return wasSetBack;
  }

  #create(life: string): ShopClock {
    const born = this.#born;
    const run = () => (this.#agenda.now - this.#born) * (1 + this.#drift);
    return new ShopClock(
      {
        wall: () => Math.floor(born + this.#wallOffset + run()),
        steady: () => run() - this.#sleptMs,
      },
      life,
    );
  }
}
