/**
 * Lets this device's key go, since a copy of the device is about: the next order makes a
 * new one. Orders stay, and are followed by their secrets from then on; what was held for the
 * old key is not promised from any more.
 */
import type { DeviceStore } from '../ports.js';

export async function forgetKey(store: DeviceStore): Promise<void> {
  const [device, shop] = await store.getMany([['device'], ['shop']]);
  const leases = await store.list('lease');
  await store.commit({
    expect: [[['device'], device?.rev]],
    remove: [['device'], ...leases.map(({ key }) => ['lease', key] as const)],
    put: shop ? [[['shop'], { ...shop, cursor: null, rev: shop.rev + 1 }]] : [],
    durability: 'strict',
  });
}
