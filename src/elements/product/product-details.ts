/** What a shopper must be able to read about a food before buying it. Loads after the product is drawn. */
import { html, nothing } from 'lit';

import type { Product } from '../../core/catalog/catalog-schema.js';
import { allergensOf } from '../../core/catalog/lookup.js';
import { LATE_TERMS, type LateLocalizer } from '../words/late-terms.js';
import type { Choice } from './product-choice.js';

/** Allergens in the reader's words; others as the maker wrote them. */
export function allergenNames(codes: readonly string[], words: LateLocalizer): string {
  return words.list(codes.map((code) => words.find(`allergen.${code}`) ?? code));
}

export function renderDetails(product: Product, { options }: Choice, words: LateLocalizer) {
  words.include(LATE_TERMS);
  const { description, ingredients, origin, storage, diets } = product;
  const lines = [
    description,
    ingredients && words.t('ingredients', { list: ingredients }),
    diets.length ? words.t('diets', { list: words.list(diets) }) : '',
    origin && words.t('origin', { text: origin }),
    storage && words.t('storage', { text: storage }),
  ];
  return html`${lines.map((line) => (line ? html`<p dir="auto">${line}</p>` : nothing))}
  ${renderAllergens(product, allergensOf(product, options), words)}`;
}

function renderAllergens(
  { allergens, mayContain }: Product,
  contained: readonly string[],
  words: LateLocalizer,
) {
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
