/** The stall's end of the engine, for a page: each wish goes to the stage that its address names, which the first one brings. */
import stage from 'virtual:stall-stage';

import type { Outcome, ShopPort } from '../core/shop-port.js';
import type { StallCall, StallPort } from '../core/stall/stall-port.js';

export function createStallPort(shop: Pick<ShopPort, 'stall'>): StallPort {
  const ask = <T>(...call: StallCall) => shop.stall(stage, call) as Promise<Outcome<T>>;
  return {
    look: (...given) => ask('look', ...given),
    enrol: (...given) => ask('enrol', ...given),
    standAt: (...given) => ask('standAt', ...given),
    takeStock: (...given) => ask('takeStock', ...given),
    giveBack: (...given) => ask('giveBack', ...given),
    useIssuers: (...given) => ask('useIssuers', ...given),
    scan: (...given) => ask('scan', ...given),
    find: (...given) => ask('find', ...given),
    collect: (...given) => ask('collect', ...given),
    takeBack: (...given) => ask('takeBack', ...given),
    undo: (...given) => ask('undo', ...given),
    release: () => ask('release'),
    note: (...given) => ask('note', ...given),
  };
}
