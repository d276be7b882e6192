import { LitElement, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';

import type { Catalog } from '../core/catalog/catalog-schema.js';
import type { ShopState } from '../core/shop-state.js';
import type { Seen, Testimonials } from '../core/trust-port.js';
import type { TestimonialKey } from '../locales/terms.js';
import { baseStyles, pageStyles } from './base.styles.js';
import { Localizer } from './localizer.js';
import { blockStyles } from './page/block.styles.js';
import { renderHeading } from './page/heading.js';
import { HostStates } from './page/host-states.js';
import { ShownWatch } from './page/shown-watch.js';
import { styles } from './punnet-testimonials.styles.js';
import { renderFailed, renderNoShop, renderUnavailable } from './shop/no-shop.js';
import { isOffline, isRead, isRehearsal } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';
import { DayWatch } from './testimonials/day-watch.js';
import { renderPulse, renderStars } from './testimonials/figures.js';
import { KeptPlace, type Size } from './testimonials/kept-place.js';
import { OverflowWatch } from './testimonials/overflow-watch.js';
import { ProductAround } from './testimonials/product-around.js';
import { forgetSeen, noteSeen, testimonialSeen } from './testimonials/seen-once.js';
import { renderTestimonial } from './testimonials/testimonial-view.js';
import { TrustAnswers, type Shown } from './testimonials/trust-answers.js';
import { isNothingListed, problemsOf, readStand } from './testimonials/wanted.js';
import { TESTIMONIAL_TERMS } from './words/testimonial-terms.js';

const shown = (shop: ShopState) => [shop.load, shop.catalog, shop.cart, shop.connection, shop.consent];

/** Half of it, for a second. */
const SEEN = { share: 0.5, forMs: 1_000 };

/**
 * What customers say of the shop or of a product, judged on this device: what the shop signed with a purchase behind it
 * is shown as bought here, what nobody vouches for as not verified, what was altered never as bought here. Where there is
 * nothing to show, the element draws nothing; a place that was reserved for it above the lower edge of the window stays.
 *
 * @tag punnet-testimonials
 *
 * @attr {string} for - The id of its shop, for an element outside every shop.
 * @slot - Shown until the element is defined.
 * @slot heading - In place of the heading.
 * @fires {CustomEvent<TestimonialSeenDetail>} punnet-testimonial-seen - Half of it has been on screen for a second, for the first time.
 * @csspart base - All of it.
 * @csspart heading - The heading.
 * @csspart list - What customers say, one after the other.
 * @csspart testimonial - What one of them says.
 * @csspart quote - Their words.
 * @csspart author - Who said it.
 * @csspart title - The product that it is about.
 * @csspart rating - The stars that they give, or what all give on average.
 * @csspart chip - What vouches for it, on its own ground.
 * @csspart proof - The same.
 * @csspart proof-bought - That it is of a purchase.
 * @csspart proof-none - That nobody vouches for it.
 * @csspart pulse - How many orders there were of late.
 * @csspart skeleton - Its place while it loads.
 * @csspart error - What went wrong.
 * @csspart button - Each button.
 * @csspart secondary-button - The same.
 * @csspart retry-button - Tries again.
 */
export class PunnetTestimonials extends LitElement {
  static override styles = [baseStyles, blockStyles, pageStyles, styles];

  /** `quote`, `cards`, `stars`, or `pulse`: how many orders there were of late. */
  @property() format = 'quote';
  /** What it stands beside: `product`, `cart` or `checkout`. */
  @property() placement = 'product';
  /** Ids of the products that it is about, with spaces between; else the product around it, or what is in the basket. */
  @property() product: string | null = null;
  /** The most that are listed, 1 to 50; 1 of `quote` and 6 of `cards` unless given. */
  @property({ type: Number }) limit: number | null = null;
  /** Level of the heading among the page's, 1 to 6. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel = 3;

  readonly #link = new ShopLink(this, shown);
  readonly #words = new Localizer<TestimonialKey>(this, this.#link, [TESTIMONIAL_TERMS]);
  readonly #states = new HostStates(this);
  readonly #day = new DayWatch(this, this.#link);
  readonly #answers = new TrustAnswers(this, this.#link, this.#day);
  readonly #overflow = new OverflowWatch(this);
  readonly #watch = new ShownWatch(this, () => this.#tellSeen(), SEEN);
  /** The upper edge of its place, whatever is shown there: what an experiment is seen by must be the same in each arm. */
  readonly #edge = new ShownWatch(this, () => this.#tried.forEach(this.#answers.expose), {
    forMs: SEEN.forMs,
  });
  readonly #place = new KeptPlace(this);

  constructor() {
    super();
    new ProductAround(this);
  }

  protected override willUpdate() {
    this.#place.drawAs(this.#size);
  }

  override render() {
    const { state, missing } = this.#link;
    if (missing) return renderNoShop(this.#words);
    if (state?.load.kind === 'failed' && !state.catalog)
      return html`<div class="base ${this.#size}" part="base">
        ${renderFailed(state, this.#link, this.#words)}
      </div>`;
    // The edge is the same one whatever comes below it, and whenever that comes.
    return html`${this.#tried.length > 0 ? html`<div class="edge"></div>` : nothing}${this.#renderPlace(state)}`;
  }

  protected override updated() {
    const { handle, state } = this.#link;
    const { shown: answer, failed } = this.#answers;
    const unavailable = (state?.load.kind === 'failed' && !state.catalog) || (failed && !answer);
    const absent = this.#isAbsent;
    this.#states.set({
      // Where something is tried its edge stays, and where it would move what is read its place.
      absent: absent && this.#tried.length === 0 && this.#place.height === undefined,
      empty: absent,
      loading: !answer && !absent && !unavailable,
      ready: Boolean(answer) && !absent,
      offline: isOffline(state),
      error: unavailable,
      rehearsal: isRehearsal(state),
    });
    const base = this.renderRoot.querySelector<HTMLElement>('.base');
    this.#place.apply(base);
    if (this.isConnected) this.#watchPlace(base);
    if (!handle || !state?.catalog) return;
    if (isRead(state) && !state.consent.measurement) forgetSeen(state.catalog.shop.id);
    for (const problem of problemsOf(this, state.catalog)) handle.element.report(problem, this);
  }

  #renderPlace(state: ShopState | undefined) {
    const { shown: answer, failed } = this.#answers;
    if (this.#isAbsent) return this.#place.height === undefined ? nothing : html`<div class="base"></div>`;
    if (failed && !answer)
      return html`<div class="base ${this.#size}" part="base">
        ${renderUnavailable(this.#words.t('wordsFailed'), this.#answers.retry, this.#words)}
      </div>`;
    return answer && state?.catalog ? this.#renderAnswer(answer, state.catalog) : this.#renderBones();
  }

  #renderAnswer({ format, words, pulse }: Shown, catalog: Catalog) {
    const content =
      format === 'pulse' && pulse
        ? renderPulse(pulse, this.#day.now, this.#words)
        : format === 'stars' && words?.stars
          ? renderStars(words.stars, this.#words)
          : words && this.#renderList(words, catalog);
    const hasHeading = this.#size === 'tall' && !this.#place.isNarrow;
    return html`<div class="base ${this.#size} ${format} ${hasHeading ? '' : 'bare'}" part="base">
      <slot name="heading">${hasHeading ? this.#renderHeading() : nothing}</slot>
      ${content}
    </div>`;
  }

  #renderHeading() {
    return renderHeading(this.headingLevel, 'heading', this.#words.t('customersSay'), 'heading');
  }

  /** What does not fit is scrolled to, by keyboard as well; what fits is no stop for it. */
  #renderList({ testimonials }: Testimonials, catalog: Catalog) {
    const { overflows } = this.#overflow;
    return html`<div
      class="scroll"
      role=${overflows ? 'group' : nothing}
      tabindex=${overflows ? 0 : nothing}
      aria-label=${overflows ? this.#words.t('customersSay') : nothing}
    >
      <ul class="list" part="list" role="list">
        ${testimonials.map(
          (said) => html`<li>${renderTestimonial(said, catalog, this.#day.now, this.#words)}</li>`,
        )}
      </ul>
    </div>`;
  }

  #renderBones() {
    const isBare = this.#size === 'low' || this.#place.isNarrow;
    return html`<div class="base ${this.#size} ${isBare ? 'bare' : ''}" part="base" aria-busy="true">
      ${isBare ? nothing : html`<p class="heading late">${this.#words.t('loading')}</p>`}
      <div class="skeleton" part="skeleton"></div>
    </div>`;
  }

  /** A list keeps its height whatever is in it; a figure is one line, or two. */
  get #size(): Size {
    if (this.#isAbsent) return 'none';
    const { format } = this.#answers.shown ?? this.#answers.place ?? readStand(this);
    return format === 'stars' || format === 'pulse' ? 'low' : 'tall';
  }

  get #isAbsent(): boolean {
    const { shown: answer, place } = this.#answers;
    if (place?.stands === false) return true;
    if (!answer) return isNothingListed(this, this.#link.state, this.#link.takesOrders);
    const { format, words, pulse } = answer;
    if (format === 'pulse') return !pulse;
    return format === 'stars' ? !words?.stars : words?.testimonials.length === 0;
  }

  get #tried(): readonly string[] {
    return this.#answers.place?.tried ?? [];
  }

  #watchPlace(base: HTMLElement | null) {
    const { shown: answer } = this.#answers;
    const { format, placement, about } = answer ?? {};
    const isShown = answer && !this.#isAbsent;
    this.#watch.watch(isShown ? base : null, JSON.stringify([format, placement, about]));
    this.#edge.watch(this.renderRoot.querySelector('.edge'), this.#tried.join('\n'));
    this.#overflow.watch(this.renderRoot.querySelector('.scroll'));
  }

  #tellSeen() {
    const { handle, state } = this.#link;
    const { shown: answer } = this.#answers;
    if (!handle || !answer || !state?.catalog || this.#isAbsent) return;
    const { format, placement, about = [], words } = answer;
    const isListed = format === 'quote' || format === 'cards';
    const [product, another] = about;
    const seen: Seen = {
      format,
      placement,
      testimonials: isListed ? (words?.testimonials.length ?? 0) : (words?.stars?.count ?? 0),
      ...(product !== undefined && another === undefined ? { product } : {}),
    };
    if (!noteSeen(state.catalog.shop.id, seen, state.consent.measurement)) return;
    this.dispatchEvent(testimonialSeen({ cause: 'sync', ...seen }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-testimonials': PunnetTestimonials;
  }
}
