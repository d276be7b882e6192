import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { Catalog } from '../core/catalog/catalog-schema.js';
import { VERDICTS } from '../core/stall/verdicts.js';
import type { Issuer, Scanned } from '../core/stall/stall-port.js';
import type { ShopState } from '../core/shop-state.js';
import type { ScanKey, StallKey } from '../locales/terms.js';
import { baseStyles, panelStyles } from './base.styles.js';
import { errorReported, syncRequest } from './events.js';
import { Localizer } from './localizer.js';
import { blockStyles } from './page/block.styles.js';
import { deepActiveElement } from './page/focus-heading.js';
import { HostStates } from './page/host-states.js';
import { LateCode } from './page/late-code.js';
import { styles } from './punnet-verify.styles.js';
import { Camera } from './scan/camera.js';
import { renderCamera } from './scan/camera-view.js';
import { renderPicture } from './scan/scan-picture.js';
import { renderCode } from './scan/scan-code.js';
import { scanningStyles } from './scan/scanning.styles.js';
import { toCode } from './scan/to-code.js';
import { renderFailed, renderNoShop, renderUnavailable } from './shop/no-shop.js';
import { isOffline, isRehearsal } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';
import type { DayForm } from './stall/day-form.js';
import { readIssuers } from './stall/read-issuers.js';
import { renderGate } from './stall/stall-gate.js';
import { renderQueue } from './stall/stall-queue.js';
import { renderResult } from './stall/stall-result.js';
import { StallSession, type Finding, type Served } from './stall/stall-session.js';
import { SCAN_TERMS } from './words/scan-terms.js';
import { STALL_TERMS } from './words/stall-terms.js';

const shown = (s: ShopState) => [s.load, s.catalog, s.outbox, s.connection, s.orderable, s.hold, s.stock];
const DAY_FORM = new LateCode(() => import('./stall/day-form.js'));

/** Felt, where the device can and the helper has touched the page: once for yes, twice for look, long for no. */
const BUZZES = { give: [60], take: [60], check: [60, 60, 60], stop: [300] } as const;

/**
 * The stall: reads receipts by camera, picture or typed code, says in a line what to do with each, notes what was
 * handed over and what was taken for it, and sends that once there is a connection. Works with none after one visit.
 *
 * @tag punnet-verify
 *
 * @attr {string} for - The id of the shop, for an element outside of it; else the page's first.
 * @slot - Shown until the element is defined.
 * @fires {CustomEvent} punnet-sync-request - The helper wants what waits to be sent now; cancel it to stop that.
 * @csspart enrol - The form for the stall's code.
 * @csspart enrol-button - Opens the stall with it.
 * @csspart camera - The camera's view with its buttons, or the button that asks for it.
 * @csspart viewfinder - The frame to hold a code in.
 * @csspart camera-button - Asks for the camera.
 * @csspart stop-button - Lets the camera go.
 * @csspart torch-button - The camera's lamp.
 * @csspart picture-button - Chooses a picture to read.
 * @csspart code-field - The form for an order's code.
 * @csspart find-button - Looks for the order.
 * @csspart result - What came of a scan.
 * @csspart verdict - What to do, in a line.
 * @csspart verdict-give - It may be handed over.
 * @csspart verdict-take - It may, for money.
 * @csspart verdict-check - Somebody has to look first.
 * @csspart verdict-stop - It may not.
 * @csspart items - What is to be handed over.
 * @csspart amount - What was taken or given back.
 * @csspart collect-button - Notes that it was handed over.
 * @csspart return-button - Takes an order back.
 * @csspart undo-button - Takes back what was noted, until the next scan.
 * @csspart next-button - Goes on to the next one.
 * @csspart queue - What is not sent yet.
 * @csspart send-button - Sends it now.
 * @csspart conflict - What the shop did not take.
 * @csspart noted-button - The helper has seen it.
 * @csspart keys-age - When the keys were last checked with the shop.
 * @csspart depot - Where this stall stands.
 * @csspart stock - What this stall takes of the shop's stock for its day.
 * @csspart stock-toggle - Opens it, and says what is held.
 * @csspart stock-lines - The list of what may be taken.
 * @csspart stock-line - One of it.
 * @csspart stock-field - How many of it this stall is to have.
 * @csspart take-button - Asks the shop for it.
 * @csspart give-back-button - Gives back all that is held.
 */
export class PunnetVerify extends LitElement {
  static override styles = [baseStyles, blockStyles, panelStyles, scanningStyles, styles];

  /** The id of the depot that this stall stands at; without it the helper says so. */
  @property() depot: string | null = null;
  /** Other shops whose receipts are told apart here, as JSON: `[{"shop": "…", "endpoint": "https://…"}]`. */
  @property() issuers: string | null = null;

  @state() private badCode = false;
  @state() private badAmount = false;
  @state() private returning = false;
  @state() private emptyCode = false;

  readonly #link = new ShopLink(this, shown);
  readonly #localizer = new Localizer<ScanKey | StallKey>(this, this.#link, [SCAN_TERMS, STALL_TERMS]);
  readonly #states = new HostStates(this);
  readonly #session = new StallSession(this, this.#link);
  readonly #camera = new Camera(this, (text) => void this.#session.scan(text, this.#depot));
  #day: DayForm | undefined;
  #seen: Finding | undefined;
  #looked: readonly unknown[] = [];
  #wasOn = false;
  #byCamera = false;
  #badIssuers: string | null = null;
  /** The finding that the screen has shown, and the one that was on it when the pointer went down. */
  #painted: Finding | undefined;
  #begunOn: Finding | undefined;

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#settle);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#settle);
    void this.#session.release();
  }

  override render() {
    const l = this.#localizer;
    const { state: shop, missing } = this.#link;
    if (missing) return renderNoShop(l);
    const { view, failed } = this.#session;
    return html`<div class="base" part="base">
      <h2 class="heading" part="heading" tabindex="-1">${l.t('stallTitle')}</h2>
      ${isRehearsal(shop) ? html`<p class="chip attention" part="chip">${l.t('rehearsal')}</p>` : nothing}
      ${shop ? renderFailed(shop, this.#link, l) : nothing}
      ${
        view && shop?.catalog
          ? this.#session.isOpen
            ? this.#renderStall(shop.catalog)
            : this.#renderGate()
          : failed
            ? renderUnavailable(l, () => void this.#session.look())
            : html`<p part="message">${l.t('loading')}</p>`
      }
    </div>`;
  }

  protected override updated() {
    const { state: shop } = this.#link;
    const { busy, view } = this.#session;
    this.#states.set({
      loading: !shop || (!view && shop.load.kind !== 'failed'),
      ready: view !== undefined,
      offline: isOffline(shop),
      error: shop?.load.kind === 'failed',
      busy: busy || this.#camera.isOn,
      rehearsal: isRehearsal(shop),
    });
    if (this.#session.isOpen && !DAY_FORM.value && !DAY_FORM.failed) void DAY_FORM.bringTo(this);
    this.#look();
    this.#moveFocus();
  }

  get #depot(): string | undefined {
    return this.depot ?? undefined;
  }

  #renderGate() {
    const { view, busy, refusal } = this.#session;
    if (!view) return nothing;
    const open = (code: string, remember: boolean) => {
      this.emptyCode = code.trim() === '';
      if (!this.emptyCode) void this.#enrol(code, remember);
      else this.renderRoot.querySelector<HTMLElement>('#enrol')?.focus();
    };
    return renderGate({ words: this.#localizer, view, busy, refusal, open }, this.emptyCode);
  }

  #renderStall(catalog: Catalog) {
    const l = this.#localizer;
    const { finding, busy } = this.#session;
    const pick = (file: Blob) => this.#leaveCamera(() => this.#session.scanPicture(file, this.#depot));
    return html`<div class="stall" @pointerdown=${() => void (this.#begunOn = this.#painted)}>
      ${
        finding
          ? this.#renderResult(finding, catalog)
          : busy
            ? html`<p role="status">${l.t('loading')}</p>`
            : html`${renderCamera(this.#camera, l)}`
      }
      ${renderPicture(l, pick)}
      ${renderCode({ words: l, bad: this.badCode, find: (text) => this.#type(text) })}
      ${this.#renderQueue(catalog)} ${this.#renderDay(catalog)}
    </div>`;
  }

  #renderResult(finding: Finding, catalog: Catalog) {
    return renderResult({
      ...{ finding, catalog, words: this.#localizer, refusal: this.#session.refusal },
      busy: this.#session.busy,
      badAmount: this.badAmount,
      returning: this.returning,
      serve: (way, scanned, amount) => this.#serve(way, scanned, amount),
      beginReturn: () => {
        this.returning = true;
        void this.#focusNext('.verdict');
      },
      undo: (served) => void this.#session.undo(served),
      next: (event) => this.#next(event),
    });
  }

  #renderQueue(catalog: Catalog) {
    const { view } = this.#session;
    const { handle, state: shop } = this.#link;
    if (!view) return nothing;
    return renderQueue({
      ...{ words: this.#localizer, view, catalog, offline: isOffline(shop) },
      fixed: this.depot !== null,
      now: Date.now() + (shop?.clockAhead ?? 0),
      send: async () => {
        await this.#session.release();
        void handle?.element.ask(this, syncRequest(), (port) => port.sync());
      },
      note: (id) =>
        void this.#session.note(id).then(() => this.#focusNext('.conflict [tabindex]', '.heading')),
      standAt: (depot) => void this.#session.standAt(depot),
    });
  }

  #renderDay(catalog: Catalog) {
    const { view } = this.#session;
    const { state: shop } = this.#link;
    if (!view || !shop || !DAY_FORM.value) return nothing;
    this.#day ??= new DAY_FORM.value.DayForm({
      words: this.#localizer,
      take: (wishes) => this.#session.takeStock(wishes),
      changed: () => this.requestUpdate(),
      announce: (text) => this.#link.handle?.element.announce(text),
      focus: (selector) => void this.#focusNext(selector),
    });
    return this.#day.render({ catalog, view, stock: shop.stock, depot: this.#depot });
  }

  /** The engine has news, or another one is there. */
  #look() {
    const { state: shop, handle } = this.#link;
    const news = [shop?.outbox, shop?.connection, shop?.orderable, shop?.hold, shop?.stock];
    const seen = [...news, handle?.port, this.issuers, this.depot];
    if (!shop?.catalog || seen.every((value, at) => value === this.#looked[at])) return;
    this.#looked = seen;
    void this.#session.look();
    void this.#session.useIssuers(this.#readIssuers());
  }

  #readIssuers(): readonly Issuer[] {
    if (this.issuers === null) return [];
    const issuers = readIssuers(this.issuers);
    if (!issuers && this.issuers !== this.#badIssuers) {
      this.#badIssuers = this.issuers;
      const message = 'issuers has to be a JSON list of {"shop", "endpoint"}.';
      this.dispatchEvent(errorReported({ code: 'bad-issuers', message, where: 'punnet-verify' }));
    }
    return issuers ?? [];
  }

  #serve(way: Served['way'], scanned: Scanned, amount: number | undefined) {
    this.badAmount = amount === undefined;
    if (amount !== undefined) void this.#session.serve(way, scanned, amount);
    else this.renderRoot.querySelector<HTMLElement>('#amount')?.focus();
  }

  #type(text: string) {
    const code = toCode(text);
    this.badCode = !code && !text.startsWith('PN1:');
    if (this.badCode) return this.renderRoot.querySelector<HTMLElement>('#code')?.focus();
    this.#leaveCamera(() =>
      code ? this.#session.find(code, this.#depot) : this.#session.scan(text.trim(), this.#depot),
    );
    return undefined;
  }

  #leaveCamera(act: () => Promise<void>) {
    this.#byCamera = false;
    this.#camera.stop();
    this.badCode = false;
    void act();
  }

  /**
   * What was handed over is let go with it, so that only a press counts that began on what is shown and was seen to be:
   * not the second of two fast ones.
   */
  #next({ detail }: MouseEvent) {
    const { finding } = this.#session;
    const isMeant = detail === 0 ? this.#painted === finding : detail === 1 && this.#begunOn === finding;
    if (finding?.kind === 'served' && !isMeant) return;
    void this.#session.next();
    if (this.#byCamera) void this.#camera.start();
  }

  /** Hidden, the engine lets go what could be undone. */
  readonly #settle = () => {
    if (document.hidden) this.#session.settle();
  };

  async #enrol(code: string, remember: boolean) {
    await this.#session.enrol(code, remember);
    if (this.#session.isOpen) await this.#focusNext('.heading');
  }

  /** To the first of these that there is, since what was pressed is gone. */
  async #focusNext(...selectors: readonly string[]) {
    await this.updateComplete;
    const all = selectors.map((selector) => this.renderRoot.querySelector<HTMLElement>(selector));
    all.find((each) => each !== null)?.focus();
  }

  #moveFocus() {
    const { finding } = this.#session;
    const { isOn } = this.#camera;
    const focus = (part: string) => this.renderRoot.querySelector<HTMLElement>(`[part~="${part}"]`)?.focus();
    if (finding !== this.#seen) {
      this.returning = false;
      this.badAmount = false;
      focus(finding ? 'verdict' : isOn ? 'stop-button' : 'camera-button');
      if (finding?.kind === 'scanned') buzz(finding.scanned);
      requestAnimationFrame(() => requestAnimationFrame(() => void (this.#painted = finding)));
    } else if (isOn !== this.#wasOn && !deepActiveElement()) focus(isOn ? 'stop-button' : 'camera-button');
    if (isOn) this.#byCamera = true;
    this.#seen = finding;
    this.#wasOn = isOn;
  }
}

function buzz({ verdict }: Scanned): void {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([...BUZZES[VERDICTS[verdict.kind]]]);
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-verify': PunnetVerify;
  }
}
