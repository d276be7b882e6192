/** What a page's developer is told where a product that the page names is not in the catalog. Loads where one is. */
import { html, nothing } from 'lit';

import type { ShopHandle } from '../contexts.js';
import { isForDeveloper } from '../shop/developer.js';

/** Reports it, once, and shows it in place. */
export function unknownProduct(
  host: HTMLElement & { readonly product: string | null },
  handle: ShopHandle | undefined,
) {
  if (handle?.state.load.kind !== 'ready') return nothing;
  const { product } = host;
  const several = 'The catalog has several products: name one, as in <punnet-product product="…">.';
  const none = handle.state.catalog?.products.length === 0;
  const message = product
    ? `The catalog has no product "${product}".`
    : none
      ? 'The catalog has no product.'
      : several;
  const where = product ? `punnet-product[product="${product}"]` : 'punnet-product';
  handle.element.report({ code: 'unknown-product', message, where }, host);
  if (!isForDeveloper(handle.element)) return nothing;
  return html`<p class="chip bad" part="error" lang="en">No product “${product ?? ''}”</p>`;
}
