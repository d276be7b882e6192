/** What a shopper may decide about one order: agree to its new price or call it off, or only the latter. */
import { html, nothing } from 'lit';

import { needsDecision } from '../../core/order/order-words.js';
import { ORDER_STATES } from '../../core/order/order-states.js';
import type { Order, RepriceDecision } from '../../core/order/order.js';
import type { Choice, OrderHands } from './order-hands.js';
import type { OrderLocalizer } from '../words/order-terms.js';

export function renderDecision(order: Order, hands: OrderHands, l: OrderLocalizer) {
  if (!order.decision || !needsDecision(order)) return nothing;
  return html`<fieldset part="decision" class="decision">
    <legend class="label" part="label">${l.t('decide')}</legend>
    ${renderOption(order, 'accept', agreeText(order, order.decision, l), hands)}
    ${renderOption(order, 'cancel', l.t('cancelOrder'), hands)}
    <button
      type="button"
      class="primary"
      part="button primary-button choose-button"
      aria-disabled=${hands.busy !== undefined}
      @click=${() => hands.decide(order.id)}
    >
      ${l.t('decideNow')}
    </button>
  </fieldset>`;
}

function agreeText({ currency }: Order, { amount }: RepriceDecision, l: OrderLocalizer): string {
  return l.t('agree', { total: l.money(amount, currency) });
}

function renderOption({ id }: Order, choice: Choice, text: string, hands: OrderHands) {
  const picked = hands.picked.get(id) === choice;
  return html`<label
    class="option focus ${picked ? 'picked' : ''}"
    part="option choice ${picked ? 'option-selected' : ''}"
  >
    <input
      type="radio"
      name="decide-${id}"
      value=${choice}
      .checked=${picked}
      @change=${() => hands.pick(id, choice)}
    />
    <span>${text}</span>
  </label>`;
}

/** For an order that waits for no decision; asks before it does what can not be undone. */
export function renderCancel(order: Order, hands: OrderHands, l: OrderLocalizer) {
  const { id, code } = order;
  if (!ORDER_STATES[order.state].cancellable || order.choice !== undefined || order.decision) return nothing;
  if (hands.confirming === id) return renderConfirm(order, hands, l);
  const title = l.t('orderTitle', { code });
  return html`<button
    type="button"
    class="link"
    part="button link-button cancel-button"
    data-cancel=${id}
    aria-label=${l.t('named', { action: l.t('cancelOrder'), title })}
    @click=${() => hands.askToCancel(id)}
  >
    ${l.t('cancelOrder')}
  </button>`;
}

function renderConfirm({ id }: Order, hands: OrderHands, l: OrderLocalizer) {
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    event.preventDefault();
    hands.keep(id);
  };
  return html`<div
    class="confirm"
    role="group"
    aria-labelledby="confirm-${id}"
    part="message"
    @keydown=${leave}
  >
    <p class="label" id="confirm-${id}" data-confirm=${id} tabindex="-1">${l.t('confirmCancel')}</p>
    <div class="buttons">
      <button
        type="button"
        part="button secondary-button cancel-button"
        aria-disabled=${hands.busy !== undefined}
        @click=${() => void hands.choose(id, 'cancel')}
      >
        ${l.t('cancelOrder')}
      </button>
      <button type="button" part="button secondary-button" @click=${() => hands.keep(id)}>
        ${l.t('keepOrder')}
      </button>
    </div>
  </div>`;
}
