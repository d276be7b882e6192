import { LitElement, html, nothing } from 'lit';

import { offerPoints } from '../core/loyalty/offer-points.js';
import type { Catalog } from '../core/catalog/catalog-schema.js';
import { minorDigits } from '../core/money.js';
import type { Loyalty } from '../core/protocol/sync.js';
import type { ShopState } from '../core/shop-state.js';
import type { LoyaltyKey } from '../locales/terms.js';
import { baseStyles, panelStyles } from './base.styles.js';
import { findCart } from './cart/find-cart.js';
import { Localizer } from './localizer.js';
import { blockStyles } from './page/block.styles.js';
import { HostStates } from './page/host-states.js';
import { styles } from './punnet-loyalty.styles.js';
import { renderFailed, renderNoShop } from './shop/no-shop.js';
import { isOffline, isRehearsal } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';
import { LOYALTY_TERMS } from './words/loyalty-terms.js';

const shown = (shop: ShopState) => [
  shop.load,
  shop.catalog,
  shop.cart,
  shop.loyalty,
  shop.hold,
  shop.connection,
];

/**
 * The shopper's points: those that may be redeemed, and apart from them those that come once orders are settled. Says
 * what they take off what is in the basket, and leads to it. Draws nothing in a shop that gives none.
 *
 * @tag punnet-loyalty
 *
 * @attr {string} for - The id of the shop, for an element outside of it; else the page's first.
 * @slot - Shown until the element is defined.
 * @slot empty - In place of the words for a shopper without points.
 * @csspart settled - Points that may be redeemed.
 * @csspart pending - Points that come once orders are settled.
 * @csspart redeem - What the points take off, or that it needs a connection.
 * @csspart view-button - Shows the basket.
 */
export class PunnetLoyalty extends LitElement {
  static override styles = [baseStyles, blockStyles, panelStyles, styles];

  readonly #link = new ShopLink(this, shown);
  readonly #localizer = new Localizer<LoyaltyKey>(this, this.#link, [LOYALTY_TERMS]);
  readonly #states = new HostStates(this);

  override render() {
    const l = this.#localizer;
    const { state, missing } = this.#link;
    if (missing) return renderNoShop(l);
    if (state?.load.kind === 'failed' && !state.catalog)
      return html`<div class="base panel" part="base">${renderFailed(state, this.#link, l)}</div>`;
    const { loyalty } = state?.catalog ?? {};
    if (!state?.catalog || !loyalty) return nothing;
    const points = state.loyalty ?? { settled: 0, pending: 0 };
    const none = points.settled === 0 && points.pending === 0;
    return html`<div class="base panel" part="base">
      <h2 class="heading" part="heading">${l.t('loyaltyTitle')}</h2>
      ${none ? this.#renderNone(state.catalog) : this.#renderPoints(points)}
      ${points.settled > 0 ? this.#renderRedeem(state) : nothing}
    </div>`;
  }

  protected override updated() {
    const { state } = this.#link;
    const { settled = 0, pending = 0 } = state?.loyalty ?? {};
    this.#states.set({
      loading: !state || state.load.kind === 'loading',
      empty: Boolean(state?.catalog) && settled + pending === 0,
      ready: Boolean(state?.catalog),
      offline: isOffline(state),
      error: state?.load.kind === 'failed',
      rehearsal: isRehearsal(state),
    });
  }

  #renderNone({ loyalty, shop }: Catalog) {
    const l = this.#localizer;
    const major = l.money(10 ** minorDigits(shop.currency));
    const words = l.t('loyaltyNoneHint', { count: loyalty?.pointsPerMajorUnit ?? 0, amount: major });
    return html`<slot name="empty">
      <p part="empty">${l.t('loyaltyNone')}</p>
      <p class="small muted" part="message">${words}</p>
    </slot>`;
  }

  #renderPoints({ settled, pending }: Loyalty) {
    const l = this.#localizer;
    return html`<p class="points">
      <span class="settled" part="settled">${l.t('pointsSettled', { count: settled })}</span>
      ${
        pending > 0
          ? html` · <span class="muted" part="pending">${l.t('pointsPending', { count: pending })}</span>`
          : nothing
      }
    </p>`;
  }

  /** Of what is in the basket, if that is enough for a point; how to use them, if it is not. */
  #renderRedeem(state: ShopState) {
    const l = this.#localizer;
    const offer = offerPoints(state, state.cart.subtotal);
    const value = l.money(state.catalog?.loyalty?.pointValue ?? 0);
    const words = !offer
      ? l.t('redeemHow', { value })
      : offer.points > 0
        ? l.t('redeemNow', { count: offer.points, off: l.money(offer.off) })
        : l.t('redeemOffline');
    return html`<div part="redeem">
      <p class="small">${words}</p>
      ${offer && offer.points > 0 ? this.#renderWay() : nothing}
    </div>`;
  }

  #renderWay() {
    const cart = this.#link.handle && findCart(this.#link.handle.element);
    if (!cart) return nothing;
    const view = ({ currentTarget }: Event) => cart.show('shopper', undefined, currentTarget as HTMLElement);
    return html`<button type="button" part="button secondary-button view-button" @click=${view}>
      ${this.#localizer.t('viewBasket')}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-loyalty': PunnetLoyalty;
  }
}
