/**
 * What stands inside the basket in turn: the basket itself, or checkout, receipt
 * or orders, which are elements of their own. Their parts are handed on under
 * their short names.
 */
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

import type { CoreKey, LateKey } from '../../locales/terms.js';
import { findCart, findOwn } from './find-cart.js';
import { focusHeading } from '../page/focus-heading.js';
import { exportParts } from '../page/parts.js';

type InnerPlace =
  | { readonly kind: 'checkout' | 'orders' }
  | { readonly kind: 'receipt'; readonly order: string; readonly from: 'checkout' | 'orders' };
/** The basket may have something said above its lines, of how they came there. */
export type CartPlace = { readonly kind: 'basket'; readonly said?: string } | InnerPlace;

export const BASKET: CartPlace = { kind: 'basket' };

/** What the drawer is called while it shows a place. */
export const PLACE_NAMES: Readonly<Record<CartPlace['kind'], CoreKey | LateKey>> = {
  basket: 'basket',
  checkout: 'checkoutTitle',
  receipt: 'yourOrders',
  orders: 'yourOrders',
};

export interface PlaceHands {
  readonly placed: (order: string) => void;
  readonly showReceipt: (order: string) => void;
}

/** @param named the shop whose id the cart's own `for` names */
export function renderPlace(place: InnerPlace, named: string | null, hands: PlaceHands) {
  const shop = ifDefined(named ?? undefined);
  switch (place.kind) {
    case 'checkout':
      return html`<punnet-checkout
        class="place"
        for=${shop}
        exportparts=${exportParts('checkout')}
        .placed=${hands.placed}
        ><slot name="before-order" slot="before-order"></slot
      ></punnet-checkout>`;
    case 'receipt':
      return html`<punnet-receipt
        class="place"
        for=${shop}
        order=${place.order}
        exportparts=${exportParts('receipt')}
      ></punnet-receipt>`;
    case 'orders':
      return html`<punnet-orders
        class="place"
        for=${shop}
        exportparts=${exportParts('orders')}
        .showReceipt=${hands.showReceipt}
      ></punnet-orders>`;
  }
}

/** Brings the page's own orders into view, else those inside the cart; undefined where there are neither. */
export function findOrders(shop: HTMLElement): (() => void) | undefined {
  const own = findOwn(shop, 'punnet-orders');
  if (own) return () => void focusHeading(own);
  const cart = findCart(shop);
  return cart ? () => cart.show('shopper', { kind: 'orders' }) : undefined;
}
