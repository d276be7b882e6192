import { LitElement, css, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';

import { findProduct, findVariant } from '../core/catalog/lookup.js';
import type { ShopState } from '../core/shop-state.js';
import { HostStates } from './page/host-states.js';
import { Localizer } from './localizer.js';
import { renderNoShop } from './shop/no-shop.js';
import { isPending } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';

/**
 * A price as text, for the host's own markup: of a variant, or what a product
 * starts from.
 *
 * @tag punnet-price
 *
 * @attr {string} for - The id of its shop, for an element outside every shop.
 * @slot - Shown until the price is known.
 * @fires {CustomEvent<ShopProblem>} punnet-error - There is no such variant or product.
 * @csspart base - All of it.
 * @csspart price - The price.
 * @csspart from - The price where it is the least of several.
 * @csspart error - What went wrong, for the page's developer.
 */
export class PunnetPrice extends LitElement {
  static override styles = css`
    .price {
      font-variant-numeric: tabular-nums;
    }
  `;

  /** The variant's id. */
  @property() variant: string | null = null;
  /** The product's id, in place of a variant. */
  @property() product: string | null = null;

  readonly #shop = new ShopLink(this, (shop) => [shop.load, shop.catalog]);
  readonly #words = new Localizer(this, this.#shop);
  readonly #states = new HostStates(this);

  override render() {
    const prices = this.#prices(this.#shop.state);
    const least = Math.min(...prices);
    const text = prices.length ? this.#words.money(least) : '';
    const several = prices.some((price) => price !== least);
    return html`<bdi class="base" part="base"
      >${
        text
          ? html`<span class="price" part="price ${several ? 'from' : ''}"
              >${several ? this.#words.t('from', { price: text }) : text}</span
            >`
          : html`<slot></slot>`
      }${this.#shop.missing ? renderNoShop(this.#words) : nothing}</bdi
    >`;
  }

  override willUpdate() {
    const { state: shop, handle } = this.#shop;
    const known = this.#prices(shop).length > 0;
    this.#states.set({ ready: known, loading: isPending(shop) });
    if (!shop?.catalog || known) return;
    const [kind, id] = this.variant === null ? ['product', this.product] : ['variant', this.variant];
    handle?.element.report(
      {
        code: `unknown-${kind}`,
        message: id
          ? `The catalog has no ${kind} "${id}", which <punnet-price> names.`
          : '<punnet-price> names no variant.',
        where: `punnet-price[${kind}="${id ?? ''}"]`,
      },
      this,
    );
  }

  #prices(shop: ShopState | undefined): readonly number[] {
    if (!shop?.catalog) return [];
    const variant = this.variant === null ? undefined : findVariant(shop.catalog, this.variant)?.variant;
    if (this.variant !== null) return variant ? [variant.price] : [];
    const variants = findProduct(shop.catalog, this.product ?? '')?.variants ?? [];
    // The least of several is one of at least two.
    return variants.flatMap(({ price, from }) => (from ? [price, Infinity] : price));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-price': PunnetPrice;
  }
}
