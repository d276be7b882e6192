import { LitElement, html } from 'lit';
import { property } from 'lit/decorators.js';

import { whenIdle } from '../bridge/when-idle.js';
import type { Product } from '../core/catalog/catalog-schema.js';
import { findNamed } from '../core/catalog/lookup.js';
import type { ShopState } from '../core/shop-state.js';
import type { LateKey } from '../locales/terms.js';
import { baseStyles, pageStyles } from './base.styles.js';
import type { ShopHandle } from './contexts.js';
import { addRequest } from './events.js';
import { blockStyles } from './page/block.styles.js';
import { HostStates } from './page/host-states.js';
import { LateCode, ORDER_PATH } from './page/late-code.js';
import { Localizer } from './localizer.js';
import { hasFallback, renderFailed, renderNoShop } from './shop/no-shop.js';
import { nameOf, renderBuy, renderHead } from './product/product-buy.js';
import { inBasket, toChoice, toQuantity, type Choice } from './product/product-choice.js';
import { renderImage } from './product/product-image.js';
import { renderNote, toNote } from './product/product-note.js';
import { ProductPick } from './product/product-pick.js';
import { renderSkeleton } from './product/product-skeleton.js';
import { renderModifiers, renderSizes, type OptionsView } from './product/product-options.js';
import { roomStyles } from './page/room.styles.js';
import { styles } from './punnet-product.styles.js';
import { isOffline, isPending } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';
import { stepperStyles } from './page/stepper.styles.js';

const UNKNOWN = new LateCode(() => import('./product/unknown-product.js'));

/**
 * One product: its sizes, options, price, food facts, and the button that adds it.
 *
 * @tag punnet-product
 *
 * @attr {string} for - The id of its shop, for an element outside every shop.
 * @slot - Shown until the product is: a link, a price, a picture.
 * @slot before-add - Before the quantity and the button.
 * @slot after-add - After them.
 * @slot after-details - At the end of the details.
 * @fires {CustomEvent<AddDetail>} punnet-add-request - The shopper pressed Add; cancel it to stop.
 * @fires {CustomEvent<ShopProblem>} punnet-error - There is no such product, or no shop.
 * @csspart base - All of it.
 * @csspart image - The picture, or the letter in its place.
 * @csspart title - The product's name.
 * @csspart price - What one costs with the chosen size and options.
 * @csspart unit-price - What the size costs per kilogram, litre or piece.
 * @csspart deposit - What is paid on top and comes back.
 * @csspart options - The group of sizes.
 * @csspart modifiers - A group of options.
 * @csspart field - Each group.
 * @csspart label - A group's name.
 * @csspart option - One size or option.
 * @csspart option-selected - The chosen one.
 * @csspart field-error - Which group must be chosen from first.
 * @csspart quantity - The quantity.
 * @csspart stepper - The quantity with its buttons.
 * @csspart stepper-minus - The button for fewer.
 * @csspart stepper-plus - The button for more.
 * @csspart input - The quantity's input.
 * @csspart button - Each button.
 * @csspart primary-button - The main button.
 * @csspart secondary-button - Other buttons.
 * @csspart link-button - A button that looks like a link.
 * @csspart add-button - The button that adds.
 * @csspart view-button - The button that shows the basket.
 * @csspart availability - That it is sold out or not yet there.
 * @csspart added-note - What is in the basket already.
 * @csspart message - What the shopper should know about price or stock.
 * @csspart chip - Each message on its own ground.
 * @csspart details - The food facts.
 * @csspart details-toggle - What opens them.
 * @csspart allergens - What it contains.
 * @csspart skeleton - Its place while it loads.
 * @csspart error - What went wrong.
 * @csspart retry-button - Tries again.
 * @cssprop [--punnet-image-ratio=4 / 3] - Shape of the picture.
 */
export class PunnetProduct extends LitElement {
  static override styles = [baseStyles, blockStyles, pageStyles, roomStyles, stepperStyles, styles];

  /** The product's id, or what the page's JSON-LD calls it; without it, the page's own or the only product. */
  @property() product: string | null = null;
  /** Level of the title among the page's headings, 1 to 6. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;

  readonly #shop = new ShopLink(this, (shop) => [
    shop.load,
    shop.catalog,
    isOffline(shop),
    this.#count(shop),
  ]);
  readonly #words = new Localizer<LateKey>(this, this.#shop);
  readonly #states = new HostStates(this);
  readonly #pick = new ProductPick(this);
  /** Address of the picture that did not load. */
  #broken: string | undefined;
  #saying: Promise<void> | undefined;
  #coming: Promise<void> | undefined;

  override connectedCallback() {
    super.connectedCallback();
    ORDER_PATH.expect();
  }

  override willUpdate() {
    const shop = this.#shop.state;
    if (!this.#shop.isPending && !ORDER_PATH.value) this.#bringDetails();
    const product = this.#findProduct(shop);
    if (product) this.#pick.meet(product);
    this.#states.set({
      loading: isPending(shop),
      ready: Boolean(product),
      error: shop?.load.kind === 'failed' && !product,
      offline: Boolean(shop && isOffline(shop)),
    });
    if (shop?.load.kind === 'ready' && !product) this.#saying ??= UNKNOWN.bringTo(this);
  }

  override render() {
    const { handle, state: shop, missing } = this.#shop;
    const product = this.#findProduct(shop);
    const { variant, modifiers } = this.#pick.now;
    const choice = product && shop && toChoice(product, variant, modifiers, shop.cart.lines);
    return html`<div class="base" part="base">
      ${handle && product && choice ? this.#renderProduct(handle, product, choice) : this.#renderNothing(missing)}
    </div>`;
  }

  protected override async getUpdateComplete() {
    await super.getUpdateComplete();
    await this.#coming;
    await this.#saying;
    return super.getUpdateComplete();
  }

  #bringDetails() {
    this.#coming ??= new Promise((resolve) => whenIdle(() => resolve(ORDER_PATH.bringTo(this))));
  }

  #renderNothing(missing: boolean) {
    const shop = this.#shop.state;
    if (missing) return html`<slot></slot>${renderNoShop(this.#words)}`;
    if (shop && shop.load.kind !== 'loading')
      return html`<slot></slot
        >${renderFailed(shop, this.#shop, this.#words)}${UNKNOWN.value?.unknownProduct(this, this.#shop.handle)}`;
    return renderSkeleton(hasFallback(this), this.#words);
  }

  #renderProduct(handle: ShopHandle, product: Product, choice: Choice) {
    const words = this.#words;
    const { asked, modifiers, quantity } = this.#pick.now;
    const view: OptionsView = {
      product,
      choice,
      words,
      asked,
      chooseSize: (variant) => this.#choose({ variant }),
      chooseOption: (modifier, option) => this.#choose({ modifiers: { ...modifiers, [modifier]: option } }),
    };
    const buy = {
      product,
      choice,
      words,
      quantity,
      setQuantity: (wanted: number) => this.#setQuantity(wanted, choice),
      add: () => void this.#add(product, choice),
    };
    return html`<article aria-labelledby="title">
      ${renderImage(product, this.#broken, this.#breakImage)}
      <div class="text">
        <div class="head">
          <div class="lead">${renderHead(this.headingLevel, product, choice, words)}</div>
        </div>
        ${renderSizes(view)}${renderModifiers(view)}
        <div class="buy">
          <slot name="before-add"></slot>
          ${renderBuy(buy)}${renderNote(toNote(this.#pick, handle, product, choice, words))}
          <slot name="after-add"></slot>
        </div>
        ${this.#renderDetails(product, choice)}
      </div>
    </article>`;
  }

  #renderDetails(product: Product, choice: Choice) {
    const words = this.#words;
    return html`<details part="details">
      <summary part="details-toggle">
        ${words.t('details')}<span class="unseen"> ${product.title}</span>
      </summary>
      <div class="facts small">
        ${ORDER_PATH.value?.renderDetails(product, choice, words)}
        <slot name="after-details"></slot>
      </div>
    </details>`;
  }

  #count(shop: ShopState): number {
    const product = this.#findProduct(shop);
    return product ? inBasket(shop, product) : 0;
  }

  #findProduct(shop: ShopState | undefined): Product | undefined {
    return shop?.catalog ? findNamed(shop.catalog, this.product) : undefined;
  }

  readonly #breakImage = (src: string) => {
    this.#broken = src;
    this.requestUpdate();
  };

  #choose(chosen: Pick<Partial<ProductPick['now']>, 'variant' | 'modifiers'>) {
    this.#pick.set({ ...chosen, added: false, refusal: '' });
  }

  #setQuantity(wanted: number, choice: Choice) {
    if (Number.isNaN(wanted)) return this.#refuse(this.#words.t('refused.bad-quantity'));
    const quantity = toQuantity(wanted, choice);
    const { max } = choice.variant;
    this.#pick.set({ quantity, refusal: '' });
    if (wanted > quantity && max !== undefined) this.#refuse(this.#words.t('atMost', { max }));
  }

  #refuse(refusal: string) {
    this.#pick.set({ refusal });
    this.#shop.handle?.element.announce(refusal);
  }

  async #add(product: Product, choice: Choice) {
    const { handle } = this.#shop;
    if (!handle) return;
    const pick = this.#pick;
    const [missing] = choice.missing;
    pick.set({ asked: Boolean(missing) });
    if (missing) {
      const group = [...this.renderRoot.querySelectorAll('fieldset')].find(
        (set) => set.dataset['modifier'] === missing.id,
      );
      group?.querySelector('input')?.focus();
      return;
    }
    const quantity = toQuantity(pick.now.quantity, choice);
    const detail = { variant: choice.variant.id, quantity, modifiers: choice.modifiers };
    // Drawn once, with the basket that has it already: the answer comes after the frame.
    pick.set({ added: true, refusal: '', quantity: choice.variant.step });
    const outcome = await handle.element.ask(this, addRequest(detail), (port) =>
      port.add(detail.variant, quantity, detail.modifiers),
    );
    if (outcome.ok) return this.#sayAdded(handle, product, choice);
    if (pick.of !== product.id) return;
    pick.set({ added: false, quantity });
    if (outcome.code !== 'prevented') this.#refuse(this.#words.refusal(outcome));
  }

  #sayAdded({ element }: ShopHandle, product: Product, choice: Choice) {
    const count = this.#shop.state ? inBasket(this.#shop.state, product) : 0;
    element.announce(this.#words.t('addedSay', { title: nameOf(product, choice), count }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-product': PunnetProduct;
  }
}
