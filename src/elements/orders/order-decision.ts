/** What a shopper may decide about one order: agree to its new price, take what is offered instead, or call it off. */
import { html, nothing } from 'lit';

import { namesOf } from '../../core/order/order-sentences.js';
import { needsDecision } from '../../core/order/order-words.js';
import { ORDER_STATES } from '../../core/order/order-states.js';
import type { Order, OrderAlternate, OrderDecision } from '../../core/order/order.js';
import type { Choice, OrderHands } from './order-hands.js';
import { slotOf } from '../words/moments.js';
import type { OrderLocalizer } from '../words/order-terms.js';

export function renderDecision(order: Order, now: number, hands: OrderHands, l: OrderLocalizer) {
  if (!order.decision || !needsDecision(order)) return nothing;
  const offers = offersOf(order, order.decision, now, l);
  return html`<fieldset part="decision" class="decision">
    <legend class="label" part="label">${l.t('decide')}</legend>
    ${offers.map(({ choice, text }) => renderOption(order, choice, text, hands))}
    ${renderOption(order, 'cancel', l.t(order.state === 'disputed' ? 'cancelFree' : 'cancelOrder'), hands)}
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

interface Offered {
  readonly choice: Choice;
  readonly text: string;
}

/** Besides calling it off. What is over is not offered any more. */
function offersOf(order: Order, decision: OrderDecision, now: number, l: OrderLocalizer): readonly Offered[] {
  if (decision.kind === 'reprice') {
    return [{ choice: 'accept', text: l.t('agree', { total: l.money(decision.amount, order.currency) }) }];
  }
  return decision.alternates
    .filter(({ until }) => Date.parse(until) > now)
    .map((alternate) => ({ choice: `alternate:${alternate.id}`, text: offerText(order, alternate, l) }));
}

/** "Market, Wed 25 Nov, 10:00–10:30, £8.20 (50p off)" */
function offerText(order: Order, alternate: OrderAlternate, l: OrderLocalizer): string {
  const { pickup, without, amount, discount } = alternate;
  const elsewhere = pickup.slot !== order.pickup.slot;
  const reduced = without.length > 0;
  const term = elsewhere ? (reduced ? 'alternateBoth' : 'alternateAt') : 'alternateWithout';
  const offer = l.t(term, {
    place: pickup.depotTitle,
    when: slotOf(l, pickup.start, pickup.end),
    title: namesOf(without, order.lines),
    total: l.money(amount, order.currency),
  });
  return discount > 0 ? l.t('alternateOff', { offer, discount: l.money(discount, order.currency) }) : offer;
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
