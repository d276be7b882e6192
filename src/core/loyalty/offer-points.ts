/** What a shopper may redeem of a basket as things stand with the shop. */
import { hasWord } from '../order/offline-policy.js';
import type { Redemption } from '../protocol/intent.js';
import type { ShopState } from '../shop-state.js';
import { mostPoints, toRedemption } from './redemption.js';

export type PointsState = Pick<ShopState, 'catalog' | 'loyalty' | 'hold' | 'connection' | 'offlinePolicy'>;

/**
 * As many as there are and as the goods take; without the shop's word, those that are held. None of either, where
 * that needs a connection; undefined where there is nothing to redeem, or never a connection to do it by.
 */
export function offerPoints(state: PointsState, goods: number): Redemption | undefined {
  const { catalog, loyalty, hold, connection, offlinePolicy: policy } = state;
  const most = catalog ? Math.min(loyalty?.settled ?? 0, mostPoints(goods, catalog)) : 0;
  if (!catalog || most === 0 || policy === 'force-offline') return undefined;
  const points = hasWord({ policy, connection }) ? most : Math.min(most, hold?.points ?? 0);
  return toRedemption(points, catalog);
}
