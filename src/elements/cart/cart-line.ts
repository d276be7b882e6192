/**
 * One line of the basket on screen: what it is, how many, what it comes to, and in
 * words what has changed about it. Knows neither shop nor basket; wishes go to the
 * hands it was given.
 */
import { html, nothing } from 'lit';

import type { CartViewLine } from '../../core/cart/cart-view.js';
import type { Image } from '../../core/catalog/catalog-schema.js';
import type { LateLocalizer } from '../words/late-terms.js';
import { renderStepper } from '../page/stepper.js';

export interface LineHands {
  /** 0 removes the line. */
  set(line: CartViewLine, quantity: number): void;
}

export interface LineLook {
  readonly image: Image | undefined;
  /** How many are added or taken away at once. */
  readonly step: number;
  /** Why the last wish about this line could not be done. */
  readonly fault: string | undefined;
}

export function renderLine(line: CartViewLine, look: LineLook, l: LateLocalizer, hands: LineHands) {
  const { id, title, quantity, total, change } = line;
  return html`<li
    class="line ${change ? 'changed' : ''}"
    part=${change ? 'line line-changed' : 'line'}
    data-line=${id}
  >
    ${renderImage(title, look.image)}
    <div class="what">
      <h3 class="line-title" part="title line-title" tabindex="-1"><bdi>${title}</bdi></h3>
      ${renderDetail(line, l)} ${renderChange(line, l)}
    </div>
    <p class="line-total number" part="line-total"><bdi>${l.money(total)}</bdi></p>
    <div class="controls">
      ${renderStepper({
        title,
        value: quantity,
        step: look.step,
        least: 0,
        // The basket knows where it ends and says why.
        most: Infinity,
        words: l,
        change: (wanted) => hands.set(line, Math.max(0, wanted)),
      })}
      <button
        type="button"
        class="link small"
        part="button link-button remove-button"
        aria-label=${l.t('named', { action: l.t('remove'), title })}
        @click=${() => hands.set(line, 0)}
      >
        ${l.t('remove')}
      </button>
    </div>
    ${look.fault ? html`<p class="fault small" part="field-error">${look.fault}</p>` : nothing}
  </li>`;
}

function renderDetail({ detail, quantity, price }: CartViewLine, l: LateLocalizer) {
  if (!detail && quantity === 1) return nothing;
  return html`<p class="small muted" part="line-detail">
    ${detail ? html`<bdi>${detail}</bdi>` : nothing}
    ${
      quantity > 1
        ? html`${detail ? '·\u00a0' : ''}<bdi class="number">${l.t('each', { price: l.money(price) })}</bdi>`
        : nothing
    }
  </p>`;
}

function renderImage(title: string, image: Image | undefined) {
  // The letter behind it is seen for as long as there is no picture.
  const judge = ({ target, type }: Event) =>
    (target as HTMLElement).classList.toggle('broken', type === 'error');
  return html`<span class="thumb" part="image" aria-hidden="true"
    >${[...title][0] ?? ''}${
      image
        ? html`<img src=${image.src} alt="" loading="lazy" decoding="async" @error=${judge} @load=${judge} />`
        : nothing
    }</span
  >`;
}

function renderChange({ change, was, wasDeposit }: CartViewLine, l: LateLocalizer) {
  const then = (term: 'was' | 'wasDeposit', minor: number | undefined) =>
    minor === undefined ? [] : [l.t(term, { price: l.money(minor) })];
  const words = {
    price: [...then('was', was), ...then('wasDeposit', wasDeposit)],
    quantity: [l.t('lineQuantity')],
    'sold-out': [l.t('soldOut')],
    gone: [l.t('lineGone')],
  };
  return change && words[change].map((text) => html`<p class="change small" part="message">${text}</p>`);
}
