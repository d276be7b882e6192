/** A shop that could not be opened: it shows why, and refuses everything with that. */
import { INITIAL_STATE } from '../../bridge/initial-state.js';
import type { ShopProblem } from '../../core/shop-config.js';
import type { Refused, ShopPort } from '../../core/shop-port.js';

export function createClosedPort({ code, message }: ShopProblem): ShopPort {
  const refused: Refused = { ok: false, code, message };
  const refuse = () => Promise.resolve(refused);
  return {
    state: { ...INITIAL_STATE, load: { kind: 'failed', code, message } },
    engine: null,
    subscribe: () => () => undefined,
    add: refuse,
    setQuantity: refuse,
    restore: refuse,
    clear: refuse,
    placeOrder: refuse,
    cancelOrder: refuse,
    accept: refuse,
    choose: refuse,
    hold: () => undefined,
    sync: refuse,
    refresh: refuse,
    exportData: refuse,
    importData: refuse,
    eraseData: refuse,
    recommend: refuse,
    setConsent: refuse,
    stall: refuse,
    ask: refuse,
  };
}
