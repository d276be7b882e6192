/**
 * One seed: a few devices and one endpoint, from a quiet start through hours of bad luck
 * to a quiet end, with everything that must hold looked at on the way. The same seed is
 * the same world, event for event.
 */
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import type { BatchAnswer } from '../../src/core/intake/receive-batch.js';
import type { ReceivedIntent } from '../../src/core/intake/receive-intent.js';
import { termsOf } from '../../src/core/intake/lease-terms.js';
import { isLive, type LeaseRecord } from '../../src/core/lease/lease.js';
import type { OrderRecord } from '../../src/core/order/order.js';
import type { Reply, Wire } from '../../src/core/ports.js';
import type { PlaceBody } from '../../src/core/protocol/intent.js';
import type { SyncRequest } from '../../src/core/protocol/sync.js';
import { STATION, readCatalog } from '../support/catalog-input.js';
import { createRandom, type SeededRandom } from '../support/seeded-random.js';
import { Agenda } from './agenda.js';
import { auditOrder, auditStock } from './audit.js';
import type { Mutant } from './mutants.js';
import { Phone } from './phone.js';
import { Seals } from './seals.js';
import { Stall } from './stall.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** A Sunday: the slots that are wanted are those of the next days. */
const START = Date.parse('2026-11-22T09:00:00Z');
const BUSY_FOR = 3 * HOUR;
const CALM_FOR = 30 * MINUTE;
const TIMEOUT = 10 * SECOND;

export interface SeedReport {
  readonly seed: number;
  readonly steps: number;
  /** Told to be saved, and not lost with the device. */
  readonly orders: number;
  /** Those of which all was held, as the shopper was told. */
  readonly promised: number;
  /** Of those, the ones that were not honoured at once; only outages beyond the grace and tampering may. */
  readonly disputed: number;
  readonly lost: number;
  readonly doubled: number;
  readonly violations: readonly string[];
  /** Sums up everything that happened. */
  readonly trace: string;
}

export interface SeedOptions {
  /** Outages may last longer than the grace. */
  readonly long?: boolean;
  readonly mutant?: Mutant;
}

export function runSeed(seed: number, options: SeedOptions = {}): Promise<SeedReport> {
  return new World(seed, options).run();
}

interface Saved {
  readonly phone: Phone;
  readonly order: OrderRecord;
}

class World {
  readonly #seed: number;
  readonly #options: SeedOptions;
  readonly #random: SeededRandom;
  readonly #agenda = new Agenda(START);
  readonly #seals: Seals;
  readonly #catalog: Catalog;
  readonly #shelves = new Map<string, number>();
  readonly #stall: Stall;
  readonly #phones: Phone[] = [];
  readonly #saved = new Map<string, Saved>();
  readonly #violations: string[] = [];
  /** When a lease's key was first granted, by key. */
  readonly #granted = new Map<string, number>();
  /** When it was first sent for. */
  readonly #sent = new Map<string, number>();
  /** What was agreed to for an order: at first, then by a choice. */
  readonly #accepted = new Map<string, number>();
  readonly #places = new Map<string, number>();
  /** Until when a device has no other outage. */
  readonly #rested = new Map<Phone, number>();
  #promised = 0;
  #disputed = 0;
  #steps = 0;
  #trace = 2_166_136_261;
  #changed = false;

  constructor(seed: number, options: SeedOptions) {
    this.#seed = seed;
    this.#options = options;
    this.#random = createRandom(seed);
    this.#seals = new Seals(this.#random);
    this.#catalog = CATALOG;
    const { mutant } = options;
    this.#stall = new Stall({
      agenda: this.#agenda,
      seals: this.#seals,
      catalog: this.#catalog,
      committed: (intents, answer) => this.#committed(intents, answer),
      ...(mutant?.ledger ? { spoil: mutant.ledger } : {}),
    });
    this.#stock();
    const many = 2 + this.#random.below(4);
    for (let n = 0; n < many; n++) this.#phones.push(this.#createPhone(n));
  }

  async run(): Promise<SeedReport> {
    for (const phone of this.#phones) this.#planShopper(phone);
    this.#planTrouble();
    const sweep = () => {
      void this.#stall.sweep();
      this.#agenda.in(30 * SECOND, sweep);
    };
    sweep();
    await this.#pass(START + BUSY_FOR);
    this.#calm();
    await this.#pass(START + BUSY_FOR + CALM_FOR);
    const { lost, doubled } = this.#settleUp();
    return {
      seed: this.#seed,
      steps: this.#steps,
      orders: this.#saved.size,
      promised: this.#promised,
      disputed: this.#disputed,
      lost,
      doubled,
      violations: this.#violations,
      trace: this.#trace.toString(16),
    };
  }

  async #pass(end: number): Promise<void> {
    while (this.#violations.length === 0 && this.#agenda.step(end)) {
      this.#step();
      await settled();
      if (this.#changed) this.#audit();
      for (const phone of this.#phones) this.#auditLeases(phone);
    }
  }

  #step(): void {
    this.#steps += 1;
    this.#mix(this.#agenda.now);
  }

  #mix(value: number): void {
    this.#trace = Math.imul(this.#trace ^ (value >>> 0), 16_777_619) >>> 0;
  }

  #stock(): void {
    for (const { id } of this.#catalog.depots)
      for (const variant of ['honey-340', 'eggs-1', 'oats-500']) {
        if (this.#random.below(4) === 0) continue;
        const quantity = (variant === 'eggs-1' ? 6 : 1) * this.#random.below(40);
        this.#stall.ledger.countStock(variant, id, quantity);
        this.#shelves.set(`${variant} ${id}`, quantity);
      }
  }

  #createPhone(n: number): Phone {
    const { mutant } = this.#options;
    const skew = (this.#random.below(21) - 10) * MINUTE;
    const drift = (this.#random.below(41) - 20) / 10_000;
    return new Phone(
      {
        agenda: this.#agenda,
        random: this.#random,
        catalog: this.#catalog,
        crypto: this.#seals.device,
        wire: (phone) => this.#createWire(phone),
        saved: (phone, order) => {
          this.#saved.set(order.id, { phone, order });
          this.#accepted.set(order.id, order.total);
        },
        step: () => (this.#steps += 1),
        ...(mutant?.rewrite ? { rewrite: mutant.rewrite } : {}),
      },
      { name: `phone ${n}`, skew, drift },
    );
  }

  /** I5: nothing can be promised out of a lease once its time, less the margin, has passed since it was first sent for. */
  #auditLeases({ disk, name, clock, tampered, asleep, doubtedBefore }: Phone): void {
    if (tampered || asleep) return;
    for (const [row, { record }] of disk.rows) {
      if (!row.startsWith('lease\n')) continue;
      const lease = record as LeaseRecord;
      const sent = this.#sent.get(lease.key) ?? -Infinity;
      if (sent < doubtedBefore) continue;
      const age = this.#agenda.now - sent;
      // Its clock may be slow by what its drift makes of the time.
      const late = age > (lease.ttlMs - lease.marginMs) * 1.003 + SECOND;
      if (late && isLive(lease, clock.moment()))
        this.#violations.push(
          `I5 ${name}: holds a lease ${Math.round(age / SECOND)} s after it was asked for`,
        );
    }
  }

  #planShopper(phone: Phone): void {
    const { agenda, random } = { agenda: this.#agenda, random: this.#random };
    const act = () => {
      if (agenda.now > START + BUSY_FOR) return;
      const chance = phone.asleep ? Infinity : random.below(10);
      if (chance < 4) {
        phone.startCheckout(1 + random.below(2));
        if (random.below(2) === 0)
          agenda.in(random.below(4 * SECOND), () => !phone.asleep && phone.placeOrder());
      }
      if (chance >= 4 && chance < 8) phone.placeOrder();
      if (chance === 8 || chance === 9) phone.decide();
      agenda.in(SECOND + random.below(random.below(5) === 0 ? 20 * MINUTE : 3 * MINUTE), act);
    };
    agenda.in(random.below(2 * MINUTE), act);
  }

  #planTrouble(): void {
    const { agenda, random } = { agenda: this.#agenda, random: this.#random };
    const strike = () => {
      if (agenda.now > START + BUSY_FOR) return;
      this.#strike(random.pick(this.#phones), random.below(100));
      agenda.in(random.below(4 * MINUTE), strike);
    };
    agenda.in(random.below(4 * MINUTE), strike);
  }

  #strike(phone: Phone, chance: number): void {
    const { agenda, random } = { agenda: this.#agenda, random: this.#random };
    if (chance < 40) {
      // Two in a row would be one that is longer.
      if (!this.#options.long && agenda.now < (this.#rested.get(phone) ?? 0)) return;
      const longest = this.#options.long ? 3 * HOUR : SHORT_OUTAGE;
      const lasts = random.below(longest);
      phone.online = false;
      this.#rested.set(phone, agenda.now + lasts + RECOVERS);
      agenda.in(lasts, () => {
        phone.online = true;
        phone.poke();
      });
    } else if (chance < 46) phone.sleep(random.below(90 * MINUTE));
    else if (chance < 62) phone.cutIn = 1 + random.below(12);
    else if (chance < 75) this.#stall.killIn = 1 + random.below(60);
    else if (chance < 90) phone.jumpClock((random.below(41) - 20) * MINUTE);
    else if (chance < 93) phone.loseDatabase();
    else if (chance < 95) {
      const { snapshot } = phone.disk;
      agenda.in(random.below(HOUR), () => phone.setBack(snapshot));
    } else if (chance < 96) this.#clone(phone);
  }

  /** The profile's folder is copied: two devices with one key. */
  #clone(phone: Phone): void {
    const copy = this.#createPhone(this.#phones.length);
    phone.tampered = true;
    copy.setBack(phone.disk.snapshot);
    this.#phones.push(copy);
    this.#planShopper(copy);
  }

  /** From here on everything works. */
  #calm(): void {
    this.#stall.killIn = Infinity;
    for (const phone of this.#phones) {
      phone.cutIn = Infinity;
      phone.online = true;
      phone.wake();
      phone.restart();
    }
    for (let minute = 1; minute < CALM_FOR / MINUTE; minute++)
      this.#agenda.in(minute * MINUTE, () => {
        for (const phone of this.#phones) phone.poke();
      });
  }

  #createWire(phone: Phone): Wire {
    const { agenda, random } = { agenda: this.#agenda, random: this.#random };
    const calm = agenda.now > START + BUSY_FOR;
    const happens = (percent: number) => !calm && random.below(100) < percent;
    const fail = (reject: (error: Error) => void, ms: number) =>
      agenda.in(ms, () => phone.whenAwake(() => reject(new TypeError('no answer'))));
    const post = (body: string, signature: string | undefined) =>
      new Promise<Reply>((resolve, reject) => {
        this.#steps += 1;
        const { leases } = JSON.parse(body) as SyncRequest;
        for (const { key } of leases) if (!this.#sent.has(key)) this.#sent.set(key, agenda.now);
        // Pressed while it is on its way; or the phone goes into a pocket.
        if (leases.length > 0 && happens(15))
          agenda.in(random.below(600), () => !phone.asleep && phone.placeOrder());
        if (leases.length > 0 && happens(2)) agenda.in(5, () => phone.sleep(random.below(90 * MINUTE)));
        if (!phone.online) return fail(reject, 50);
        const hear = (reply: Reply) =>
          phone.whenAwake(() => {
            this.#options.mutant?.heard?.(phone, reply);
            resolve(reply);
          });
        if (happens(3)) return agenda.in(200, () => hear(SIGN_IN));
        if (happens(3)) return agenda.in(200, () => hear(BAD_GATEWAY));
        if (happens(8)) return fail(reject, TIMEOUT);
        const late = () => 20 + random.below(happens(10) ? 9_000 : 400);
        const arrive = (answer: (reply: Reply) => void) =>
          agenda.in(late(), () => void this.#stall.post(body, signature).then(answer));
        arrive((reply) => {
          if (happens(8) || !phone.online) fail(reject, TIMEOUT);
          else agenda.in(late(), () => hear(reply));
        });
        // The browser sends it once more by itself; or it is under way for an hour.
        if (happens(6)) arrive(() => undefined);
        if (happens(1)) agenda.in(random.below(HOUR), () => arrive(() => undefined));
      });
    return { get: async () => KEYS, post: (_path, body, signature) => post(body, signature) };
  }

  /** After every transaction of the endpoint. */
  #committed(intents: readonly ReceivedIntent[], answer: BatchAnswer | undefined): void {
    this.#changed = true;
    const { now } = this.#agenda;
    for (const { key, items } of answer?.leases ?? [])
      if (items.length > 0 && !this.#granted.has(key)) this.#granted.set(key, now);
    for (const { intent, hash } of intents) {
      if (intent.type === 'order.place' && !this.#places.has(intent.id))
        this.#arrived(intent.id, intent.body, hash);
      if (intent.type === 'order.choose') this.#agreed(intent.body.order);
    }
  }

  #arrived(id: string, body: PlaceBody, _hash: string): void {
    const order = this.#stall.ledger.orders.get(id)?.order;
    if (!order) return;
    this.#places.set(id, this.#agenda.now);
    this.#mix(order.amount + order.state.length);
    const phone = this.#saved.get(id)?.phone;
    // A device that was copied or set back promises what it has not got; everybody else keeps their word.
    if (!isPromisedWhole(body) || !phone || phone.tampered || order.forked) return;
    const keys = (body.leases ?? []).map(({ key }) => key);
    if (keys.some((key) => (this.#sent.get(key) ?? 0) < phone.doubtedBefore)) return;
    this.#promised += 1;
    // It may have been called off in the same batch.
    const honoured = !['disputed', 'confirmed_late', 'rejected'].includes(order.state);
    if (!honoured) this.#disputed += 1;
    const grants = keys.map((key) => this.#granted.get(key) ?? -Infinity);
    const { ttlMs, graceMs } = termsOf('shopper');
    const inTime = this.#agenda.now <= Math.min(...grants) + ttlMs + graceMs;
    if (inTime && !honoured)
      this.#violations.push(
        `I6 ${id}: promised, arrived in time, and is ${order.state} (${order.reason?.code})`,
      );
  }

  /** A choice that was made is an agreement to its amount. */
  #agreed(id: string): void {
    const order = this.#stall.ledger.orders.get(id)?.order;
    if (order?.discount !== undefined && order.differs)
      this.#accepted.set(id, Math.max(order.amount, this.#accepted.get(id) ?? 0));
  }

  #audit(): void {
    this.#changed = false;
    const { ledger } = this.#stall;
    this.#violations.push(...auditStock(ledger, this.#shelves, this.#catalog));
    for (const { order } of ledger.orders.values()) {
      const accepted = this.#accepted.get(order.id) ?? Infinity;
      this.#violations.push(...auditOrder(order, accepted, (name) => this.#shelves.has(name)));
    }
  }

  /** I3: what was told to be saved has arrived once, and its device knows what became of it. */
  #settleUp(): { lost: number; doubled: number } {
    const { ledger } = this.#stall;
    let lost = 0;
    let doubled = 0;
    for (const [id, { phone, order }] of this.#saved) {
      const arrived = ledger.orders.get(id)?.order;
      if (!arrived && phone.rolledBack) continue;
      if (!arrived) {
        lost += 1;
        this.#violations.push(`I3 ${id} of ${phone.name}: told to be saved, and never arrived`);
        continue;
      }
      if (arrived.lines.length > order.lines.length) doubled += 1;
      const kept = phone.disk.rows.get(`order\n${id}`)?.record as OrderRecord | undefined;
      if (!phone.tampered && kept?.state !== arrived.state)
        this.#violations.push(
          `I3 ${id} of ${phone.name}: is ${arrived.state}, and the device says ${kept?.state}`,
        );
    }
    for (const phone of this.#phones) {
      const waiting = [...phone.disk.rows.keys()].filter((key) => key.startsWith('intent\n'));
      if (waiting.length > 0) this.#violations.push(`I3 ${phone.name}: ${waiting.length} intents still wait`);
    }
    return { lost, doubled };
  }
}

/** Within ttl and grace together, with what it takes to send left over. */
const SHORT_OUTAGE = 40 * MINUTE;
const RECOVERS = 15 * MINUTE;
const KEYS: Reply = {
  status: 200,
  type: 'application/json',
  text: JSON.stringify({ keys: [{ kty: 'EC', kid: 'endpoint', use: 'sig' }] }),
};
const SIGN_IN: Reply = { status: 200, type: 'text/html', text: '<h1>Sign in</h1>' };
const BAD_GATEWAY: Reply = { status: 502, type: 'text/html', text: '<h1>Bad gateway</h1>' };

const SLOTS = [
  {
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    from: '07:00',
    to: '08:30',
    everyMinutes: 30,
    capacity: 6,
    cutoffMinutes: 60,
  },
];
const CATALOG = readCatalog({
  shop: {
    ...(readCatalog().shop as object),
    timezone: 'UTC',
    minimum: 0,
    contact: {},
    incentive: { percent: 5 },
  },
  depots: [
    { ...STATION, fallbacks: ['market'], slots: SLOTS },
    { id: 'market', title: 'Market', slots: SLOTS },
  ],
});

/** All that the order needs stands in what it draws. */
function isPromisedWhole({ lines, pickup, leases = [] }: PlaceBody): boolean {
  const items = leases.flatMap((draw) => draw.items);
  const drawn = (variant: string) =>
    items.reduce((sum, item) => sum + ('variant' in item && item.variant === variant ? item.quantity : 0), 0);
  const needed = new Map<string, number>();
  for (const { variant, quantity } of lines) needed.set(variant, (needed.get(variant) ?? 0) + quantity);
  const place = items.some((item) => !('variant' in item) && item.slot === pickup.slot);
  return place && [...needed].every(([variant, quantity]) => drawn(variant) >= quantity);
}

/** Everything that was begun has gone as far as it goes without something new happening. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
