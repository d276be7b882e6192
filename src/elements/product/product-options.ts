/** The sizes and modifiers of a product, as groups of radio buttons. */
import { html, nothing } from 'lit';

import type { Modifier, ModifierOption, Product, Variant } from '../../core/catalog/catalog-schema.js';
import { unitPrice, type UnitPrice } from '../../core/unit-price.js';
import type { Localizer } from '../localizer.js';
import { goneTerm, type Choice } from './product-choice.js';

export interface OptionsView {
  readonly product: Product;
  readonly choice: Choice;
  readonly words: Localizer;
  /** The shopper pressed Add with something missing. */
  readonly asked: boolean;
  readonly chooseSize: (variant: string) => void;
  readonly chooseOption: (modifier: string, option: string) => void;
}

export function unitPriceText(unit: UnitPrice | undefined, words: Localizer): string {
  if (!unit) return '';
  return words.t('per', { price: words.money(unit.minor), unit: words.find(`unit.${unit.per}`) ?? unit.per });
}

/** Nothing for a product of one size. */
export function renderSizes(view: OptionsView) {
  const { product, words } = view;
  if (product.variants.length < 2) return nothing;
  return html`<fieldset class="group sizes" part="options field">
    <legend class="small muted" part="label">${words.t('size')}</legend>
    <div class="row">${product.variants.map((variant) => renderSize(variant, view))}</div>
  </fieldset>`;
}

function renderSize(variant: Variant, { choice, words, chooseSize }: OptionsView) {
  const chosen = variant.id === choice.variant.id;
  const status = variant.available === true ? '' : words.t(goneTerm(variant));
  const details = [words.money(variant.price), unitPriceText(unitPrice(variant), words), status];
  return html`<label
    class="option focus"
    part="option ${chosen ? 'option-selected' : ''}"
    ?data-off=${status}
  >
    <input
      type="radio"
      name="size"
      .value=${variant.id}
      .checked=${chosen}
      @change=${() => chooseSize(variant.id)}
    /><bdi>${variant.title || words.money(variant.price)}</bdi
    >${details.filter(Boolean).map((detail) => html`<span class="unseen">, ${detail}</span>`)}
  </label>`;
}

export function renderModifiers(view: OptionsView) {
  const { product } = view;
  return product.modifiers.map((modifier) => renderModifier(modifier, view));
}

function renderModifier(modifier: Modifier, view: OptionsView) {
  const { choice, words, asked } = view;
  const missing = asked && choice.missing.includes(modifier);
  const { id, title, required, options } = modifier;
  return html`<fieldset class="group" part="modifiers field" data-modifier=${id}>
    <legend class="small muted" part="label">
      ${required ? renderAsked(title, missing, words) : html`<bdi>${words.t('optional', { title })}</bdi>`}
    </legend>
    <div class="row">${options.map((option) => renderOption(modifier, option, missing, view))}</div>
  </fieldset>`;
}

/** What must be chosen is asked for in its name's place, which has room for that: nothing moves under the thumb. */
function renderAsked(title: string, missing: boolean, words: Localizer) {
  const ask = words.t('choose', { title });
  return html`<span class="roomy"
    >${
      missing
        ? html`<span class="ask" part="field-error"><span aria-hidden="true">!</span> ${ask}</span
            ><span class="room" data-room=${title}></span>`
        : html`<span><bdi>${title}</bdi></span
            ><span class="ask room" data-room="! ${ask}"></span>`
    }</span
  >`;
}

function renderOption(modifier: Modifier, option: ModifierOption, missing: boolean, view: OptionsView) {
  const { choice, words, chooseOption } = view;
  const { id, required } = modifier;
  const chosen = choice.modifiers[id] === option.id;
  return html`<label class="option focus" part="option ${chosen ? 'option-selected' : ''}">
    <input
      type="radio"
      name="modifier-${id}"
      aria-invalid=${missing ? 'true' : nothing}
      .value=${option.id}
      .checked=${chosen}
      @change=${() => chooseOption(id, option.id)}
      @click=${() => !required && chosen && chooseOption(id, '')}
    /><bdi>${option.title}</bdi>${
      option.price
        ? html`<span class="number small"
            ><span class="unseen">, </span>${words.difference(option.price)}</span
          >`
        : nothing
    }
  </label>`;
}
