/** The cart that belongs to a shop, wherever it stands on the page. */
export interface CartElement extends HTMLElement {
  /** Opens a drawer, or brings an inline cart into view. */
  show(): void;
}

/** The cart inside the shop, else the one that names it, else one that stands outside every shop. */
export function findCart(shop: HTMLElement): CartElement | null {
  const outside = shop.id
    ? `punnet-cart[for="${CSS.escape(shop.id)}"],punnet-cart:not([for])`
    : 'punnet-cart:not([for])';
  return (
    shop.querySelector<CartElement>('punnet-cart') ??
    [...document.querySelectorAll<CartElement>(outside)].find((cart) => !cart.closest(shop.localName)) ??
    null
  );
}
