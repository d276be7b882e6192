/** What is to happen, in the order of its time; whatever happens may put more on it. */
import type { MonthShop } from './shop.js';

interface Entry {
  readonly at: number;
  /** Of two at one moment, the one that was put on first comes first. */
  readonly number: number;
  readonly act: () => Promise<void>;
}

export class Agenda {
  readonly #clock: MonthShop['clock'];
  /** Nothing happens from then on. */
  readonly #end: number;
  /** A heap: each stands before the two beneath it. */
  readonly #entries: Entry[] = [];
  #count = 0;

  constructor(clock: MonthShop['clock'], end: number) {
    this.#clock = clock;
    this.#end = end;
  }

  /** @param at epoch milliseconds; what is past happens now */
  put(at: number, act: () => Promise<void>): void {
    if (at >= this.#end) return;
    const entries = this.#entries;
    let place = entries.push({ at: Math.max(at, this.#clock.now), number: this.#count++, act }) - 1;
    for (let above = (place - 1) >> 1; place > 0 && this.#isBefore(place, above); above = (place - 1) >> 1) {
      this.#swap(place, above);
      place = above;
    }
  }

  async run(): Promise<void> {
    for (let next = this.#take(); next; next = this.#take()) {
      this.#clock.now = next.at;
      await next.act();
    }
  }

  #take(): Entry | undefined {
    const entries = this.#entries;
    const [first] = entries;
    const last = entries.pop();
    if (!first || !last || entries.length === 0) return first;
    entries[0] = last;
    for (let place = 0; ;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      const least = right < entries.length && this.#isBefore(right, left) ? right : left;
      if (least >= entries.length || !this.#isBefore(least, place)) return first;
      this.#swap(place, least);
      place = least;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#entries[one], this.#entries[other]];
    if (!a || !b) return false;
    return a.at < b.at || (a.at === b.at && a.number < b.number);
  }

  #swap(one: number, other: number): void {
    const entries = this.#entries;
    [entries[one], entries[other]] = [entries[other] as Entry, entries[one] as Entry];
  }
}
