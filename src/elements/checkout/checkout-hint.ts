/**
 * What is said beneath the order button: why nothing can be ordered as things stand, or
 * what becomes of an order. It has room for whatever the network may make of it.
 */
import { html, nothing } from 'lit';

import type { CartView } from '../../core/cart/cart-view.js';
import type { ShopState } from '../../core/shop-state.js';
import { renderSaid, renderSign } from '../page/notes.js';
import { connectionText, connectionWords, withConnection } from '../words/connection-words.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import { findObstacle } from './checkout-obstacle.js';

export interface Hint {
  readonly text: string;
  readonly kind?: 'obstacle' | 'connection';
}

export function hintOf(cart: CartView, state: ShopState, l: OrderLocalizer): Hint {
  const obstacle = findObstacle(cart, state, l);
  if (obstacle) return { kind: 'obstacle', text: withConnection(obstacle.reason, state, l) };
  if (!state.orderable) return { text: l.t('notReady') };
  if (state.offlinePolicy === 'force-offline') return { text: withConnection(heldText(state, l), state, l) };
  const isKept = connectionWords(state)?.hint === 'offlineHint';
  return { kind: 'connection', text: isKept ? l.t('offlineOrder') : connectionText(state, l) };
}

function heldText({ storage }: ShopState, l: OrderLocalizer): string {
  return storage.durable === 'no' ? `${l.t('heldOrder')} ${l.t('heldHint')}` : l.t('heldOrder');
}

/** @param unsaid what the network may yet make of it */
export function renderHint({ text, kind }: Hint, unsaid: readonly string[]) {
  const isObstacle = kind === 'obstacle';
  const shown = text && kind === 'connection' ? renderSign(text) : text;
  const said = html`<p
    class="small hint ${isObstacle ? 'reason' : 'muted'}"
    part=${text ? 'hint' : nothing}
    id="order-hint"
    tabindex=${isObstacle ? '-1' : nothing}
    data-landing=${isObstacle ? 'obstacle' : nothing}
  >
    ${shown}
  </p>`;
  return renderSaid(said, unsaid, 'hint');
}
