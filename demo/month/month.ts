/**
 * The plot of the demo's month: shoppers who order by day, with a connection and in outages; a stall that hands over; an owner
 * who takes deliveries in and closes a place for a day; and devices that count. Chance says what happens, by a seed.
 */
import type { OrderRecord } from '../../src/core/order/order.js';
import { addDays, weekdayOf } from '../../src/core/pickup/local-date.js';
import { toEpoch, toLocalDate } from '../../src/core/pickup/zone.js';
import { createCode, plainCode } from '../../src/core/protocol/enrol.js';
import { Agenda } from './agenda.js';
import { Chance } from './chance.js';
import { CountingDevice, experimentOf } from './counting.js';
import { crypto_, type MonthShop } from './shop.js';
import { Shopper } from './shopper.js';
import { Staff } from './staff.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface MonthPlan {
  readonly days: number;
  readonly seed: number;
  /** Orders on a day, about. */
  readonly ordersADay: number;
  /** Devices that count on a day, about. */
  readonly devicesADay: number;
  /** Epoch milliseconds: nothing happens after it. */
  readonly end: number;
}

/** What was loaded. */
export interface Loaded {
  placed: number;
  /** In an outage. */
  offline: number;
  cancelled: number;
  decided: number;
  collected: number;
  outages: number;
  devices: number;
}

const SHOPPERS = 140;
/** How busy a day of the week is. */
const BUSY = { mon: 0.9, tue: 0.85, wed: 1, thu: 1.05, fri: 1.35, sat: 1.2, sun: 0.65 } as const;
/** When people order, in minutes since midnight. */
const HOURS = [
  { from: 7 * 60, to: 9 * 60 },
  { from: 12 * 60, to: 13 * 60 + 30 },
  { from: 17 * 60, to: 21 * 60 + 30 },
] as const;
const OUTAGE_SHARE = 0.45;
/** One that lasts until the next afternoon. */
const LONG_OUTAGE_MINUTES = 28 * 60;

interface Outage {
  readonly from: number;
  readonly to: number;
}

export class Month {
  readonly loaded: Loaded = {
    ...{ placed: 0, offline: 0, cancelled: 0, decided: 0, collected: 0, outages: 0, devices: 0 },
  };
  readonly #shop: MonthShop;
  readonly #plan: MonthPlan;
  readonly #chance: Chance;
  readonly #agenda: Agenda;
  readonly #shoppers: readonly Shopper[];
  readonly outages: Outage[] = [];
  #owner: Staff | undefined;
  #stall: Staff | undefined;

  constructor(shop: MonthShop, plan: MonthPlan) {
    this.#shop = shop;
    this.#plan = plan;
    this.#chance = new Chance(plan.seed);
    this.#agenda = new Agenda(shop.clock, plan.end);
    this.#shoppers = Array.from(
      { length: SHOPPERS },
      (_, index) => new Shopper(shop, this.#chance, `Shopper ${index + 1}`),
    );
  }

  async run(): Promise<void> {
    const { days } = this.#plan;
    const first = firstDayOf(this.#plan, this.#shop.zone);
    this.#owner = await this.#enter('owner');
    this.#stall = await this.#enter('stall');
    for (let index = 0; index < days; index++) this.#planDay(addDays(first, index), index);
    await this.#agenda.run();
    this.#shop.clock.now = this.#plan.end;
    await this.#shop.endpoint.sweep();
  }

  /** A code that nobody has used, for whoever looks at the month. */
  async createOwnerCode(): Promise<string> {
    return this.#createCode('owner');
  }

  async #enter(kind: 'owner' | 'stall'): Promise<Staff> {
    return Staff.enter(this.#shop, await this.#createCode(kind));
  }

  async #createCode(kind: 'owner' | 'stall'): Promise<string> {
    const code = createCode(crypto_.random(10));
    await this.#shop.addCode(await crypto_.hash(plainCode(code)), kind, this.#shop.clock.now + 7 * DAY_MS);
    return code;
  }

  #planDay(day: string, index: number): void {
    const { ordersADay, devicesADay, days } = this.#plan;
    const busy = BUSY[weekdayOf(day) ?? 'mon'];
    const isLong = index === Math.floor(days / 2);
    if (isLong || this.#chance.happens(OUTAGE_SHARE)) this.#planOutage(day, isLong);
    const vary = () => 0.8 + 0.4 * this.#chance.next();
    const orders = Math.round(ordersADay * busy * vary());
    for (let left = orders; left > 0; left--) this.#agenda.put(this.#momentOf(day), () => this.#order());
    const devices = Math.round(devicesADay * busy * vary());
    for (let left = devices; left > 0; left--) this.#agenda.put(this.#momentOf(day), () => this.#count());
    for (const hour of [3, 9, 15, 21]) this.#agenda.put(this.#at(day, hour * 60), () => this.#sweep());
    if (index > 0 && weekdayOf(day) === 'mon') this.#agenda.put(this.#at(day, 6 * 60), () => this.#deliver());
    if (index === Math.floor(days * 0.7)) this.#planClosedDay(day);
  }

  #planOutage(day: string, isLong: boolean): void {
    const from = this.#at(day, this.#chance.between(11 * 60, 19 * 60));
    const minutes = isLong ? LONG_OUTAGE_MINUTES : this.#chance.between(40, 240);
    this.outages.push({ from, to: from + minutes * MINUTE_MS });
    if (from < this.#plan.end) this.loaded.outages += 1;
  }

  #planClosedDay(day: string): void {
    const [depot] = this.#shop.catalog.depots;
    if (!depot) return;
    const say = (body: object) => async () => this.#owner?.say([{ type: 'depot.set', body }]);
    const closed = { depot: depot.id, status: 'closed', reason: 'No power today' };
    this.#agenda.put(this.#at(day, 6 * 60), say(closed));
    this.#agenda.put(this.#at(day, 20 * 60), say({ depot: depot.id, status: 'open' }));
  }

  async #order(): Promise<void> {
    const shopper = this.#chance.pick(this.#shoppers);
    const order = await shopper.order();
    if (!order) return;
    this.loaded.placed += 1;
    const { now } = this.#shop.clock;
    const outage = this.#outageAt(now);
    if (outage) this.loaded.offline += 1;
    const sentAt = outage
      ? outage.to + this.#chance.between(1, 50) * MINUTE_MS
      : now + this.#chance.between(900, 4_000);
    this.#agenda.put(sentAt, () => this.#send(shopper, order));
  }

  async #send(shopper: Shopper, { id }: OrderRecord): Promise<void> {
    const { clock } = this.#shop;
    await shopper.send();
    const order = await shopper.find(id);
    if (!order) return;
    const chance = this.#chance;
    if (order.decision && chance.happens(0.7)) {
      this.#agenda.put(clock.now + chance.between(20, 240) * MINUTE_MS, () => this.#decide(shopper, id));
    } else if (chance.happens(0.03)) {
      this.#agenda.put(clock.now + chance.between(5, 90) * MINUTE_MS, () => this.#cancel(shopper, id));
    }
    this.#planCollection(shopper, order);
  }

  async #decide(shopper: Shopper, id: string): Promise<void> {
    await shopper.decide(id);
    this.loaded.decided += 1;
    const order = await shopper.find(id);
    if (order) this.#planCollection(shopper, order);
  }

  async #cancel(shopper: Shopper, id: string): Promise<void> {
    const order = await shopper.find(id);
    if (!order?.state.startsWith('confirmed')) return;
    await shopper.cancel(id);
    this.loaded.cancelled += 1;
  }

  /** Most come for what they ordered; the stall looks at its receipt once they do. */
  #planCollection(shopper: Shopper, { id, pickup }: OrderRecord): void {
    const comesAt = Date.parse(pickup.start) + this.#chance.between(1, 28) * MINUTE_MS;
    if (this.#chance.happens(0.93)) this.#agenda.put(comesAt, () => this.#collect(shopper, id));
  }

  async #collect(shopper: Shopper, id: string): Promise<void> {
    await shopper.send();
    const order = await shopper.find(id);
    if (!order?.state.startsWith('confirmed') || order.hash === undefined) return;
    const body = { order: id, hash: order.hash, taken: order.payment.amount };
    await this.#stall?.say([{ type: 'receipt.collect', body }]);
    this.loaded.collected += 1;
  }

  async #count(): Promise<void> {
    const device = new CountingDevice(this.#shop, this.#chance);
    const { now } = this.#shop.clock;
    const toldAt = this.#reachedAt(now);
    const order = device.visit(experimentOf(this.#shop.source), toldAt > now ? 'offline' : 'online');
    this.loaded.devices += 1;
    if (toldAt > now) this.#agenda.put(toldAt, () => device.tell());
    else await device.tell();
    if (order === undefined) return;
    const collectedAt = now + this.#chance.between(1, 4) * DAY_MS;
    this.#agenda.put(this.#reachedAt(collectedAt), () => device.settle(order));
  }

  async #deliver(): Promise<void> {
    const { counts } = this.#shop;
    await this.#owner?.say(
      counts.map(({ variant, depot, left: quantity }) => ({
        type: 'stock.set',
        body: { variant, depot, quantity },
      })),
    );
  }

  async #sweep(): Promise<void> {
    await this.#shop.endpoint.sweep();
  }

  /** When a device reaches the endpoint that would at `at`: one outage may follow another. */
  #reachedAt(at: number): number {
    let time = at;
    for (let outage = this.#outageAt(time); outage; outage = this.#outageAt(time))
      time = outage.to + this.#chance.between(1, 50) * MINUTE_MS;
    return time;
  }

  #outageAt(at: number): Outage | undefined {
    return this.outages.find(({ from, to }) => from <= at && at < to);
  }

  #momentOf(day: string): number {
    const { from, to } = this.#chance.pick(HOURS);
    return this.#at(day, this.#chance.between(from, to - 1)) + this.#chance.below(MINUTE_MS);
  }

  #at(day: string, minutes: number): number {
    return toEpoch(day, minutes, this.#shop.zone);
  }
}

/** So that the last day is the one on which it ends. */
export function firstDayOf({ end, days }: Pick<MonthPlan, 'end' | 'days'>, zone: string): string {
  return addDays(toLocalDate(end, zone), 1 - days);
}

/** The midnight that begins it, on the shop's wall. */
export function beginningOf(plan: Pick<MonthPlan, 'end' | 'days'>, zone: string): number {
  return toEpoch(firstDayOf(plan, zone), 0, zone);
}
