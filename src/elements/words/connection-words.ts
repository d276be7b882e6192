/** What is said where the shop can't be reached, and what becomes of orders then: the same wherever it is said. */
import type { ShopState } from '../../core/shop-state.js';
import type { LateKey } from '../../locales/terms.js';
import type { LateLocalizer } from './late-terms.js';

type Told = Pick<ShopState, 'connection' | 'load' | 'offlinePolicy' | 'orderable' | 'storage'>;

/** How the shop may be out of reach. */
export const LOST = ['offline', 'unreachable', 'captive'] as const;

interface ConnectionWords {
  readonly word: LateKey;
  readonly hint: LateKey | undefined;
}

/** Undefined where there is nothing to say. */
export function connectionWords(state: Told): ConnectionWords | undefined {
  const { connection } = state;
  if (connection === 'online' || connection === 'unknown') return undefined;
  return { word: connection, hint: orderHint(state) };
}

/** The same in one line; empty where there is nothing to say. */
export function connectionText(state: Told, l: LateLocalizer): string {
  const said = connectionWords(state);
  return said ? `${l.t(said.word)}.${said.hint ? ` ${l.t(said.hint)}` : ''}` : '';
}

/** Something else that is in the way, after how the connection stands. */
export function withConnection(text: string, state: Told, l: LateLocalizer): string {
  const said = connectionWords(state);
  return said ? `${l.t(said.word)}. ${text}` : text;
}

/** What becomes of an order that can't be sent at once; undefined where nothing can be promised. */
export function orderHint({
  connection,
  orderable,
  load,
  offlinePolicy,
  storage,
}: Told): LateKey | undefined {
  // Where the shop has yet to be heard from once, no order can be made ready for it.
  const unheard = load.kind === 'ready' && !orderable;
  if (unheard || offlinePolicy === 'require-online') return 'onlineOnlyHint';
  if (storage.full) return undefined;
  // How orders are kept is not known before.
  if (storage.durable === 'no') return load.kind === 'ready' ? 'heldHint' : undefined;
  return connection === 'offline' ? 'offlineHint' : 'laterHint';
}
