/**
 * What is about to be ordered: lines, what they contain, sums. Food law asks for
 * the allergens before ordering, so they stand above the button.
 */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { isOrderable, type CartView } from '../../core/cart/cart-view.js';
import type { Catalog, Shop } from '../../core/catalog/catalog-schema.js';
import { findProduct } from '../../core/catalog/lookup.js';
import type { Redemption } from '../../core/protocol/intent.js';
import { renderSums, renderTotal } from '../cart/cart-footer.js';
import { allergenSentences } from '../orders/order-allergens.js';
import type { OrderLocalizer } from '../words/order-terms.js';

/** @param codes lines are named by the codes that the shop itself uses */
export function renderSummary(
  cart: CartView,
  catalog: Catalog | null,
  l: OrderLocalizer,
  { codes = false, redeem }: { readonly codes?: boolean; readonly redeem?: Redemption } = {},
) {
  return html`<ul class="lines" part="lines" role="list">
      ${repeat(
        cart.lines,
        ({ id }) => id,
        (line) => renderItem(line, codes, l),
      )}
    </ul>
    ${renderAllergens(cart, catalog, l)} ${renderSums(cart, l, redeem)} ${renderTotal(cart, l)}`;
}

/** @param codes names the article by the codes that the shop itself uses */
function renderItem(line: CartView['lines'][number], codes: boolean, l: OrderLocalizer) {
  const { title, detail, quantity, total, variant, modifiers, change } = line;
  // What is in no total is said in its place.
  const amount = isOrderable(line) ? l.money(total) : l.t(change === 'gone' ? 'lineGone' : 'soldOut');
  return html`<li class="line" part="line">
    <span class="number">${l.number(quantity)} ×</span>
    <span>
      <bdi>${title}</bdi>
      ${detail ? html`<span class="detail small muted"><bdi>${detail}</bdi></span>` : nothing}
      ${
        codes
          ? html`<code class="detail" part="code" dir="ltr"
              >${[variant, ...Object.values(modifiers)].join(' ')}</code
            >`
          : nothing
      }
    </span>
    <span class="number line-total"><bdi>${amount}</bdi></span>
  </li>`;
}

/** By what the catalog says now; a product that it has no word of is asked about. */
function renderAllergens(cart: CartView, catalog: Catalog | null, l: OrderLocalizer) {
  const stated = ({ product }: CartView['lines'][number]) =>
    catalog !== null && findProduct(catalog, product)?.allergens !== undefined;
  const lines = cart.lines.map((line) => ({ ...line, allergensStated: stated(line) }));
  const sentences = allergenSentences(lines, l);
  if (!sentences.length) return nothing;
  return html`<div class="small" part="allergens">${sentences.map((text) => html`<p>${text}</p>`)}</div>`;
}

/** In a page of their own, so that what was typed stays. */
export function renderTerms({ links }: Shop, l: OrderLocalizer) {
  const names = (['terms', 'privacy', 'returns', 'help'] as const).filter((name) => links[name]);
  if (!names.length) return nothing;
  return html`<p class="terms small" part="terms">
    ${names.map((name) => html`<a href=${links[name] ?? ''} target="_blank" rel="noopener">${l.t(name)}</a>`)}
  </p>`;
}

/** For a shop without an endpoint: what the stall needs to read, with the shop's own article codes. */
export function renderStallList(cart: CartView, catalog: Catalog | null, l: OrderLocalizer) {
  return html`<p class="title">${l.t('noEndpoint')}</p>
    <p class="muted">${l.t('noEndpointHint')}</p>
    ${renderSummary(cart, catalog, l, { codes: true })}`;
}
