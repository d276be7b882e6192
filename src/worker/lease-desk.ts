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
import { isDue, leftIn, liveOf, type StallDay } from '../core/lease/stall-day.js';
import { countOfItem, nameOfItem, type LeaseItem } from '../core/protocol/lease.js';
import type { Room } from './room.js';

/** A shopper who presses a stepper five times asks once. */
const SETTLES_MS = 400;
/** What was not to be had is asked for again after that. */
const ASK_AGAIN_MS = 60_000;
/** A lease is renewed when so much of its time is left. */
const RENEW_AT = 1 / 3;

export class LeaseDesk {
  readonly #room: Room;
  /** Makes a drain worth while. */
  readonly #poke: () => void;
  #pickup: PickupChoice | null = null;
  #needs: readonly LeaseItem[] = [];
  #leases: readonly LeaseRecord[] = [];
  /** What a stall has for its day. */
  #day: StallDay | undefined;
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
    const wish = JSON.stringify(this.#needs);
    const worth = this.#isWorthAsking(wish);
    if (!worth && !this.#isDayDue()) return undefined;
    this.#asking = wish;
    this.#holds = this.#needs.length > 0;
    return { items: this.#needs, moment, ...(worth ? {} : { beside: true }) };
  }

  /** An answer has changed the leases. */
  async answered(): Promise<void> {
    this.#answered = { wish: this.#asking, at: this.#room.clock.elapsed() };
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
    const [device, stall] = await store.getMany([['device'], ['stall']]);
    this.#leases = liveOf(await store.list('lease'), device?.id, moment);
    this.#day = stall?.day;
    const hold = toHoldView(this.#leases, moment, this.#pickup, this.#day);
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

  /** What is wished for is not settled, or is to go back since its time is over. */
  #isDayDue(): boolean {
    const moment = this.#room.clock.moment();
    const live = this.#leases.filter((lease) => isLive(lease, moment));
    return isSecureContext && this.#day !== undefined && isDue(this.#day, live, moment);
  }

  #isCovered(): boolean {
    const held = leftIn(this.#leases);
    return this.#needs.every((item) => (held.get(nameOfItem(item)) ?? 0) >= countOfItem(item));
  }
}
