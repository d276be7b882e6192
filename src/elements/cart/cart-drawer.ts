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
  #arrived = false;

  /** @param focus brings what the drawer shows into focus, once it is drawn */
  constructor(host: DrawerHost, focus: () => void) {
    this.#host = host;
    this.#focus = focus;
    host.addController(this);
  }

  hostConnected() {
    document.addEventListener('click', this.#followLink);
    addEventListener('hashchange', this.#followAddress);
    // A drawer that is only moved on its page stays as it is.
    if (!this.#arrived) this.#followAddress();
    this.#arrived = true;
  }

  hostDisconnected() {
    document.removeEventListener('click', this.#followLink);
    removeEventListener('hashchange', this.#followAddress);
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
    return [...document.querySelectorAll<HTMLAnchorElement>('a[href*="#"]')].some((link) =>
      this.#isLink(link),
    );
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

  /** Also one whose press the page has taken for its own, as themes do that scroll smoothly. */
  readonly #followLink = (event: MouseEvent) => {
    const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (!this.#host.drawer || modified) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || !this.#isLink(link)) return;
    event.preventDefault();
    this.open('shopper', link);
  };

  /** By a link on another page, or by one that the page itself followed; Back closes what that opened. */
  readonly #followAddress = (event?: HashChangeEvent) => {
    if (!this.#host.drawer) return;
    if (this.#isNamed(location)) this.open('shopper');
    else if (event && this.#isNamed(new URL(event.oldURL))) this.close('shopper');
  };

  /** One that adds leads here only where it can't add. */
  #isLink(link: HTMLAnchorElement): boolean {
    return this.#isNamed(link) && isThisPage(link) && !link.closest('punnet-add');
  }

  #isNamed(address: { readonly hash: string }): boolean {
    return this.#host.id !== '' && fragmentOf(address) === `#${this.#host.id}`;
  }
}

/** A link without a query means the page with any; one that is a fragment alone, the page also under a `<base>`. */
function isThisPage(link: HTMLAnchorElement): boolean {
  const { origin, pathname, search, target } = link;
  const here = origin === location.origin && pathname === location.pathname;
  const same = here && (!search || search === location.search);
  return (same || link.getAttribute('href')?.[0] === '#') && (!target || target === '_self');
}

/** As it stands if it has broken escapes: browsers look for that id too. */
function fragmentOf({ hash }: { readonly hash: string }): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}
