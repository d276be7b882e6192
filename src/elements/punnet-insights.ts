import { LitElement, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import type { Catalog } from '../core/catalog/catalog-schema.js';
import { dayAt, lastDays } from '../core/owner/days.js';
import type { ShopState } from '../core/shop-state.js';
import type { OwnerKey } from '../locales/terms.js';
import { baseStyles, panelStyles } from './base.styles.js';
import { InsightsSession } from './insights/insights-session.js';
import type { InsightsView } from './insights/insights-view.js';
import { renderOwnerGate } from './insights/owner-gate.js';
import { Localizer } from './localizer.js';
import { blockStyles } from './page/block.styles.js';
import { focusHeading } from './page/focus-heading.js';
import { HostStates } from './page/host-states.js';
import { LateCode } from './page/late-code.js';
import { renderLoading } from './page/loading.js';
import { loadingStyles } from './page/loading.styles.js';
import { statusStyles } from './page/status.styles.js';
import { styles } from './punnet-insights.styles.js';
import { renderFailed, renderNoShop, renderUnavailable } from './shop/no-shop.js';
import { isOffline, isRehearsal } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';
import { OWNER_TERMS } from './words/owner-terms.js';

const VIEW = new LateCode(() => import('./insights/insights-view.js'));
const shown = (s: ShopState) => [s.load, s.catalog, s.outbox, s.connection, s.orderable];
/** Figures are asked for again after that while they are looked at. */
const FRESH_MS = 5 * 60_000;
/** How often it is looked whether they are to be: what could not be had is asked for each time. */
const LOOK_MS = 30_000;

/**
 * The owner's figures: what was ordered and what became of it, what devices counted, what lies where. Sets counts of stock
 * and the status of places, by the outbox, so that it works with no network; then it shows what it was told last.
 *
 * @tag punnet-insights
 *
 * @attr {string} for - The id of the shop, for an element outside of it; else the page's first.
 * @slot - Shown until the element is defined.
 * @csspart signin - The form for the owner's code.
 * @csspart open-button - Opens the screen with it.
 * @csspart range - Which days are shown.
 * @csspart range-button - Shows others.
 * @csspart from-field - The first of them.
 * @csspart to-field - The last of them.
 * @csspart figures - The figures at a glance.
 * @csspart figure - One of them.
 * @csspart chart - A finding in a sentence, how it looks, and its table.
 * @csspart finding - The sentence.
 * @csspart plot - How it looks.
 * @csspart key - What a colour means.
 * @csspart table - The same numbers as a table.
 * @csspart sort-button - Sorts it by a column.
 * @csspart download-button - Saves one table, or all, as a file.
 * @csspart orders - What was ordered.
 * @csspart disputes - What could not be served as it was placed.
 * @csspart windows - The shop with a connection and without.
 * @csspart lift - What is tried, and what it has shown.
 * @csspart trial - One experiment.
 * @csspart stock - What lies where.
 * @csspart change-button - Puts a row into the form.
 * @csspart stock-form - The form that sets a count.
 * @csspart stock-field - How many there are, or are kept back.
 * @csspart save-button - Saves it.
 * @csspart end-button - Counts an item no more.
 * @csspart depots - How places stand.
 * @csspart depot - The form for one of them.
 * @csspart depot-field - Its status, or why.
 * @csspart word - What was said and is not in the shop's books.
 * @csspart noted-button - The owner has seen that it was refused.
 */
export class PunnetInsights extends LitElement {
  static override styles = [baseStyles, blockStyles, panelStyles, loadingStyles, statusStyles, styles];

  @state() private emptyCode = false;

  readonly #link = new ShopLink(this, shown);
  readonly #localizer = new Localizer<OwnerKey>(this, this.#link, [OWNER_TERMS]);
  readonly #states = new HostStates(this);
  readonly #session = new InsightsSession(this, this.#link);
  #view: InsightsView | undefined;
  #looked: readonly unknown[] = [];
  #connection: ShopState['connection'] | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#refresh);
    this.#timer = setInterval(this.#refresh, LOOK_MS);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#refresh);
    clearInterval(this.#timer);
    this.#view?.end();
    this.#view = undefined;
  }

  override render() {
    const l = this.#localizer;
    const { state: shop, missing } = this.#link;
    if (missing) return renderNoShop(l);
    return html`<div class="base panel" part="base">
      <h2 class="heading" part="heading" tabindex="-1">${l.t('ownerTitle')}</h2>
      ${isRehearsal(shop) ? html`<p class="chip attention" part="chip">${l.t('rehearsal')}</p>` : nothing}
      ${shop ? renderFailed(shop, this.#link, l) : nothing} ${this.#renderInside(shop?.catalog ?? undefined)}
    </div>`;
  }

  protected override updated() {
    const { state: shop } = this.#link;
    const { told, asking, isOpen, isStale, busy, failed, askRefusal } = this.#session;
    this.#states.set({
      loading: !shop || (asking && !told),
      empty: isOpen && told?.answer.orders.length === 0,
      ready: isOpen && told !== undefined,
      stale: isOpen && isStale,
      offline: isOffline(shop),
      error: shop?.load.kind === 'failed' || failed || (askRefusal !== undefined && !told),
      busy: busy || asking,
      rehearsal: isRehearsal(shop),
    });
    if (isOpen && !VIEW.value && !VIEW.failed) void VIEW.bringTo(this);
    this.#view?.drawn();
    this.#look();
  }

  #renderInside(catalog: Catalog | undefined) {
    const l = this.#localizer;
    const { view, failed, isOpen, asking, told } = this.#session;
    if (catalog && failed) return renderUnavailable(l.t('failed'), () => void this.#session.look(), l);
    if (!catalog || !view) return renderLoading(l);
    if (!isOpen) return this.#renderGate();
    if (!VIEW.value) {
      const again = () => void VIEW.bringTo(this);
      return VIEW.failed ? renderUnavailable(l.t('failed'), again, l) : renderLoading(l);
    }
    this.#view ??= this.#open(VIEW.value);
    return html`${this.#view.render(catalog, this.#today(catalog))}
    ${asking && !told ? renderLoading(l) : nothing}`;
  }

  #renderGate() {
    const { view, busy, refusal } = this.#session;
    if (!view) return nothing;
    const fault = this.emptyCode ? 'empty' : refusal?.code;
    const open = (code: string, remember: boolean) => {
      this.emptyCode = code.trim() === '';
      if (!this.emptyCode) void this.#enrol(code, remember);
      else this.renderRoot.querySelector<HTMLElement>('#code')?.focus();
    };
    return renderOwnerGate({ words: this.#localizer, view, busy, fault, open });
  }

  #open({ InsightsView: View }: typeof import('./insights/insights-view.js')): InsightsView {
    return new View({
      host: this,
      words: this.#localizer,
      session: this.#session,
      announce: (text) => this.#link.handle?.element.announce(text),
    });
  }

  /** The engine has news, or another one is there. */
  #look() {
    const { state: shop, handle } = this.#link;
    const seen = [shop?.outbox, shop?.connection, shop?.orderable, handle?.port];
    if (shop?.catalog && seen.some((value, at) => value !== this.#looked[at])) {
      this.#looked = seen;
      void this.#session.look();
    }
    this.#askOnline(shop?.connection);
    this.#askFirst(shop?.catalog);
  }

  /** Once they are let in, without being told to. */
  #askFirst(catalog: Catalog | null | undefined) {
    const { isOpen, range, asking } = this.#session;
    if (catalog && isOpen && !range && !asking) void this.#session.ask(lastDays(this.#today(catalog), 30));
  }

  /** What could not be asked while there was no connection is asked once there is one. */
  #askOnline(connection: ShopState['connection'] | undefined) {
    const before = this.#connection;
    this.#connection = connection;
    if (connection === 'online' && before !== undefined && before !== 'online') this.#refresh();
  }

  /** Whoever comes back to the page, or stays there, is not to read what is old. */
  readonly #refresh = () => {
    const { isOpen, range, told, asking, askRefusal } = this.#session;
    const age = told ? this.#now() - Date.parse(told.at) : Infinity;
    const isFresh = age < FRESH_MS && askRefusal === undefined;
    if (!document.hidden && isOpen && range && !asking && !isFresh) void this.#session.ask(range, true);
  };

  #today({ shop }: Catalog): string {
    return dayAt(this.#now(), shop.timezone);
  }

  /** By the shop's clock. */
  #now(): number {
    return Date.now() + (this.#link.state?.clockAhead ?? 0);
  }

  async #enrol(code: string, remember: boolean) {
    await this.#session.enrol(code, remember);
    await this.updateComplete;
    if (this.#session.isOpen) await focusHeading(this);
    else this.renderRoot.querySelector<HTMLElement>('#code')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-insights': PunnetInsights;
  }
}
