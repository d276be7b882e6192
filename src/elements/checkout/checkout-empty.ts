/** A checkout with nothing in the basket: it says so, and shows the way to the orders where there are some. */
import { html, nothing } from 'lit';

import type { ShopState } from '../../core/shop-state.js';
import { ordersLabel } from '../cart/cart-footer.js';
import { findOrders } from '../cart/cart-places.js';
import { renderSilent } from '../page/notes.js';
import type { OrderLocalizer } from '../words/order-terms.js';

export function renderEmpty(state: ShopState, shop: HTMLElement | undefined, l: OrderLocalizer) {
  const orders = ordersLabel(state, l);
  const way = orders && shop && findOrders(shop);
  return html`${renderSilent(state, l)}
  ${state.storage.silent ? nothing : html`<p class="muted" part="empty">${l.t('nothingToOrder')}</p>`}
  ${
    way
      ? html`<button type="button" class="link" part="button link-button" @click=${way}>${orders}</button>`
      : nothing
  }`;
}
