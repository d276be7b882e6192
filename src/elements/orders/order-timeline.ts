/** What happened to an order, when: an ordered list with times, folded up until it is asked for. */
import { html } from 'lit';

import { ORDER_STATES, type OrderState } from '../../core/order/order-states.js';
import type { Order, OrderEvent } from '../../core/order/order.js';
import { momentOf } from '../words/moments.js';
import type { OrderLocalizer } from '../words/order-terms.js';

export function renderTimeline({ events, code, shopName }: Order, l: OrderLocalizer) {
  return html`<details part="timeline">
    <summary>${l.t('timeline')}<span class="unseen"> ${l.t('orderTitle', { code })}</span></summary>
    <ol class="small">
      ${events.map(
        (event) =>
          html`<li>
            <time class="muted number" datetime=${event.at}>${momentOf(l, event.at)}</time>
            <span>${eventText(event, shopName, l)}</span>
          </li>`,
      )}
    </ol>
  </details>`;
}

/** In words that stay true: "Needs you" is over once it was answered. */
function eventText({ state }: OrderEvent, shop: string, l: OrderLocalizer): string {
  return l.find(`event.${state}`) ?? l.t(ORDER_STATES[state as OrderState].word, { shop });
}
