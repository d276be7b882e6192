import { LitElement, css, html, nothing } from 'lit';

import { baseStyles, pageStyles } from './base.styles.js';
import { HostStates } from './page/host-states.js';
import { Localizer } from './localizer.js';
import { renderNoShop } from './shop/no-shop.js';
import { ShopLink } from './shop/shop-link.js';

/**
 * How many items the basket holds, as text for the host's own link or button.
 *
 * @tag punnet-cart-count
 *
 * @attr {string} for - The id of its shop, for an element outside every shop.
 * @slot - Shown until the number is known.
 * @csspart base - All of it.
 * @csspart badge - The number; it keeps its place while there is none to show.
 * @csspart error - What went wrong, for the page's developer.
 */
export class PunnetCartCount extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host,
      .base {
        display: inline-block;
      }
      .badge {
        background: var(--_accent);
        border: 1px solid transparent;
        border-radius: 1em;
        color: var(--_accent-text);
        display: inline-block;
        font-size: max(0.875em, 13px);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        line-height: 1.5;
        min-inline-size: 1.75em;
        padding-inline: 0.4em;
        text-align: center;
      }
      .none {
        visibility: hidden;
      }
    `,
  ];

  readonly #shop = new ShopLink(this, (shop) => [shop.load.kind, shop.cart.count]);
  readonly #words = new Localizer(this, this.#shop);
  readonly #states = new HostStates(this);

  override render() {
    const shop = this.#shop.state;
    const count = shop?.cart.count ?? 0;
    const known = Boolean(shop) && (shop?.load.kind === 'ready' || count > 0);
    this.#states.set({ ready: known, empty: known && count === 0 });
    return html`<span class="base" part="base">
      <span class="badge ${count ? '' : 'none'}" part="badge" aria-hidden="true"
        >${this.#words.number(count)}</span
      >${known ? html`<span class="unseen">${this.#words.t('items', { count })}</span>` : html`<slot></slot>`}
      ${this.#shop.missing ? renderNoShop(this.#words) : nothing}
    </span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-cart-count': PunnetCartCount;
  }
}
