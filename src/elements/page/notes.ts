/**
 * What a shopper must know before ordering, in words: how orders are kept here,
 * whether the shop can be reached, how old the prices are. The same in basket and
 * checkout. What changes with the network keeps its room, so that nothing moves.
 */
import { html, nothing } from 'lit';

import type { Tone } from '../../core/order/order-sentences.js';
import type { ShopState } from '../../core/shop-state.js';
import type { LateLocalizer } from '../words/late-terms.js';
import { connectionWords, LOST } from '../words/connection-words.js';
import { catalogAgeOf } from '../words/moments.js';
import { isOffline } from '../shop/shop-condition.js';
import { shopNow } from '../shop/shop-time.js';

export const SIGNS: Readonly<Record<Tone, string>> = {
  good: '✓',
  wait: '◷',
  attention: '!',
  bad: '×',
  plain: '–',
};

/**
 * A status: sign, word and colour together.
 *
 * @param part another than the one that basket and checkout have
 */
export function renderNote(tone: Tone, headline: unknown, beneath: unknown = nothing, part = 'message note') {
  return html`<div class="note ${tone}" part=${part}>
    <span class="sign" aria-hidden="true">${SIGNS[tone]}</span>
    <div>
      <p class="headline">${headline}</p>
      ${beneath === nothing ? nothing : html`<div class="small">${beneath}</div>`}
    </div>
  </div>`;
}

/** @param obstacles false leaves out what is in the way of an order, for whoever says that in other words */
export function renderNotes(state: ShopState, l: LateLocalizer, obstacles = true) {
  const { durable, full } = state.storage;
  return [
    state.load.kind === 'ready' && durable === 'no'
      ? renderNote('attention', l.t('notKept'), l.t('notKeptHint'))
      : nothing,
    full ? renderNote('attention', l.t('storageFull'), l.t('storageFullHint')) : nothing,
    obstacles ? renderSilent(state, l) : nothing,
  ];
}

/** Basket and orders may be others than are shown. */
export function renderSilent({ storage }: ShopState, l: LateLocalizer, part?: string) {
  return storage.silent
    ? renderNote('attention', l.t('storageSilent'), l.t('storageSilentHint'), part)
    : nothing;
}

/**
 * @param unsaid what may come to be said in its place: it has room, so that nothing moves
 * @param part as what is said has it, so that a theme gives both the same measures
 */
export function renderSaid(said: unknown, unsaid: readonly string[], part: string) {
  return html`<div class="roomy">
    ${said}
    ${unsaid.map(
      (text) =>
        html`<p class="small room" part=${part}>
          <span class="condition" data-room="${SIGNS.wait} ${text}"></span>
        </p>`,
    )}
  </div>`;
}

/** That the shop can't be reached, in a line at the top. */
export function renderLost(state: ShopState, l: LateLocalizer) {
  const word = connectionWords(state)?.word;
  const said = word ? html`<p class="small" part="message note">${renderSign(l.t(word))}</p>` : nothing;
  return renderSaid(
    said,
    LOST.map((lost) => l.t(lost)),
    'message note',
  );
}

/** How the connection stands, within a line. */
export function renderSign(text: string) {
  return html`<span class="wait condition"><span aria-hidden="true">${SIGNS.wait}</span> ${text}</span>`;
}

/** What becomes of prices that are old keeps its room where they are not. */
export function renderAge(state: ShopState, l: LateLocalizer) {
  const age = catalogAgeOf(state, l, shopNow(state));
  if (!age) return nothing;
  const old = state.catalogAge.stale || isOffline(state);
  const hint = old
    ? html`<span>${l.t('pricesHint')}</span>`
    : html`<span class="room" data-room=${l.t('pricesHint')}></span>`;
  return html`<p class="small muted" part="hint">${age}.<br />${hint}</p>`;
}
