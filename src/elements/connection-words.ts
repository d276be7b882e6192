/** What is said where the shop can't be reached, the same wherever it is said. */
import type { Connection } from '../core/shop-state.js';
import type { LateKey } from '../locales/terms.js';

interface ConnectionWords {
  readonly word: LateKey;
  readonly hint: LateKey;
}

/** Undefined where there is nothing to say. */
export const CONNECTION_WORDS: Readonly<Record<Connection, ConnectionWords | undefined>> = {
  unknown: undefined,
  online: undefined,
  offline: { word: 'offline', hint: 'offlineHint' },
  unreachable: { word: 'unreachable', hint: 'laterHint' },
  captive: { word: 'captive', hint: 'laterHint' },
};
