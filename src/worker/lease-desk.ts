/**
 * Keeps what the shopper is about to order held for them: asks for a lease when they have
 * chosen where and when, again when the basket changes or its time runs out, and gives it
 * up when they leave. Shows what is held and until when.
 */
import { EMPTY_CART } from '../core/cart/cart.js';
import { isOrderable, viewCart } from '../core/cart/cart-view.js';
import { countByVariant } from '../core/cart/price-lines.js';
import type { PickupChoice } from '../core/shop-port.js';
import type { LeaseWish } from '../core/lease/ask.js';
import { toItems } from '../core/lease/draw.js';
import { toHoldView } from '../core/lease/hold-view.js';
import { isLive, timeLeft, type LeaseRecord } from '../core/lease/lease.js';
import { countOfItem, nameOfItem, type LeaseItem } from '../core/protocol/lease.js';
import type { Room } from './room.js';

/** A shopper who presses a stepper five times asks once. */
const SETTLES_MS = 400;
/** What was not to be had is asked for again after that. */
const ASK_AGAIN_MS = 60_000;
/** A lease is renewed when so much of its time is left. */
const RENEW_AT = 1 / 3;

export class LeaseDesk {
  /** What a stall takes for its day, until that was asked for. */
  day: readonly LeaseItem[] | undefined;
  readonly #room: Room;
  /** Makes a drain worth while. */
  readonly #poke: () => void;
  #pickup: PickupChoice | null = null;
  #needs: readonly LeaseItem[] = [];
  #leases: readonly LeaseRecord[] = [];
  /** What is being asked for, and what was answered last. */
  #asking = '';
  #answered: { readonly wish: string; readonly at: number } | undefined;
  /** What is held was asked for here. */
  #holds = false;
  #shown = 'null';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(room: Room, poke: () => void) {
    this.#room = room;
    this.#poke = poke;
  }

  /** @param pickup null: the shopper is not about to order */
  async want(pickup: PickupChoice | null): Promise<void> {
    this.#pickup = pickup;
    await this.look();
  }

  /** What to ask for with the next request. */
  wish(): LeaseWish | undefined {
    const moment = () => this.#room.clock.moment();
    const { day } = this;
    if (day) return { items: day, moment, day: true };
    const wish = JSON.stringify(this.#needs);
    if (!this.#isWorthAsking(wish)) return undefined;
    this.#asking = wish;
    this.#holds = this.#needs.length > 0;
    return { items: this.#needs, moment };
  }

  /** An answer has changed the leases. */
  async answered(): Promise<void> {
    // Whatever was asked for a basket is gone with a day that was asked for.
    this.#answered = this.day ? undefined : { wish: this.#asking, at: this.#room.clock.elapsed() };
    this.day = undefined;
    await this.look();
    this.#room.tellTabs({ leases: true });
  }

  /** Reads basket and leases again, shows what is held, and asks for what is not. */
  async look(): Promise<void> {
    const { store, clock } = this.#room;
    const cart = (await store.get(['cart']))?.cart ?? EMPTY_CART;
    const lines = viewCart(cart, this.#room.catalog()).lines.filter(isOrderable);
    const wants = this.#pickup !== null && lines.length > 0;
    this.#needs =
      wants && this.#pickup ? toItems({ ...this.#pickup, quantities: countByVariant(lines) }) : [];
    const moment = clock.moment();
    const device = await store.get(['device']);
    const leases = await store.list('lease');
    this.#leases = leases.filter((lease) => lease.device === device?.id && isLive(lease, moment));
    const hold = toHoldView(this.#leases, moment, this.#pickup);
    const next = JSON.stringify(hold);
    if (next !== this.#shown) this.#room.emit({ cause: 'sync', hold });
    this.#shown = next;
    this.#plan();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#pickup = null;
  }

  #plan(): void {
    clearTimeout(this.#timer);
    // Whoever comes back looks again.
    const now = this.#room.visible() && this.#isWorthAsking(JSON.stringify(this.#needs));
    const moment = this.#room.clock.moment();
    const ends = this.#leases.flatMap((lease) => {
      const left = timeLeft(lease, moment);
      const renewal = left - lease.ttlMs * RENEW_AT;
      return renewal > 0 ? [renewal, left] : [left];
    });
    if (!now && ends.length === 0) return;
    const wake = () => {
      if (now) this.#poke();
      else this.#room.watch(this.look());
    };
    this.#timer = setTimeout(wake, now ? SETTLES_MS : Math.min(...ends) + 1);
  }

  #isWorthAsking(wish: string): boolean {
    if (this.#room.config.offlinePolicy === 'force-offline' || !isSecureContext) return false;
    // Another tab's hold is that tab's to give up.
    if (this.#needs.length === 0)
      return this.#holds && this.#leases.some(({ items }) => items.some(({ left }) => left > 0));
    const moment = this.#room.clock.moment();
    const asked = this.#answered;
    const isNew = asked?.wish !== wish || moment.elapsed - asked.at > ASK_AGAIN_MS;
    if (!this.#isCovered()) return isNew;
    return this.#leases.every((lease) => timeLeft(lease, moment) < lease.ttlMs * RENEW_AT);
  }

  #isCovered(): boolean {
    const held = new Map<string, number>();
    for (const { item, left } of this.#leases.flatMap(({ items }) => items))
      held.set(nameOfItem(item), (held.get(nameOfItem(item)) ?? 0) + left);
    return this.#needs.every((item) => (held.get(nameOfItem(item)) ?? 0) >= countOfItem(item));
  }
}
