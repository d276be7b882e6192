/**
 * The time by which a shop is kept. Wall time does not fall back behind the latest
 * that the shop has seen, within a bound; how long something takes is the larger of
 * what the wall clock and the steady clock say.
 */
import type { Moment } from '../core/lease/lease.js';
import type { Clock } from '../core/ports.js';

/** Two wall clocks are at most 26 hours apart by their zones. What is further ahead was a mistake. */
const TRUSTED_AHEAD_MS = 26 * 3_600_000;
/** An answer is read later than it was written, and clocks of two machines differ. */
const WITNESS_SLACK_MS = 60_000;
/** Less than that is how the two clocks round. */
const JUMP_MS = 1_000;
/** A wall clock that is further behind what was seen was set back. */
const SET_BACK_MS = 2_000;

export interface TimeSources {
  /** Epoch milliseconds; may be set to anything at any moment. */
  readonly wall: () => number;
  /** Milliseconds since some moment; never goes back, and may stand still while the device sleeps. */
  readonly steady: () => number;
}

const DEVICE: TimeSources = { wall: () => Date.now(), steady: () => performance.now() };

export class ShopClock implements Clock {
  readonly #sources: TimeSources;
  readonly #session: string;
  #last: { readonly wall: number; readonly steady: number };
  /** What the wall clock went ahead of the steady one, in leaps. */
  #skippedMs = 0;
  /** From elapsed time to the latest time seen. */
  #lead = -Infinity;

  /** @param session names this run of the engine */
  constructor(sources: TimeSources = DEVICE, session = String(Math.random())) {
    this.#sources = sources;
    this.#session = session;
    this.#last = { wall: sources.wall(), steady: sources.steady() };
  }

  now(): number {
    const elapsed = this.elapsed();
    const { wall } = this.#last;
    const latest = elapsed + this.#lead;
    const now = latest - wall > TRUSTED_AHEAD_MS ? wall : Math.max(latest, wall);
    this.#lead = now - elapsed;
    return Math.floor(now);
  }

  /** By how much this is later than the wall clock says, in milliseconds, to the second. */
  ahead(): number {
    return Math.round((this.now() - this.#last.wall) / 1_000) * 1_000;
  }

  /** Milliseconds since some moment, by which waits are measured. Never goes back. */
  elapsed(): number {
    const [wall, steady] = [this.#sources.wall(), this.#sources.steady()];
    const leap = wall - this.#last.wall - (steady - this.#last.steady);
    if (leap > JUMP_MS) this.#skippedMs += leap;
    this.#last = { wall, steady };
    return steady + this.#skippedMs;
  }

  moment(): Moment {
    const session = this.#session;
    return { now: this.now(), elapsed: this.elapsed(), session, behind: this.ahead() > SET_BACK_MS };
  }

  /** It has been this late before. @param at epoch milliseconds; NaN is never */
  raise(at: number): void {
    const lead = at - this.elapsed();
    if (lead > this.#lead && at - this.#last.wall <= TRUSTED_AHEAD_MS) this.#lead = lead;
  }

  /** Its endpoint has just said how late it is, and knows better than what was seen here. @returns whether it did */
  correct(at: number): boolean {
    const lead = at - this.elapsed();
    if (!(this.#lead > lead + WITNESS_SLACK_MS)) return false;
    this.#lead = lead;
    return true;
  }
}
