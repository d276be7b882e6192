/**
 * One seed: a few devices and one endpoint, from a quiet start through hours of bad luck
 * to a quiet end, with everything that must hold looked at after every step. The same seed is
 * the same world, step for step.
 *
 * A step is an event of the agenda, a write on a device's disk, a write of the endpoint's
 * ledger, or the end of a transaction that wrote: each is followed by a look at what it
 * may have changed. Reads change nothing and are not counted.
 */
import type { BatchAnswer } from '../../src/core/intake/receive-batch.js';
import type { ReceivedIntent } from '../../src/core/intake/receive-intent.js';
import { MemoryLedger } from '../support/memory-ledger.js';
import { createRandom, type SeededRandom } from '../support/seeded-random.js';
import { Agenda } from './agenda.js';
import { Counter } from './counter.js';
import { DeviceAudit } from './device-audit.js';
import { Erasures } from './erasures.js';
import { LedgerAudit } from './ledger-audit.js';
import { enrol } from './market-day.js';
import { createWire } from './network.js';
import { Phone } from './phone.js';
import { Pledges } from './pledges.js';
import { Seals } from './seals.js';
import type { SeedOptions, SeedReport } from './seed.js';
import { CATALOG, createCapacity, stockShelves } from './shop.js';
import { Shopper } from './shopper.js';
import { HOUR, MINUTE, SECOND } from './spans.js';
import { Stall } from './stall.js';
import { Trouble } from './trouble.js';

/** A Sunday: the slots that are wanted are those of the next days. */
const START = Date.parse('2026-11-22T09:00:00Z');
const BUSY_FOR = 3 * HOUR;
const CALM_FOR = 30 * MINUTE;
/** How often everything is counted anew, in steps. */
const RECOUNT = 1_000;

export function runSeed(seed: number, options: SeedOptions = {}): Promise<SeedReport> {
  return new World(seed, options).run();
}

class World {
  readonly #seed: number;
  readonly #options: SeedOptions;
  readonly #random: SeededRandom;
  readonly #ledger = new MemoryLedger();
  readonly #agenda = new Agenda(START);
  readonly #seals: Seals;
  readonly #stall: Stall;
  readonly #ledgerAudit: LedgerAudit;
  readonly #deviceAudit: DeviceAudit;
  readonly #pledges: Pledges;
  readonly #erasures: Erasures;
  readonly #phones: Phone[] = [];
  readonly #violations: string[] = [];
  readonly #trouble: Trouble;
  readonly #counter: Counter;
  #steps = 0;
  #recountAt = RECOUNT;
  #trace = 2_166_136_261;

  constructor(seed: number, options: SeedOptions) {
    this.#seed = seed;
    this.#options = options;
    this.#random = createRandom(seed);
    this.#seals = new Seals(this.#random);
    const { mutant } = options;
    const ledger = this.#ledger;
    const found = (violations: readonly string[]) => {
      if (violations.length > 0) this.#violations.push(...violations);
    };
    const [agenda, seals, catalog] = [this.#agenda, this.#seals, CATALOG];
    this.#erasures = new Erasures({ ledger, seals, found });
    const erasures = this.#erasures;
    this.#pledges = new Pledges(ledger, erasures.orders, (violation) => found([violation]));
    this.#ledgerAudit = new LedgerAudit({
      ledger,
      shelves: stockShelves(ledger, catalog, this.#random),
      capacity: createCapacity(catalog),
      accepted: (id) => this.#pledges.accepted(id),
      handedOver: (id) => this.#counter.handedOver(id),
      step: (what) => this.#step(what.length),
      found,
    });
    const { sent } = this.#pledges;
    this.#deviceAudit = new DeviceAudit({ agenda, ledger, seals, sent, erasures, found });
    this.#stall = new Stall({
      agenda,
      seals,
      catalog,
      ledger,
      audit: this.#ledgerAudit,
      committed: (intents, answer) => this.#committed(intents, answer),
      ...(mutant?.ledger ? { spoil: mutant.ledger } : {}),
    });
    const many = 2 + this.#random.below(4);
    for (let n = 0; n < many; n++) this.#phones.push(this.#createPhone(n));
    const [random, stall, until] = [this.#random, this.#stall, START + BUSY_FOR];
    this.#counter = new Counter({ agenda, random, seals, ledger, stall, until });
    this.#trouble = new Trouble({
      ...{ agenda, random, stall, until, phones: this.#phones, long: options.long === true },
      clone: (phone) => this.#clone(phone),
    });
  }

  async run(): Promise<SeedReport> {
    await this.#enrolStalls();
    for (const phone of this.#phones) this.#planShopper(phone);
    this.#trouble.plan();
    await this.#counter.open();
    const sweep = () => {
      void this.#stall.sweep();
      this.#agenda.in(30 * SECOND, sweep);
    };
    sweep();
    await this.#pass(START + BUSY_FOR);
    this.#trouble.end(CALM_FOR);
    await this.#pass(START + BUSY_FOR + CALM_FOR);
    this.#ledgerAudit.recount();
    // A world that was left in the middle has settled nothing yet.
    const whole = this.#violations.length === 0;
    if (whole) this.#erasures.settleUp();
    const { lost, doubled } = whole ? this.#pledges.settleUp(this.#phones) : { lost: 0, doubled: 0 };
    const { saved, promised, disputed } = this.#pledges;
    return {
      seed: this.#seed,
      steps: this.#steps,
      orders: saved,
      promised,
      disputed,
      erased: this.#erasures.times,
      lost,
      doubled,
      violations: this.#violations,
      trace: this.#trace.toString(16),
    };
  }

  async #pass(end: number): Promise<void> {
    while (this.#violations.length === 0 && this.#agenda.step(end)) {
      await settled();
      for (const phone of this.#phones) this.#deviceAudit.lookAtLeases(phone);
      this.#step(this.#agenda.now);
      if (this.#steps < this.#recountAt) continue;
      this.#recountAt = this.#steps + RECOUNT;
      this.#ledgerAudit.recount();
    }
  }

  /** What happened has been looked at. */
  #step(what: number): void {
    this.#steps += 1;
    this.#mix(what);
  }

  #mix(value: number): void {
    this.#trace = Math.imul(this.#trace ^ (value >>> 0), 16_777_619) >>> 0;
  }

  #createPhone(n: number): Phone {
    const { mutant } = this.#options;
    // In every other world one of them is a stall's.
    const isStall = n === 0 && this.#random.below(2) === 0;
    const skew = (this.#random.below(21) - 10) * MINUTE;
    const drift = (this.#random.below(41) - 20) / 10_000;
    return new Phone(
      {
        agenda: this.#agenda,
        random: this.#random,
        catalog: CATALOG,
        crypto: this.#seals.device,
        wire: (phone) => this.#createWire(phone),
        wrote: (phone, what) => {
          this.#deviceAudit.look(phone, what);
          this.#step('file' in what ? 1 : 2);
        },
        ...(mutant?.rewrite ? { rewrite: mutant.rewrite } : {}),
      },
      { name: `phone ${n}`, isStall, skew, drift },
    );
  }

  async #enrolStalls(): Promise<void> {
    for (const phone of this.#phones.filter(({ isStall }) => isStall)) {
      const rights = { class: 'stall', manualReclaim: this.#random.below(2) === 0 } as const;
      this.#pledges.enrol(await enrol(phone, this.#ledger, rights), rights);
    }
  }

  #createWire(phone: Phone) {
    const { now } = this.#agenda;
    return createWire(phone, {
      agenda: this.#agenda,
      random: this.#random,
      calm: now > START + BUSY_FOR,
      asked: (leases) => leases.forEach(({ key }) => this.#pledges.ask(key, this.#agenda.now)),
      receive: (request, signature) => this.#stall.post(request, signature),
      sends: (jwses) =>
        this.#erasures.send(
          phone,
          jwses.flatMap((jws) => this.#seals.read(jws)?.intent ?? []),
        ),
      heard: this.#options.mutant?.heard,
    });
  }

  /** After every transaction of the endpoint. */
  #committed(intents: readonly ReceivedIntent[], answer: BatchAnswer | undefined): void {
    const { now } = this.#agenda;
    for (const { key, items } of answer?.leases ?? []) {
      if (items.length === 0) continue;
      this.#pledges.grant(key, now);
      this.#deviceAudit.granted(key, items);
    }
    for (const { intent } of intents) {
      if (intent.type === 'order.choose') this.#pledges.agree(intent.body.order);
      if (intent.type === 'order.accept') this.#pledges.agreeTo(intent.body.order, intent.body.amount);
      const order =
        intent.type === 'order.place' ? this.#pledges.arrive(intent.id, intent.body, now) : undefined;
      if (order) this.#mix(order.amount + order.state.length);
    }
  }

  #planShopper(phone: Phone): void {
    const { agenda, random } = { agenda: this.#agenda, random: this.#random };
    const shopper = new Shopper(phone, {
      ...{ agenda, random, catalog: CATALOG },
      saved: (_, order) => {
        this.#pledges.save(phone, order);
        // It may have been on its way before it was told to be saved.
        this.#ledgerAudit.look(order.id);
      },
    });
    shopper.plan(START + BUSY_FOR);
  }

  /** The profile's folder is copied: two devices with one key. */
  #clone(phone: Phone): void {
    const copy = this.#createPhone(this.#phones.length);
    phone.tampered = true;
    copy.setBack(phone.disk.snapshot);
    this.#phones.push(copy);
    this.#planShopper(copy);
  }
}

/**
 * Everything that was begun has gone as far as it goes without something new happening: a tick has its turn once no
 * promise has anything left to do. A turn of the event loop would ask the system for news that nobody waits for.
 */
function settled(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}
