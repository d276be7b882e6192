import { LitElement, css, html, nothing } from 'lit';

import type { ShopState } from '../core/shop-state.js';
import { baseStyles, pageStyles } from './base.styles.js';
import type { ShopHandle } from './contexts.js';
import { syncRequest } from './events.js';
import { HostStates } from './host-states.js';
import { Localizer } from './localizer.js';
import { renderNoShop } from './no-shop.js';
import { isOffline } from './shop-condition.js';
import { ShopLink } from './shop-link.js';
import { statusMessages, type StatusMessage } from './status-messages.js';

/**
 * Connection, orders on their way and storage, in one line; what it means and what
 * a helper may ask for beneath. Takes its place also with nothing to say.
 *
 * @tag punnet-status
 *
 * @attr {string} for - The id of its shop, for an element outside every shop.
 * @fires {CustomEvent} punnet-sync-request - The shopper pressed Send now; cancel it to stop.
 * @csspart base - All of it.
 * @csspart summary - The line that says what matters most.
 * @csspart chip - Each message.
 * @csspart pending - The message about orders that are not sent.
 * @csspart details - What is beneath the line.
 * @csspart hint - What a message means.
 * @csspart button - The button.
 * @csspart secondary-button - The same.
 * @csspart send-button - Sends now.
 * @csspart diagnostics - What someone who helps may ask for.
 * @csspart error - What went wrong, for the page's developer.
 */
export class PunnetStatus extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        min-inline-size: min(100%, 16rem);
      }
      .base {
        align-items: start;
        display: flex;
        flex-wrap: wrap;
        gap: calc(2 * var(--_unit));
        min-block-size: var(--_target);
      }
      details {
        flex: 1 1 0;
        min-inline-size: 9em;
      }
      summary {
        align-content: center;
        cursor: pointer;
        min-block-size: var(--_target);
      }
      .beneath {
        display: grid;
        gap: calc(2 * var(--_unit));
        padding-block: calc(2 * var(--_unit));
      }
      dl {
        display: grid;
        gap: 0 calc(3 * var(--_unit));
        grid-template-columns: auto minmax(0, 1fr);
      }
      dd {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  readonly #shop = new ShopLink(this);
  readonly #words = new Localizer(this, this.#shop);
  readonly #states = new HostStates(this);

  override render() {
    const { handle, missing } = this.#shop;
    const messages = handle ? statusMessages(handle.state) : [];
    this.#states.set({
      empty: messages.length === 0,
      offline: Boolean(handle && isOffline(handle.state)),
      busy: Boolean(handle?.state.outbox.sending),
    });
    return html`<div class="base" part="base">
      ${missing ? renderNoShop(this.#words) : nothing}
      ${handle && messages.length ? this.#renderMessages(handle, messages) : nothing}
    </div>`;
  }

  #renderMessages(handle: ShopHandle, [first, ...others]: readonly StatusMessage[]) {
    if (!first) return nothing;
    const { outbox } = handle.state;
    return html`<details part="details">
        <summary part="summary">${this.#renderChip(first)}</summary>
        <div class="beneath small">
          ${this.#renderHint(first)}
          ${others.map((message) => html`<div>${this.#renderChip(message)}${this.#renderHint(message)}</div>`)}
          ${
            outbox.triedAt && outbox.waiting
              ? html`<p part="hint">
                  ${this.#words.t('lastTried', { time: this.#words.time(outbox.triedAt) })}
                </p>`
              : nothing
          }
          ${this.#renderDiagnostics(handle)}
        </div>
      </details>
      ${outbox.waiting ? this.#renderSend(handle) : nothing}`;
  }

  #renderChip({ word, values, tone }: StatusMessage) {
    const pending = word === 'waiting' || word === 'sending';
    return html`<span class="chip ${tone}" part="chip ${pending ? 'pending' : ''}"
      >${this.#words.t(word, values)}</span
    >`;
  }

  #renderHint({ hint }: StatusMessage) {
    return hint ? html`<p part="hint">${this.#words.t(hint)}</p>` : nothing;
  }

  #renderSend({ element, state }: ShopHandle) {
    const { sending } = state.outbox;
    return html`<button
      type="button"
      class="button secondary"
      part="button secondary-button send-button"
      aria-disabled=${sending ? 'true' : nothing}
      @click=${() => !sending && void element.ask(this, syncRequest(), (port) => port.sync())}
    >
      ${this.#words.t('sendNow')}
    </button>`;
  }

  /** Names of things, the same in every language, for reading out to whoever helps. */
  #renderDiagnostics({ element, port, state }: ShopHandle) {
    const rows = Object.entries(diagnosticsOf(state));
    rows.push(
      ['engine', port.engine ?? '–'],
      ['problems', element.problems.map(({ code }) => code).join(', ') || '–'],
    );
    const age = this.#words.catalogAge(Date.now());
    return html`${age ? html`<p part="hint">${age}. ${this.#words.t('pricesHint')}</p>` : nothing}
      <details part="diagnostics">
        <summary>${this.#words.t('diagnostics')}</summary>
        <dl lang="en" dir="ltr">
          ${rows.map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${value}</dd>`,
          )}
        </dl>
      </details>`;
  }
}

function diagnosticsOf({
  catalog,
  connection,
  outbox,
  storage,
  orders,
  orderable,
}: ShopState): Record<string, string> {
  return {
    shop: catalog?.shop.id ?? '–',
    catalog: catalog?.version ?? '–',
    connection,
    waiting: `${outbox.waiting} (${outbox.parked} set aside)`,
    tried: outbox.triedAt ?? '–',
    orders: String(orders.length),
    kept: storage.durable,
    orderable: orderable ? 'yes' : 'no',
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-status': PunnetStatus;
  }
}
