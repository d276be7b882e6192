/** Simulated time: what is to happen when, in one order for one seed. */

interface Entry {
  readonly at: number;
  readonly number: number;
  readonly run: () => void;
}

export class Agenda {
  /** Epoch milliseconds, as they truly are. */
  now: number;
  readonly #heap: Entry[] = [];
  #count = 0;

  constructor(now: number) {
    this.now = now;
  }

  in(ms: number, run: () => void): void {
    this.#count += 1;
    const entry = { at: this.now + Math.max(0, Math.round(ms)), number: this.#count, run };
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
  }

  /** Lets the next thing happen. False if there is nothing left before `end`. */
  step(end: number): boolean {
    const [first] = this.#heap;
    if (!first || first.at > end) return false;
    const last = this.#heap.pop();
    if (last && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#sink(0);
    }
    this.now = first.at;
    first.run();
    return true;
  }

  #rise(at: number): void {
    for (let child = at; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.#isFirst(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  #sink(at: number): void {
    for (let parent = at; ;) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      let least = parent;
      if (left < this.#heap.length && this.#isFirst(left, least)) least = left;
      if (right < this.#heap.length && this.#isFirst(right, least)) least = right;
      if (least === parent) return;
      this.#swap(least, parent);
      parent = least;
    }
  }

  #isFirst(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one] as Entry, this.#heap[other] as Entry];
    return a.at === b.at ? a.number < b.number : a.at < b.at;
  }

  #swap(one: number, other: number): void {
    const kept = this.#heap[one] as Entry;
    this.#heap[one] = this.#heap[other] as Entry;
    this.#heap[other] = kept;
  }
}
