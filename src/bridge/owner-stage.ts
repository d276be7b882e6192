/** The owner's end of the engine, for a page: each wish goes to the stage that its address names, which the first one brings. */
import stage from 'virtual:owner-stage';

import type { OwnerPort, OwnerQuestion } from '../core/owner/owner-port.js';
import type { Outcome, ShopPort } from '../core/shop-port.js';

export function createOwnerPort(shop: Pick<ShopPort, 'stall'>): OwnerPort {
  const ask = <T>(...question: OwnerQuestion) =>
    shop.stall(stage, ['owner', question]) as Promise<Outcome<T>>;
  return {
    look: () => ask('look'),
    enrol: (...given) => ask('enrol', ...given),
    ask: (...given) => ask('ask', ...given),
    say: (...given) => ask('say', ...given),
    note: (...given) => ask('note', ...given),
  };
}
