import { LitElement, css, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import { checkAvailable, checkQuantity, countByVariant, findItem } from '../core/cart/price-lines.js';
import { findVariant, type Modifiers } from '../core/catalog/lookup.js';
import type { Refused } from '../core/shop-port.js';
import type { ShopState } from '../core/shop-state.js';
import { baseStyles, pageStyles } from './base.styles.js';
import { addRequest } from './events.js';
import { HostStates } from './page/host-states.js';
import { Localizer } from './localizer.js';
import { renderNoShop } from './shop/no-shop.js';
import { isPending } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';

const CONTROL = 'button, a, input, [role="button"]';
const MARKS = ['aria-disabled', 'aria-describedby'];

let made = 0;

/**
 * Makes the host's own button, in its slot, one that adds a product.
 *
 * @tag punnet-add
 *
 * @attr {string} for - The id of its shop, for an element outside every shop.
 * @slot - The host's own button or link; it keeps its role, its name and its look.
 * @slot reason - Why it can't be added now; Punnet puts it there.
 * @fires {CustomEvent<AddDetail>} punnet-add-request - The shopper pressed it; cancel it to stop.
 * @fires {CustomEvent<ShopProblem>} punnet-error - There is no such variant, or its modifiers are wrong.
 * @csspart base - All of it.
 * @csspart reason - Why it can't be added now.
 * @csspart error - What went wrong, for the page's developer.
 * @csspart button - The button that is shown if the slot is empty.
 * @csspart primary-button - The same.
 */
export class PunnetAdd extends LitElement {
  static override styles = [
    baseStyles,
    pageStyles,
    css`
      :host {
        display: inline-block;
      }
      .reason {
        display: block;
      }
    `,
  ];

  /** The variant's id. */
  @property() variant = '';
  /** How many to add; one step of the variant unless given. */
  @property({ type: Number }) quantity: number | undefined;
  /** The chosen options, as JSON: `{"container": "own-jar"}`. */
  @property() modifiers = '{}';

  @state() private refusal: Refused | undefined;

  readonly #shop = new ShopLink(this, (shop) => [shop.load, shop.catalog, inCart(shop, this.variant)]);
  readonly #words = new Localizer(this, this.#shop);
  readonly #states = new HostStates(this);
  #reason: HTMLElement | undefined;
  /** What the host itself says of its control, to be put back. */
  #own: ReadonlyMap<string, string | null> | undefined;

  override render() {
    // The host's control is around, not in, what Punnet sets: it keeps the host's text.
    return html`<div part="base">
      <slot @click=${this.#add} @slotchange=${this.#mark}
        ><span class="base"
          ><button type="button" class="button primary" part="button primary-button">
            ${this.#words.t('add')}
          </button></span
        ></slot
      >
      <div class="base">
        <span class="reason small" part="reason" ?hidden=${!this.#blocked}><slot name="reason"></slot></span>
        ${this.#shop.missing ? renderNoShop(this.#words) : nothing}
      </div>
    </div>`;
  }

  override willUpdate() {
    const { handle, state: shop } = this.#shop;
    this.#states.set({ loading: isPending(shop), ready: Boolean(shop?.catalog) });
    const fault = this.#blocked;
    if (!handle || !fault || !/^(unknown|bad|modifier)-/.test(fault.code)) return;
    const { code, about } = fault;
    const what = `variant="${this.variant}" modifiers='${this.modifiers}'`;
    const where = `punnet-add[variant="${this.variant}"]`;
    const message =
      code === 'unknown-variant'
        ? `The catalog has no variant "${this.variant}", which <punnet-add> names.`
        : `<punnet-add ${what}>: ${[code, about?.['modifier']].filter(Boolean).join(' ')}. Modifiers are JSON: {"modifier": "option"}.`;
    handle.element.report({ code, message, where }, this);
  }

  override updated() {
    this.#mark();
  }

  /** Why it can't be added now. */
  get #blocked(): Refused | undefined {
    const shop = this.#shop.state;
    if (!shop?.catalog) return undefined;
    const modifiers = readModifiers(this.modifiers);
    if (!modifiers) return { ok: false, code: 'bad-modifiers', message: '' };
    const item = findItem(shop.catalog, this.variant, modifiers);
    const fault = item.ok
      ? (checkAvailable(item) ??
        checkQuantity(item, this.quantity ?? item.variant.step, inCart(shop, this.variant)))
      : item;
    return fault ? { ...fault, message: '' } : this.refusal;
  }

  /** The host's control stays as it is; why it can't add is told in the same tree, so that it can point there. */
  #mark() {
    const control = this.querySelector(CONTROL) ?? this.renderRoot.querySelector(CONTROL);
    const blocked = this.#blocked;
    const reason = blocked ? this.#words.refusal(blocked) : '';
    this.#reason ??= Object.assign(document.createElement('span'), {
      slot: 'reason',
      id: `punnet-reason-${++made}`,
    });
    if (this.#reason.textContent !== reason) this.#reason.textContent = reason;
    if (reason && !this.#reason.isConnected) this.append(this.#reason);
    if (!control || Boolean(reason) === Boolean(this.#own)) return;
    this.#own ??= new Map(MARKS.map((name) => [name, control.getAttribute(name)]));
    const described = [this.#own.get('aria-describedby'), this.#reason.id].filter(Boolean).join(' ');
    const marks = reason
      ? new Map([
          ['aria-disabled', 'true'],
          ['aria-describedby', described],
        ])
      : this.#own;
    for (const [name, value] of marks)
      if (value === null) control.removeAttribute(name);
      else control.setAttribute(name, value);
    if (!reason) this.#own = undefined;
  }

  async #add(event: Event) {
    const { handle } = this.#shop;
    const pressed = event.target instanceof Element && event.target.closest(CONTROL);
    // Without a shop, the host's link leads where it always did.
    if (!handle?.state.catalog || !pressed) return;
    event.preventDefault();
    if (this.#blocked && this.#blocked !== this.refusal) return;
    const modifiers = readModifiers(this.modifiers) ?? {};
    const { variant } = this;
    const quantity = this.quantity ?? findVariant(handle.state.catalog, variant)?.variant.step ?? 1;
    const outcome = await handle.element.ask(this, addRequest({ variant, quantity, modifiers }), (port) =>
      port.add(variant, quantity, modifiers),
    );
    this.refusal = outcome.ok || outcome.code === 'prevented' ? undefined : outcome;
    if (outcome.ok) this.#announce();
    else if (this.refusal) handle.element.announce(this.#words.refusal(this.refusal));
  }

  #announce() {
    const { handle, state: shop } = this.#shop;
    const item = shop?.catalog && findItem(shop.catalog, this.variant, readModifiers(this.modifiers) ?? {});
    if (!handle || !shop || !item?.ok) return;
    const title = [item.product.title, item.variant.title].filter(Boolean).join(' ');
    const count = inCart(shop, this.variant);
    handle.element.announce(this.#words.t('addedSay', { title, count }));
  }
}

function inCart({ cart }: ShopState, variant: string): number {
  return countByVariant(cart.lines).get(variant) ?? 0;
}

/** Undefined if it is not JSON of the right form. */
function readModifiers(text: string): Modifiers | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
    return Object.values(parsed).every((option) => typeof option === 'string')
      ? (parsed as Modifiers)
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-add': PunnetAdd;
  }
}
