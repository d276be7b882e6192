/**
 * What devices count in the demo's month, by core's own code and through the endpoint's own door. Of those that see nothing
 * one in ten places an order, of those that see a quote thirteen of a hundred do: something true, to be found.
 */
import { assignArm } from '../../src/core/experiment/assign.js';
import { splitOf, readExperiments, type Experiment } from '../../src/core/experiment/experiment.js';
import { beginCheckout, completeCheckout, expose, reach, type Moment } from '../../src/core/measure/count.js';
import { newMeasureRecord, type MeasureRecord } from '../../src/core/measure/measure-record.js';
import { answerReport, nextReport } from '../../src/core/measure/report.js';
import type { Window } from '../../src/core/protocol/measure.js';
import type { Chance } from './chance.js';
import type { MonthShop } from './shop.js';

/** Of devices that see the first arm, and of those that see another. */
const SHARES = [0.1, 0.13] as const;
const ADDED = 0.34;
/** Of those that put something into the basket and order nothing. */
const LEAVES_CHECKOUT = 0.3;
const SETTLED = 0.9;

export interface Visit {
  readonly at: number;
  readonly window: Window;
}

/** A device that may count. */
export class CountingDevice {
  readonly #shop: MonthShop;
  readonly #chance: Chance;
  #record: MeasureRecord;

  constructor(shop: MonthShop, chance: Chance) {
    this.#shop = shop;
    this.#chance = chance;
    this.#record = newMeasureRecord(chance.uuid());
  }

  /** @returns the order that was placed, to be settled later; undefined if there was none, or nobody collects it */
  visit(experiment: Experiment | undefined, window: Window): string | undefined {
    const chance = this.#chance;
    const moment = this.#moment(window);
    const arm = experiment && armOf(experiment, this.#record.salt);
    if (experiment && arm)
      this.#record = expose(
        this.#record,
        { experiment: experiment.id, split: splitOf(experiment), arm: arm.id },
        moment,
      );
    const share = SHARES[arm && experiment?.arms[0]?.id !== arm.id ? 1 : 0];
    const orders = chance.happens(share);
    const adds = orders || chance.happens(ADDED);
    if (adds) this.#record = reach(this.#record, { outcome: 'added' }, moment);
    if (orders || (adds && chance.happens(LEAVES_CHECKOUT))) {
      this.#record = beginCheckout(reach(this.#record, { outcome: 'checkout' }, moment), moment);
    }
    const order = orders ? chance.uuid() : undefined;
    if (order !== undefined)
      this.#record = completeCheckout(reach(this.#record, { outcome: 'saved', order }, moment), moment);
    return order !== undefined && chance.happens(SETTLED) ? order : undefined;
  }

  async settle(order: string): Promise<void> {
    this.#record = reach(this.#record, { outcome: 'settled', order }, this.#moment('online'));
    await this.tell();
  }

  /** What is counted is told at once, where there is a connection; whoever plans the day knows when there is one. */
  async tell(): Promise<void> {
    const { id: shop, catalog, clock, wire } = this.#shop;
    const newId = () => this.#chance.uuid();
    const telling = { shop, mode: catalog.shop.mode, newId, now: clock.now, today: this.#shop.today() };
    for (;;) {
      const next = nextReport(this.#record, telling);
      if (!next) return;
      const { status, text } = await wire.post('/v1/measure', next.report.body, undefined);
      if (status !== 200) throw new Error(`a report was refused: ${text}`);
      this.#record = answerReport(next.record, next.report.id, 'counted', { newId });
    }
  }

  #moment(window: Window): Moment {
    return { now: this.#shop.clock.now, day: this.#shop.today(), window };
  }
}

/** By the published hash, as on every device. */
function armOf({ id, arms }: Experiment, salt: string) {
  const [first, ...others] = arms.map(({ id: arm, weight }) => ({ id: arm, weight }));
  return first && assignArm(id, salt, [first, ...others]);
}

/** The first of the catalog, if it has any. */
export function experimentOf(catalogSource: unknown): Experiment | undefined {
  const [first] = readExperiments((catalogSource as { experiments?: unknown }).experiments).experiments;
  return first;
}
