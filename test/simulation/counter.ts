/**
 * Whoever stands at the counter with a stall's device: hands over some of what was ordered, says so, says it again
 * as one does who had no answer, and takes a little of it back.
 */
import type { LedgerOrder } from '../../src/core/intake/order-ledger.js';
import { createUuidV7 } from '../../src/core/protocol/uuid.js';
import type { MemoryLedger } from '../support/memory-ledger.js';
import type { SeededRandom } from '../support/seeded-random.js';
import type { Agenda } from './agenda.js';
import type { Seals } from './seals.js';
import { MINUTE } from './spans.js';
import type { Stall } from './stall.js';

export interface CounterOptions {
  readonly agenda: Agenda;
  readonly random: SeededRandom;
  readonly seals: Seals;
  readonly ledger: MemoryLedger;
  readonly stall: Stall;
  /** Epoch milliseconds: then it closes. */
  readonly until: number;
}

export class Counter {
  readonly #options: CounterOptions;
  readonly #said: string[] = [];
  readonly #device: string;
  #seq = 0;
  readonly #handedOver = new Set<string>();

  constructor(options: CounterOptions) {
    this.#options = options;
    this.#device = options.seals.createKey().id;
  }

  /** Begins to serve. */
  async open(): Promise<void> {
    const rights = { class: 'stall', manualReclaim: false } as const;
    await this.#options.ledger.transaction((rows) => rows.setRights(this.#device, rights));
    const { agenda, random, until } = this.#options;
    const serve = () => {
      if (agenda.now > until) return;
      this.#serve();
      agenda.in(random.below(3 * MINUTE), serve);
    };
    agenda.in(random.below(3 * MINUTE), serve);
  }

  #serve(): void {
    const { random, ledger } = this.#options;
    const standing: LedgerOrder[] = [];
    const collected: LedgerOrder[] = [];
    const cancelled: LedgerOrder[] = [];
    for (const { order } of ledger.orders.values())
      if (order.state === 'collected') collected.push(order);
      else if (order.state === 'cancelled') cancelled.push(order);
      else if (order.state.startsWith('confirmed')) standing.push(order);
    const chance = random.below(10);
    if (chance < 6 && standing.length > 0) this.#collect(random.pick(standing));
    else if (chance === 6 && collected.length > 0) this.#takeBack(random.pick(collected));
    // By a stall that has not heard of it; some of what it hands over comes back.
    else if (chance === 7 && cancelled.length > 0) this.#collect(random.pick(cancelled));
    else if (chance === 8 && cancelled.length > 0) this.#takeBack(random.pick(cancelled));
    else if (chance > 6 && this.#said.length > 0) this.#say(random.pick(this.#said));
  }

  /** Whether it ever said that it has handed the order over. */
  readonly handedOver = (order: string): boolean => this.#handedOver.has(order);

  #collect({ id: order, hash, amount }: LedgerOrder): void {
    this.#handedOver.add(order);
    this.#say(this.#sign('receipt.collect', { order, hash, taken: amount }));
  }

  #takeBack({ id: order, hash, amount }: LedgerOrder): void {
    const { random } = this.#options;
    const back = random.below(2) === 0 ? amount : random.below(amount + 1);
    this.#say(this.#sign('receipt.return', { order, hash, amount: back }));
  }

  #sign(type: string, body: object): string {
    const { agenda, random, seals } = this.#options;
    const bytes = Uint8Array.from({ length: 10 }, () => random.below(256));
    const at = new Date(agenda.now).toISOString();
    const head = { v: 1, id: createUuidV7(agenda.now, bytes), shop: 'millrace', mode: 'live' };
    const jws = seals.sign(this.#device, { ...head, seq: this.#seq++, at, type, body });
    this.#said.push(jws);
    return jws;
  }

  #say(jws: string): void {
    const request = {
      shop: 'millrace',
      intents: [jws],
      sealed: {},
      leases: [],
      claims: [],
      certificate: false,
    };
    void this.#options.stall.post({ ...request, catalog: null, cursor: null }, this.#device);
  }
}
