/** What a shopper must be able to read about a food before buying it. */
import { html, nothing } from 'lit';

import type { Product } from '../core/catalog/catalog-schema.js';
import { allergensOf } from '../core/catalog/lookup.js';
import type { Localizer } from './localizer.js';
import type { Choice } from './product-choice.js';

/** Allergens in the reader's words; others as the maker wrote them. */
export function allergenNames(codes: readonly string[], words: Localizer): string {
  return words.list(codes.map((code) => words.find(`allergen.${code}`) ?? code));
}

export function renderDetails(product: Product, { options }: Choice, words: Localizer) {
  const { description, ingredients, origin, storage, diets } = product;
  const lines = [
    description,
    ingredients && words.t('ingredients', { list: ingredients }),
    diets.length ? words.t('diets', { list: words.list(diets) }) : '',
    origin && words.t('origin', { text: origin }),
    storage && words.t('storage', { text: storage }),
  ];
  return html`<details part="details">
    <summary part="details-toggle">
      ${words.t('details')}<span class="unseen"> ${product.title}</span>
    </summary>
    <div class="facts small">
      ${lines.map((line) => (line ? html`<p dir="auto">${line}</p>` : nothing))}
      ${renderAllergens(product, allergensOf(product, options), words)}
      <slot name="after-details"></slot>
    </div>
  </details>`;
}

function renderAllergens({ allergens, mayContain }: Product, contained: readonly string[], words: Localizer) {
  return html`<p part="allergens">
      ${
        contained.length
          ? html`<strong>${words.t('contains', { list: allergenNames(contained, words) })}</strong>`
          : nothing
      }
      ${allergens ? nothing : words.t('askAllergens')}
    </p>
    ${
      mayContain.length
        ? html`<p part="allergens">${words.t('mayContain', { list: allergenNames(mayContain, words) })}</p>`
        : nothing
    }`;
}
