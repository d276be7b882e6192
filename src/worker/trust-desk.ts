/**
 * Judges what others say of the shop, on this device and by the keys that it has, and says how much the shop sells. Which of
 * it counts is in core.
 */
import { findProduct } from '../core/catalog/lookup.js';
import { toLocalDate } from '../core/pickup/zone.js';
import type { Crypto } from '../core/ports.js';
import type { Outcome } from '../core/shop-port.js';
import { chooseTestimonials, meanStars } from '../core/testimonial/choose.js';
import { judgeAll, type JudgedList } from '../core/testimonial/list.js';
import type { PulseView, Testimonials, TestimonialWish } from '../core/trust-port.js';
import { latestKnown } from './latest-known.js';
import { PulseBoard } from './pulse-board.js';
import type { Room } from './room.js';
import { toNames, TrustKeys } from './trust-keys.js';
import { createWire } from './wire.js';

type Verify = Pick<Crypto, 'verify'>;

/** A page that is not served securely has no means of verifying: nothing is vouched for there. */
const NOTHING_KNOWN: Verify = { verify: async () => ({ ok: false, code: 'unknown-key' }) };

interface Judging {
  readonly of: readonly unknown[];
  /** The names of those that it was judged by. */
  readonly keys: string;
  readonly list: Promise<JudgedList>;
  /** One is signed by a key that is not known. */
  isKeyMissing: boolean;
}

export class TrustDesk {
  readonly #room: Room;
  readonly #crypto: Verify;
  readonly #pulse: PulseBoard;
  readonly #keys: TrustKeys;
  #judging: Judging | undefined;
  /** Each problem of a catalog's version is told once. */
  readonly #told = new Set<string>();

  constructor(room: Room, crypto: Verify) {
    this.#room = room;
    // Firefox and Safari have no `subtle` there.
    this.#crypto = isSecureContext ? crypto : NOTHING_KNOWN;
    const { endpoint } = room.config;
    const wire = endpoint === undefined ? undefined : createWire(endpoint, room, () => undefined);
    this.#pulse = new PulseBoard(room, wire);
    this.#keys = new TrustKeys(room, wire);
  }

  async testimonials({ about, limit }: TestimonialWish): Promise<Outcome<Testimonials>> {
    const { list } = await this.#judge();
    const { testimonials: all } = await list;
    const wanted = about === undefined ? {} : { about };
    const testimonials = chooseTestimonials(all, { ...wanted, limit });
    const stars = meanStars(
      all.filter(({ product }) => !about || (product !== undefined && about.includes(product))),
    );
    return { ok: true, testimonials, ...(stars ? { stars } : {}) };
  }

  async pulse(): Promise<Outcome<{ pulse?: PulseView }>> {
    const pulse = await this.#pulse.look();
    return { ok: true, ...(pulse ? { pulse } : {}) };
  }

  /** For what was judged last: another tab may have heard of other keys since. */
  async renewKeys(): Promise<Outcome<{ changed: boolean }>> {
    const judging = this.#judging ?? (await this.#judge());
    await judging.list;
    await this.#keys.renew(judging.isKeyMissing);
    return { ok: true, changed: toNames(await this.#keys.known()) !== judging.keys };
  }

  /** Once for a catalog, the keys that are held, and a day. */
  async #judge(): Promise<Judging> {
    const catalog = this.#room.catalog();
    const { shop, testimonials, version } = catalog;
    const known = await this.#keys.known();
    const today = toLocalDate(await latestKnown(this.#room), shop.timezone);
    const keys = toNames(known);
    const of = [catalog, today, keys];
    if (this.#judging && isSame(this.#judging.of, of)) return this.#judging;
    const verify: Verify['verify'] = async (...given) => {
      const verified = await this.#crypto.verify(...given);
      if (!verified.ok && verified.code === 'unknown-key') judging.isKeyMissing = true;
      return verified;
    };
    const findId = (name: string) => findProduct(catalog, name)?.id;
    const listed = { id: shop.id, keys: known, today, findProduct: findId };
    const list = Promise.resolve().then(() => judgeAll(testimonials, listed, { verify }));
    const judging: Judging = { of, keys, list, isKeyMissing: false };
    this.#judging = judging;
    this.#room.watch(list.then(({ problems }) => this.#tell(version, problems)));
    return judging;
  }

  #tell(version: string, problems: JudgedList['problems']): void {
    const fresh = problems.filter(({ code, pointer }) => !this.#told.has(`${code} ${pointer} ${version}`));
    if (fresh.length === 0) return;
    for (const { code, pointer } of fresh) this.#told.add(`${code} ${pointer} ${version}`);
    const told = fresh.map(({ code, pointer, message }) => ({ code, message, where: pointer }));
    this.#room.emit({ cause: 'sync', problems: told });
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => Object.is(value, other[at]));
}
