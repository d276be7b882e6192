/** The shop's pulse: asked for once for each day that is over, kept, and shown with its date where nobody answers. */
import { toLocalDate } from '../core/pickup/zone.js';
import type { Wire } from '../core/ports.js';
import { parsePulse, type Pulse } from '../core/protocol/pulse.js';
import {
  isBehind,
  isNewest,
  isOf,
  isOfLate,
  mayBeShown,
  type PulseRecord,
} from '../core/testimonial/kept-pulse.js';
import type { PulseView } from '../core/trust-port.js';
import { latestKnown } from './latest-known.js';
import type { Room } from './room.js';

type Place = Pick<Room, 'store' | 'clock' | 'catalog'>;

export class PulseBoard {
  readonly #room: Place;
  readonly #wire: Wire | undefined;
  /** However many elements show it, it is asked for once. */
  #asking: Promise<PulseView | undefined> | undefined;

  constructor(room: Place, wire: Wire | undefined) {
    this.#room = room;
    this.#wire = wire;
  }

  /** Undefined where there is none to show. */
  look(): Promise<PulseView | undefined> {
    this.#asking ??= this.#look().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #look(): Promise<PulseView | undefined> {
    const { store } = this.#room;
    const found = await store.get(['pulse']);
    const kept = found && isOf(found.pulse, this.#shop) ? found : undefined;
    const now = await latestKnown(this.#room);
    const today = toLocalDate(now, this.#shop.timezone);
    if (kept && isNewest(kept, today, now)) return toView(kept.pulse, false);
    const told = await this.#ask(today);
    if (told) await this.#keep(told, found, now);
    if (told) return toView(told, isBehind(told, today));
    return kept && mayBeShown(kept, now) ? toView(kept.pulse, true) : undefined;
  }

  get #shop() {
    return this.#room.catalog().shop;
  }

  async #ask(today: string): Promise<Pulse | undefined> {
    try {
      const reply = await this.#wire?.get('/v1/pulse');
      const pulse = reply?.status === 200 ? parsePulse(reply.text) : undefined;
      return pulse && isOf(pulse, this.#shop) && isOfLate(pulse, today) ? pulse : undefined;
    } catch {
      // Nobody answers: what is kept has to do.
      return undefined;
    }
  }

  /** Another tab may have kept it meanwhile: the same number. */
  async #keep(pulse: Pulse, before: PulseRecord | undefined, now: number): Promise<void> {
    const record = { rev: (before?.rev ?? 0) + 1, pulse, at: new Date(now).toISOString() };
    await this.#room.store.commit({
      expect: [[['pulse'], before?.rev]],
      put: [[['pulse'], record]],
      durability: 'relaxed',
    });
  }
}

function toView({ orders, days, to }: Pulse, isOld: boolean): PulseView | undefined {
  return orders === null ? undefined : { orders, days, to, isOld };
}
