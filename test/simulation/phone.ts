/**
 * A shopper's device in the simulation: core's own ordering and sending over a disk that
 * can fail, clocks that are wrong, and a network that comes and goes.
 */
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import type { LeaseItem } from '../../src/core/protocol/lease.js';
import type { ChoosePorts } from '../../src/core/order/choose.js';
import { findOrderPickup } from '../../src/core/order/order-pickup.js';
import { drain } from '../../src/core/outbox/drain.js';
import { forgetKey } from '../../src/core/outbox/forget-key.js';
import type { Outcome } from '../../src/core/outbox/outcome.js';
import { restoreFromJournal } from '../../src/core/outbox/restore.js';
import { waitAfter } from '../../src/core/outbox/schedule.js';
import type { Change, Crypto, Wire } from '../../src/core/ports.js';
import type { ShopClock } from '../../src/worker/shop-clock.js';
import type { SeededRandom } from '../support/seeded-random.js';
import type { Agenda } from './agenda.js';
import { Disk, type Snapshot, type Written } from './disk.js';
import { livingPort } from './living.js';
import { toWish } from './market-day.js';
import { PhoneClock, type ClockTraits } from './phone-clock.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export interface PhoneWorld {
  readonly agenda: Agenda;
  readonly random: SeededRandom;
  readonly catalog: Catalog;
  readonly crypto: Crypto;
  readonly wire: (phone: Phone) => Wire;
  readonly rewrite?: (phone: Phone, change: Change) => Change;
  /** It is on the phone's disk. */
  readonly wrote: (phone: Phone, what: Written) => void;
}

export interface PhoneTraits extends ClockTraits {
  readonly name: string;
  /** A stall sells with it. */
  readonly isStall: boolean;
}

export class Phone {
  readonly disk: Disk;
  readonly name: string;
  readonly isStall: boolean;
  online = true;
  /** Nothing of it runs, and its steady clock stands still. */
  asleep = false;
  /** Its storage was set back, copied or lost: what it promised before, it may promise again. */
  tampered = false;
  /**
   * Its wall clock was set back and then its engine began anew: how long that was away nobody can know, so that what was
   * held before is no promise. By the time it really is.
   */
  doubtedBefore = -Infinity;
  /** Files were set back as well: what was saved since then is gone with them. */
  rolledBack = false;
  /** Writes until it is cut off; Infinity: it is not. */
  cutIn = Infinity;
  /** Its shopper's: what they do when they press, and what they forget when its engine begins anew. */
  press: () => void = () => undefined;
  onRestart: () => void = () => undefined;
  readonly #world: PhoneWorld;
  readonly #clock: PhoneClock;
  readonly #onWaking: (() => void)[] = [];
  /** It was cut off, and its engine has not begun anew: nobody can do anything with it. */
  #down = false;
  /** Counts its lives: what an earlier one began is over. */
  #life = 0;
  #living: { readonly life: number; readonly ports: ChoosePorts } | undefined;
  #running = false;
  #failures = 0;
  /** What its shopper wants to have held; nothing once its engine began anew. */
  wish: readonly LeaseItem[] = [];

  constructor(world: PhoneWorld, traits: PhoneTraits) {
    this.#world = world;
    this.name = traits.name;
    this.isStall = traits.isStall;
    this.#clock = new PhoneClock(world.agenda, traits, this.#lifeName());
    this.disk = new Disk({
      moment: () => this.#atWrite(),
      wrote: (what) => world.wrote(this, what),
      ...(world.rewrite ? { rewrite: (change: Change) => world.rewrite?.(this, change) ?? change } : {}),
    });
  }

  get clock(): ShopClock {
    return this.#clock.shown;
  }

  /** The device's life goes on from a snapshot, as after a backup was put back. */
  setBack(snapshot: Snapshot): void {
    this.tampered = true;
    this.rolledBack = true;
    this.disk.restore(snapshot);
    this.restart();
  }

  loseDatabase(): void {
    this.tampered = true;
    this.disk.loseDatabase();
    this.restart();
  }

  sleep(ms: number): void {
    if (this.asleep) return;
    this.asleep = true;
    this.#clock.sleep();
    this.#world.agenda.in(ms, () => this.wake());
  }

  wake(): void {
    if (!this.asleep) return;
    this.asleep = false;
    this.#clock.wake();
    for (const run of this.#onWaking.splice(0)) run();
    this.poke();
  }

  /** Now, or when it is awake again. */
  whenAwake(run: () => void): void {
    if (this.asleep) this.#onWaking.push(run);
    else run();
  }

  /** Where it sleeps while its clock is set back by as much, nobody can ever tell: that does not happen. */
  jumpClock(ms: number): void {
    if (this.asleep) return;
    this.#clock.jump(ms);
  }

  /** The engine ends, whatever it was at, and begins anew. */
  restart(): void {
    this.#life += 1;
    this.#down = false;
    this.#running = false;
    this.wish = [];
    this.onRestart();
    if (this.#clock.restart(this.#lifeName())) this.doubtedBefore = this.#world.agenda.now;
    this.cutIn = Infinity;
    this.do(async () => {
      const shop = await this.disk.store.get(['shop']);
      this.clock.raise(Date.parse(shop?.answeredAt ?? ''));
      await restoreFromJournal(this.disk.store, this.disk.journal);
      this.poke();
    });
  }

  /** Sends what waits, unless it is at it. */
  poke(): void {
    if (this.#running || this.asleep || this.#down) return;
    this.#running = true;
    this.do(() => this.#drain());
  }

  /** Unless it is at something, and then with nothing being sent meanwhile. */
  alone(work: () => Promise<void>): void {
    if (this.#running || this.asleep || this.#down) return;
    const life = this.#life;
    this.#running = true;
    this.do(async () => {
      await work();
      if (life !== this.#life) return;
      this.#running = false;
      this.poke();
    });
  }

  async #drain(): Promise<void> {
    const life = this.#life;
    const { catalog, wire, agenda, random } = this.#world;
    const { wish } = this;
    const drained = await drain(
      { ...this.ports, wire: wire(this) },
      {
        shop: 'millrace',
        parkedToo: false,
        catalog: catalog.version,
        wish: () => toWish(this, wish),
        findPickup: (depot, slot) => findOrderPickup(catalog, depot, slot),
        changed: () => undefined,
        newCatalog: () => undefined,
        report: (code, message) => {
          throw new Error(`${code}: ${message}`);
        },
      },
    );
    if (life !== this.#life) return;
    this.#running = false;
    if (drained.forked) await forgetKey(this.disk.store);
    const { outcome } = drained;
    if (outcome.kind === 'answered') await this.#setClock();
    const waiting = await this.disk.store.count('intent');
    this.#failures = outcome.kind === 'answered' ? 0 : this.#failures + 1;
    // Now and then somebody looks at it.
    const visible = random.below(4) === 0;
    const situation = { waiting, open: 1, visible, failures: this.#failures, failingSince: null };
    const wait = this.#waitAfter(outcome, situation, random.below(1_000) / 1_000);
    if (wait !== null) agenda.in(wait, () => life === this.#life && this.poke());
  }

  #waitAfter(outcome: Outcome, situation: Parameters<typeof waitAfter>[1], jitter: number): number | null {
    const wait = waitAfter(outcome, situation, this.clock.elapsed(), jitter);
    return wait === null ? null : Math.max(wait, 500);
  }

  async #setClock(): Promise<void> {
    const shop = await this.disk.store.get(['shop']);
    if (!this.clock.correct(Date.parse(shop?.answeredAt ?? ''))) return;
    const leases = await this.disk.store.list('lease');
    const remove = leases.map(({ key }) => ['lease', key] as const);
    if (remove.length > 0) await this.disk.store.commit({ remove, durability: 'strict' });
  }

  get ports(): ChoosePorts {
    const life = this.#life;
    if (this.#living?.life === life) return this.#living.ports;
    const isAlive = () => life === this.#life;
    const ports = {
      store: livingPort(this.disk.store, isAlive),
      journal: livingPort(this.disk.journal, isAlive),
      crypto: this.#world.crypto,
      clock: this.clock,
    };
    this.#living = { life, ports };
    return ports;
  }

  #lifeName(): string {
    return `life-${this.name}-${this.#life}`;
  }

  /** Between any two writes it may be cut off: what it was at never goes on. */
  #atWrite(): void {
    this.cutIn -= 1;
    if (this.cutIn > 0) return;
    this.cutIn = Infinity;
    this.#life += 1;
    this.#down = true;
    this.#running = false;
    const { agenda, random } = this.#world;
    const life = this.#life;
    agenda.in(random.below(5 * MINUTE), () => life === this.#life && this.restart());
    throw CUT_OFF;
  }

  /** Whatever its shopper is at ends where it is cut off. */
  do(work: () => Promise<void>): void {
    if (this.#down) return;
    const life = this.#life;
    work().catch((error: unknown) => {
      if (error === CUT_OFF || life !== this.#life) return;
      this.#world.agenda.in(0, () => {
        throw error;
      });
    });
  }
}

const CUT_OFF = new Error('cut off');
