/**
 * Whoever stands at the counter with a stall's device: hands over what is shown to them, says so, says it again as one
 * does who had no answer, and now and then takes something back.
 */
import type { SeededRandom } from '../seeded-random.js';
import { Staff, type StaffOptions } from './staff.js';

/** What a receipt says. */
export interface Shown {
  readonly id: string;
  /** Of the intent that placed it. */
  readonly hash: string;
  readonly total: number;
}

/** In a batch. */
const MOST_SAID = 20;
const TAKEN_BACK_PERCENT = 8;

export class Counter {
  readonly staff: Staff;
  readonly #random: SeededRandom;
  /** Its receipt was shown, and nothing is said of it yet. */
  readonly #shown: Shown[] = [];
  /** Handed over, and not taken back. */
  readonly #gone: Shown[] = [];
  readonly #said: string[] = [];

  private constructor(staff: Staff, random: SeededRandom) {
    this.staff = staff;
    this.#random = random;
  }

  static async create(options: StaffOptions, random: SeededRandom): Promise<Counter> {
    return new Counter(await Staff.create(options), random);
  }

  get waiting(): number {
    return this.#shown.length + this.staff.waiting;
  }

  /** A customer shows the receipt of an order that stands, and calls it off no more. */
  show(receipt: Shown): void {
    this.#shown.push(receipt);
  }

  /** @param code that lets a stall in, once there is one */
  async turn(code?: string): Promise<void> {
    const { staff } = this;
    if (!staff.isLetIn && code !== undefined) await staff.enter(code);
    if (staff.isLetIn && this.#random.below(100) < TAKEN_BACK_PERCENT) await this.#takeBack();
    await this.send();
  }

  /** What is to be said is said; if that is nothing, something is said again. */
  async send(): Promise<void> {
    const { staff } = this;
    const room = staff.isLetIn ? MOST_SAID - staff.waiting : 0;
    for (const shown of this.#shown.splice(0, Math.max(0, room))) await this.#handOver(shown);
    const again = staff.waiting === 0 && this.#said.length > 0 ? [this.#random.pick(this.#said)] : [];
    await staff.send(again);
  }

  async #handOver(shown: Shown): Promise<void> {
    const { id: order, hash, total: taken } = shown;
    this.#said.push(await this.staff.say('receipt.collect', { order, hash, taken }));
    this.#gone.push(shown);
  }

  /** Some of it, or all. */
  async #takeBack(): Promise<void> {
    if (this.#gone.length === 0) return;
    const [back] = this.#gone.splice(this.#random.below(this.#gone.length), 1);
    if (!back) return;
    const { id: order, hash, total } = back;
    const amount = this.#random.below(2) === 0 ? total : this.#random.below(total + 1);
    this.#said.push(await this.staff.say('receipt.return', { order, hash, amount }));
  }
}
