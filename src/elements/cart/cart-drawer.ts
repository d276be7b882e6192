/**
 * A basket as a drawer: a native modal dialog, what opens and closes it, and where
 * focus goes. The browser's own close requests (Escape, Android's Back) end it as
 * dialogs end everywhere; history, scroll position and styles of the page stay as
 * they are.
 */
import type { LitElement, ReactiveController } from 'lit';

import type { Cause } from '../../core/shop-port.js';
import { cartClosed, cartOpened } from '../events.js';
import { deepActiveElement } from '../page/focus-heading.js';
import { LiveRegion } from '../page/live-region.js';

interface DrawerHost extends LitElement {
  drawer: boolean;
  open: boolean;
}

export class CartDrawer implements ReactiveController {
  /** Speaks while the drawer is open. */
  readonly region = new LiveRegion();
  readonly #host: DrawerHost;
  readonly #focus: () => void;
  #opener: HTMLElement | null = null;
  #cause: Cause = 'script';
  #leaving = false;

  /** @param focus brings what the drawer shows into focus, once it is drawn */
  constructor(host: DrawerHost, focus: () => void) {
    this.#host = host;
    this.#focus = focus;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('click', this.#followLink);
  }

  hostDisconnected() {
    document.removeEventListener('click', this.#followLink);
    this.#host.open = false;
    this.region.setModal(false);
  }

  /** @param opener gets the focus back; else what has it now, which in Safari is not what was pressed. */
  open(cause: Cause, opener: HTMLElement | null = deepActiveElement()): void {
    if (this.#host.open) return;
    this.#cause = cause;
    this.#opener = opener;
    this.#host.open = true;
  }

  /** @param leaving focus goes elsewhere, not back to the opener. */
  close(cause: Cause, leaving = false): void {
    if (!this.#host.open) return;
    this.#cause = cause;
    this.#leaving = leaving;
    this.#host.open = false;
  }

  /** Whether the page has a link of its own that opens this drawer. */
  get isLinked(): boolean {
    const { id } = this.#host;
    return id !== '' && document.querySelector(`a[href$="#${CSS.escape(id)}"]`) !== null;
  }

  hostUpdated() {
    const dialog = this.#dialog;
    if (!dialog || dialog.open === this.#host.open) return;
    if (this.#host.open) this.#show(dialog);
    else dialog.close();
  }

  /** The dialog has closed, by whatever means. */
  readonly closed = (): void => {
    this.#host.open = false;
    this.region.setModal(false);
    this.#host.dispatchEvent(cartClosed(this.#cause));
    this.#cause = 'script';
    if (!this.#leaving) void this.#host.updateComplete.then(() => this.#returnFocus());
    this.#leaving = false;
  };

  /** Escape and Back ask before they close. */
  readonly cancelled = (): void => {
    this.#cause = 'shopper';
  };

  /** A press beside the drawer closes it, also where `closedby` is not known. */
  readonly pressed = (event: MouseEvent): void => {
    const dialog = this.#dialog;
    if (!dialog || event.target !== dialog) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    if (x < left || x > right || y < top || y > bottom) this.close('shopper');
  };

  #show(dialog: HTMLDialogElement) {
    dialog.showModal();
    this.region.setModal(true);
    this.#host.dispatchEvent(cartOpened(this.#cause));
    this.#cause = 'shopper';
    this.#focus();
  }

  /** The page stays where the shopper has it, unless what had the focus has gone. */
  #returnFocus() {
    const opener = this.#opener;
    this.#opener = null;
    const gone = opener && !(opener.isConnected && opener.checkVisibility?.() !== false);
    ((!gone && opener) || this.#nextOpener)?.focus({ preventScroll: !gone });
  }

  get #nextOpener(): HTMLElement | null {
    const count = document.querySelector('punnet-cart-count')?.closest<HTMLElement>('a[href], button');
    return count ?? this.#host.shadowRoot?.querySelector<HTMLElement>('.open') ?? null;
  }

  /** Not looked for among hundreds of lines where there is none. */
  get #dialog(): HTMLDialogElement | null {
    return this.#host.drawer ? (this.#host.shadowRoot?.querySelector('dialog') ?? null) : null;
  }

  readonly #followLink = (event: MouseEvent) => {
    const { drawer, id } = this.#host;
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (!drawer || !id || modified || event.defaultPrevented) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || !isThisPage(link) || fragmentOf(link) !== `#${id}`) return;
    event.preventDefault();
    this.open('shopper', link);
  };
}

function isThisPage({ origin, pathname, search, target }: HTMLAnchorElement): boolean {
  const here = origin === location.origin && pathname === location.pathname && search === location.search;
  return here && (target === '' || target === '_self');
}

/** As it stands if it has broken escapes: browsers look for that id too. */
function fragmentOf({ hash }: HTMLAnchorElement): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}
