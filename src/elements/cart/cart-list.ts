/**
 * The lines of a basket on screen and what a shopper may do to them: change how
 * many, remove, take that back. Keeps no basket: it asks the shop, and moves focus
 * once the basket that came back is drawn.
 */
import type { LitElement, ReactiveController } from 'lit';
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';

import type { CartView, CartViewLine } from '../../core/cart/cart-view.js';
import type { Catalog } from '../../core/catalog/catalog-schema.js';
import { findVariant } from '../../core/catalog/lookup.js';
import { NOT_OPEN, type Outcome, type ShopPort } from '../../core/shop-port.js';
import { renderLine, type LineHands } from './cart-line.js';
import type { LateLocalizer } from '../words/late-terms.js';
import type { ShopLink } from '../shop/shop-link.js';

/** From here on, lines out of sight are not laid out. */
const LONG = 30;

type Removed = NonNullable<CartView['removed']>;
type Row = CartViewLine | { readonly removed: Removed };

export class CartList implements ReactiveController, LineHands {
  readonly #host: LitElement;
  readonly #link: ShopLink;
  readonly #l: LateLocalizer;
  readonly #busy: (on: boolean) => void;
  #fault: { readonly line: string; readonly text: string } | undefined;
  /** The removal that may no longer be taken back, since the shopper went elsewhere; undefined before the first. */
  #left: string | undefined;
  /** What was removed from here last, and with which of its controls. */
  #removal: { readonly line: string; readonly control: number } | undefined;
  #focusNext: (() => HTMLElement | null | undefined) | undefined;
  #undoAt: number | undefined;

  constructor(host: LitElement, link: ShopLink, localizer: LateLocalizer, busy: (on: boolean) => void) {
    this.#host = host;
    this.#link = link;
    this.#l = localizer;
    this.#busy = busy;
    host.addController(this);
  }

  /** The shopper looks at something else: what was removed stays removed. */
  leave(): void {
    const removed = this.#link.state?.cart.removed;
    this.#left = removed ? toKey(removed) : '';
    this.#fault = undefined;
    this.#undoAt = undefined;
  }

  /** Whether there is anything to show: lines, or a removal to take back. */
  hasRows(cart: CartView): boolean {
    return cart.lines.length > 0 || this.#removedOf(cart) !== undefined;
  }

  hostUpdate() {
    if (this.#left === undefined && this.#link.state?.load.kind === 'ready') this.leave();
    const focused = this.#host.shadowRoot?.activeElement?.closest('.undo');
    this.#undoAt = focused ? (this.#link.state?.cart.removed?.index ?? this.#undoAt ?? 0) : undefined;
  }

  hostUpdated() {
    const target = this.#focusNext?.();
    if (target) {
      this.#focusNext = undefined;
      target.focus();
    } else if (this.#undoAt !== undefined && !this.#find('.undo')) {
      const titles = this.#host.shadowRoot?.querySelectorAll<HTMLElement>('.line-title');
      (titles?.[this.#undoAt] ?? titles?.[titles.length - 1] ?? this.#find('.heading'))?.focus();
    }
  }

  render(cart: CartView, catalog: Catalog | null) {
    const removed = this.#removedOf(cart);
    const rows: Row[] = [...cart.lines];
    // Lines that did not change are not drawn again, unless the language or the host's words did.
    const words = [this.#l.locale, ...this.#l.sources];
    if (removed) rows.splice(removed.index, 0, { removed });
    return html`<ul class="lines ${rows.length > LONG ? 'long' : ''}" part="lines" role="list">
      ${repeat(
        rows,
        (row) => ('removed' in row ? 'removed' : `line ${row.id}`),
        (row) =>
          'removed' in row ? this.#renderRemoved(row.removed) : this.#renderLine(row, catalog, words),
      )}
    </ul>`;
  }

  set(line: CartViewLine, quantity: number): void {
    this.#fault = undefined;
    // Typed as it was: what was said of another number is over.
    if (quantity === line.quantity) return this.#host.requestUpdate();
    if (quantity === 0) {
      this.#left = '';
      this.#removal = { line: line.id, control: this.#focusedControl(line.id) };
      this.#focusNext = () => this.#find('.undo button');
    }
    void this.#ask((port) => port.setQuantity(line.id, quantity)).then((outcome) => {
      if (!outcome.ok) this.#showFault(line.id, this.#l.refusal(outcome));
      else if (quantity === 0) this.#say(this.#l.t('removedSay', { title: line.title }));
      else this.#say(`${line.title}: ${this.#l.t('inBasket', { count: quantity })}`);
    });
  }

  #renderLine(line: CartViewLine, catalog: Catalog | null, words: readonly unknown[]) {
    const fault = this.#fault?.line === line.id ? this.#fault.text : undefined;
    return guard([line, catalog, fault, ...words], () => {
      const found = catalog ? findVariant(catalog, line.variant) : undefined;
      const look = { image: found?.product.image, step: found?.variant.step ?? 1, fault };
      return renderLine(line, look, this.#l, this);
    });
  }

  #renderRemoved({ title, lines }: Removed) {
    const text = lines > 1 ? this.#l.t('removedMany', { count: lines }) : this.#l.t('removed', { title });
    return html`<li class="undo" part="undo">
      <span>${text}</span>
      <button
        type="button"
        class="secondary"
        part="button secondary-button undo-button"
        aria-label=${this.#l.t('named', { action: this.#l.t('undo'), title: text })}
        @click=${this.#restore}
      >
        ${this.#l.t('undo')}
      </button>
    </li>`;
  }

  readonly #restore = () => {
    const index = this.#link.state?.cart.removed?.index ?? 0;
    const removal = this.#removal;
    this.#focusNext = () => {
      const controls = removal ? this.#controlsOf(removal.line) : [];
      if (controls.length) return controls[removal?.control ?? -1] ?? controls[controls.length - 1];
      if (this.#find('.undo')) return undefined;
      return this.#host.shadowRoot?.querySelectorAll<HTMLElement>('.line-title')[index];
    };
    const many = (this.#link.state?.cart.removed?.lines ?? 0) > 1;
    void this.#ask((port) => port.restore()).then((outcome) => {
      const { cart } = this.#link.state ?? {};
      if (!outcome.ok) this.#focusNext = undefined;
      else if (cart) this.#sayRestored(cart, many ? undefined : cart.lines[index]);
    });
  };

  async #ask(act: (port: ShopPort) => Promise<Outcome>): Promise<Outcome> {
    const shop = this.#link.handle?.element;
    if (!shop) return NOT_OPEN;
    this.#busy(true);
    try {
      return await shop.ask(this.#host, null, act);
    } finally {
      this.#busy(false);
    }
  }

  #controlsOf(line: string): readonly HTMLElement[] {
    const row = this.#find(`[data-line="${CSS.escape(line)}"]`);
    return [...(row?.querySelectorAll<HTMLElement>('button, input') ?? [])];
  }

  /** Its place among the line's controls; -1 where pressing gives no focus. */
  #focusedControl(line: string): number {
    return this.#controlsOf(line).findIndex((control) => control.matches(':focus'));
  }

  #showFault(line: string, text: string) {
    this.#focusNext = undefined;
    this.#removal = undefined;
    this.#fault = { line, text };
    this.#say(text);
    this.#host.requestUpdate();
  }

  #sayRestored({ count }: CartView, line: CartViewLine | undefined) {
    const inBasket = this.#l.t('inBasket', { count: line?.quantity ?? count });
    this.#say(line ? `${line.title}: ${inBasket}` : inBasket);
  }

  #say(text: string) {
    this.#link.handle?.element.announce(text);
  }

  #removedOf({ removed }: CartView): Removed | undefined {
    return removed && this.#left !== undefined && toKey(removed) !== this.#left ? removed : undefined;
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }
}

/** Snapshots are made anew: the same removal is known by what it says. */
function toKey({ title, detail, index, lines }: Removed): string {
  return JSON.stringify([title, detail, index, lines]);
}
