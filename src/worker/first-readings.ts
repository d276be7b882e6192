/**
 * What a shop has to read before it can promise anything: basket and orders, then all
 * that placing an order needs. Storage that gives no answer is asked again, since
 * nothing hints that it would, as when another tab is closed; the page is told.
 */
import type { Room } from './room.js';

/** Storage that gave no answer has been asked for some seconds by then. */
const AGAIN_MS = 5_000;

type Reading = () => Promise<void>;

export class FirstReadings {
  readonly #room: Pick<Room, 'storage' | 'watch'>;
  /** Not read yet, in their order. */
  readonly #due: Reading[] = [];
  #last: Promise<void> = Promise.resolve();
  #again: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(room: Pick<Room, 'storage' | 'watch'>) {
    this.#room = room;
  }

  /**
   * Reads it after all that was to be read before, now and until it is read.
   *
   * @param reading asked again where storage failed; does no harm if it is asked twice
   * @returns rejects if it could not be read this time
   */
  read(reading: Reading): Promise<void> {
    this.#due.push(reading);
    return this.#readAll();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#again);
  }

  #readAll(): Promise<void> {
    this.#last = this.#last.catch(() => undefined).then(() => this.#readDue());
    return this.#last;
  }

  async #readDue(): Promise<void> {
    for (let [reading] = this.#due; reading; [reading] = this.#due) {
      try {
        await reading();
      } catch (error) {
        if (error instanceof DOMException) this.#askAgain();
        // What fails for another reason fails again.
        else this.#due.shift();
        throw error;
      }
      this.#due.shift();
    }
    this.#room.storage.answered(true);
  }

  #askAgain(): void {
    this.#room.storage.answered(false);
    clearTimeout(this.#again);
    if (!this.#closed) this.#again = setTimeout(() => this.#room.watch(this.#readAll()), AGAIN_MS);
  }
}
