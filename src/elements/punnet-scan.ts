import { LitElement, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';

import { countByVariant } from '../core/cart/price-lines.js';
import { CARD_MARK } from '../core/protocol/card-mark.js';
import type { ShopState } from '../core/shop-state.js';
import type { ScanKey } from '../locales/terms.js';
import { baseStyles, panelStyles } from './base.styles.js';
import { findCart } from './cart/find-cart.js';
import { Localizer } from './localizer.js';
import { blockStyles } from './page/block.styles.js';
import { deepActiveElement } from './page/focus-heading.js';
import { HostStates } from './page/host-states.js';
import { statusStyles } from './page/status.styles.js';
import { styles } from './punnet-scan.styles.js';
import { Camera } from './scan/camera.js';
import { renderCamera } from './scan/camera-view.js';
import type { Finding } from './scan/finding.js';
import { renderCode } from './scan/scan-code.js';
import { renderPicture } from './scan/scan-picture.js';
import { scanningStyles } from './scan/scanning.styles.js';
import { ScanDesk } from './scan/scan-desk.js';
import { renderResult } from './scan/scan-result.js';
import { renderFailed, renderNoShop } from './shop/no-shop.js';
import { isOffline, isRehearsal } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';
import { SCAN_TERMS } from './words/scan-terms.js';

const shown = (shop: ShopState) => [shop.load, shop.catalog, shop.cart, shop.orders, shop.connection];

/**
 * Reads refill cards and receipts: by the camera once it is pressed, from a picture, or by an order's typed code. A
 * card goes into the basket; a receipt shows which order it is, or what it says as far as the shop's keys vouch for it.
 *
 * @tag punnet-scan
 *
 * @attr {string} for - The id of the shop, for an element outside of it; else the page's first.
 * @slot - Shown until the element is defined.
 * @fires {CustomEvent<AddDetail>} punnet-add-request - A refill card was read; cancel it to leave the basket as it is.
 * @csspart camera - The camera's view with its buttons, or the button that asks for it.
 * @csspart viewfinder - The frame to hold a code in.
 * @csspart camera-button - Asks for the camera.
 * @csspart stop-button - Lets the camera go.
 * @csspart torch-button - The camera's lamp.
 * @csspart picture-button - Chooses a picture to read.
 * @csspart code-field - The form for an order's code.
 * @csspart find-button - Looks for the order.
 * @csspart result - What came of a scan.
 * @csspart verdict - That in a line.
 * @csspart verdict-good - One that is good.
 * @csspart verdict-wait - One that is open.
 * @csspart verdict-attention - One that something stands in the way of.
 * @csspart verdict-bad - A receipt that nobody should trust.
 * @csspart items - What a receipt holds.
 * @csspart add-button - Adds a card that stood in the page's address.
 * @csspart undo-button - Takes out again what was added.
 * @csspart view-button - Shows the basket.
 * @csspart next-button - Goes on to the next scan.
 */
export class PunnetScan extends LitElement {
  static override styles = [baseStyles, blockStyles, panelStyles, statusStyles, scanningStyles, styles];

  @state() private badCode = false;

  readonly #link = new ShopLink(this, shown);
  readonly #localizer = new Localizer<ScanKey>(this, this.#link, [SCAN_TERMS]);
  readonly #states = new HostStates(this);
  readonly #desk = new ScanDesk(this, this.#link);
  readonly #camera = new Camera(this, (text) => void this.#desk.take(text));
  /** What the focus is on is another once this is. */
  #seen: Finding | undefined;
  #wasOn = false;
  /** The way by which the last was read goes on with the next. */
  #byCamera = false;
  /** The address was looked at, once there was a catalog to find its card in. */
  #address = '';

  override connectedCallback() {
    super.connectedCallback();
    addEventListener('hashchange', this.#lookAtAddress);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#lookAtAddress);
  }

  override render() {
    const l = this.#localizer;
    const { state: shop, missing } = this.#link;
    if (missing) return renderNoShop(l);
    const { finding, busy } = this.#desk;
    return html`<div class="base panel" part="base">
      <h2 class="heading" part="heading">${l.t('scanTitle')}</h2>
      <p class="muted" part="message">${l.t('scanHint')}</p>
      ${shop ? renderFailed(shop, this.#link, l) : nothing}
      ${finding ? this.#renderResult(finding) : busy ? html`<p role="status">${l.t('loading')}</p>` : renderCamera(this.#camera, l)}
      ${renderPicture(this.#localizer, (file) => this.#leaveCamera(() => this.#desk.takePicture(file)))}
      ${renderCode({ words: l, bad: this.badCode, find: (text) => this.#type(text) })}
    </div>`;
  }

  protected override updated() {
    const { state: shop } = this.#link;
    this.#states.set({
      loading: !shop || shop.load.kind === 'loading',
      ready: Boolean(shop?.catalog),
      offline: isOffline(shop),
      error: shop?.load.kind === 'failed',
      busy: this.#desk.busy || this.#camera.isOn,
      rehearsal: isRehearsal(shop),
    });
    this.#lookAtAddress();
    this.#moveFocus();
  }

  #renderResult(finding: Finding) {
    const { handle, state: shop } = this.#link;
    const cart = handle && findCart(handle.element);
    const variant = finding.kind === 'added' ? finding.variant : '';
    return renderResult({
      finding,
      words: this.#localizer,
      count: countByVariant(shop?.cart.lines ?? []).get(variant) ?? 0,
      shop: this.getAttribute('for'),
      add: (card) => void this.#desk.add(card),
      undo: () => void this.#desk.undo(),
      next: () => this.#next(),
      viewBasket: cart
        ? ({ currentTarget }) => cart.show('shopper', undefined, currentTarget as HTMLElement)
        : undefined,
    });
  }

  #type(text: string) {
    this.badCode = false;
    this.#leaveCamera(() => {
      this.badCode = !this.#desk.typed(text);
      if (this.badCode) this.renderRoot.querySelector<HTMLElement>('#code')?.focus();
    });
  }

  #leaveCamera(act: () => unknown) {
    this.#byCamera = false;
    this.#camera.stop();
    act();
  }

  #next() {
    this.#desk.show(undefined);
    if (this.#byCamera) void this.#camera.start();
  }

  readonly #lookAtAddress = () => {
    const { href, hash } = location;
    if (!this.#link.state?.catalog || this.#address === href) return;
    this.#address = href;
    if (hash.includes(CARD_MARK)) queueMicrotask(() => this.#leaveCamera(() => this.#desk.takeAddress(href)));
  };

  /** To what came of a scan; on the way to the next one, to where that begins. Nowhere before the shopper did something. */
  #moveFocus() {
    const { finding } = this.#desk;
    const { isOn } = this.#camera;
    const focus = (part: string) => this.renderRoot.querySelector<HTMLElement>(`[part~="${part}"]`)?.focus();
    const isAsked = finding?.kind !== 'offered';
    if (finding !== this.#seen && isAsked)
      focus(finding ? 'verdict' : isOn ? 'stop-button' : 'camera-button');
    // What was pressed is drawn no more; whoever is elsewhere stays there.
    else if (isOn !== this.#wasOn && !deepActiveElement()) focus(isOn ? 'stop-button' : 'camera-button');
    if (isOn) this.#byCamera = true;
    this.#seen = finding;
    this.#wasOn = isOn;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-scan': PunnetScan;
  }
}
