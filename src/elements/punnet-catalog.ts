import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

import type { Product } from '../core/catalog/catalog-schema.js';
import { baseStyles, pageStyles } from './base.styles.js';
import type { CatalogKey } from '../locales/terms.js';
import { CATALOG_TERMS } from './words/catalog-terms.js';
import { blockStyles } from './page/block.styles.js';
import { HostStates } from './page/host-states.js';
import { Localizer } from './localizer.js';
import { hasFallback, renderFailed, renderNoShop } from './shop/no-shop.js';
import { exportParts } from './page/parts.js';
import { styles } from './punnet-catalog.styles.js';
import { OwnOrder } from './product/own-order.js';
import { searchProducts, tagsOf } from './product/search-products.js';
import { isOffline, isRead } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';

/** Less than a card takes up, so that a first screen is filled with as many as fit. */
const CARD_PX = { block: 280, inline: 360 };
/** As many as most small shops have are drawn whole: nothing grows under who is on the way through them. */
const AT_ONCE = 48;
/** Places are cheap: as many at a time; products come one small slice after the other. */
const PLACES = 250;
/** What a shopper may scroll to soon is drawn before the far ones get their places. */
const SOON = 60;
const SLICE = 4;
const SKELETONS = 6;
/** With fewer products than this, search and filter are in the way. */
const FEW = 6;

/**
 * The shop's products as cards, each a `<punnet-product>`, with search and filter. What the shopper buys comes first
 * where they allow their orders to be remembered; else they are in the maker's order.
 *
 * @tag punnet-catalog
 *
 * @attr {string} for - The id of its shop, for an element outside every shop.
 * @slot - Shown until the products are.
 * @slot before-grid - Between the tools and the products.
 * @slot empty - Shown when nothing matches.
 * @fires {CustomEvent<AddDetail>} punnet-add-request - The shopper pressed Add on a card; cancel it to stop.
 * @csspart base - All of it.
 * @csspart search - The search box with its label.
 * @csspart label - The label.
 * @csspart input - The search box.
 * @csspart filter - The kinds to choose from.
 * @csspart button - Each button.
 * @csspart option - Each kind.
 * @csspart option-selected - The chosen one.
 * @csspart secondary-button - The button that shows all again.
 * @csspart retry-button - Tries again.
 * @csspart count - How many products are shown.
 * @csspart grid - The list of cards.
 * @csspart card - Each card.
 * @csspart skeleton - A card's place while it loads.
 * @csspart empty - What is shown when nothing matches.
 * @csspart error - What went wrong.
 */
export class PunnetCatalog extends LitElement {
  static override styles = [baseStyles, blockStyles, pageStyles, styles];

  /** Shows only products of this kind. */
  @property() tag = '';
  /** `grid`, or `list` for one beneath the other. */
  @property() layout: 'grid' | 'list' = 'grid';
  /** Leaves out the search box. */
  @property({ type: Boolean, attribute: 'no-search' }) noSearch = false;
  /** Leaves out the kinds to choose from. */
  @property({ type: Boolean, attribute: 'no-filter' }) noFilter = false;
  /** Level of the products' titles among the page's headings, 1 to 6. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;

  @state() private text = '';
  @state() private filter = '';
  /** How many are products, and how many have at least their place. */
  @state() private shown = Math.ceil(innerHeight / CARD_PX.block) * Math.ceil(innerWidth / CARD_PX.inline);
  @state() private held = this.shown;

  readonly #shop = new ShopLink(this, (shop) => [
    shop.load,
    shop.catalog,
    isOffline(shop),
    ...(shop.consent.personalisation ? [shop.orders, shop.purchases] : []),
    isRead(shop),
  ]);
  readonly #words = new Localizer<CatalogKey>(this, this.#shop, [CATALOG_TERMS]);
  readonly #states = new HostStates(this);
  readonly #order = new OwnOrder(this, this.#shop, () => [this.tag, this.filter, this.text]);
  #waits = false;

  override render() {
    const { state: shop, missing } = this.#shop;
    const products = this.#order.isAwaited ? undefined : shop?.catalog?.products;
    const found = products && this.#search(this.#order.arrange(products));
    this.#states.set({
      loading: !products && shop?.load.kind !== 'failed',
      ready: Boolean(products),
      empty: found?.length === 0,
      error: !products && shop?.load.kind === 'failed',
      offline: Boolean(shop && isOffline(shop)),
    });
    return html`<div class="base" part="base">
      ${missing ? html`<slot></slot>${renderNoShop(this.#words)}` : nothing}
      ${products && found ? this.#renderShop(products, found) : missing ? nothing : this.#renderNothing()}
    </div>`;
  }

  override updated() {
    const count = this.#search(this.#shop.state?.catalog?.products ?? []).length;
    if (this.#waits || this.shown >= count || count <= AT_ONCE) return;
    this.#waits = true;
    // A task apart, so that the page can be painted and used in between; on a busy phone idle time never comes.
    setTimeout(() => {
      this.#waits = false;
      if (this.shown >= SOON && this.held < count) this.held += PLACES;
      else this.shown += SLICE;
      this.held = Math.max(this.held, this.shown);
    });
  }

  #search(products: readonly Product[]) {
    return searchProducts(products, { tag: this.tag, filter: this.filter, text: this.text });
  }

  #renderNothing() {
    const shop = this.#shop.state;
    if (shop?.load.kind === 'failed')
      return html`<slot></slot>${renderFailed(shop, this.#shop, this.#words)}`;
    if (hasFallback(this)) return html`<div class="waiting"><slot></slot></div>`;
    const bone = html`<div class="bones" part="skeleton">
      <div class="skeleton bone picture"></div>
      <div class="skeleton bone"></div>
      <div class="skeleton bone"></div>
    </div>`;
    return html`<p class="late small count">${this.#words.t('loading')}</p>
      <div class="grid" aria-hidden="true">${Array.from({ length: SKELETONS }, () => bone)}</div>`;
  }

  #renderShop(products: readonly Product[], found: readonly Product[]) {
    return html`${products.length > FEW ? this.#renderTools(products, found) : nothing}
      <slot name="before-grid"></slot>
      ${found.length ? this.#renderGrid(found) : this.#renderEmpty()}`;
  }

  #renderTools(products: readonly Product[], found: readonly Product[]) {
    const words = this.#words;
    const kinds = tagsOf(products, this.tag);
    return html`<div class="tools">
      ${
        this.noSearch
          ? nothing
          : html`<label class="search" part="search">
              <span class="small" part="label">${words.t('searchHint')}</span>
              <input
                type="search"
                part="input"
                enterkeyhint="search"
                autocomplete="off"
                .value=${this.text}
                @input=${(event: Event) => this.#find({ text: (event.target as HTMLInputElement).value })}
              />
            </label>`
      }
      ${
        this.noFilter || kinds.length < 2
          ? nothing
          : html`<div
              class="kinds"
              part="filter"
              role="group"
              aria-label=${words.t('kinds')}
              @focusin=${showWhole}
            >
              ${['', ...kinds].map((kind) => this.#renderKind(kind))}
            </div>`
      }
      <p class="count small muted" part="count">${words.t('products', { count: found.length })}</p>
    </div>`;
  }

  #renderKind(kind: string) {
    const chosen = kind === this.filter;
    return html`<button
      type="button"
      class="button kind"
      part="button option ${chosen ? 'option-selected' : ''}"
      aria-pressed=${chosen ? 'true' : 'false'}
      @click=${() => this.#find({ filter: kind })}
    >
      <bdi>${kind || this.#words.t('all')}</bdi>
    </button>`;
  }

  #renderGrid(found: readonly Product[]) {
    const parts = exportParts('product');
    const owner = this.getAttribute('for');
    const isLong = found.length > AT_ONCE;
    return html`<ul
      class="grid cards ${this.layout === 'list' ? 'list' : ''} ${isLong ? 'long' : ''}"
      part="grid"
      role="list"
      aria-label=${this.#words.t('productList')}
    >
      ${repeat(
        isLong ? found.slice(0, this.held) : found,
        ({ id }) => id,
        ({ id }, index) =>
          html`<li class="card" part="card">
            ${
              index < this.shown || !isLong
                ? html`<punnet-product
                    .product=${id}
                    .headingLevel=${this.headingLevel}
                    for=${owner ?? nothing}
                    exportparts=${parts}
                  ></punnet-product>`
                : nothing
            }
          </li>`,
      )}
    </ul>`;
  }

  #renderEmpty() {
    const { text, filter } = this;
    return html`<div part="empty">
      <slot name="empty"
        ><p>
          ${text || filter ? this.#words.t('noMatch', { text: text || filter }) : this.#words.t('noProducts')}
        </p></slot
      >
      ${
        text || filter
          ? html`<p>
              <button
                type="button"
                class="button secondary"
                part="button secondary-button"
                @click=${() => this.#find({ text: '', filter: '' })}
              >
                ${this.#words.t('showAll')}
              </button>
            </p>`
          : nothing
      }
    </div>`;
  }

  #find(query: { text?: string; filter?: string }) {
    this.text = query.text ?? this.text;
    this.filter = query.filter ?? this.filter;
    const { handle } = this.#shop;
    if (!handle?.state.catalog) return;
    const count = this.#search(handle.state.catalog.products).length;
    handle.element.announce(
      count
        ? this.#words.t('products', { count })
        : this.#words.t('noMatch', { text: this.text || this.filter }),
    );
  }
}

/** In a row that scrolls, browsers leave what has the focus half out of view. */
function showWhole({ target }: FocusEvent) {
  (target as HTMLElement).scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-catalog': PunnetCatalog;
  }
}
