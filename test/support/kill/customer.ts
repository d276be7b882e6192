/**
 * A customer whose device keeps an outbox by core's own code and sends it over real HTTP, with real signatures. It
 * outlives every kill of the endpoint. What it does, chance says.
 */
import { toItems } from '../../../src/core/lease/draw.js';
import { isLive } from '../../../src/core/lease/lease.js';
import { choose, type Choice } from '../../../src/core/order/choose.js';
import { findOrderPickup } from '../../../src/core/order/order-pickup.js';
import type { OrderRecord } from '../../../src/core/order/order.js';
import { placeOrder } from '../../../src/core/order/place.js';
import { drain } from '../../../src/core/outbox/drain.js';
import type { Change, Crypto, Wire } from '../../../src/core/ports.js';
import { withCount, type LeaseItem } from '../../../src/core/protocol/lease.js';
import type { OutboxRecord } from '../../../src/core/records.js';
import { ShopClock } from '../../../src/worker/shop-clock.js';
import { Disk } from '../../simulation/disk.js';
import type { SeededRandom } from '../seeded-random.js';
import { fillBasket } from './basket.js';
import type { Shown } from './counter.js';
import { COUNTED, DEPOTS, isRoomy, KILL_CATALOG, SHOP_ID, slotsAt } from './kill-shop.js';

/** Orders that stand; more are called off. */
const MOST_STANDING = 8;
/** What a stall has put aside for its day, besides places in slots. */
const STALL_UNITS = { 'honey-340': 6, 'eggs-1': 24, 'oats-500': 6 } as const;
const STALL_SLOTS = 3;
/** For how many orders in each of them. */
const MOST_PLACES = 4;
/** They stand no more. */
const ENDED: ReadonlySet<OrderRecord['state']> = new Set(['cancelled', 'rejected', 'collected']);
export interface CustomerWorld {
  readonly random: SeededRandom;
  readonly crypto: Crypto;
  readonly wire: (customer: Customer) => Wire;
  /** It is in the outbox. */
  readonly saved: (customer: Customer, record: OutboxRecord) => void;
  /** Its receipt is shown at the counter: it stands, and is called off no more. */
  readonly shows: (receipt: Shown) => void;
  readonly trouble: (words: string) => void;
}

/** Stays the same from one of its orders to the next, since people are creatures of habit. */
interface Pickup {
  readonly depot: string;
  readonly slot: string;
}

export class Customer {
  readonly name: string;
  readonly disk = new Disk({
    moment: () => undefined,
    wrote: (what) => {
      if (!('file' in what)) this.#kept(what);
    },
  });
  /** It was enrolled as a stall: it asks for a day's stock at once, and sells out of that. */
  isStall = false;
  readonly #world: CustomerWorld;
  readonly #clock = new ShopClock();
  #wish: readonly LeaseItem[] = [];
  #usual: Pickup;
  /** To be redeemed with the basket. */
  #points = 0;
  readonly #shown = new Set<string>();
  chosen = 0;

  constructor(name: string, world: CustomerWorld) {
    this.name = name;
    this.#world = world;
    this.#usual = this.#pickUsual();
  }

  /** The thumbprint of its key, once it has one. */
  get device(): string | undefined {
    const [found] = this.disk.rows.device.values();
    return found?.id;
  }

  get waiting(): number {
    return this.disk.rows.intent.size;
  }

  async orders(): Promise<readonly OrderRecord[]> {
    return this.disk.store.list('order');
  }

  /** One thing that a customer does, and what waits is sent. */
  async turn(): Promise<void> {
    const { random } = this.#world;
    if (this.isStall && !(await this.#holds())) await this.#stockUp();
    if (random.below(4) === 0) await this.#showReceipt();
    const enough = (await this.#open()).length >= MOST_STANDING;
    if (random.below(10) < (enough ? 6 : 2)) await this.#decide();
    else if (random.below(3) > 0) await this.#orderWhatIsHeld();
    else await this.#orderAtOnce();
    await this.drain();
  }

  /** Orders something, and sends it. */
  async order(): Promise<void> {
    await this.#orderAtOnce();
    await this.drain();
  }

  async #orderAtOnce(): Promise<void> {
    if (await this.#fill()) await this.#place();
  }

  /** Has it held, and orders once it is, or presses while that is being asked. */
  async #orderWhatIsHeld(): Promise<void> {
    const { random } = this.#world;
    const items = await this.#fill();
    if (!items) return;
    if (!this.isStall) this.#wish = items;
    const asked = this.drain();
    if (random.below(3) > 0) await asked;
    if (random.below(5) > 0) await this.#place();
    await asked;
  }

  /** A day's stock, and places at the next few times. */
  async #stockUp(): Promise<void> {
    const { random } = this.#world;
    const { depot } = this.#usual;
    const slots = slotsAt(depot).slice(0, STALL_SLOTS);
    this.#usual = { depot, slot: random.pick(slots) };
    const places = slots.map((slot) => withCount({ depot, slot }, 1 + random.below(MOST_PLACES)));
    const units = COUNTED.map((variant) => ({ variant, depot, quantity: STALL_UNITS[variant] }));
    this.#wish = [...places, ...units];
    await this.drain();
    this.#wish = [];
  }

  /** @returns what has to be held for the basket and the points that pay for it; undefined if it could not be filled */
  async #fill(): Promise<readonly LeaseItem[] | undefined> {
    const { random } = this.#world;
    if (!this.isStall && random.below(4) === 0) this.#usual = this.#pickUsual();
    const filled = await fillBasket(this.disk.store, random, this.#clock.now());
    if (!filled) return undefined;
    const { quantities, points } = filled;
    this.#points = points;
    return toItems({ ...this.#usual, quantities, points });
  }

  async #place(): Promise<void> {
    const { trouble } = this.#world;
    const request = { pickup: this.#usual, payment: 'at-pickup', redeemPoints: this.#points };
    const context = { catalog: KILL_CATALOG, moment: () => this.#clock.moment() };
    const placed = await placeOrder(this.#ports, request, context);
    this.#wish = [];
    if (placed.ok) return;
    if (placed.code === 'slot-full') this.#usual = this.#pickUsual();
    else trouble(`${this.name}: ${placed.code}`);
  }

  /** Goes to get one that stands, where there is room for it. */
  async #showReceipt(): Promise<void> {
    const standing = (await this.#open()).filter(
      ({ state, pickup }) => state.startsWith('confirmed') && isRoomy(pickup),
    );
    if (standing.length === 0) return;
    const { id, hash, total } = this.#world.random.pick(standing);
    // An order of an older version of the code has none.
    if (hash === undefined) return;
    this.#shown.add(id);
    this.#world.shows({ id, hash, total });
  }

  /** Takes what is offered for one that is disputed, agrees to what points did not pay for, or calls one off. */
  async #decide(): Promise<void> {
    const { random, trouble } = this.#world;
    const open = await this.#open();
    const asked = open.filter(({ decision }) => decision !== undefined);
    if (asked.length === 0 && open.length < MOST_STANDING) return;
    const order = random.pick(asked.length > 0 ? asked : open);
    const choices = choicesOf(order);
    if (choices.length === 0 || random.below(4) === 0) choices.push('cancel');
    const choice = random.pick(choices);
    const made = await choose(this.#ports, SHOP_ID, order.id, choice);
    if (!made.ok) trouble(`${this.name}: ${made.code}`);
    else if (typeof choice === 'object') this.chosen += 1;
  }

  /** Those that may still be called off. */
  async #open(): Promise<readonly OrderRecord[]> {
    const orders = await this.orders();
    return orders.filter(({ id, choice, state }) => !choice && !ENDED.has(state) && !this.#shown.has(id));
  }

  async drain(): Promise<void> {
    const { crypto, wire, trouble } = this.#world;
    const wish = this.#wish;
    const drained = await drain(
      { ...this.#ports, crypto, wire: wire(this) },
      {
        shop: SHOP_ID,
        parkedToo: false,
        catalog: KILL_CATALOG.version,
        wish: () => (wish.length > 0 ? { items: wish, moment: () => this.#clock.moment() } : undefined),
        findPickup: (depot, slot) => findOrderPickup(KILL_CATALOG, depot, slot),
        changed: () => undefined,
        newCatalog: () => undefined,
        report: (code, message, where) => trouble(`${this.name}: ${code}: ${message} ${where}`),
      },
    );
    if (drained.forked) trouble(`${this.name} is taken for a copy`);
  }

  /** Whether some of what was held for it is left. */
  async #holds(): Promise<boolean> {
    const moment = this.#clock.moment();
    const live = (await this.disk.store.list('lease')).filter((lease) => isLive(lease, moment));
    return live.some(({ items }) => items.some(({ item, left }) => 'variant' in item && left > 0));
  }

  #pickUsual(): Pickup {
    const { random } = this.#world;
    const depot = random.pick(DEPOTS);
    const slots = slotsAt(depot);
    const roomy = slots.filter((slot) => isRoomy({ depot, slot }));
    return { depot, slot: random.pick(random.below(2) === 0 ? roomy : slots) };
  }

  #kept({ put = [] }: Change): void {
    for (const [key, record] of put) if (key[0] === 'intent') this.#world.saved(this, record as OutboxRecord);
  }

  get #ports() {
    const { crypto } = this.#world;
    return { store: this.disk.store, journal: this.disk.journal, crypto, clock: this.#clock };
  }
}

function choicesOf({ decision }: OrderRecord): Choice[] {
  if (decision?.kind === 'reprice') return ['accept'];
  return decision?.kind === 'dispute' ? decision.alternates.map(({ id }) => ({ alternate: id })) : [];
}
