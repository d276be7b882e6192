/** The shops on this page: which one serves an element that stands outside them all, and which are one too many. */
import type { ShopProblem } from '../core/shop-config.js';
import type { ShopState } from '../core/shop-state.js';

interface PageShop extends HTMLElement {
  readonly state: ShopState;
}

const shops = new Set<PageShop>();

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

/** What is wrong if another shop of this page has the same id, in the page or in the catalog. */
export function findTwin(shop: PageShop): ShopProblem | undefined {
  const own = shop.state.catalog?.shop.id;
  // The one that came later is one too many.
  for (const other of shops) {
    if (other === shop) return undefined;
    if (shop.id && other.id === shop.id)
      return {
        code: 'duplicate-shop',
        where: `#${shop.id}`,
        message: `Two <punnet-shop> elements have the id "${shop.id}": elements that name it reach the first only.`,
      };
    if (own && other.state.catalog?.shop.id === own)
      return {
        code: 'duplicate-shop',
        where: own,
        message: `Two <punnet-shop> elements on this page show the shop "${own}": keep one. Other elements find it from anywhere.`,
      };
  }
  return undefined;
}
