/** A store that keeps what is remembered of each order beside it, in one transaction, as far as the shopper allows it. */
import type { Change, Committed, DeviceStore } from '../core/ports.js';
import { withPurchases, type Leave } from '../core/recommend/purchase-history.js';
import type { Room } from './room.js';

type Place = Pick<Room, 'store' | 'consent'>;

export function leaveOf({ consent }: Pick<Room, 'consent'>): Leave {
  return { chosen: consent.chosen, isGiven: consent.now.personalisation };
}

export function rememberOrders(room: Place): DeviceStore {
  const commit = async (change: Change): Promise<Committed> => {
    const leave = leaveOf(room);
    const whole = withPurchases(change, leave);
    const committed = await room.store.commit(whole);
    if (committed.ok || whole === change) return committed;
    // No order fails for want of room for what is remembered of it: that can be made of the order later.
    if (committed.code === 'full') return room.store.commit(change);
    if (committed.code !== 'conflict') return committed;
    // Another tab may have taken it back since, or given it anew: no order fails of that.
    await room.consent.show('tab');
    return room.consent.chosen?.rev === leave.chosen?.rev ? committed : commit(change);
  };
  return Object.assign(Object.create(room.store) as DeviceStore, { commit });
}
