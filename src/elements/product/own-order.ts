/**
 * The order of a list of products that is the shopper's own where they allow it, and the maker's for everybody else.
 * Nothing moves under their eyes: another order is taken up before the list is painted, while all of it is further down
 * than the screen, or when what is searched for changes; and never while something in the list has the focus. Who is known
 * to have an order of their own is shown the list once that has been read, or after a moment without it.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { hasOwnOrder, markOwnOrder } from '../../bridge/own-order-mark.js';
import type { Product } from '../../core/catalog/catalog-schema.js';
import { listCounted } from '../../core/recommend/counted-orders.js';
import { putFirst, rankBought } from '../../core/recommend/own-order.js';
import type { ShopState } from '../../core/shop-state.js';
import { isRead } from '../shop/shop-condition.js';
import type { ShopLink } from '../shop/shop-link.js';

/** Storage answers within a fraction of it. */
const MOMENT_MS = 300;
/** What is above the screen counts as seen: to move it would move what stands beneath. */
const FROM_ABOVE = '1000000px 0px 0px 0px';

/** What may be looked at, by what it is made of; null: nothing may. */
function mayCount({ consent, orders, purchases }: ShopState) {
  return consent.personalisation ? ([orders, purchases] as const) : null;
}

export class OwnOrder implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #link: ShopLink;
  readonly #query: () => readonly string[];
  /** The products that stand first, in the order that is on screen, and in the one that will be. */
  #taken: readonly string[] = [];
  #next: readonly string[] = [];
  /** What the next order was made of, and what was searched for. */
  #made: readonly unknown[] = [];
  #asked: readonly unknown[] = [];
  /** The shop that the mark was set or taken for, and how. */
  #marked: readonly unknown[] = [];
  #isPainted = false;
  #moment: ReturnType<typeof setTimeout> | undefined;
  /** The shop whose moment is over. */
  #over: string | undefined;
  #frame = 0;
  #watched: HTMLElement | null = null;
  #observer: IntersectionObserver | undefined;

  /** @param query what the list is of, beside the shop */
  constructor(host: ReactiveControllerHost & HTMLElement, link: ShopLink, query: () => readonly string[]) {
    this.#host = host;
    this.#link = link;
    this.#query = query;
    host.addController(this);
  }

  /** It is about to be known, and nothing is on screen yet. */
  get isAwaited(): boolean {
    const { state } = this.#link;
    if (!state?.catalog || this.#over === state.catalog.shop.id || this.#list) return false;
    if (isRead(state) || this.#next.length > 0) return false;
    return hasOwnOrder(state.catalog.shop.id);
  }

  /** The products in the order that is on screen. */
  arrange(products: readonly Product[]): readonly Product[] {
    return putFirst(products, this.#taken);
  }

  hostConnected() {
    this.#host.requestUpdate();
  }

  hostUpdate() {
    this.#rank();
    const asked = [this.#link.port, ...this.#query()];
    const isAnother = !isSame(asked, this.#asked);
    this.#asked = asked;
    if (this.#waits && this.#mayMove(isAnother)) this.#taken = this.#next;
  }

  hostUpdated() {
    const list = this.#list;
    if (this.isAwaited) this.#moment ??= setTimeout(() => this.#goOn(), MOMENT_MS);
    if (list && !this.#isPainted && !this.#frame)
      this.#frame = requestAnimationFrame(() => (this.#isPainted = true));
    this.#watch(this.#waits ? list : null);
  }

  hostDisconnected() {
    this.#watch(null);
    clearTimeout(this.#moment);
    this.#moment = undefined;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #goOn(): void {
    this.#moment = undefined;
    this.#over = this.#link.state?.catalog?.shop.id;
    this.#host.requestUpdate();
  }

  get #waits(): boolean {
    return !isSame(this.#taken, this.#next);
  }

  get #list(): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.cards') ?? null;
  }

  /** Until the list is where it may move. */
  #watch(list: HTMLElement | null): void {
    if (list === this.#watched) return;
    this.#observer?.disconnect();
    this.#watched = list;
    if (!list) return;
    this.#observer = new IntersectionObserver(() => this.#isUnseen(list) && this.#host.requestUpdate(), {
      rootMargin: FROM_ABOVE,
    });
    this.#observer.observe(list);
  }

  #rank(): void {
    const { handle, state } = this.#link;
    if (!handle || !state?.catalog) return;
    const counted = handle.element.recommender === 'off' ? null : mayCount(state);
    const made = [state.catalog, ...(counted ?? [])];
    if (!isSame(made, this.#made))
      this.#next = counted
        ? rankBought(listCounted(...counted), state.catalog, Date.now() + state.clockAhead)
        : [];
    this.#made = made;
    if (isRead(state)) this.#mark(state.catalog.shop.id, this.#next.length > 0);
  }

  #mark(shop: string, isThere: boolean): void {
    const marked = [shop, isThere];
    if (!isSame(marked, this.#marked)) markOwnOrder(shop, isThere);
    this.#marked = marked;
  }

  /** @param isAnother the list is to be another one anyway */
  #mayMove(isAnother: boolean): boolean {
    const list = this.#list;
    if (!list) return true;
    if (list.contains(this.#host.shadowRoot?.activeElement ?? null)) return false;
    return isAnother || !this.#isPainted || this.#isUnseen(list);
  }

  /** All of it is further down than the screen, or it is not shown at all. */
  #isUnseen(list: HTMLElement): boolean {
    const { top, width } = list.getBoundingClientRect();
    if (width === 0) return this.#host.getClientRects().length === 0;
    return top >= screenEnd();
  }
}

/** Where a page is zoomed with two fingers, a part of it is seen. */
function screenEnd(): number {
  const { offsetTop = 0, height = 0 } = visualViewport ?? {};
  return Math.max(innerHeight, offsetTop + height);
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => Object.is(value, other[at]));
}
