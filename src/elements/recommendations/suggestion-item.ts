/** A suggestion as it is shown: what it is, why it is there, its sizes, and the button that adds it. */
import { html, nothing } from 'lit';

import type { Reason } from '../../core/recommend/reason.js';
import type { Product } from '../../core/catalog/catalog-schema.js';
import type { ShopHandle } from '../contexts.js';
import { renderHeading } from '../page/heading.js';
import { nameOf } from '../product/product-buy.js';
import { goneTerm } from '../product/product-choice.js';
import { renderImage } from '../product/product-image.js';
import { renderNote, toNote } from '../product/product-note.js';
import { renderModifiers, renderSizes, unitPriceText, type OptionsView } from '../product/product-options.js';
import type { RecommendationLocalizer } from '../words/recommendation-terms.js';
import type { Entry } from './to-entry.js';

export interface ItemView {
  readonly entry: Entry;
  readonly handle: ShopHandle;
  readonly level: number;
  readonly words: RecommendationLocalizer;
  /** Addresses of pictures that did not load. */
  readonly broken: ReadonlySet<string>;
  readonly breakImage: (src: string) => void;
  readonly add: (entry: Entry, pressed: HTMLElement) => void;
}

/** Stands for a size in a sentence. */
const HERE = '\u0000';

function renderReason(reason: Reason, { variants }: Product, words: RecommendationLocalizer) {
  if (reason.kind === 'popular') return words.t('popularHere');
  if (reason.kind === 'new') return words.t('newHere');
  const { times: count, mostly } = reason;
  const size = variants.find(({ id }) => id === mostly)?.title;
  if (!size) return count === 1 ? words.t('boughtOnce') : words.t('boughtTimes', { count });
  const [before, after] = words.t('boughtMostly', { count, size: HERE }).split(HERE);
  // The page's own words may leave the size out.
  return after === undefined ? before : html`${before}<bdi>${size}</bdi>${after}`;
}

/** Each is a form, so that the sizes of one are no choice among those of another. */
export function renderItem(view: ItemView) {
  const { entry, level, words, broken, breakImage } = view;
  const { product, suggestion, place, open, choice } = entry;
  const { src } = product.image ?? { src: '' };
  const title = `title-${place}`;
  return html`<article aria-labelledby=${title}>
    ${renderImage(product, broken.has(src) ? src : undefined, breakImage)}
    <form class="text" @submit=${(event: Event) => event.preventDefault()}>
      <div class="head">
        <div class="lead">
          ${renderHeading(level, title, product.title)}
          <p class="reason small muted" part="reason">${renderReason(suggestion.reason, product, words)}</p>
          ${renderPrices(entry, words)}
        </div>
      </div>
      ${renderChoices(view)}
      ${
        open.length === 0 && choice.options.length > 0
          ? html`<p class="small muted" part="options-taken">
              <bdi>${words.list(choice.options.map((option) => option.title))}</bdi>
            </p>`
          : nothing
      }
      ${renderBuy(view)}
    </form>
  </article>`;
}

function renderPrices({ product, choice: { variant, price, unit } }: Entry, words: RecommendationLocalizer) {
  const per = unitPriceText(unit, words);
  const amount = words.money(price);
  const only = product.variants.length < 2 && variant.title;
  return html`<p class="prices number">
    ${only ? html`<bdi class="small muted" part="size">${only}</bdi>` : nothing}
    <bdi class="price" part="price">${variant.from ? words.t('from', { price: amount }) : amount}</bdi>
    ${per ? html`<bdi class="small muted" part="unit-price">${per}</bdi>` : nothing}
  </p>`;
}

/** The sizes, and what must be chosen that never was. */
function renderChoices({ entry, words }: ItemView) {
  const { product, choice, pick, open } = entry;
  const view: OptionsView = {
    product,
    choice,
    words,
    asked: pick.now.asked,
    chooseSize: (variant) => pick.set({ variant, refusal: '' }),
    chooseOption: (modifier, option) =>
      pick.set({ modifiers: { ...pick.now.modifiers, [modifier]: option }, refusal: '' }),
  };
  return html`${renderSizes(view)}${renderModifiers({ ...view, product: { ...product, modifiers: open } })}`;
}

/** Where it can't be added any more the button stays in its place and says why. */
function renderBuy({ entry, words, handle, add }: ItemView) {
  const { product, choice, place, pick } = entry;
  const { availability, deposit, variant } = choice;
  const off = availability !== 'available';
  const gone = availability === 'sold-out' || availability === 'soon';
  const action = words.t(gone ? goneTerm(variant) : 'add');
  return html`<div class="buy">
    ${
      deposit
        ? html`<p class="small muted" part="deposit">
            ${words.t('deposit', { price: words.money(deposit) })}
          </p>`
        : nothing
    }
    <div class="act">
      <button
        type="button"
        class="button primary add"
        part="button primary-button add-button"
        aria-label=${words.t('named', { action, title: nameOf(product, choice) })}
        aria-disabled=${off ? 'true' : nothing}
        aria-describedby="note-${place}"
        @click=${({ currentTarget }: Event) => !off && add(entry, currentTarget as HTMLElement)}
      >
        ${action}
      </button>
    </div>
    ${renderNote(toNote(pick, handle, product, choice, words), `note-${place}`, true)}
  </div>`;
}
