/** How a stall's device stands, as its screen shows it. */
import type { DeviceStore } from '../ports.js';
import { refusalOf } from './collection.js';
import type { Conflict, StallView } from './stall-port.js';

export async function toStallView(store: DeviceStore): Promise<StallView> {
  const [stall, collections] = await Promise.all([store.get(['stall']), store.list('collection')]);
  const standing = stall?.over ? 'over' : stall && stall.class !== 'shopper' ? 'stall' : 'none';
  return {
    standing,
    remembered: stall?.remembered === true,
    depot: stall?.depot,
    keysAt: stall?.keysAt ?? null,
    unsent: collections.filter(({ answer, undone }) => !answer && !undone).length,
    conflicts: collections.flatMap((collection): readonly Conflict[] => {
      const { id, code, at, noted } = collection;
      const reason = noted ? undefined : refusalOf(collection);
      return reason === undefined ? [] : [{ id, code, at, reason }];
    }),
  };
}
