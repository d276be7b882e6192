/**
 * What there is to say of connection, outbox and storage, the most pressing first.
 * Plain data, so that the words of each state can be tested as a table.
 */
import { ORDER_STATES } from '../../core/order/order-states.js';
import type { ShopState } from '../../core/shop-state.js';
import type { LateKey, ShellKey, StatusKey } from '../../locales/terms.js';
import { connectionWords, orderHint } from '../words/connection-words.js';
import type { Values } from '../localizer.js';

export interface StatusMessage {
  readonly word: LateKey | StatusKey | ShellKey;
  readonly values?: Values;
  readonly hint?: LateKey | StatusKey | ShellKey | undefined;
  readonly tone: 'wait' | 'attention' | 'bad';
}

export function statusMessages(state: ShopState): readonly StatusMessage[] {
  const { outbox, storage, orders } = state;
  const byHand = state.offlinePolicy === 'force-offline';
  const messages: StatusMessage[] = [];
  const needed = orders.filter((order) => ORDER_STATES[order.state].needsYou && !order.choice).length;
  const counted = (word: StatusKey, count: number, tone: StatusMessage['tone'], hint?: StatusKey) => {
    if (count) messages.push({ word, values: { count }, tone, ...(hint ? { hint } : {}) });
  };
  if (storage.full) messages.push({ word: 'storageFull', hint: 'storageFullHint', tone: 'bad' });
  if (storage.silent) messages.push({ word: 'storageSilent', hint: 'storageSilentHint', tone: 'bad' });
  counted('needsYou', needed, 'attention');
  const { handed = 0, handedAside = 0 } = outbox;
  counted('parked', outbox.parked - handedAside, 'attention', 'parkedHint');
  counted('handedAside', handedAside, 'attention', 'handedAsideHint');
  const waiting = outbox.waiting - outbox.parked - handed;
  const hint = byHand ? 'byHandHint' : 'waitingHint';
  if (outbox.sending) counted('sending', waiting, 'wait');
  else counted('waiting', waiting, 'wait', hint);
  counted('handed', handed, 'wait', hint);
  const connection = connectionWords(state);
  if (connection) messages.push({ ...connection, tone: 'wait' });
  else if (outbox.slow) messages.push({ word: 'slow', hint: orderHint(state), tone: 'wait' });
  if (state.load.kind === 'ready' && storage.durable === 'no')
    messages.push({ word: 'notKept', hint: 'notKeptHint', tone: 'attention' });
  if (storage.wiped) messages.push({ word: 'wiped', hint: 'wipedHint', tone: 'attention' });
  return messages;
}
