/** The way on from an order that came to nothing: its lines into the basket again. */
import { html, nothing } from 'lit';

import { againWord } from '../../core/order/order-words.js';
import type { Order } from '../../core/order/order.js';
import type { OrderHands } from './order-hands.js';
import type { OrderLocalizer } from '../words/order-terms.js';

export function renderAgain(
  order: Order,
  kind: 'primary' | 'secondary',
  hands: OrderHands,
  l: OrderLocalizer,
) {
  const word = againWord(order);
  if (!word) return nothing;
  const title = l.t('orderTitle', { code: order.code });
  return html`<button
    type="button"
    class=${kind}
    part="button ${kind}-button order-again-button"
    aria-disabled=${hands.busy !== undefined}
    aria-label=${l.t('named', { action: l.t(word), title })}
    @click=${() => void hands.orderAgain(order)}
  >
    ${l.t(word)}
  </button>`;
}
