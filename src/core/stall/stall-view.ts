/** How a stall's device stands, as its screen shows it. */
import type { DeviceStore } from '../ports.js';
import { isStallType, refusalOf } from './collection.js';
import type { Conflict, StallView } from './stall-port.js';

export async function toStallView(store: DeviceStore): Promise<StallView> {
  const [stall, kept] = await Promise.all([store.get(['stall']), store.list('collection')]);
  const collections = kept.filter(({ type }) => isStallType(type));
  const served = collections.filter(({ undone }) => !undone);
  const unsent = served.filter(({ answer }) => !answer).length;
  const wasRefused = served.some((each) => refusalOf(each) !== undefined);
  const standing = stall?.over ? 'over' : stall && stall.class !== 'shopper' ? 'stall' : 'none';
  return {
    standing,
    remembered: stall?.remembered === true,
    depot: stall?.depot,
    places: stall?.places ?? 1,
    keysAt: stall?.keysAt ?? null,
    unsent,
    allSent: served.length > 0 && unsent === 0 && !wasRefused,
    conflicts: collections.flatMap((collection): readonly Conflict[] => {
      const { id, code, at, noted } = collection;
      const reason = noted ? undefined : refusalOf(collection);
      return reason === undefined ? [] : [{ id, code, at, reason }];
    }),
  };
}
