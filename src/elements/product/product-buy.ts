/** A product's name and price, the button that adds it, and the line that tells what came of it. */
import { html, nothing } from 'lit';

import type { Product } from '../../core/catalog/catalog-schema.js';
import { renderHeading } from '../page/heading.js';
import type { Localizer } from '../localizer.js';
import { goneTerm, toQuantity, type Choice } from './product-choice.js';
import { unitPriceText } from './product-options.js';
import { renderStepper } from '../page/stepper.js';

/** "Rolled oats 500 g Own jar". */
export function nameOf(product: Product, { variant, options }: Choice): string {
  return [product.title, variant.title, ...options.map(({ title }) => title)].filter(Boolean).join(' ');
}

export function renderHead(level: number, product: Product, choice: Choice, words: Localizer) {
  const unit = unitPriceText(choice.unit, words);
  const price = words.money(choice.price);
  return html`${renderHeading(level, 'title', product.title)}
    <p class="prices number">
      <bdi class="price" part="price">${choice.variant.from ? words.t('from', { price }) : price}</bdi>
      ${unit ? html`<bdi class="small muted" part="unit-price">${unit}</bdi>` : nothing}
    </p>`;
}

/** Beneath all that is pressed, and its place is kept where another choice has one: choosing moves nothing. */
function renderDeposit({ product, choice: { deposit }, words }: BuyView) {
  const all = [...product.variants, ...product.modifiers.flatMap(({ options }) => options)];
  if (!all.some((each) => each.deposit)) return nothing;
  return html`<p class="deposit small muted ${deposit ? '' : 'none'}" part="deposit">
    ${words.t('deposit', { price: words.money(deposit) })}
  </p>`;
}

export interface BuyView {
  readonly product: Product;
  readonly choice: Choice;
  readonly words: Localizer;
  readonly quantity: number;
  readonly setQuantity: (quantity: number) => void;
  readonly add: () => void;
}

/** Where it can't be bought the button stays in its place and says why. */
export function renderBuy(view: BuyView) {
  const { product, choice, words, quantity, setQuantity, add } = view;
  const { availability, variant } = choice;
  const off = availability !== 'available';
  const gone = availability === 'sold-out' || availability === 'soon';
  const action = words.t(gone ? goneTerm(variant) : 'add');
  const stepper = {
    title: product.title,
    value: toQuantity(quantity, choice),
    step: variant.step,
    least: variant.step,
    most: toQuantity(Infinity, choice),
    words,
    change: setQuantity,
  };
  return html`<div class="act">
      ${gone ? nothing : renderStepper(stepper)}
      <button
        type="button"
        class="button primary add"
        part="button primary-button add-button ${gone ? 'availability' : ''}"
        aria-label=${words.t('named', { action, title: nameOf(product, choice) })}
        aria-disabled=${off ? 'true' : nothing}
        aria-describedby="note"
        @click=${() => !off && add()}
      >
        ${action}
      </button>
    </div>
    ${renderDeposit(view)}`;
}
