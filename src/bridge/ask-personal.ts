/** Asks the engine's personal stage, which the first wish brings. Loaded on use itself. */
import stage from 'virtual:personal-stage';

import type { PersonalCall } from '../core/personal-port.js';
import type { Outcome } from '../core/shop-port.js';
import type { EngineSeat } from './engine-seat.js';

export function askPersonal<T>(engine: Pick<EngineSeat, 'call'>, call: PersonalCall): Promise<Outcome<T>> {
  return engine.call((port) => port.personal(stage, call)) as Promise<Outcome<T>>;
}
