/**
 * Where and when to collect, as two groups of radio buttons: the depots, and the
 * chosen depot's times by day. What can't be chosen is absent, and a note says so.
 */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';

import { isChoosable, type PickupOffer } from '../../core/order/checkout-changes.js';
import type { DepotView, SlotView } from '../../core/shop-state.js';
import { renderNote } from '../page/notes.js';
import { isOpen, renderFault, type Faults } from './checkout-faults.js';
import { closureText, statusText } from './checkout-words.js';
import { dayOf, momentOf, spanOf, timeOf } from '../words/moments.js';
import type { OrderLocalizer } from '../words/order-terms.js';

/** More days than this are behind a button: a page of times is no choice. */
const FIRST_DAYS = 3;

export interface PickupView {
  readonly offer: PickupOffer;
  readonly depot: string;
  readonly slot: string;
  /** Later days are shown as well. */
  readonly allDays: boolean;
  /** What the chosen place may have run out of. */
  readonly short: readonly string[];
  readonly faults: Faults;
  readonly choose: (field: 'depot' | 'slot', id: string) => void;
  readonly showAllDays: () => void;
}

export function renderPickup(view: PickupView, l: OrderLocalizer) {
  return html`${renderDepots(view, l)} ${renderShort(view, l)} ${view.depot ? renderTimes(view, l) : nothing}`;
}

/** It never says how many are left: that would press, and the count may be old. */
function renderShort({ offer, depot, short }: PickupView, l: OrderLocalizer) {
  const place = offer.depots.find(({ id }) => id === depot)?.title;
  if (!short.length || place === undefined) return nothing;
  const words = l.t('mayBeOut', { title: l.list(short), place });
  return html`<div id="short">${renderNote('attention', words, l.t('subjectHint'))}</div>`;
}

function renderDepots(view: PickupView, l: OrderLocalizer) {
  const fault = isOpen('depot', view.faults);
  return html`<fieldset
    role="radiogroup"
    aria-required="true"
    aria-invalid=${fault ? 'true' : nothing}
    aria-describedby=${fault ? 'depot-error' : nothing}
  >
    <legend class="label" part="label">${l.t('pickupPlace')}</legend>
    ${renderFault('depot', view.faults, l)}
    <div class="depots">
      ${repeat(
        view.offer.depots,
        ({ id }) => id,
        (depot, index) => renderDepot(depot, index, view, l),
      )}
    </div>
  </fieldset>`;
}

function renderDepot(depot: DepotView, index: number, view: PickupView, l: OrderLocalizer) {
  const { id, title, address, directions, closures } = depot;
  const status = statusText(depot, l);
  const chosen = id === view.depot;
  return html`<div class="option depot focus ${chosen ? 'chosen' : ''}" part=${optionPart('depot', chosen)}>
    <input
      type="radio"
      name="depot"
      id="depot-${index}"
      value=${id}
      .checked=${live(chosen)}
      aria-describedby="about-${index}"
      @change=${() => view.choose('depot', id)}
    />
    <div>
      <label for="depot-${index}"><bdi>${title}</bdi></label>
      <div class="small muted" id="about-${index}">
        ${address ? html`<p><bdi>${address}</bdi></p>` : nothing}
        ${directions ? html`<p><bdi>${directions}</bdi></p>` : nothing}
        ${status ? html`<p part="depot-status">${status}</p>` : nothing}
        ${closures.map((closure) => html`<p part="depot-status">${closureText(closure, l)}</p>`)}
      </div>
    </div>
  </div>`;
}

function renderTimes(view: PickupView, l: OrderLocalizer) {
  const slots = view.offer.slots[view.depot] ?? [];
  const choosable = slots.filter(isChoosable);
  if (choosable.length === 0)
    return html`<p part="message">
      <strong>${l.t('noSlots')}</strong
      >${view.offer.depots.length > 1 ? html` ${l.t('noSlotsHint')}` : nothing}
    </p>`;
  const fault = isOpen('slot', view.faults);
  const days = groupByDay(choosable, l);
  const shown = view.allDays ? days : days.slice(0, FIRST_DAYS);
  const chosen = choosable.find(({ id }) => id === view.slot);
  return html`<fieldset
    class="times"
    role="radiogroup"
    aria-required="true"
    aria-invalid=${fault ? 'true' : nothing}
    aria-describedby=${[fault ? 'slot-error' : '', view.short.length ? 'short' : ''].join(' ').trim() || nothing}
  >
    <legend class="label" part="label">${l.t('pickupTime')}</legend>
    ${renderFault('slot', view.faults, l)}
    ${shown.map(([day, ofDay], index) => renderDay(day, ofDay, index, view, l))}
    <p class="cutoff small" part="cutoff">
      ${chosen ? l.t('orderBy', { time: cutoffText(chosen, l) }) : nothing}
    </p>
    ${choosable.length < slots.length ? html`<p class="small muted" part="hint">${l.t('slotFull')}</p>` : nothing}
    ${shown.length < days.length ? renderLaterButton(view, l) : nothing}
  </fieldset>`;
}

function renderLaterButton({ showAllDays }: PickupView, l: OrderLocalizer) {
  return html`<button type="button" class="link" part="button link-button" @click=${showAllDays}>
    ${l.t('laterTimes')}
  </button>`;
}

function renderDay(
  day: string,
  slots: readonly SlotView[],
  index: number,
  view: PickupView,
  l: OrderLocalizer,
) {
  return html`<div class="day" role="group" aria-labelledby="day-${index}">
    <p class="small muted" id="day-${index}">${day}</p>
    <div class="slots">
      ${repeat(
        slots,
        ({ id }) => id,
        ({ id, start, end }) =>
          html`<label
            class="option slot focus ${id === view.slot ? 'chosen' : ''}"
            part=${optionPart('slot', id === view.slot)}
            ><input
              type="radio"
              class="unseen"
              name="slot"
              value=${id}
              .checked=${live(id === view.slot)}
              @change=${() => view.choose('slot', id)}
            /><bdi class="number">${spanOf(l, start, end)}</bdi></label
          >`,
      )}
    </div>
  </div>`;
}

function optionPart(role: string, chosen: boolean): string {
  return chosen ? `option ${role} option-selected` : `option ${role}`;
}

function groupByDay(slots: readonly SlotView[], l: OrderLocalizer): readonly [string, readonly SlotView[]][] {
  const days = new Map<string, SlotView[]>();
  for (const slot of slots) {
    const day = dayOf(l, slot.start);
    const known = days.get(day);
    if (known) known.push(slot);
    else days.set(day, [slot]);
  }
  return [...days];
}

/** The time alone where it is on the slot's own day. */
function cutoffText({ start, cutoff }: SlotView, l: OrderLocalizer): string {
  return dayOf(l, start) === dayOf(l, cutoff) ? timeOf(l, cutoff) : momentOf(l, cutoff);
}
