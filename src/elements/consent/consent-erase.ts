/** Everything erased: the button, what has to be known before, and what came of it. */
import { html, nothing } from 'lit';

import type { Order } from '../../core/order/order.js';
import type { ShopState } from '../../core/shop-state.js';
import type { ConsentLocalizer } from '../words/consent-terms.js';
import type { ConsentHands } from './consent-hands.js';

export function renderErase(state: ShopState, hands: ConsentHands, l: ConsentLocalizer) {
  if (hands.stage === 'asking') return renderQuestion(hands, l);
  return html`${hands.stage === 'erased' ? renderErased(state, hands, l) : renderUntold(state, hands, l)}
    <div class="buttons">
      <button
        type="button"
        part="button secondary-button export-button"
        aria-disabled=${hands.busy !== undefined}
        @click=${() => void hands.takeCopy()}
      >
        ${l.t('exportAll')}
      </button>
      <button
        type="button"
        part="button secondary-button erase-button"
        aria-disabled=${hands.busy !== undefined}
        @click=${() => void (hands.busy || hands.ask())}
      >
        ${l.t('eraseAll')}
      </button>
    </div>`;
}

function renderErased(state: ShopState, hands: ConsentHands, l: ConsentLocalizer) {
  return html`<div data-erased tabindex="-1" part="message">
    <p class="good status">${l.t('erased')}</p>
    ${state.outbox.erasing ? renderUntold(state, hands, l) : html`<p>${l.t('erasedTold')}</p>`}
  </div>`;
}

/** That the shop does not know yet is said as long as it is so, after a visit to another page too. */
function renderUntold({ outbox }: ShopState, hands: ConsentHands, l: ConsentLocalizer) {
  const { erasing, eraseRefused } = outbox;
  if (!erasing) return nothing;
  if (eraseRefused === undefined) return html`<p part="hint">${l.t('erasedUntold')}</p>`;
  return html`<p class="attention status">${l.t('erasedRefused', { reason: eraseRefused })}</p>
    <div class="buttons">${renderSend(hands, l.t('tellAgain'))}</div>`;
}

function renderQuestion(hands: ConsentHands, l: ConsentLocalizer) {
  const { unsent } = hands;
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    event.preventDefault();
    void hands.keep();
  };
  return html`<div class="confirm" role="group" aria-labelledby="ask" part="message" @keydown=${leave}>
    <p class="label" id="ask" data-ask tabindex="-1">${l.t('eraseAsk')}</p>
    <p>${l.t('eraseWhat')}</p>
    ${renderUnsent(unsent, l)} ${renderCodes(hands.open, l)}
    <div class="buttons">
      ${unsent.length > 0 ? renderSend(hands, l.t('sendFirst')) : nothing} ${renderEraseNow(hands, l)}
      <button
        type="button"
        class="link"
        part="button link-button keep-button"
        @click=${() => void (hands.busy || hands.keep())}
      >
        ${l.t('eraseKeep')}
      </button>
    </div>
  </div>`;
}

function renderUnsent(unsent: readonly Order[], l: ConsentLocalizer) {
  if (unsent.length === 0) return nothing;
  return html`<div>
    <p class="attention status">${l.t('eraseUnsent', { count: unsent.length })}</p>
    <ul part="orders">
      ${unsent.map(
        ({ code, pickup, total, currency }) =>
          html`<li>
            <bdi class="number" dir="ltr">${code}</bdi> · <bdi>${pickup.depotTitle}</bdi> ·
            <bdi>${l.money(total, currency)}</bdi>
          </li>`,
      )}
    </ul>
  </div>`;
}

/** The shop has them: their codes are all that it takes to collect them. */
function renderCodes(open: readonly Order[], l: ConsentLocalizer) {
  if (open.length === 0) return nothing;
  const codes = l.list(open.map(({ code }) => code));
  return html`<p part="hint">${l.t('eraseKeepCode', { count: open.length, codes })}</p>`;
}

function renderSend(hands: ConsentHands, words: string) {
  return html`<button
    type="button"
    class="primary"
    part="button primary-button send-button"
    aria-disabled=${hands.busy !== undefined}
    @click=${() => void hands.send()}
  >
    ${words}
  </button>`;
}

function renderEraseNow(hands: ConsentHands, l: ConsentLocalizer) {
  const isPrimary = hands.unsent.length === 0;
  const words = hands.busy === 'erase' ? 'erasing' : isPrimary ? 'eraseNow' : 'eraseAnyway';
  return html`<button
    type="button"
    class=${isPrimary ? 'primary' : ''}
    part="button ${isPrimary ? 'primary' : 'secondary'}-button erase-button"
    aria-disabled=${hands.busy !== undefined}
    @click=${() => void hands.erase()}
  >
    ${l.t(words)}
  </button>`;
}
