import { LitElement, css, html, nothing } from 'lit';

import type { LateKey, ShellKey, StatusKey } from '../locales/terms.js';
import { baseStyles, pageStyles } from './base.styles.js';
import { HostStates } from './page/host-states.js';
import { ORDER_PATH } from './page/late-code.js';
import { Localizer } from './localizer.js';
import { renderNoShop } from './shop/no-shop.js';
import { isOffline } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';

/**
 * Connection, orders on their way and storage, in one line; what it means and what
 * a helper may ask for beneath. Takes its place also with nothing to say. Whoever tries the shop out finds what a helper
 * may ask for in it: with `debug` at all times, on localhost where suggestions are not ranked as the page asks.
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
 * @csspart update-button - Loads the page again with the version that waits.
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
        align-items: center;
        display: flex;
        flex-wrap: wrap;
        gap: calc(2 * var(--_unit));
        /* Two lines of the chip, which large letters make higher than a button; as in punnet.css. */
        min-block-size: max(var(--_target), 2.275em + var(--_unit) + 2px);
      }
      details {
        flex: 1 1 0;
        min-inline-size: 8em;
      }
      [open] ~ * {
        align-self: start;
      }
      summary {
        align-content: center;
        cursor: pointer;
        min-block-size: var(--_target);
      }
      /* Beside the triangle, not under it; in two lines beside the button, on a phone in German too. */
      summary .chip {
        line-height: 1.3;
        max-inline-size: calc(100% - 1.25em);
        padding-inline: calc(2 * var(--_unit));
        vertical-align: middle;
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

  readonly #shop = new ShopLink(this, (shop) => Object.values({ ...shop, cart: null }));
  readonly #words = new Localizer<StatusKey | LateKey | ShellKey>(this, this.#shop);
  readonly #states = new HostStates(this);
  #coming: Promise<void> | undefined;

  override willUpdate() {
    if (!this.#shop.isPending) this.#coming ??= ORDER_PATH.bringTo(this);
    if (ORDER_PATH.value) this.#words.include(...ORDER_PATH.value.STATUS_TERMS);
  }

  override render() {
    const { handle, missing } = this.#shop;
    const content =
      handle && ORDER_PATH.value ? ORDER_PATH.value.renderStatus(this, handle, this.#words) : nothing;
    this.#states.set({
      loading: this.#shop.isPending,
      ready: handle?.state.load.kind === 'ready',
      empty: content === nothing,
      offline: Boolean(handle && isOffline(handle.state)),
      busy: Boolean(handle?.state.outbox.sending),
    });
    return html`<div class="base" part="base">${missing ? renderNoShop(this.#words) : content}</div>`;
  }

  protected override async getUpdateComplete() {
    await super.getUpdateComplete();
    await this.#coming;
    return super.getUpdateComplete();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-status': PunnetStatus;
  }
}
