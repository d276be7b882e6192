/** The button that sends an order now, wherever an order that is not sent is shown; and the room that it had. */
import { html, nothing } from 'lit';

import { isUnsent } from '../../core/order/order-words.js';
import type { Order } from '../../core/order/order.js';
import type { ShopState } from '../../core/shop-state.js';
import { isOffline } from '../shop/shop-condition.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import type { OrderHands } from './order-hands.js';

/** @param roomy keeps its place where there is nothing to send any more */
export function renderSend(
  order: Order,
  state: ShopState,
  hands: OrderHands,
  l: OrderLocalizer,
  roomy = false,
) {
  if (!isUnsent(order))
    return roomy ? html`<button type="button" class="room" data-room=${l.t('sendNow')}></button>` : nothing;
  const busy = hands.busy !== undefined || (state.outbox.sending && !isOffline(state));
  return html`<button
    type="button"
    part="button secondary-button send-button"
    aria-disabled=${busy}
    @click=${() => void (busy || hands.sendNow(order.id))}
  >
    ${l.t('sendNow')}
  </button>`;
}
