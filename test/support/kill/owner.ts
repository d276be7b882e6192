/**
 * The owner of the shop: let in by the code that the endpoint prints, then lets stalls in and counts what was
 * delivered.
 */
import { createCode, plainCode } from '../../../src/core/protocol/enrol.js';
import type { SeededRandom } from '../seeded-random.js';
import { crypto_ } from '../sync-shop.js';
import { COUNTED, DEPOTS, FIRST_COUNTS } from './kill-shop.js';
import { Staff, type StaffOptions } from './staff.js';

const COUNTED_PERCENT = 6;
/** More than at first; then what was handed over is made up for. */
const MOST_DELIVERED = 10;
/** One of the customers, and the counter. */
const STALLS = 2;

export class Owner {
  readonly staff: Staff;
  /** For stalls, once the endpoint knows of them. */
  readonly stallCodes: string[] = [];
  readonly #random: SeededRandom;
  /** The last count, by `variant depot`. */
  readonly #counts = new Map(FIRST_COUNTS);

  private constructor(staff: Staff, random: SeededRandom) {
    this.staff = staff;
    this.#random = random;
  }

  static async create(options: StaffOptions, random: SeededRandom): Promise<Owner> {
    return new Owner(await Staff.create(options), random);
  }

  /** @param code as the endpoint prints it */
  async turn(code: string | undefined): Promise<void> {
    const { staff } = this;
    if (!staff.isLetIn && code !== undefined) await staff.enter(code);
    if (!staff.isLetIn) return;
    if (staff.waiting === 0 && this.stallCodes.length < STALLS) await this.#letStallIn();
    else if (staff.waiting === 0 && this.#random.below(100) < COUNTED_PERCENT) await this.#count();
    if (staff.waiting > 0) await staff.send();
  }

  async #letStallIn(): Promise<void> {
    const made = createCode(crypto_.random(10));
    const code = await crypto_.hash(plainCode(made));
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await this.staff.say('device.enrol', { code, class: 'stall', until }, () => this.stallCodes.push(made));
  }

  /** One more of something has come, and all that was handed over since the last count: never less than what lies there. */
  async #count(): Promise<void> {
    const [variant, depot] = [this.#random.pick(COUNTED), this.#random.pick(DEPOTS)];
    const name = `${variant} ${depot}`;
    const most = (FIRST_COUNTS.get(name) ?? 0) + MOST_DELIVERED;
    const quantity = Math.min((this.#counts.get(name) ?? 0) + 1, most);
    const counted = { variant, depot, quantity };
    await this.staff.say('stock.set', counted, () => this.#counts.set(name, quantity));
  }
}
