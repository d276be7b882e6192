/** What is said where the shop can't be reached, and what becomes of orders then: the same wherever it is said. */
import type { ShopState } from '../../core/shop-state.js';
import type { LateKey } from '../../locales/terms.js';

interface ConnectionWords {
  readonly word: LateKey;
  readonly hint: LateKey;
}

/** Undefined where there is nothing to say. */
export function connectionWords({
  connection,
  offlinePolicy,
}: Pick<ShopState, 'connection' | 'offlinePolicy'>): ConnectionWords | undefined {
  if (connection === 'online' || connection === 'unknown') return undefined;
  const hint = connection === 'offline' ? 'offlineHint' : 'laterHint';
  return { word: connection, hint: offlinePolicy === 'require-online' ? 'onlineOnlyHint' : hint };
}
