/**
 * What a careful developer would write with Lit alone: a product with an add
 * button, a basket and a line of status, over one fetched catalog and a basket in
 * a variable. No worker, no storage, no orders. The reference for Punnet's page.
 */
import { LitElement, css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

interface Variant {
  readonly id: string;
  readonly title: string;
  readonly price: number;
}
interface Product {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly image: { readonly src: string; readonly alt: string };
  readonly allergens: readonly string[];
  readonly variants: readonly Variant[];
}
interface Line {
  readonly variant: Variant;
  readonly title: string;
  readonly image: string;
  readonly quantity: number;
}

const shop = {
  products: [] as readonly Product[],
  lines: [] as readonly Line[],
  changed: new EventTarget(),
};
const tell = () => shop.changed.dispatchEvent(new Event('change'));

const money = new Intl.NumberFormat('en', { style: 'currency', currency: 'GBP' });
const toMoney = (minor: number) => money.format(minor / 100);

function add(product: Product, variant: Variant): void {
  const known = shop.lines.some((line) => line.variant.id === variant.id);
  const line = { variant, title: product.title, image: product.image.src, quantity: 1 };
  shop.lines = known
    ? shop.lines.map((one) => (one.variant.id === variant.id ? { ...one, quantity: one.quantity + 1 } : one))
    : [...shop.lines, line];
  tell();
}

function setQuantity(id: string, quantity: number): void {
  shop.lines = shop.lines
    .map((line) => (line.variant.id === id ? { ...line, quantity } : line))
    .filter((line) => line.quantity > 0);
  tell();
}

class Follower extends LitElement {
  static override styles = css`
    :host {
      display: block;
      font: 16px/1.4 system-ui;
    }
    ul {
      list-style: none;
      margin: 0;
      padding: 0;
    }
    li,
    .row {
      display: flex;
      gap: 8px;
      align-items: center;
      padding: 8px 0;
    }
    .grid {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(240px, 1fr));
      gap: 16px;
    }
    img {
      inline-size: 100%;
      aspect-ratio: 4 / 3;
      object-fit: cover;
    }
    li img {
      inline-size: 48px;
    }
    button {
      min-block-size: 44px;
      min-inline-size: 44px;
    }
  `;

  readonly #follow = () => this.requestUpdate();

  override connectedCallback() {
    super.connectedCallback();
    shop.changed.addEventListener('change', this.#follow);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    shop.changed.removeEventListener('change', this.#follow);
  }
}

class PlainProduct extends Follower {
  @property() product = '';
  @state() private chosen = 0;

  override render() {
    const product = shop.products.find(({ id }) => id === this.product);
    const variant = product?.variants[this.chosen];
    if (!product || !variant) return html`<p aria-busy="true">Loading</p>`;
    return html`<article>
      <img src=${product.image.src} alt=${product.image.alt} loading="lazy" width="800" height="600" />
      <h3 part="title">${product.title}</h3>
      <p part="price">${toMoney(variant.price)}</p>
      <fieldset>
        <legend>Size</legend>
        ${product.variants.map(
          ({ title }, index) =>
            html`<label>
              <input
                type="radio"
                name="size"
                .checked=${index === this.chosen}
                @change=${() => (this.chosen = index)}
              />${title}
            </label>`,
        )}
      </fieldset>
      <button part="add-button" @click=${() => add(product, variant)}>Add</button>
      <details>
        <summary>About this food</summary>
        <p>${product.description}</p>
        <p>${product.allergens.length ? html`Contains <b>${product.allergens.join(', ')}</b>` : nothing}</p>
      </details>
    </article>`;
  }
}

class PlainCart extends Follower {
  override render() {
    const total = shop.lines.reduce((sum, { variant, quantity }) => sum + variant.price * quantity, 0);
    return html`<h2>Basket</h2>
      <ul>
        ${repeat(shop.lines, ({ variant }) => variant.id, renderLine)}
      </ul>
      <p class="row" part="total">Total ${toMoney(total)}</p>
      <button>Checkout</button>`;
  }
}

function renderLine({ variant, title, image, quantity }: Line) {
  const set = (wanted: number) => setQuantity(variant.id, wanted);
  return html`<li part="line">
    <img src=${image} alt="" loading="lazy" />
    <div>
      <h3>${title}</h3>
      <p>${variant.title} ${toMoney(variant.price)} each</p>
    </div>
    <p part="line-total">${toMoney(variant.price * quantity)}</p>
    <button aria-label="Fewer" @click=${() => set(quantity - 1)}>−</button>
    <input
      .value=${String(quantity)}
      size="3"
      @change=${(event: Event) => set(Number((event.target as HTMLInputElement).value))}
    />
    <button aria-label="More" @click=${() => set(quantity + 1)}>+</button>
    <button @click=${() => set(0)}>Remove</button>
  </li>`;
}

class PlainStatus extends Follower {
  override render() {
    return html`<p>${shop.products.length ? 'Ready' : 'Loading'}</p>`;
  }
}

class PlainCatalog extends Follower {
  override render() {
    return html`<ul class="grid">
      ${repeat(
        shop.products,
        ({ id }) => id,
        ({ id }) => html`<li part="card"><plain-product .product=${id}></plain-product></li>`,
      )}
    </ul>`;
  }
}

customElements.define('plain-product', PlainProduct);
customElements.define('plain-cart', PlainCart);
customElements.define('plain-status', PlainStatus);
customElements.define('plain-catalog', PlainCatalog);

/** Puts the first lines of the catalog into the basket. */
Object.assign(window, {
  seedPlainCart(count: number) {
    shop.lines = shop.products
      .slice(0, count)
      .flatMap(({ title, image, variants: [variant] }) =>
        variant ? [{ variant, title, image: image.src, quantity: 1 }] : [],
      );
    tell();
  },
});

const answer = await fetch('/catalog.json');
shop.products = ((await answer.json()) as { products: readonly Product[] }).products;
tell();
