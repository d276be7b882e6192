/** What a state says about the shop as a whole. */
import type { ShopState } from '../../core/shop-state.js';

/** Nothing to show yet: no shop, or none that has its catalog. What loads late would only be in its way. */
export function isPending(state: Pick<ShopState, 'catalog' | 'load'> | undefined): boolean {
  return !state?.catalog && (state?.load.kind ?? 'loading') === 'loading';
}

/** Talking to the endpoint has failed. */
export function isOffline(state: Pick<ShopState, 'connection'> | undefined): boolean {
  const { connection = 'unknown' } = state ?? {};
  return connection !== 'unknown' && connection !== 'online';
}

/** What is kept on this device has been read: what is not there is none. */
export function isRead(state: Pick<ShopState, 'load' | 'storage'> | undefined): boolean {
  return state?.load.kind === 'ready' && !state.storage.silent;
}

/** Nothing is really ordered here. */
export function isRehearsal(state: Pick<ShopState, 'catalog'> | undefined): boolean {
  return state?.catalog?.shop.mode === 'test';
}

/** Orders can be placed, or it is known that they can't for now. */
export function isSettled(state: ShopState, endpoint: string | null): boolean {
  if (state.orderable || state.load.kind === 'failed' || state.storage.silent) return true;
  return state.load.kind === 'ready' && (isOffline(state) || !endpoint || !isSecureContext);
}
