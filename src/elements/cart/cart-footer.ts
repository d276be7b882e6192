/** The sums of a basket and the way on: what stays in view below its lines. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import { isHeld, isOrderable, type CartView } from '../../core/cart/cart-view.js';
import type { Redemption } from '../../core/protocol/intent.js';
import type { ShopState } from '../../core/shop-state.js';
import { renderAge, renderSaid, renderSign } from '../page/notes.js';
import { connectionText, LOST, withConnection } from '../words/connection-words.js';
import type { LateLocalizer } from '../words/late-terms.js';
import { heldText } from '../words/moments.js';

/** Everything that leads to the total, and what is said about it. */
export function renderSums(cart: CartView, l: LateLocalizer, redeem?: Redemption) {
  const row = (name: string, minor: number, part: string) =>
    html`<div class="row" part=${part}>
      <dt>${name}</dt>
      <dd class="number"><bdi>${l.money(minor)}</bdi></dd>
    </div>`;
  return html`<dl class="sums">
    ${cart.deposits || redeem?.off ? row(l.t('subtotal'), cart.subtotal, 'subtotal') : nothing}
    ${cart.deposits ? row(l.t('deposits'), cart.deposits, 'deposit') : nothing}
    ${redeem?.off ? row(l.find('pointsOff', { count: redeem.points }) ?? '', -redeem.off, 'discount') : nothing}
  </dl>`;
}

export function renderTotal(cart: CartView, l: LateLocalizer) {
  const { tax, total } = cart;
  return html`<dl class="sums">
      <div class="row total" part="total">
        <dt>${l.t('total')}</dt>
        <dd class="number"><bdi>${l.money(total)}</bdi></dd>
      </div>
    </dl>
    ${
      tax?.minor
        ? html`<p class="small muted">${l.t('tax', { label: tax.label, amount: l.money(tax.minor) })}</p>`
        : nothing
    }`;
}

/** @param online orders are taken online: else nobody confirms */
export function renderBelowLines(state: ShopState, online: boolean, l: LateLocalizer) {
  return html`<slot name="before-footer"></slot> ${renderSums(state.cart, l)} ${renderHold(state, online, l)}
    ${renderAge(state, l)}`;
}

/** Held whole, or subject to stock; the longer of the two keeps its room. */
function renderHold({ cart, hold }: ShopState, online: boolean, l: LateLocalizer) {
  if (!online) return html`<p class="small muted" part="note">${l.t('subject')}.</p>`;
  const subject = `${l.t('subject')}. ${l.t('subjectHint')}`;
  const held = isHeld(cart, hold);
  return html`<div class="roomy small muted">
    ${keyed(held, html`<p part=${held ? 'note hold' : 'note'}>${held ? heldText(hold, l) : subject}</p>`)}
    <p class="room" data-room=${subject}></p>
  </div>`;
}

/**
 * @param url the site's own checkout page, if it has one
 * @param online orders are taken online: else no network is needed
 */
export function renderFooter(
  state: ShopState,
  url: string,
  online: boolean,
  checkOut: () => void,
  l: LateLocalizer,
) {
  const parts = 'button primary-button checkout-button';
  return html`<div class="footer" part="footer">
    ${renderTotal(state.cart, l)} ${renderCondition(state, online, l)}
    ${
      url
        ? html`<a class="button primary" part=${parts} href=${url}>${l.t('checkout')}</a>`
        : html`<button type="button" class="primary" part=${parts} @click=${checkOut}>
            ${l.t('checkout')}
          </button>`
    }
    <slot name="after-footer"></slot>
  </div>`;
}

/** Why it can't be ordered, or how the connection stands. */
export function renderCondition(state: ShopState, online: boolean, l: LateLocalizer) {
  const { cart } = state;
  const reason = cart.lines.length ? whyNot(cart, state, l) : undefined;
  const textOf = (at: ShopState) => (reason ? withConnection(reason, at, l) : connectionText(at, l));
  const text = textOf(state);
  const part = reason ? 'minimum' : 'message note';
  const said = reason
    ? html`<p class="reason small" part=${part}>${text}</p>`
    : html`<p class="small" part=${part}>${renderSign(text)}</p>`;
  return renderSaid(
    text ? said : nothing,
    online ? LOST.map((connection) => textOf({ ...state, connection })) : [],
    part,
  );
}

/** Why the basket can't be ordered as it is; undefined if it can. */
export function whyNot(cart: CartView, state: ShopState, l: LateLocalizer): string | undefined {
  if (!cart.lines.every(isOrderable)) return l.t('removeFirst');
  if (cart.lines.some(({ change }) => change === 'quantity')) return l.t('lineQuantity');
  const minimum = state.catalog?.shop.minimum ?? 0;
  if (cart.minimumShort > 0)
    return l.t('minimum', { missing: l.money(cart.minimumShort), minimum: l.money(minimum) });
  return undefined;
}

/** "Your orders (1 not sent)"; nothing where there are none. */
export function ordersLabel({ orders, outbox }: ShopState, l: LateLocalizer): string | undefined {
  const needy = orders.filter(({ decision, choice }) => decision && !choice).length;
  if (needy) return l.t('ordersNeedYou', { count: needy });
  const unsent = outbox.waiting - (outbox.handed ?? 0) - (outbox.handedAside ?? 0);
  if (unsent) return l.t('ordersUnsent', { count: unsent });
  return orders.length ? l.t('yourOrders') : undefined;
}
