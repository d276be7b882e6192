/**
 * Why nothing can be ordered as the page stands with the shop, in words. Core
 * decides; the engine decides again when the order comes.
 */
import { findBar, sumUnanswered } from '../../core/order/offline-policy.js';
import type { Refused } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import { LOST } from './connection-words.js';
import type { OrderLocalizer } from './order-terms.js';

/** Undefined while an order of this total can be taken. */
export function policyReason(state: ShopState, total: number, l: OrderLocalizer): string | undefined {
  const { offlinePolicy: policy, connection, catalog, orders } = state;
  const sums = { total, unanswered: sumUnanswered(orders) };
  const bar = findBar({ policy, connection }, catalog?.shop.limits, sums);
  if (!bar) return undefined;
  const asking = connection === 'unknown' && policy !== 'force-offline';
  return asking ? l.t('notReady') : refusalText(bar, state, l);
}

/** A refusal, in the words for the page's policy or its connection where it has some of its own. */
export function refusalText(
  refusal: Refused,
  state: Pick<ShopState, 'connection' | 'offlinePolicy'> | undefined,
  l: OrderLocalizer,
): string {
  const lost = LOST.find((connection) => connection === state?.connection);
  if (lost && refusal.code === 'unreachable') return l.t(lost);
  const code = `${state?.offlinePolicy}.${refusal.code}`;
  return l.refusal(l.find(`refused.${code}`) === undefined ? refusal : { ...refusal, code });
}
