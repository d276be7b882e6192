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
import { isOffline, isRehearsal } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';
import { renderPulse, renderStars } from './testimonials/figures.js';
import { noteSeen, testimonialSeen } from './testimonials/seen-once.js';
import { renderTestimonial } from './testimonials/testimonial-view.js';
import { TrustAnswers, type Shown } from './testimonials/trust-answers.js';
import { problemsOf, readStand } from './testimonials/wanted.js';
import { TESTIMONIAL_TERMS } from './words/testimonial-terms.js';

const shown = (shop: ShopState) => [shop.load, shop.catalog, shop.cart, shop.connection, shop.consent];

/** Half of it, for a second. */
const SEEN = { share: 0.5, forMs: 1_000 };

/**
 * What customers say of the shop or of a product, judged on this device: what the shop signed with a purchase behind it
 * is shown as bought here, what nobody vouches for as not verified, what was altered not at all. Where there is nothing
 * to show, the element draws nothing.
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
  readonly #answers = new TrustAnswers(this, this.#link);
  readonly #watch = new ShownWatch(this, () => this.#tellSeen(), SEEN);
  /** The upper edge of its place, whatever is shown there: what an experiment is seen by must be the same in each arm. */
  readonly #edge = new ShownWatch(this, () => this.#tried.forEach(this.#answers.expose), {
    forMs: SEEN.forMs,
  });

  override render() {
    const { state, missing } = this.#link;
    if (missing) return renderNoShop(this.#words);
    if (state?.load.kind === 'failed' && !state.catalog)
      return html`<div class="base" part="base">${renderFailed(state, this.#link, this.#words)}</div>`;
    const { shown: answer, failed } = this.#answers;
    if (failed && !answer)
      return html`<div class="base ${this.#size}" part="base">
        ${renderUnavailable(this.#words.t('wordsFailed'), this.#answers.retry, this.#words)}
      </div>`;
    if (!answer || !state?.catalog) return this.#renderBones();
    return html`${this.#tried.length > 0 ? html`<div class="edge"></div>` : nothing}
    ${this.#isAbsent ? nothing : this.#renderAnswer(answer, state.catalog)}`;
  }

  protected override updated() {
    const { handle, state } = this.#link;
    const { shown: answer, failed } = this.#answers;
    const unavailable = (state?.load.kind === 'failed' && !state.catalog) || (failed && !answer);
    const absent = this.#isAbsent;
    this.#states.set({
      // Where something is tried its place stays, with nothing in it.
      absent: absent && this.#tried.length === 0,
      empty: absent,
      loading: !answer && !unavailable,
      ready: Boolean(answer) && !absent,
      offline: isOffline(state),
      error: unavailable,
      rehearsal: isRehearsal(state),
    });
    this.#watch.watch(answer && !absent ? this.renderRoot.querySelector('.base') : null);
    this.#edge.watch(this.renderRoot.querySelector('.edge'));
    if (handle && state?.catalog)
      for (const problem of problemsOf(this, state.catalog)) handle.element.report(problem, this);
  }

  get #isAbsent(): boolean {
    const { shown: answer } = this.#answers;
    if (!answer) return false;
    const { format, words, pulse, stands } = answer;
    if (!stands) return true;
    if (format === 'pulse') return !pulse;
    return format === 'stars' ? !words?.stars : words?.testimonials.length === 0;
  }

  get #tried(): readonly string[] {
    return this.#answers.shown?.tried ?? [];
  }

  /** A list keeps its height whatever is in it; a figure is one line, or two. */
  get #size(): 'tall' | 'low' {
    const { format } = this.#answers.shown ?? readStand(this);
    return format === 'stars' || format === 'pulse' ? 'low' : 'tall';
  }

  #renderAnswer({ format, words, pulse }: Shown, catalog: Catalog) {
    const content =
      format === 'pulse' && pulse
        ? renderPulse(pulse, this.#now, this.#words)
        : format === 'stars' && words?.stars
          ? renderStars(words.stars, this.#words)
          : words && this.#renderList(words, catalog);
    return html`<div class="base ${this.#size} ${format}" part="base">
      <slot name="heading">${this.#size === 'low' ? nothing : this.#renderHeading()}</slot>
      ${content}
    </div>`;
  }

  #renderHeading() {
    return renderHeading(this.headingLevel, 'heading', this.#words.t('customersSay'), 'heading');
  }

  /** What does not fit is scrolled to, by keyboard as well. */
  #renderList({ testimonials }: Testimonials, catalog: Catalog) {
    return html`<div class="scroll" role="region" tabindex="0" aria-label=${this.#words.t('customersSay')}>
      <ul class="list" part="list" role="list">
        ${testimonials.map(
          (said) => html`<li>${renderTestimonial(said, catalog, this.#now, this.#words)}</li>`,
        )}
      </ul>
    </div>`;
  }

  #renderBones() {
    return html`<div class="base ${this.#size}" part="base" aria-busy="true">
      ${this.#size === 'low' ? nothing : html`<p class="heading late">${this.#words.t('loading')}</p>`}
      <div class="skeleton" part="skeleton"></div>
    </div>`;
  }

  get #now(): number {
    return Date.now() + (this.#link.state?.clockAhead ?? 0);
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
