import { expect } from '@open-wc/testing';

import type { PlaceBody } from '../../../src/core/protocol/intent.js';
import type { ReceivedIntent } from '../../../src/core/intake/receive-intent.js';
import {
  accept,
  ADA,
  BOB,
  cancel,
  choose,
  collect,
  honey,
  IntakeShop,
  nextId,
  place,
  STALL,
  takeBack,
} from '../../support/intake-batch.js';
import { createRandom } from '../../support/seeded-random.js';

const HOUR_MS = 3_600_000;
const STEPS = 120;

/** Two devices that do whatever comes to mind, and a ledger that has to add up after each. */
class Whims {
  readonly #pick: (end: number) => number;
  readonly #shop = new IntakeShop({ loyalty: { pointsPerMajorUnit: 7, pointValue: 5 } });
  readonly #placed: ReceivedIntent[] = [];
  readonly #sent: ReceivedIntent[] = [];
  /** By device: the newest lease, and what is left of it there. */
  readonly #leases = new Map<string, { key: string; points: number }>();

  constructor(seed: number) {
    const { below } = createRandom(seed);
    this.#pick = below;
  }

  async open(): Promise<void> {
    this.#shop.ledger.countStock('honey-340', 'station', 40);
    const stall = { class: 'stall', manualReclaim: false } as const;
    await this.#shop.ledger.transaction((rows) => rows.setRights(STALL, stall));
  }

  async step(): Promise<void> {
    const moves = [
      () => this.#place(),
      () => this.#place(),
      () => this.#about((order) => cancel(order.intent.id, { device: order.device })),
      () => this.#about((order) => collect(order, this.#pick(1_600))),
      () => this.#about((order) => collect(order, 1_400)),
      () => this.#about((order) => takeBack(order, this.#pick(1_400))),
      () => this.#about((order) => accept(order.intent.id, this.#amountOf(order), { device: order.device })),
      () => this.#about((order) => choose(order.intent.id, '1-1', { device: order.device })),
      () => this.#again(),
      () => this.#lease(),
      () => this.#wait(),
    ];
    await moves[this.#pick(moves.length)]?.();
  }

  /** What does not add up. */
  faults(): readonly string[] {
    const { points, orders } = this.#shop.ledger;
    return [...points.accounts].flatMap(([device, count]) => {
      const { balance, leased, held, spent, owed, earned } = count;
      const own = [...orders.values()].flatMap(({ order }) => (order.device === device ? [order] : []));
      const lease = this.#shop.ledger.leases.get(device);
      const sum = (which: (state: string, settled: boolean) => boolean, of: 'redeemed' | 'earned') =>
        own
          .filter(({ state, points: has }) => which(state, has?.earned !== undefined))
          .reduce((total, { points: has }) => total + (has?.[of] ?? 0), 0);
      const leftOf = lease?.items.reduce((total, item) => total + ('points' in item ? item.left : 0), 0) ?? 0;
      return [
        ...(balance + leased + held + spent - owed === earned ? [] : ['the account does not add up']),
        ...(Object.values(count).every((part) => part >= 0) ? [] : ['something is below zero']),
        ...(held === sum((_, settled) => !settled, 'redeemed') ? [] : ['orders hold other points']),
        ...(spent === sum((_, settled) => settled, 'redeemed') ? [] : ['orders have spent other points']),
        ...(earned === sum(() => true, 'earned') ? [] : ['orders have earned other points']),
        ...(leased === leftOf ? [] : ['the lease has other points']),
      ].map((fault) => `${device}: ${fault}: ${JSON.stringify(count)}`);
    });
  }

  /** Whether anything happened that the test is about. */
  earned(): number {
    return [...this.#shop.ledger.points.accounts.values()].reduce((sum, { spent }) => sum + spent, 0);
  }

  async #place(): Promise<void> {
    const device = this.#pick(2) ? ADA : BOB;
    const points = this.#pick(120);
    const redeem: Partial<PlaceBody> =
      points > 0 ? { redeem: { points, off: points * 5 }, total: 1_400 - points * 5 } : {};
    const lease = this.#leases.get(device);
    const drawn = Math.min(points, lease?.points ?? 0);
    const leases = lease && drawn > 0 ? [{ key: lease.key, items: [{ points: drawn }] }] : undefined;
    if (lease) lease.points -= drawn;
    const order = place({ ...redeem, ...(leases ? { leases } : {}) }, { device });
    this.#placed.push(order);
    await this.#send(order);
  }

  async #about(make: (order: ReceivedIntent) => ReceivedIntent): Promise<void> {
    const order = this.#placed[this.#pick(this.#placed.length)];
    if (order) await this.#send(make(order));
  }

  async #again(): Promise<void> {
    const sent = this.#sent[this.#pick(this.#sent.length)];
    if (sent) await this.#send(sent);
  }

  async #lease(): Promise<void> {
    const device = this.#pick(2) ? ADA : BOB;
    const key = nextId();
    const { items } = await this.#shop.lease(key, [{ points: 1 + this.#pick(150) }, honey(1)], { device });
    const points = items.reduce((sum, item) => sum + ('points' in item ? item.points : 0), 0);
    this.#leases.set(device, { key, points });
  }

  async #wait(): Promise<void> {
    this.#shop.now += this.#pick(4) * HOUR_MS;
    await this.#shop.receive([]);
  }

  async #send(intent: ReceivedIntent): Promise<void> {
    this.#sent.push(intent);
    await this.#shop.receive([intent]);
  }

  #amountOf({ intent }: ReceivedIntent): number {
    return this.#shop.ledger.orders.get(intent.id)?.order.amount ?? 0;
  }
}

describe('points, whatever two devices do', () => {
  for (let seed = 1; seed <= 12; seed++)
    it(`add up after every step (${seed})`, async () => {
      const whims = new Whims(seed);
      await whims.open();
      for (let step = 0; step < STEPS; step++) {
        await whims.step();
        expect(whims.faults()).to.deep.equal([]);
      }
      expect(whims.earned()).to.be.above(0);
    });
});
