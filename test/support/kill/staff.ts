/**
 * A device of the shop's own people: let in by a code, and heard. What it says is sent again, byte for byte, until it is
 * answered.
 */
import type { DeviceKey, Reply, Wire } from '../../../src/core/ports.js';
import { toSignedText } from '../../../src/core/protocol/request-signature.js';
import type { Result, SyncAnswer } from '../../../src/core/protocol/sync.js';
import { crypto_, Device } from '../sync-shop.js';

export interface StaffOptions {
  readonly wire: Wire;
  /** Its id. */
  readonly shop: string;
  readonly trouble: (words: string) => void;
}

/** Sends a signed request. */
async function ask(
  { wire, shop }: Pick<StaffOptions, 'wire' | 'shop'>,
  key: DeviceKey,
  path: string,
  fields: object,
): Promise<Reply> {
  const body = JSON.stringify({ shop, ...fields });
  const text = toSignedText('POST', path, shop, await crypto_.hash(body));
  return wire.post(path, body, await crypto_.signRequest(key, text));
}

/** @returns whether the code has made it what it is for; undefined if there was no answer */
export async function enrol(
  line: Pick<StaffOptions, 'wire' | 'shop'>,
  key: DeviceKey,
  code: string,
): Promise<boolean | undefined> {
  const reply = await ask(line, key, '/v1/enrol', { code }).catch(() => undefined);
  return reply && reply.status < 500 ? reply.status === 200 : undefined;
}

interface Word {
  readonly jws: string;
  readonly heard: () => void;
}

export class Staff {
  isLetIn = false;
  /** Intents that were answered: from then on they are in the books. */
  readonly answered = new Set<string>();
  readonly #device: Device;
  readonly #options: StaffOptions;
  readonly #waiting = new Map<string, Word>();

  private constructor(device: Device, options: StaffOptions) {
    this.#device = device;
    this.#options = options;
  }

  static async create(options: StaffOptions): Promise<Staff> {
    return new Staff(await Device.create(), options);
  }

  /** The thumbprint of its key. */
  get device(): string {
    return this.#device.key.id;
  }

  /** How much was said and is not answered. */
  get waiting(): number {
    return this.#waiting.size;
  }

  async enter(code: string): Promise<void> {
    const entered = await enrol(this.#options, this.#device.key, code);
    this.isLetIn = entered === true;
    if (entered === false) this.#options.trouble(`the code ${code} is refused`);
  }

  /**
   * @param heard called once it is answered
   * @returns its bytes, to be said again
   */
  async say(type: string, body: object, heard: () => void = () => undefined): Promise<string> {
    const { id, jws } = await this.#device.sign(type, body, { shop: this.#options.shop });
    this.#waiting.set(id, { jws, heard });
    return jws;
  }

  /** @param again what was answered before */
  async send(again: readonly string[] = []): Promise<void> {
    const intents = [...[...this.#waiting.values()].map(({ jws }) => jws), ...again];
    const fields = { intents, cursor: null };
    const reply = await ask(this.#options, this.#device.key, '/v1/sync', fields).catch(() => undefined);
    if (reply?.status !== 200) return;
    for (const result of (JSON.parse(reply.text) as SyncAnswer).results) this.#hear(result);
  }

  #hear(result: Result): void {
    const { intent, state, reason } = result;
    // Nobody has brought the order yet.
    if (state === 'waiting') return;
    const word = this.#waiting.get(intent);
    const isOwn = word !== undefined || this.answered.has(intent);
    if (isOwn && state === 'rejected')
      this.#options.trouble(`the shop's own word is refused: ${reason?.code}`);
    if (!word) return;
    this.#waiting.delete(intent);
    this.answered.add(intent);
    word.heard();
  }
}
