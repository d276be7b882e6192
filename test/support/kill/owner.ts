/**
 * The owner of the shop: let in by the code that the endpoint prints, then lets a stall in and counts what was
 * delivered. What was not answered is sent again, byte for byte.
 */
import type { DeviceKey, Reply, Wire } from '../../../src/core/ports.js';
import { createCode, plainCode } from '../../../src/core/protocol/enrol.js';
import { toSignedText } from '../../../src/core/protocol/request-signature.js';
import type { SyncAnswer } from '../../../src/core/protocol/sync.js';
import type { SeededRandom } from '../seeded-random.js';
import { crypto_, Device, type Signed } from '../sync-shop.js';
import { COUNTED, DEPOTS, FIRST_COUNTS, SHOP_ID } from './kill-shop.js';

const COUNTED_PERCENT = 6;
/** More than at first; then it is only counted again. */
const MOST_DELIVERED = 10;

/** Sends a signed request. */
async function ask(wire: Wire, key: DeviceKey, path: string, fields: object): Promise<Reply> {
  const body = JSON.stringify({ shop: SHOP_ID, ...fields });
  const text = toSignedText('POST', path, SHOP_ID, await crypto_.hash(body));
  return wire.post(path, body, await crypto_.signRequest(key, text));
}

/** @returns whether the code has made it what it is for; undefined if there was no answer */
export async function enrol(wire: Wire, key: DeviceKey, code: string): Promise<boolean | undefined> {
  const reply = await ask(wire, key, '/v1/enrol', { code }).catch(() => undefined);
  return reply && reply.status < 500 ? reply.status === 200 : undefined;
}

interface Delivery {
  readonly name: string;
  readonly quantity: number;
}

export class Owner {
  /** What lies at the depots by what was answered, by `variant depot`. */
  readonly shelves = new Map(FIRST_COUNTS);
  /** Counted, and not answered yet: it may be so already. */
  delivery: Delivery | undefined;
  /** For a stall, once the endpoint knows of it. */
  stallCode: string | undefined;
  readonly #device: Device;
  readonly #random: SeededRandom;
  readonly #wire: Wire;
  readonly #trouble: (words: string) => void;
  #isLetIn = false;
  #waiting: Pick<Signed, 'id' | 'jws'> | undefined;
  readonly #code = createCode(crypto_.random(10));

  private constructor(device: Device, wire: Wire, random: SeededRandom, trouble: (words: string) => void) {
    this.#device = device;
    this.#wire = wire;
    this.#random = random;
    this.#trouble = trouble;
  }

  static async create(wire: Wire, random: SeededRandom, trouble: (words: string) => void): Promise<Owner> {
    return new Owner(await Device.create(), wire, random, trouble);
  }

  get waits(): boolean {
    return this.#waiting !== undefined;
  }

  /** @param code as the endpoint prints it */
  async turn(code: string | undefined): Promise<void> {
    if (!this.#isLetIn && code !== undefined) await this.#enter(code);
    if (!this.#isLetIn) return;
    if (!this.waits && this.stallCode === undefined) await this.#letStallIn();
    else if (!this.waits && this.#random.below(100) < COUNTED_PERCENT) await this.#count();
    await this.send();
  }

  async send(): Promise<void> {
    const waiting = this.#waiting;
    if (!waiting) return;
    const fields = { intents: [waiting.jws], cursor: null };
    const reply = await ask(this.#wire, this.#device.key, '/v1/sync', fields).catch(() => undefined);
    if (reply?.status !== 200) return;
    const { results } = JSON.parse(reply.text) as SyncAnswer;
    const result = results.find(({ intent }) => intent === waiting.id);
    if (!result) return;
    if (result.state !== 'confirmed') this.#trouble(`the owner's word is ${result.state}`);
    this.#waiting = undefined;
    if (this.delivery) this.shelves.set(this.delivery.name, this.delivery.quantity);
    else this.stallCode = this.#code;
    this.delivery = undefined;
  }

  async #enter(code: string): Promise<void> {
    const entered = await enrol(this.#wire, this.#device.key, code);
    this.#isLetIn = entered === true;
    if (entered === false) this.#trouble(`the owner's code ${code} is refused`);
  }

  async #letStallIn(): Promise<void> {
    const code = await crypto_.hash(plainCode(this.#code));
    const until = new Date(Date.now() + 3_600_000).toISOString();
    this.#waiting = await this.#device.sign('device.enrol', { code, class: 'stall', until });
  }

  /** One more of something has come, or not. */
  async #count(): Promise<void> {
    const [variant, depot] = [this.#random.pick(COUNTED), this.#random.pick(DEPOTS)];
    const name = `${variant} ${depot}`;
    const most = (FIRST_COUNTS.get(name) ?? 0) + MOST_DELIVERED;
    const quantity = Math.min((this.shelves.get(name) ?? 0) + 1, most);
    this.delivery = { name, quantity };
    this.#waiting = await this.#device.sign('stock.set', { variant, depot, quantity });
  }
}
