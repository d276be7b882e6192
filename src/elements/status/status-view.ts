/**
 * What the status shows and the words for it. Loads apart from the element, which
 * keeps the place: with nothing wrong there is nothing to show.
 */
import { html, nothing, type ReactiveControllerHost } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import type { ShopState } from '../../core/shop-state.js';
import { EN_STATUS } from '../../locales/en-status.js';
import type { LateKey, ShellKey, StatusKey, TermSet } from '../../locales/terms.js';
import type { ShopHandle } from '../contexts.js';
import { syncRequest } from '../events.js';
import { LATE_TERMS } from '../words/late-terms.js';
import type { Localizer } from '../localizer.js';
import { FocusKept } from '../page/focus-kept.js';
import { isForDeveloper } from '../shop/developer.js';
import { catalogAgeOf, timeOf } from '../words/moments.js';
import { isOffline } from '../shop/shop-condition.js';
import { SHELL } from '../shop/shell-code.js';
import { shopNow } from '../shop/shop-time.js';
import { statusMessages, type StatusMessage } from './status-messages.js';

const OWN: TermSet<StatusKey> = {
  en: EN_STATUS,
  load: {
    de: async () => (await import('../../locales/de-status.js')).DE_STATUS,
    ar: async () => (await import('../../locales/ar-status.js')).AR_STATUS,
  },
};

export const STATUS_TERMS: readonly TermSet<string>[] = [LATE_TERMS, OWN];

type Host = HTMLElement & ReactiveControllerHost;
type Words = Localizer<StatusKey | LateKey | ShellKey>;

const tied = new WeakSet<Host>();

/** Drawn again when there is something to say of the site, for as long as it is on the page; keeps the focus that it is given. */
function tie(host: Host) {
  if (tied.has(host)) return;
  tied.add(host);
  new FocusKept(host, 'summary', '.base');
  host.addController({
    hostConnected: () => SHELL.hosts.add(host),
    hostDisconnected: () => SHELL.hosts.delete(host),
  });
}

/** @param host where the shopper's request comes from */
export function renderStatus(host: Host, handle: ShopHandle, words: Words) {
  tie(host);
  const update = SHELL.code?.toUpdate(words);
  const [first, ...others] = [...statusMessages(handle.state), ...(update ? [update.message] : [])];
  if (!first) return isTested(handle) ? renderDiagnostics(handle, words) : nothing;
  const { outbox } = handle.state;
  return html`<details part="details">
      <summary part="summary">${keyed(first.word, renderChip(first, words))}</summary>
      <div class="beneath small">
        ${renderHint(first, words)}
        ${others.map((message) => html`<div>${renderChip(message, words)}${renderHint(message, words)}</div>`)}
        ${
          outbox.triedAt && outbox.waiting
            ? html`<p part="hint">${words.t('lastTried', { time: timeOf(words, outbox.triedAt) })}</p>`
            : nothing
        }
        ${renderAge(handle, words)} ${renderDiagnostics(handle, words)}
      </div>
    </details>
    ${outbox.waiting ? renderSend(host, handle, words) : nothing} ${update?.button}`;
}

function renderChip({ word, values, tone }: StatusMessage, words: Words) {
  const pending = word === 'waiting' || word === 'sending' || word === 'handed';
  return html`<span class="chip ${tone}" part="chip ${pending ? 'pending' : ''}"
    >${words.t(word, values)}</span
  >`;
}

function renderHint({ hint }: StatusMessage, words: Words) {
  return hint ? html`<p part="hint">${words.t(hint)}</p>` : nothing;
}

function renderSend(host: HTMLElement, { element, state }: ShopHandle, words: Words) {
  // What hangs while the shop can't be reached stands in nobody's way.
  const sending = state.outbox.sending && !isOffline(state);
  return html`<button
    type="button"
    class="button secondary"
    part="button secondary-button send-button"
    aria-disabled=${sending ? 'true' : nothing}
    @click=${() => !sending && void element.ask(host, syncRequest(), (port) => port.sync())}
  >
    ${words.t('sendNow')}
  </button>`;
}

/** Somebody tries the shop out: they find the diagnostics also with nothing to say to a shopper. */
function isTested({ element, state }: ShopHandle): boolean {
  return element.debug || (state.recommender.reason !== undefined && isForDeveloper());
}

function renderAge({ state }: ShopHandle, words: Words) {
  const age = catalogAgeOf(state, words, shopNow(state));
  return age ? html`<p part="hint">${age}. ${words.t('pricesHint')}</p>` : nothing;
}

/** Names of things, the same in every language, for reading out to whoever helps. */
function renderDiagnostics({ element, port, state }: ShopHandle, words: Words) {
  const rows = Object.entries({
    ...diagnosticsOf(state),
    engine: port.engine ?? '–',
    shell: SHELL.code?.shellState ?? 'none',
    problems: element.problems.map(({ code }) => code).join(', ') || '–',
  });
  return html`<details part="diagnostics">
    <summary>${words.t('diagnostics')}</summary>
    <dl lang="en" dir="ltr">
      ${rows.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
  </details>`;
}

function diagnosticsOf(state: ShopState): Record<string, string> {
  const { catalog, connection, outbox, storage, orders, orderable, recommender } = state;
  return {
    shop: catalog?.shop.id ?? '–',
    catalog: catalog?.version ?? '–',
    connection,
    waiting: `${outbox.waiting} (${outbox.parked} set aside)`,
    tried: outbox.triedAt ?? '–',
    orders: String(orders.length),
    kept: storage.durable,
    orderable: orderable ? 'yes' : 'no',
    ranker: [recommender.ranker, recommender.reason].filter(Boolean).join(': '),
  };
}
