/**
 * Keys and signatures as the simulation has them: a signed message is the number of a
 * page in a book that only whoever holds the key can write into. It keeps every promise
 * that core asks of the port, in a hundredth of the time.
 */
import type { Crypto, DeviceKey, Verified } from '../../src/core/ports.js';
import type { Intent } from '../../src/core/protocol/intent.js';
import type { SeededRandom } from '../support/seeded-random.js';

interface Page {
  readonly by: string;
  readonly payload: unknown;
}

const PAGE = 'page.';
const END = '.x';

export class Seals {
  readonly #pages: Page[] = [];
  readonly #random: SeededRandom;
  #keys = 0;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** The endpoint's word. */
  prove(payload: unknown): string {
    return this.#write('endpoint', payload);
  }

  /** What a device signed; undefined if nobody did. */
  read(jws: string): { readonly device: string; readonly intent: Intent; readonly hash: string } | undefined {
    const page = this.#find(jws);
    return page && { device: page.by, intent: page.payload as Intent, hash: this.#hash(jws) };
  }

  /** What the device with that name has signed. */
  sign(device: string, payload: unknown): string {
    return this.#write(device, payload);
  }

  get device(): Crypto {
    return {
      createDeviceKey: async () => this.createKey(),
      signIntent: async (key, payload) => this.#write(key.id, payload),
      signRequest: async (key) => key.id,
      signReceipt: async (key, certificate, { intent }) => {
        const kind = certificate === undefined ? 'unattested' : 'attested';
        return { token: `PN1:${key.id} ${intent}`.toUpperCase(), kind };
      },
      seal: async () => undefined,
      verify: async (jws): Promise<Verified> => {
        const page = this.#find(jws);
        return page?.by === 'endpoint' ? { ok: true, payload: page.payload } : { ok: false, code: 'forged' };
      },
      digest: async (data) => this.digest(data),
      hash: async (text) => this.#hash(text),
      random: (bytes) => this.#draw(bytes),
    };
  }

  /** 32 bytes that are the same for the same bytes. */
  digest(data: string | Uint8Array): Uint8Array {
    const text = typeof data === 'string' ? data : String.fromCharCode(...data);
    const bytes = new Uint8Array(32);
    let state = 2_166_136_261;
    for (let index = 0; index < bytes.length; index++) {
      state = Math.imul(state ^ text.charCodeAt(index % text.length) ^ index, 16_777_619) >>> 0;
      for (let at = index; at < text.length; at += bytes.length)
        state = Math.imul(state ^ text.charCodeAt(at), 16_777_619) >>> 0;
      bytes[index] = state >>> 24;
    }
    return bytes;
  }

  #draw(many: number): Uint8Array {
    const bytes = new Uint8Array(many);
    for (let at = 0; at < many; at++) bytes[at] = this.#random.below(256);
    return bytes;
  }

  createKey(): DeviceKey {
    this.#keys += 1;
    const id = `device-${this.#keys}`.padEnd(43, '-');
    return { id, jwk: { kty: 'EC', crv: 'P-256', x: id, y: id }, privateKey: null };
  }

  #write(by: string, payload: unknown): string {
    this.#pages.push({ by, payload });
    return `${PAGE}${this.#pages.length - 1}${END}`;
  }

  /** What no page has, nobody signed. */
  #find(jws: string): Page | undefined {
    if (!jws.startsWith(PAGE) || !jws.endsWith(END)) return undefined;
    return this.#pages[Number(jws.slice(PAGE.length, -END.length))];
  }

  /** Of a page, its number; of any other text, what two sums make of it. */
  #hash(text: string): string {
    if (text.startsWith(PAGE)) return `page-${text.slice(PAGE.length, -END.length)}`.padEnd(43, '-');
    let [one, other] = [2_166_136_261, 5_381];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      one = Math.imul(one ^ code, 16_777_619);
      other = (Math.imul(other, 33) + code) | 0;
    }
    return `hash-${one >>> 0}-${other >>> 0}`.padEnd(43, '-');
  }
}
