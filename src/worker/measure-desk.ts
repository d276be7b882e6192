/**
 * Shares the device out among the experiments of the catalog and counts what came of it. All that it decides is in core;
 * without leave, and where nobody could be told, it makes and keeps nothing.
 */
import type { ExperimentFault } from '../core/experiment/experiment.js';
import { splitOf } from '../core/experiment/experiment.js';
import {
  beginCheckout,
  completeCheckout,
  expose,
  reach,
  type Done,
  type Moment,
} from '../core/measure/count.js';
import { forget } from '../core/measure/forget.js';
import type { MeasureRecord } from '../core/measure/measure-record.js';
import { readRunning, toStandingArm, type StandingArm } from '../core/measure/standing.js';
import { toLocalDate } from '../core/pickup/zone.js';
import type { Outcome } from '../core/shop-port.js';
import type { Connection } from '../core/shop-state.js';
import { MeasureBook } from './measure-book.js';
import { MeasureTeller } from './measure-teller.js';
import type { PostReport } from './measure-wire.js';
import type { Room } from './room.js';

const DONE: Outcome = { ok: true };

export class MeasureDesk {
  readonly #room: Room;
  readonly #book: MeasureBook;
  readonly #teller: MeasureTeller;
  #told = '';

  constructor(room: Room, post: PostReport) {
    this.#room = room;
    this.#book = new MeasureBook(room);
    this.#teller = new MeasureTeller(room, this.#book, post);
  }

  /** Lets go of what is too old, takes in what became of orders meanwhile, and tells what was not answered yet. */
  async open(): Promise<Outcome> {
    const { store } = this.#room;
    const kept = await store.get(['measure']);
    if (!kept) return DONE;
    const waits = Object.values(kept.exposures).some(({ orders }) => orders.length > 0);
    const orders = waits ? await store.list('order') : [];
    const settled = orders.filter(({ state }) => state === 'collected');
    const moment = this.#moment('unknown');
    await this.#book.change((record) => {
      const left = forget(record, moment.now, moment.day);
      const same = JSON.stringify(left) === JSON.stringify(record) ? record : left;
      return settled.reduce((each, { id }) => reach(each, { outcome: 'settled', order: id }, moment), same);
    });
    return this.#tell();
  }

  async arms(): Promise<Outcome<{ arms: readonly StandingArm[] }>> {
    const running = this.#readRunning();
    const record = running.length > 0 ? await this.#book.make() : undefined;
    const arms = record ? running.map((experiment) => toStandingArm(experiment, record.salt)) : [];
    return { ok: true, arms };
  }

  async exposed(id: string): Promise<Outcome> {
    const experiment = this.#readRunning().find((running) => running.id === id);
    if (!experiment) return DONE;
    const moment = this.#moment('unknown');
    await this.#book.change((record) => {
      const { arm } = toStandingArm(experiment, record.salt);
      return expose(record, { experiment: id, split: splitOf(experiment), arm }, moment);
    });
    return this.#tell();
  }

  async did(done: Done, connection: Connection): Promise<Outcome> {
    if (!this.#isTold) return DONE;
    const moment = this.#moment(connection);
    await this.#book.change((record) => count(record, done, moment));
    return this.#tell();
  }

  /** Resolves once nothing is on its way. */
  settled(): Promise<void> {
    return this.#teller.settled();
  }

  /** The shop has left the page. */
  close(): void {
    this.#teller.close();
  }

  /** Nobody waits for the answer. */
  #tell(): Outcome {
    if (this.#isTold) this.#teller.poke();
    return DONE;
  }

  get #isTold(): boolean {
    return this.#room.config.endpoint !== undefined;
  }

  #readRunning() {
    if (!this.#isTold) return [];
    const { experiments, faults } = readRunning(
      this.#room.catalog().experiments,
      this.#moment('unknown').day,
    );
    this.#report(faults);
    return experiments;
  }

  /** Once, for as long as they are the same. */
  #report(faults: readonly ExperimentFault[]): void {
    const told = JSON.stringify(faults);
    if (told === this.#told || faults.length === 0) return;
    this.#told = told;
    const problems = faults.map((fault) => ({ code: 'bad-experiment', ...fault }));
    this.#room.emit({ cause: 'sync', problems });
  }

  #moment(connection: Connection): Moment {
    const { clock, catalog, online, simulatesOffline } = this.#room;
    const now = clock.now();
    // Before the first answer there is the browser's own opinion alone.
    const isReached = connection === 'online' || connection === 'unknown';
    const window = isReached && online() && !simulatesOffline() ? 'online' : 'offline';
    return { now, day: toLocalDate(now, catalog().shop.timezone), window };
  }
}

function count(record: MeasureRecord, done: Done, moment: Moment): MeasureRecord {
  const counted = reach(record, done, moment);
  if (done.outcome === 'checkout') return beginCheckout(counted, moment);
  return done.outcome === 'saved' ? completeCheckout(counted, moment) : counted;
}
