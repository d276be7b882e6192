import { LitElement, html, nothing } from 'lit';

import type { Consent } from '../core/consent/consent.js';
import type { ShopState } from '../core/shop-state.js';
import { baseStyles, panelStyles } from './base.styles.js';
import { renderErase } from './consent/consent-erase.js';
import { ConsentHands, type Purpose } from './consent/consent-hands.js';
import { renderPurposes, renderRetention } from './consent/consent-purposes.js';
import { Localizer } from './localizer.js';
import { blockStyles } from './page/block.styles.js';
import { deepActiveElement } from './page/focus-heading.js';
import { HostStates } from './page/host-states.js';
import { renderLoading } from './page/loading.js';
import { loadingStyles } from './page/loading.styles.js';
import { statusStyles } from './page/status.styles.js';
import { styles } from './punnet-consent.styles.js';
import { renderFailed, renderNoShop } from './shop/no-shop.js';
import { isOffline, isRead, isRehearsal } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';
import { CONSENT_TERMS } from './words/consent-terms.js';
import type { ConsentKey } from '../locales/terms.js';

const shown = (shop: ShopState) => [
  shop.load,
  shop.catalog,
  shop.consent,
  shop.orders,
  shop.outbox,
  shop.connection,
  shop.storage,
];

/**
 * The shopper's say over their data: what the site may do with it, what is kept and how long, a copy of it, and all of it erased.
 *
 * @tag punnet-consent
 *
 * @attr {string} for - The id of the shop, for an element outside of it; else the page's first.
 * @slot - Shown until the element is defined.
 * @slot after-purposes - The site's own words on its privacy, such as a link to its notice.
 * @fires {CustomEvent<EraseWish>} punnet-erase-request - The shopper wants everything erased; cancel it to stop.
 * @fires {CustomEvent} punnet-sync-request - The shopper wants their orders sent first; cancel it to stop.
 * @csspart purpose - One thing that may be allowed, with its box.
 * @csspart retention - What is kept, and how long.
 * @csspart export-button - Saves a copy.
 * @csspart erase-button - Asks whether to erase everything, then erases it.
 * @csspart orders - The orders that the shop has not got.
 * @csspart send-button - Sends those first.
 * @csspart keep-button - Erases nothing.
 */
export class PunnetConsent extends LitElement {
  static override styles = [baseStyles, blockStyles, panelStyles, loadingStyles, statusStyles, styles];

  readonly #link = new ShopLink(this, shown);
  readonly #localizer = new Localizer<ConsentKey>(this, this.#link, [CONSENT_TERMS]);
  readonly #hands = new ConsentHands(this, this.#link, this.#localizer);
  readonly #states = new HostStates(this);
  #held: Element | null = null;

  override render() {
    const l = this.#localizer;
    const { state, missing } = this.#link;
    if (missing) return renderNoShop(l);
    return html`<div class="base panel ${state?.catalog ? '' : 'waiting'}" part="base">
      <h2 class="heading" part="heading" tabindex="-1">${l.t('consentTitle')}</h2>
      ${state?.catalog ? this.#renderState(state) : this.#renderNothing(state)}
    </div>`;
  }

  protected override willUpdate() {
    this.#held = this.shadowRoot?.activeElement ?? null;
  }

  protected override updated() {
    const { state } = this.#link;
    if (!this.#hands.busy) this.#tick(state?.consent);
    // What had it is done, such as sending first: what stands there now has it.
    if (this.#held && !this.#held.isConnected && !deepActiveElement())
      this.shadowRoot?.querySelector<HTMLElement>('[part~="erase-button"]')?.focus();
    this.#states.set({
      loading: !state || state.load.kind === 'loading',
      ready: isRead(state),
      offline: isOffline(state),
      error: state?.load.kind === 'failed',
      busy: this.#hands.busy !== undefined,
      rehearsal: isRehearsal(state),
    });
  }

  /** Boxes show what is allowed, whatever was pressed. */
  #tick(consent: Consent | undefined) {
    for (const box of this.shadowRoot?.querySelectorAll('input') ?? [])
      box.checked = consent?.[box.id as Purpose] === true;
  }

  #renderNothing(state: ShopState | undefined) {
    const l = this.#localizer;
    return state?.load.kind === 'failed' ? renderFailed(state, this.#link, l) : renderLoading(l);
  }

  #renderState(state: ShopState) {
    const l = this.#localizer;
    const { said } = this.#hands;
    return html`${renderPurposes(state.consent, this.#hands, l)}
      <slot name="after-purposes"></slot>
      ${renderRetention(l)} ${renderErase(state, this.#hands, l)}
      <p class="said small" part="message">
        ${said ? html`<span class="status ${said.bad ? 'bad' : 'good'}">${said.text}</span>` : nothing}
      </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-consent': PunnetConsent;
  }
}
