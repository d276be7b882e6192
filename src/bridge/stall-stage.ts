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

/** Where the browser refuses to keep anything, for as long as the page lives. */
const opened = new Set<string>();
const nameOf = (shop: string) => `punnet:stall:${shop}`;

/** Whether the stall's code was typed in this session. */
export function isOpened(shop: string): boolean {
  try {
    return sessionStorage.getItem(nameOf(shop)) !== null || opened.has(shop);
  } catch {
    return opened.has(shop);
  }
}

export function markOpened(shop: string): void {
  try {
    sessionStorage.setItem(nameOf(shop), '1');
  } catch {
    opened.add(shop);
  }
}
