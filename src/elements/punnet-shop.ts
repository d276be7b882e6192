import { ContextProvider, type ContextEvent } from '@lit/context';
import { LitElement, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';

import { INITIAL_STATE } from '../bridge/initial-state.js';
import { openShop } from '../bridge/open-shop.js';
import { whenIdle } from '../bridge/when-idle.js';
import { findVariant } from '../core/catalog/lookup.js';
import type { Consent } from '../core/consent/consent.js';
import type { RecommendWish } from '../core/personal-port.js';
import type { OfflinePolicy, ShopProblem } from '../core/shop-config.js';
import {
  NOT_OPEN,
  type Cause,
  type EraseWish,
  type OrderRequest,
  type Outcome,
  type ShopPort,
} from '../core/shop-port.js';
import type { ShopState } from '../core/shop-state.js';
import type { TermOverrides } from '../locales/terms.js';
import { baseStyles, pageStyles } from './base.styles.js';
import { shopContext, type ShopElement, type ShopHandle } from './contexts.js';
import { isForDeveloper } from './shop/developer.js';
import { addRequest, eraseRequest, errorReported, orderRequest, syncRequest } from './events.js';
import { ORDER_PATH, onLateCode } from './page/late-code.js';
import { LiveRegion } from './page/live-region.js';
import { Localizer } from './localizer.js';
import { enterPage, findPageShop, leavePage } from './shop/page-shops.js';
import { styles } from './punnet-shop.styles.js';
import { readScript } from './shop/read-config.js';
import { isPending, isRehearsal } from './shop/shop-condition.js';
import { ShopOpener, type OpenShop } from './shop/shop-opener.js';
import { ShopTeller } from './shop/shop-teller.js';
import { ShopTerms } from './shop/shop-terms.js';

/**
 * One shop on a page: its configuration, its state for the elements that show it,
 * and its methods for scripts.
 *
 * @tag punnet-shop
 *
 * @slot - The page's own markup with Punnet's elements in it.
 * @slot catalog - A `<script type="application/json">` with the catalog itself.
 * @slot terms - A `<script type="application/json">` with the host's own words.
 * @fires {CustomEvent<ReadyDetail>} punnet-ready - An order can be placed with the network gone.
 * @fires {CustomEvent<CartDetail>} punnet-cart-changed - The basket holds something else.
 * @fires {CustomEvent<OrderDetail>} punnet-order-saved - An order is kept on this device.
 * @fires {CustomEvent<OrderChangeDetail>} punnet-order-changed - An order is in another state.
 * @fires {CustomEvent<ConnectionDetail>} punnet-connection-changed - The shop can be reached, or no longer.
 * @fires {CustomEvent<ConsentDetail>} punnet-consent-changed - The shopper allows something else.
 * @fires {CustomEvent<ShopProblem>} punnet-error - Something that the page's developer must know.
 * @fires {CustomEvent<AddDetail>} punnet-add-request - `add()` was called; cancel it to stop.
 * @fires {CustomEvent<OrderRequest>} punnet-order-request - `placeOrder()` was called; cancel it to stop.
 * @fires {CustomEvent} punnet-sync-request - `sync()` was called; cancel it to stop.
 * @fires {CustomEvent<EraseWish>} punnet-erase-request - `eraseData()` was called; cancel it to stop.
 * @csspart error - What a developer must know, on localhost or with `debug`.
 * @csspart message - That this shop is a rehearsal.
 */
export class PunnetShop extends LitElement implements ShopElement {
  static override styles = [baseStyles, pageStyles, styles];
  /** How a shop is opened; tests put a fake in its place. */
  static open: OpenShop = openShop;

  /** Address of the catalog, or `json-ld` for what the page's own JSON-LD says; else it is read from a script child. */
  @property() catalog: string | null = null;
  /** The id of the endpoint's shop; required where the catalog is `json-ld`. */
  @property() shop: string | null = null;
  /** Address of the shop's sync endpoint; without it no order is taken online. */
  @property() endpoint: string | null = null;
  /** Address of a file of the site that imports Punnet's worker, for strict content policies. */
  @property({ attribute: 'worker-src' }) workerSrc: string | null = null;
  /** Address of a file of the site that imports Punnet's service worker, so that the site opens with no network. */
  @property({ attribute: 'service-worker' }) serviceWorker: string | null = null;
  /**
   * When orders are taken and sent: `prefer-online` (also without a connection), `require-online` (only
   * while the shop answers) or `force-offline` (always kept, and sent when asked to).
   */
  @property({ attribute: 'offline-policy' }) offlinePolicy: OfflinePolicy | null = null;
  /** Who ranks what a shopper may want again: `auto`, `formula`, `off`, or the address of a node that is asked instead. */
  @property() recommender: string | null = null;
  /** Behaves as with no network. */
  @property({ type: Boolean, attribute: 'simulate-offline' }) simulateOffline = false;
  /** Shows problems in place on any host, not on localhost alone. */
  @property({ type: Boolean }) debug = false;

  /**
   * Resolves with the state once an order can be placed with the network gone, or
   * once it is known that it can't for now. Never rejects.
   */
  readonly ready: Promise<ShopState>;

  /** What was reported so far, oldest first. */
  problems: readonly ShopProblem[] = [];

  #port: ShopPort | undefined;
  /** The endpoint has answered since the page was opened. */
  #reached = false;
  #endLate: (() => void) | undefined;
  readonly #terms = new ShopTerms((problem) => this.report(problem));
  #handle: ShopHandle | undefined;
  readonly #provider = new ContextProvider(this, { context: shopContext });
  readonly #opener = new ShopOpener(this, {
    opened: (port) => this.#opened(port),
    changed: (state, previous, cause) => this.#changed(state, previous, cause),
    report: (problem) => this.report(problem),
  });
  readonly #region = new LiveRegion();
  readonly #localizer: Localizer;
  readonly #teller: ShopTeller;

  constructor() {
    super();
    const shop = () => this.#handle;
    this.#localizer = new Localizer(this, {
      get handle() {
        return shop();
      },
      get state() {
        return shop()?.state;
      },
    });
    this.#teller = new ShopTeller(this, this.#localizer);
    this.ready = this.#teller.ready;
    if (Object.hasOwn(this, 'terms')) this.#takeEarlyTerms();
  }

  /** The newest snapshot, readonly. */
  get state(): ShopState {
    return this.#port?.state ?? INITIAL_STATE;
  }
  /** Where the shop's code runs; null before that is known. */
  get engine(): ShopPort['engine'] {
    return this.#port?.engine ?? null;
  }
  /** How orders are kept: `twice`, `once`, or `no`. */
  get durable(): 'twice' | 'once' | 'no' {
    return this.#opener.bridge?.durable ?? 'no';
  }
  /** The host's own words; setting them repaints everything. */
  get terms(): TermOverrides {
    return this.#terms.merged;
  }
  set terms(terms: TermOverrides) {
    this.#terms.give(terms);
    this.#provide();
  }

  override connectedCallback() {
    enterPage(this);
    this.#endLate = onLateCode(this.#codeCame);
    document.addEventListener('context-request', this.#answer);
    super.connectedCallback();
    if (this.hasUpdated) this.#open();
    else this.#opener.prepare((this.constructor as typeof PunnetShop).open);
    this.#lookAfter();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('context-request', this.#answer);
    leavePage(this);
    this.#endLate?.();
    // A shop that is only moved comes back at once.
    queueMicrotask(() => this.isConnected || this.#leave());
  }

  /** Puts something into the basket, as the shopper could; one step of it unless `quantity` says how many. */
  add(variant: string, quantity?: number, modifiers: Readonly<Record<string, string>> = {}) {
    const { catalog } = this.state;
    const step = (catalog && findVariant(catalog, variant)?.variant.step) ?? 1;
    const request = addRequest({ variant, quantity: quantity ?? step, modifiers });
    return this.#ask(this, request, (port) => port.add(variant, quantity, modifiers), 'script');
  }
  /** Sets how many a line holds; 0 removes it. */
  setQuantity(line: string, quantity: number) {
    return this.#ask(this, null, (port) => port.setQuantity(line, quantity), 'script');
  }
  /** Puts back what was removed last. */
  restore() {
    return this.#ask(this, null, (port) => port.restore(), 'script');
  }
  /** Empties the basket. */
  clear() {
    return this.#ask(this, null, (port) => port.clear(), 'script');
  }
  /** Resolves once the order is kept as `durable` says. */
  placeOrder(request: OrderRequest) {
    return this.#ask(this, orderRequest(request), (port) => port.placeOrder(request), 'script');
  }
  /** Calls an order off; kept like an order, and sent when the shop can be reached. */
  cancelOrder(id: string) {
    return this.#ask(this, null, (port) => port.cancelOrder(id), 'script');
  }
  /** Agrees to the new price of an order that asks for it. */
  accept(id: string) {
    return this.#ask(this, null, (port) => port.accept(id), 'script');
  }
  /** Takes one of the alternates that the shop offers for a disputed order. */
  choose(id: string, alternate: string) {
    return this.#ask(this, null, (port) => port.choose(id, alternate), 'script');
  }
  /** Sends what waits, once, and resolves with how much still does. */
  sync() {
    return this.#ask(this, syncRequest(), (port) => port.sync(), 'script');
  }
  /** Reads the catalog again. */
  refresh() {
    return this.#ask(this, null, (port) => port.refresh(), 'script');
  }
  /** Unsent orders and receipts, as a file to keep. */
  exportData() {
    return this.#ask(this, null, (port) => port.exportData(), 'script');
  }
  /** Brings back what `exportData` gave; resolves with how many orders were new here. */
  importData(file: Blob) {
    return this.#ask(this, null, (port) => port.importData(file), 'script');
  }

  /** Erases what is kept of the shopper here, and has the shop forget them; orders that are not sent only if the wish says so. */
  eraseData(wish?: EraseWish) {
    return this.#ask(this, eraseRequest(wish), (port) => port.eraseData(wish), 'script');
  }
  /** What the shopper will likely want again, best first, with its size and why. */
  recommend(wish?: RecommendWish) {
    return this.#ask(this, null, (port) => port.recommend(wish), 'script');
  }
  /** What the shopper allows; what is not named stays as it is. Refused where the browser refuses for them. */
  setConsent(consent: Partial<Consent>) {
    return this.#ask(this, null, (port) => port.setConsent(consent), 'script');
  }

  ask<T>(
    origin: HTMLElement,
    request: CustomEvent | null,
    act: (port: ShopPort) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    return this.#ask(origin, request, act, 'shopper');
  }

  announce(text: string): void {
    this.#region.say(text);
  }

  report(problem: ShopProblem, origin: HTMLElement = this): void {
    const known = ({ code, where, message }: ShopProblem) =>
      code === problem.code && where === problem.where && message === problem.message;
    if (this.problems.some(known)) return;
    this.problems = [...this.problems, problem];
    origin.dispatchEvent(errorReported(problem));
    this.requestUpdate();
  }

  protected override updated(changed: Map<PropertyKey, unknown>) {
    this.#lookAfter();
    if (changed.has('simulateOffline')) this.#opener.bridge?.simulateOffline(this.simulateOffline);
    if (
      !['catalog', 'shop', 'endpoint', 'workerSrc', 'offlinePolicy', 'recommender'].some((name) =>
        changed.has(name),
      )
    )
      return;
    // One that is only prepared is looked at once more, and taken if nothing has changed.
    if (this.#opener.bridge) this.#opener.close();
    this.#open();
  }

  override render() {
    // The page's own text in the slot stays as the page sets it.
    return html`<div class="base" part="base">
        ${this.#renderProblems()}
        ${isRehearsal(this.state) ? html`<p class="rehearsal" part="message">${this.#localizer.t('rehearsal')}</p>` : nothing}
      </div>
      <slot></slot>
      ${this.#region.element}`;
  }

  #renderProblems() {
    if (!this.problems.length || !isForDeveloper(this)) return nothing;
    return ORDER_PATH.value?.renderProblems(this, this.#reached);
  }

  #open() {
    if (this.isConnected) this.#opener.open((this.constructor as typeof PunnetShop).open);
  }

  #opened(port: ShopPort) {
    this.#port = port;
    this.#teller.by = 'script';
    const text = readScript(this, 'terms');
    if (text !== undefined) this.#terms.write(text);
    this.#changed(port.state, INITIAL_STATE, 'script');
  }

  /** Set by a script that ran before this one: they would hide the accessor for good. */
  #takeEarlyTerms() {
    const { terms } = this;
    Reflect.deleteProperty(this, 'terms');
    this.terms = terms;
  }

  #leave() {
    this.#opener.close();
    this.#port = undefined;
    this.#handle = undefined;
    this.#provider.setValue(undefined);
  }

  async #ask<T>(
    origin: HTMLElement,
    request: CustomEvent | null,
    act: (port: ShopPort) => Promise<Outcome<T>>,
    by: Cause,
  ): Promise<Outcome<T>> {
    // An element that never was on a page never has an update to wait for.
    if (!this.#port && this.isConnected) await this.updateComplete;
    const port = this.#port;
    if (!port) return NOT_OPEN;
    if (request && !origin.dispatchEvent(request))
      return { ok: false, code: 'prevented', message: `A listener cancelled ${request.type}.` };
    this.#teller.by = by;
    return act(port);
  }

  #changed(state: ShopState, previous: ShopState, source: Cause) {
    this.#provide();
    this.#reached ||= state.connection === 'online';
    if (!isPending(state) && isPending(previous)) whenIdle(() => void ORDER_PATH.bringTo(this));
    this.#teller.tell(state, previous, source);
    if (state.consent.measurement && !previous.consent.measurement) whenIdle(() => void this.#measure());
  }

  /** With no network there is nothing to count by, and nothing is. */
  async #measure() {
    const code = await import('./shop/outcome-watch.js').catch(() => undefined);
    if (this.#port) code?.watchOutcomes(this, this.#port);
  }

  #provide() {
    if (!this.#port) return;
    this.#handle = { port: this.#port, state: this.#port.state, element: this, terms: this.terms };
    this.#provider.setValue(this.#handle);
    this.requestUpdate();
  }

  /** For elements outside every shop: the page's first answers, or the one they name. */
  readonly #answer = (event: Event) => {
    const request = event as ContextEvent<typeof shopContext>;
    if (request.context !== shopContext) return;
    const name = request.contextTarget?.getAttribute('for');
    if (findPageShop(name) === this) this.#provider.onContextRequest(request);
  };

  readonly #codeCame = () => {
    if (ORDER_PATH.failed)
      this.report({
        code: 'order-path-unreachable',
        message: 'The code that takes orders could not be loaded. It needs a connection once.',
        where: 'order-path.js',
      });
    this.#lookAfter();
    this.#teller.tellReady('script');
  };

  #lookAfter() {
    for (const problem of ORDER_PATH.value?.lookAfter(this, this.#reached) ?? []) this.report(problem);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'punnet-shop': PunnetShop;
  }
}
