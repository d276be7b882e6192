/**
 * What a shopper must know before ordering, in words: how orders are kept here,
 * whether the shop can be reached, how old the prices are. The same in basket and
 * checkout.
 */
import { html, nothing } from 'lit';

import type { Tone } from '../../core/order/order-words.js';
import type { ShopState } from '../../core/shop-state.js';
import { connectionWords } from '../words/connection-words.js';
import type { LateLocalizer } from '../words/late-terms.js';
import { catalogAgeOf } from '../words/moments.js';
import { isOffline } from '../shop/shop-condition.js';

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
export function renderNotes(state: ShopState, l: LateLocalizer, now: number, obstacles = true) {
  const { durable, full } = state.storage;
  return [
    state.load.kind === 'ready' && durable === 'no'
      ? renderNote('attention', l.t('notKept'), l.t('notKeptHint'))
      : nothing,
    full ? renderNote('attention', l.t('storageFull'), l.t('storageFullHint')) : nothing,
    obstacles ? [renderSilent(state, l), renderConnection(state, l)] : nothing,
    renderAge(state, l, now),
  ];
}

/** Basket and orders may be others than are shown. */
export function renderSilent({ storage }: ShopState, l: LateLocalizer, part?: string) {
  return storage.silent
    ? renderNote('attention', l.t('storageSilent'), l.t('storageSilentHint'), part)
    : nothing;
}

function renderConnection(state: ShopState, l: LateLocalizer) {
  const said = connectionWords(state);
  return said ? renderNote('wait', l.t(said.word), said.hint ? l.t(said.hint) : nothing) : nothing;
}

function renderAge(state: ShopState, l: LateLocalizer, now: number) {
  const age = state.catalogAge.stale || isOffline(state) ? catalogAgeOf(state, l, now) : '';
  return age ? html`<p class="small muted" part="hint">${age}. ${l.t('pricesHint')}</p>` : nothing;
}
