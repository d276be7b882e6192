import { LitElement, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';

import type { ShopState } from '../core/shop-state.js';
import type { RecommendationKey } from '../locales/terms.js';
import { baseStyles, pageStyles } from './base.styles.js';
import type { ShopHandle } from './contexts.js';
import { Localizer } from './localizer.js';
import { blockStyles } from './page/block.styles.js';
import { renderHeading } from './page/heading.js';
import { HostStates } from './page/host-states.js';
import { roomStyles } from './page/room.styles.js';
import { ShownWatch } from './page/shown-watch.js';
import { styles as productStyles } from './punnet-product.styles.js';
import { styles } from './punnet-recommendations.styles.js';
import { expectSuggestions, isSilent } from './recommendations/expect-suggestions.js';
import { FocusNext } from './recommendations/focus-next.js';
import { recommendationsShown } from './recommendations/recommendation-facts.js';
import { SuggestionHands, canAdd } from './recommendations/suggestion-hands.js';
import { renderItem } from './recommendations/suggestion-item.js';
import { renderBones, renderEmpty, renderWhy } from './recommendations/suggestion-places.js';
import { MOST_ASKED, SuggestionList } from './recommendations/suggestion-list.js';
import { isUsual, toEntry, type Entry } from './recommendations/to-entry.js';
import { renderFailed, renderNoShop, renderUnavailable } from './shop/no-shop.js';
import { isOffline, isRead, isRehearsal } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';
import { RECOMMENDATION_TERMS } from './words/recommendation-terms.js';

const LIMIT = 6;
/** One press for several is of use for so many. */
const FEW_USUALS = 2;

const shown = (shop: ShopState) => [
  shop.load,
  shop.catalog,
  shop.cart,
  shop.orders,
  shop.stock,
  shop.consent,
  shop.recommender,
  shop.connection,
  shop.storage.silent,
];

/**
 * What the shopper will likely want again, and in which size, to add with one tap. Without their leave it is what the
 * shop sells most; where neither is known, the element draws nothing.
 *
 * @tag punnet-recommendations
 *
 * @attr {string} for - The id of its shop, for an element outside every shop.
 * @slot - Shown until the element is defined.
 * @slot heading - In place of the heading.
 * @slot empty - In place of the words for a shopper to whom nothing can be suggested.
 * @fires {CustomEvent<AddDetail>} punnet-add-request - The shopper pressed Add; cancel it to stop.
 * @fires {CustomEvent<RecommendationsShownDetail>} punnet-recommendations-shown - A list that was not there before is on screen.
 * @fires {CustomEvent<RecommendationTakenDetail>} punnet-recommendation-taken - What was suggested is in the basket.
 * @csspart base - All of it.
 * @csspart heading - The heading.
 * @csspart list - The suggestions.
 * @csspart item - Each of them.
 * @csspart image - The picture, or the letter in its place.
 * @csspart title - A product's name.
 * @csspart reason - Why it is suggested.
 * @csspart price - What one costs with the chosen size and options.
 * @csspart unit-price - What the size costs per kilogram, litre or piece.
 * @csspart deposit - What is paid on top and comes back.
 * @csspart size - The size, where there is no choice.
 * @csspart options - The group of sizes.
 * @csspart options-taken - The options, as they were taken last.
 * @csspart modifiers - A group of options that must be chosen from.
 * @csspart field - Each group.
 * @csspart label - A group's name.
 * @csspart option - One size or option.
 * @csspart option-selected - The chosen one.
 * @csspart field-error - Which group must be chosen from first.
 * @csspart button - Each button.
 * @csspart primary-button - A button that adds.
 * @csspart secondary-button - Other buttons.
 * @csspart link-button - A button that looks like a link.
 * @csspart add-button - The button that adds.
 * @csspart add-all-button - The button that adds all that is usual.
 * @csspart view-button - The button that shows the basket.
 * @csspart added-note - What is in the basket already.
 * @csspart message - What the shopper should know about price or stock.
 * @csspart chip - A message on its own ground.
 * @csspart why - How the suggestions came about.
 * @csspart why-toggle - What opens that.
 * @csspart empty - What is shown when there is nothing to suggest.
 * @csspart skeleton - A suggestion's place while it loads.
 * @csspart error - What went wrong.
 * @csspart retry-button - Tries again.
 * @cssprop [--punnet-image-ratio=4 / 3] - Shape of the pictures.
 */
export class PunnetRecommendations extends LitElement {
  static override styles = [baseStyles, blockStyles, pageStyles, roomStyles, productStyles, styles];

  /** The most suggestions, 1 to 100. */
  @property({ type: Number }) limit = LIMIT;
  /** Level of the heading among the page's, 1 to 6; the products' titles are one below. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 2;

  readonly #link = new ShopLink(this, shown);
  readonly #words = new Localizer<RecommendationKey>(this, this.#link, [RECOMMENDATION_TERMS]);
  readonly #states = new HostStates(this);
  readonly #list = new SuggestionList(this, this.#link, () => this.#limit);
  readonly #hands = new SuggestionHands(this, this.#link, this.#list, this.#words);
  readonly #watch = new ShownWatch(this, () => this.#tellShown());
  readonly #broken = new Set<string>();
  /** The lists that were told of, each by its products. */
  readonly #told = new Set<string>();

  constructor() {
    super();
    new FocusNext(this);
  }

  override render() {
    const { handle, state, missing } = this.#link;
    if (missing) return renderNoShop(this.#words);
    if (state?.load.kind === 'failed' && !state.catalog)
      return html`<div class="base" part="base">${renderFailed(state, this.#link, this.#words)}</div>`;
    if (this.#isAbsent) return nothing;
    return html`<div class="base" part="base">
      ${handle && state?.catalog ? this.#renderShop(handle, state) : renderBones(this.#limit, this.#words)}
    </div>`;
  }

  protected override updated() {
    const { state } = this.#link;
    const { shown: list, failed } = this.#list;
    const absent = this.#isAbsent;
    const here = Boolean(list) && !absent;
    this.#states.set({
      absent,
      loading: !absent && !list && !failed && state?.load.kind !== 'failed',
      ready: here,
      empty: here && list?.length === 0,
      offline: isOffline(state),
      error: (state?.load.kind === 'failed' && !state.catalog) || (failed && !list),
      rehearsal: isRehearsal(state),
    });
    this.#watch.watch(here ? this.renderRoot.querySelector('.list') : null);
    if (this.#watch.isOnScreen) this.#tellShown();
  }

  get #limit(): number {
    return Number.isInteger(this.limit) && this.limit > 0 ? Math.min(this.limit, MOST_ASKED) : LIMIT;
  }

  get #isAbsent(): boolean {
    const { handle, state } = this.#link;
    return Boolean(handle && state && isSilent(state, handle.element.recommender));
  }

  #renderShop(handle: ShopHandle, state: ShopState) {
    const { shown: list, failed } = this.#list;
    // Before the shopper's orders have been read nobody knows of them.
    if (!list && !isRead(state)) return renderBones(this.#limit, this.#words);
    if (!list && failed)
      return renderUnavailable(this.#words.t('suggestionsFailed'), this.#list.retry, this.#words);
    const suggestions = list ?? expectSuggestions(state, this.#limit);
    const entries = suggestions.flatMap(
      (each, at) => toEntry(each, at, this.#list.pickOf(each.product), state) ?? [],
    );
    const waits = !list;
    if (entries.length === 0) return this.#renderEmpty(state);
    const again = entries.some(({ suggestion }) => suggestion.reason.kind === 'bought');
    const by = !again ? 'sold' : this.#list.ranker === 'node' ? 'node' : 'device';
    return html`${this.#renderTop(entries, again, waits)} ${this.#renderList(handle, entries, again, waits)}
    ${renderWhy(by, this.#words)}`;
  }

  #renderTop(entries: readonly Entry[], again: boolean, waits: boolean) {
    const usuals = entries.filter(isUsual);
    return html`<div class="top">
      ${this.#renderHeading(again)}
      ${usuals.length < FEW_USUALS ? nothing : this.#renderAddAll(usuals, waits)}
    </div>`;
  }

  #renderHeading(again: boolean) {
    const text = this.#words.t(again ? 'buyAgain' : 'popularHere');
    return html`<slot name="heading">${renderHeading(this.headingLevel, 'heading', text, 'heading')}</slot>`;
  }

  /** Once all of it is in the basket it stays in its place and says so. */
  #renderAddAll(usuals: readonly Entry[], waits: boolean) {
    const some = usuals.some(canAdd);
    return html`<button
      type="button"
      class="button secondary ${waits ? 'unseen-button' : ''}"
      part="button secondary-button add-all-button"
      aria-disabled=${some ? nothing : 'true'}
      @click=${() => some && void this.#hands.addUsuals(usuals)}
    >
      ${this.#words.t(some ? 'addUsuals' : 'usualsIn')}
    </button>`;
  }

  #renderList(handle: ShopHandle, entries: readonly Entry[], again: boolean, waits: boolean) {
    const item = (entry: Entry) =>
      renderItem({
        entry,
        handle,
        level: Math.min(this.headingLevel + 1, 6),
        words: this.#words,
        broken: this.#broken,
        breakImage: this.#breakImage,
        add: (added, pressed) => void this.#hands.add(added, pressed),
      });
    return html`<ul
      class="list ${waits ? 'bones' : ''}"
      part="list"
      role="list"
      aria-label=${this.#words.t(again ? 'buyAgain' : 'popularHere')}
      ?inert=${waits}
      aria-busy=${waits ? 'true' : nothing}
    >
      ${repeat(
        entries,
        // What stood for it is another thing: nothing of it moves to where it is.
        ({ suggestion }) => (waits ? `-${suggestion.product}` : `+${suggestion.product}`),
        (entry) => html`<li part=${waits ? 'skeleton' : 'item'}>${item(entry)}</li>`,
      )}
    </ul>`;
  }

  #renderEmpty({ consent, orders, cart }: ShopState) {
    const fresh = consent.personalisation && orders.length === 0 && cart.count === 0;
    return html`<div class="top">${this.#renderHeading(consent.personalisation)}</div>
      ${renderEmpty(fresh, this.#words)}`;
  }

  readonly #breakImage = (src: string) => {
    this.#broken.add(src);
    this.requestUpdate();
  };

  /** Once for the same products, in whichever order. */
  #tellShown() {
    const { shown: list = [], ranker } = this.#list;
    const key = JSON.stringify(list.map(({ product }) => product).sort());
    if (list.length === 0 || this.#told.has(key)) return;
    this.#told.add(key);
    this.dispatchEvent(recommendationsShown({ cause: 'sync', suggestions: list, ranker }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-recommendations': PunnetRecommendations;
  }
}
