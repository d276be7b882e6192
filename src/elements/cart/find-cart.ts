/** The elements that belong to a shop, wherever they stand on the page. */
import type { Cause } from '../../core/shop-port.js';
import type { CartPlace } from './cart-places.js';

export interface CartElement extends HTMLElement {
  /** Opens a drawer, or brings an inline cart into view. */
  show(cause?: Cause, place?: CartPlace, opener?: HTMLElement): void;
}

/** The one inside the shop, else the one that names it, else one that stands outside every shop. */
export function findOwn<E extends HTMLElement>(shop: HTMLElement, tag: string): E | null {
  const loose = `${tag}:not([for])`;
  const outside = shop.id ? `${tag}[for="${CSS.escape(shop.id)}"],${loose}` : loose;
  return (
    shop.querySelector<E>(tag) ??
    [...document.querySelectorAll<E>(outside)].find((one) => !one.closest(shop.localName)) ??
    null
  );
}

export const findCart = (shop: HTMLElement) => findOwn<CartElement>(shop, 'punnet-cart');
