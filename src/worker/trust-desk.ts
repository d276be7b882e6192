/**
 * Judges what others say of the shop, on this device and by the keys that it has, and says how it stands. Which of it
 * counts is in core.
 */
import { parseKeys } from '../core/outbox/endpoint-keys.js';
import { toLocalDate } from '../core/pickup/zone.js';
import type { Crypto, PublishedKey } from '../core/ports.js';
import type { Outcome } from '../core/shop-port.js';
import { chooseTestimonials, meanStars } from '../core/testimonial/choose.js';
import { judgeAll, type JudgedList } from '../core/testimonial/list.js';
import type { PulseView, Testimonials, TestimonialWish } from '../core/trust-port.js';
import { PulseBoard } from './pulse-board.js';
import type { Room } from './room.js';

type Verify = Pick<Crypto, 'verify'>;

/** A page that is not served securely has no means of verifying: nothing is vouched for there. */
const NOTHING_KNOWN: Verify = { verify: async () => ({ ok: false, code: 'unknown-key' }) };

export class TrustDesk {
  readonly #room: Room;
  readonly #crypto: Verify;
  readonly #pulse: PulseBoard;
  #judging: { readonly of: readonly unknown[]; readonly list: Promise<JudgedList> } | undefined;
  /** Each problem of a catalog's version is told once. */
  readonly #told = new Set<string>();

  constructor(room: Room, crypto: Verify) {
    this.#room = room;
    // Firefox and Safari have no `subtle` there.
    this.#crypto = isSecureContext ? crypto : NOTHING_KNOWN;
    this.#pulse = new PulseBoard(room);
  }

  async testimonials({ about, limit }: TestimonialWish): Promise<Outcome<Testimonials>> {
    const { testimonials: all, leftOut } = await this.#judge();
    const wanted = about === undefined ? {} : { about };
    const testimonials = chooseTestimonials(all, { ...wanted, limit });
    const stars = meanStars(
      all.filter(({ product }) => !about || (product !== undefined && about.includes(product))),
    );
    return { ok: true, testimonials, leftOut, ...(stars ? { stars } : {}) };
  }

  async pulse(): Promise<Outcome<{ pulse?: PulseView }>> {
    const pulse = await this.#pulse.look();
    return { ok: true, ...(pulse ? { pulse } : {}) };
  }

  /** Once for a catalog, the keys that are held, and a day. */
  async #judge(): Promise<JudgedList> {
    const { shop, testimonials, keys, version } = this.#room.catalog();
    const kept = parseKeys({ keys: (await this.#room.store.get(['shop']))?.keys ?? [] }) ?? [];
    const today = toLocalDate(this.#room.clock.now(), shop.timezone);
    const known = [...keys, ...kept] as readonly PublishedKey[];
    const of = [testimonials, version, today, ...known.map(({ kid, x, y }) => `${kid} ${x} ${y}`)];
    if (!this.#judging || !isSame(this.#judging.of, of)) {
      const list = judgeAll(testimonials, { id: shop.id, keys: known, today }, this.#crypto);
      this.#judging = { of, list };
      this.#room.watch(list.then(({ problems }) => this.#tell(version, problems)));
    }
    return this.#judging.list;
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
