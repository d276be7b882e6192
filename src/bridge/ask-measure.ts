/** The engine's measure stage, for a page: the first wish brings it. Loaded on use itself. */
import stage from 'virtual:measure-stage';

import type { MeasureCall } from '../core/measure-port.js';
import type { Done } from '../core/measure/count.js';
import type { StandingArm } from '../core/measure/standing.js';
import type { Outcome, ShopPort } from '../core/shop-port.js';
import type { Connection } from '../core/shop-state.js';
import { fetchFirst } from './fetch-first.js';

/** See `MeasureCall`. */
export interface MeasurePort {
  open(): Promise<Outcome>;
  arms(): Promise<Outcome<{ arms: readonly StandingArm[] }>>;
  exposed(experiment: string): Promise<Outcome>;
  did(done: Done, connection: Connection): Promise<Outcome>;
}

export function createMeasurePort(shop: Pick<ShopPort, 'ask'>): MeasurePort {
  const ask = async <T>(...call: MeasureCall) => {
    await fetchFirst(stage);
    return shop.ask('measure-stage', stage, call) as Promise<Outcome<T>>;
  };
  return {
    open: () => ask('open'),
    arms: () => ask('arms'),
    exposed: (experiment) => ask('exposed', experiment),
    did: (done, connection) => ask('did', done, connection),
  };
}
