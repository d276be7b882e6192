/**
 * What the engine loads after its first stage: all that places and sends orders, and
 * what copies them. Each is loaded once, and asked for again after a failure.
 */
import orderStageUrl from 'virtual:order-stage';
import rescueStageUrl from 'virtual:rescue-stage';

import type { ShopProblem } from '../core/shop-config.js';
import { NOT_OPEN, type Outcome, type Refused } from '../core/shop-port.js';
import type { EngineSeat } from './engine-seat.js';
import { whenIdle } from './when-idle.js';

export interface StagePorts {
  readonly engine: Pick<EngineSeat, 'call' | 'tell'>;
  /** Resolves once there is a catalog, or with why there is none. */
  readonly lacksCatalog: () => Promise<Refused | undefined>;
  readonly report: (problem: ShopProblem) => void;
}

export class OrderStages {
  readonly #ports: StagePorts;
  #order: Promise<Outcome> | undefined;

  constructor(ports: StagePorts) {
    this.#ports = ports;
  }

  load(): Promise<Outcome> {
    this.#order ??= this.#load();
    return this.#order;
  }

  async loadRescue(): Promise<Outcome> {
    const loaded = await this.load();
    return loaded.ok ? this.#ports.engine.call((port) => port.loadRescueStage(rescueStageUrl)) : loaded;
  }

  /** Those of an engine that is gone. */
  forget(): void {
    this.#order = undefined;
  }

  async #load(): Promise<Outcome> {
    const { engine, lacksCatalog, report } = this.#ports;
    const lacking = await lacksCatalog();
    const loaded: Outcome = lacking ?? (await engine.call((port) => port.loadOrderStage(orderStageUrl)));
    if (loaded.ok) {
      // So that orders can be copied with the network gone; after all that placing one needs.
      whenIdle(() => void engine.tell((port) => port.loadRescueStage(rescueStageUrl)));
      return loaded;
    }
    this.#order = undefined;
    if (lacking || loaded === NOT_OPEN) return loaded;
    report({ code: loaded.code, message: loaded.message, where: orderStageUrl });
    return loaded;
  }
}
