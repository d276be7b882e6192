/** What is said beneath the button that adds: what stands in the way or has changed, and what the basket holds already. */
import { html, nothing } from 'lit';

import type { Product } from '../../core/catalog/catalog-schema.js';
import { findCart } from '../cart/find-cart.js';
import { renderViewBasket } from '../cart/view-basket.js';
import type { ShopHandle } from '../contexts.js';
import type { Localizer } from '../localizer.js';
import { isOffline } from '../shop/shop-condition.js';
import { inBasket, type Choice } from './product-choice.js';
import type { ProductPick } from './product-pick.js';

interface NoteView {
  /** At least one size can be bought, so that there may be something to say. */
  readonly sold: boolean;
  /** What stands in the way, or has changed. */
  readonly warning: string;
  /** How many of the product the basket holds. */
  readonly count: number;
  readonly added: boolean;
  readonly doubtful: boolean;
  readonly words: Localizer;
  /** Undefined if the page has no cart to show. */
  readonly viewBasket: ((press: Event) => void) | undefined;
}

export function toNote(
  pick: ProductPick,
  { element, state: shop }: ShopHandle,
  product: Product,
  choice: Choice,
  words: Localizer,
): NoteView {
  const { variant, availability } = choice;
  const { added, refusal } = pick.now;
  const was = pick.was(choice);
  const full = availability === 'at-maximum' ? words.t('atMost', { max: variant.max ?? 0 }) : '';
  const cart = findCart(element);
  return {
    sold: product.variants.some(({ available }) => available === true),
    warning: refusal || full || (was === undefined ? '' : words.t('was', { price: words.money(was) })),
    count: inBasket(shop, product),
    added,
    doubtful: isOffline(shop) && availability === 'available',
    words,
    viewBasket: cart
      ? ({ currentTarget }) => cart.show('shopper', undefined, currentTarget as HTMLElement)
      : undefined,
  };
}

/**
 * A place that is kept, so that nothing moves when there is something to say of what can be bought.
 *
 * @param kept also while there is nothing to say
 */
export function renderNote(note: NoteView, id = 'note', kept = note.sold) {
  const { warning, count, added, doubtful, words, viewBasket } = note;
  return html`<div class="small ${warning || count || kept ? 'note' : ''}" id=${id}>
    ${warning ? html`<span class="chip attention" part="chip message">${warning}</span>` : nothing}
    ${
      count
        ? html`<span part="added-note">${words.t(added ? 'added' : 'inBasket', { count })}</span>`
        : doubtful
          ? html`<span part="message">${words.t('subject')}</span>`
          : nothing
    }
    ${count ? renderViewBasket(viewBasket, words) : nothing}
  </div>`;
}
