/** The shop's own people in the demo's month: let in by a code, and heard at once. */
import type { DeviceKey, Reply } from '../../src/core/ports.js';
import { toSignedText } from '../../src/core/protocol/request-signature.js';
import { MAX_BATCH } from '../../src/core/protocol/sync.js';
import { createUuidV7 } from '../../src/core/protocol/uuid.js';
import { crypto_, type MonthShop } from './shop.js';

export interface Word {
  readonly type: 'stock.set' | 'depot.set' | 'receipt.collect';
  readonly body: object;
}

export class Staff {
  readonly #shop: MonthShop;
  readonly #key: DeviceKey;
  #seq = 0;

  private constructor(shop: MonthShop, key: DeviceKey) {
    this.#shop = shop;
    this.#key = key;
  }

  /** @param code as it is typed */
  static async enter(shop: MonthShop, code: string): Promise<Staff> {
    const staff = new Staff(shop, await crypto_.createDeviceKey());
    const { status, text } = await staff.#ask('/v1/enrol', { code });
    if (status !== 200) throw new Error(`the code was refused: ${text}`);
    return staff;
  }

  async say(words: readonly Word[]): Promise<void> {
    for (let at = 0; at < words.length; at += MAX_BATCH) {
      const intents = await Promise.all(words.slice(at, at + MAX_BATCH).map((word) => this.#sign(word)));
      const sent = new Date(this.#shop.clock.now).toISOString();
      const { status, text } = await this.#ask('/v1/sync', { intents, cursor: null, sent });
      if (status !== 200) throw new Error(`the shop's own word was refused: ${text}`);
    }
  }

  #sign({ type, body }: Word): Promise<string> {
    const { clock, id: shop, catalog } = this.#shop;
    const id = createUuidV7(clock.now, crypto_.random(10));
    const { mode } = catalog.shop;
    const at = new Date(clock.now).toISOString();
    return crypto_.signIntent(this.#key, { v: 1, id, shop, mode, seq: this.#seq++, at, type, body });
  }

  async #ask(path: string, fields: object): Promise<Reply> {
    const { id: shop, wire } = this.#shop;
    const body = JSON.stringify({ shop, ...fields });
    const text = toSignedText('POST', path, shop, await crypto_.hash(body));
    return wire.post(path, body, await crypto_.signRequest(this.#key, text));
  }
}
