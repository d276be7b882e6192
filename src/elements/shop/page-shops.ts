/** The shops on this page: which one serves an element that stands outside them all. */
import type { ShopState } from '../../core/shop-state.js';

export interface PageShop extends HTMLElement {
  readonly state: ShopState;
}

export const shops = new Set<PageShop>();

export function enterPage(shop: PageShop): void {
  shops.add(shop);
}

export function leavePage(shop: PageShop): void {
  shops.delete(shop);
}

/** The shop with this id, or the page's first. */
export function findPageShop(id: string | null | undefined): PageShop | undefined {
  const inOrder = [...shops].sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1));
  return id ? inOrder.find((shop) => shop.id === id) : inOrder[0];
}
