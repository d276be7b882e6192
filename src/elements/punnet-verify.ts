import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';

import type { Catalog } from '../core/catalog/catalog-schema.js';
import type { Scanned } from '../core/stall/stall-port.js';
import type { ShopState } from '../core/shop-state.js';
import type { ScanKey, StallKey } from '../locales/terms.js';
import { baseStyles, panelStyles } from './base.styles.js';
import { syncRequest } from './events.js';
import { Localizer } from './localizer.js';
import { blockStyles } from './page/block.styles.js';
import { HostStates } from './page/host-states.js';
import { statusStyles } from './page/status.styles.js';
import { styles } from './punnet-verify.styles.js';
import { scanningStyles } from './scan/scanning.styles.js';
import { renderFailed, renderNoShop, renderUnavailable } from './shop/no-shop.js';
import { isOffline, isRehearsal } from './shop/shop-condition.js';
import { ShopLink } from './shop/shop-link.js';
import { LateDayForm } from './stall/late-day-form.js';
import { IssuerList } from './stall/read-issuers.js';
import { StallFocus } from './stall/stall-focus.js';
import { renderGate } from './stall/stall-gate.js';
import { renderQueue } from './stall/stall-queue.js';
import { renderResult } from './stall/stall-result.js';
import { StallSession, type Finding, type Served } from './stall/stall-session.js';
import { StallWays } from './stall/stall-ways.js';
import { SCAN_TERMS } from './words/scan-terms.js';
import { STALL_TERMS } from './words/stall-terms.js';

const shown = (s: ShopState) => [s.load, s.catalog, s.outbox, s.connection, s.orderable, s.hold, s.stock];
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
 * @csspart stock-places - For how many orders in each time.
 * @csspart places-field - How many this stall is to have.
 * @csspart stock-lines - The list of what may be taken.
 * @csspart stock-line - One of it.
 * @csspart stock-field - How many of it this stall is to have.
 * @csspart take-button - Asks the shop for it.
 * @csspart give-back-button - Gives back all that is held.
 */
export class PunnetVerify extends LitElement {
  static override styles = [baseStyles, blockStyles, panelStyles, statusStyles, scanningStyles, styles];

  /** The id of the depot that this stall stands at; without it the helper says so. */
  @property() depot: string | null = null;
  /** Other shops whose receipts are told apart here, as JSON: `[{"shop": "…", "endpoint": "https://…"}]`. */
  @property() issuers: string | null = null;

  @state() private badAmount = false;
  @state() private returning = false;
  @state() private emptyCode = false;

  readonly #link = new ShopLink(this, shown);
  readonly #localizer = new Localizer<ScanKey | StallKey>(this, this.#link, [SCAN_TERMS, STALL_TERMS]);
  readonly #states = new HostStates(this);
  readonly #session = new StallSession(this, this.#link);
  readonly #ways = new StallWays(this, this.#session, this.#localizer);
  readonly #focus = new StallFocus(this);
  readonly #issuers = new IssuerList(this);
  readonly #day = new LateDayForm({
    ...{ host: this, link: this.#link, session: this.#session },
    ...{ words: this.#localizer, focus: this.#focus },
  });
  #looked: readonly unknown[] = [];

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
    return html`<div class="base panel" part="base">
      <h2 class="heading" part="heading" tabindex="-1">${l.t('stallTitle')}</h2>
      ${isRehearsal(shop) ? html`<p class="chip attention" part="chip">${l.t('rehearsal')}</p>` : nothing}
      ${shop ? renderFailed(shop, this.#link, l) : nothing}
      ${
        view && shop?.catalog
          ? this.#session.isOpen
            ? this.#renderStall(shop.catalog)
            : this.#renderGate()
          : failed
            ? renderUnavailable(l.t('failed'), () => void this.#session.look(), l)
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
      busy: busy || this.#ways.camera.isOn,
      rehearsal: isRehearsal(shop),
    });
    if (this.#session.isOpen) this.#day.bring();
    this.#look();
    if (!this.#focus.follow(this.#session.finding, this.#ways.camera.isOn)) return;
    this.returning = false;
    this.badAmount = false;
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
    const { finding, busy } = this.#session;
    const loading = busy ? html`<p role="status">${this.#localizer.t('loading')}</p>` : undefined;
    return html`<div class="stall" @pointerdown=${this.#focus.begin}>
      ${this.#ways.render(finding ? this.#renderResult(finding, catalog) : loading)}
      ${this.#renderQueue(catalog)} ${this.#day.render(catalog, this.depot ?? undefined)}
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
        void this.#focus.goTo('.verdict');
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
        void this.#session.note(id).then(() => this.#focus.goTo('.conflict [tabindex]', '.heading')),
      standAt: (depot) => void this.#session.standAt(depot),
    });
  }

  /** The engine has news, or another one is there. */
  #look() {
    const { state: shop, handle } = this.#link;
    const news = [shop?.outbox, shop?.connection, shop?.orderable, shop?.hold, shop?.stock];
    const seen = [...news, handle?.port, this.issuers, this.depot];
    if (!shop?.catalog || seen.every((value, at) => value === this.#looked[at])) return;
    this.#looked = seen;
    void this.#session.look();
    void this.#session.useIssuers(this.#issuers.read(this.issuers));
  }

  #serve(way: Served['way'], scanned: Scanned, amount: number | undefined) {
    this.badAmount = amount === undefined;
    if (amount !== undefined) void this.#session.serve(way, scanned, amount);
    else this.renderRoot.querySelector<HTMLElement>('#amount')?.focus();
  }

  #next(event: MouseEvent) {
    if (!this.#focus.isMeant(event, this.#session.finding)) return;
    void this.#session.next();
    this.#ways.goOn();
  }

  /** Hidden, the engine lets go what could be undone. */
  readonly #settle = () => {
    if (document.hidden) this.#session.settle();
  };

  async #enrol(code: string, remember: boolean) {
    await this.#session.enrol(code, remember);
    if (this.#session.isOpen) await this.#focus.goTo('.heading');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-verify': PunnetVerify;
  }
}
