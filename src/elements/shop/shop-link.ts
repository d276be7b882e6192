/**
 * Ties an element to its shop, in whatever order the two are parsed: the shop
 * around it, else the one that its `for` attribute names, else the page's first.
 * Asks with context requests alone; an ancestor answers, or a shop listening on
 * the document.
 */
import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { ShopPort } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import { shopContext, type ShopHandle } from '../contexts.js';
import { errorReported } from '../events.js';
import { deepActiveElement } from '../page/focus-heading.js';
import { isPending } from './shop-condition.js';

/** How long a shop may take to turn up before the element says that there is none. */
const MISSING_AFTER_MS = 500;

export class ShopLink implements ReactiveController {
  /** The shop now, or undefined while none was found. */
  handle: ShopHandle | undefined;
  /** No shop has turned up although the page is complete. */
  missing = false;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #select: ((state: ShopState) => readonly unknown[]) | undefined;
  #seen: readonly unknown[] = [];
  #looking = false;
  #unsubscribe: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param select what of the state the host shows: it updates only when one of these is another value.
   *   Without it, the host updates with every state.
   */
  constructor(host: ReactiveControllerHost & HTMLElement, select?: (state: ShopState) => readonly unknown[]) {
    this.#host = host;
    this.#select = select;
    host.addController(this);
  }

  get state(): ShopState | undefined {
    return this.handle?.state;
  }

  /** There may still be a shop with something to show. */
  get isPending(): boolean {
    return !this.missing && isPending(this.state);
  }

  get port(): ShopPort | undefined {
    return this.handle?.port;
  }

  hostConnected() {
    document.addEventListener('context-provider', this.#look);
    this.#look();
  }

  hostDisconnected() {
    document.removeEventListener('context-provider', this.#look);
    clearTimeout(this.#timer);
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  /** Orders are taken online. */
  get takesOrders(): boolean {
    return Boolean(this.handle?.element.endpoint);
  }

  /** The shopper wants the catalog read again. */
  readonly refresh = () => void this.#refresh();

  /** The button that asked for it may have gone: then the focus is on what came. The shopper may look elsewhere by then. */
  async #refresh(): Promise<void> {
    const root = this.#host.shadowRoot;
    const pressed = root?.activeElement;
    await this.handle?.element.ask(this.#host, null, (port) => port.refresh());
    await this.#host.updateComplete;
    if (!pressed || pressed.isConnected || deepActiveElement()) return;
    root?.querySelector<HTMLElement>('input, button, summary, [tabindex]')?.focus({ preventScroll: true });
  }

  readonly #look = (event?: Event) => {
    if (event && (event as ContextEvent<typeof shopContext>).context !== shopContext) return;
    this.#looking = true;
    let answered = false;
    const answer = (handle: ShopHandle | undefined, unsubscribe?: () => void) => {
      answered = true;
      if (this.#unsubscribe !== unsubscribe) this.#unsubscribe?.();
      this.#unsubscribe = unsubscribe;
      // The shop has left: another one may serve.
      if (!handle && !this.#looking) this.#look();
      else this.#take(handle);
    };
    this.#host.dispatchEvent(new ContextEvent(shopContext, this.#host, answer, true));
    this.#looking = false;
    if (!answered) this.#take(undefined);
  };

  #take(handle: ShopHandle | undefined) {
    const was = this.handle;
    this.handle = handle;
    clearTimeout(this.#timer);
    if (!handle && !this.missing) this.#timer = setTimeout(() => this.#giveUp(), MISSING_AFTER_MS);
    if (handle) this.missing = false;
    const seen = handle && this.#select ? this.#select(handle.state) : [handle?.state];
    const same =
      was?.element === handle?.element &&
      was?.port === handle?.port &&
      was?.terms === handle?.terms &&
      seen.length === this.#seen.length &&
      seen.every((value, i) => Object.is(value, this.#seen[i]));
    this.#seen = seen;
    if (!same) this.#host.requestUpdate();
  }

  #giveUp() {
    if (document.readyState === 'loading') {
      this.#timer = setTimeout(() => this.#giveUp(), MISSING_AFTER_MS);
      return;
    }
    this.missing = true;
    this.#host.requestUpdate();
    const tag = this.#host.localName;
    const id = this.#host.getAttribute('for');
    const message = `<${tag}> found no <punnet-shop${id ? ` id="${id}"` : ''}> on the page.`;
    this.#host.dispatchEvent(errorReported({ code: 'shop-not-found', message, where: tag }));
  }
}
