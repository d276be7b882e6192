/**
 * What can be asked of the page that is looked at: what a shopper could press, what a
 * shopper could read, what Punnet says of itself, and to fill a form. Sent as text, so
 * each function may use those of the library and nothing else.
 */
import { FIELDS, fill, findHeld } from './page-fields.js';
import { keepsTyped, STORAGE } from './page-storage.js';
import { everything, isOff, isShown, nameOf, PARTS, reachable, wordsOf } from './page-parts.js';
import type { Pattern } from './words.js';

/** What a shopper has before them. */
export interface Sight {
  readonly url: string;
  readonly title: string;
  readonly lines: readonly string[];
}
/** What Punnet says of itself, where it is on the page. */
export interface PunnetSight {
  readonly defined: boolean;
  readonly serviceWorker: boolean;
  readonly settled: boolean;
  readonly mode: string;
  /** Where its orders go, as an absolute address; empty: nowhere, be it that none is named or that it is no address. */
  readonly endpoint: string;
  readonly items: number;
  /** Minor units that the basket lacks. */
  readonly short: number;
  readonly orders: number;
  /** Those that Punnet is about to send, or is sending. */
  readonly unsent: number;
  /** Orders outlive this tab. */
  readonly keepsOrders: boolean;
}
export interface Wanted {
  readonly pattern: Pattern;
  /** A CSS selector that names it instead. */
  readonly selector?: string;
  /** Links don't count. */
  readonly buttonsOnly?: boolean;
}

/** The best fit that can be pressed, else one that is switched off. */
function seek({ pattern, selector, buttonsOnly }: Wanted): Element | null {
  const shown = reachable().filter(isShown);
  const best = (fits: (element: Element) => boolean) => {
    const found = shown.filter(fits);
    return found.find((element) => !isOff(element)) ?? found[0];
  };
  if (selector) return best((element) => element.matches(selector)) ?? null;
  const { part } = pattern;
  const ofPunnet = part && best((element) => element.part.contains(part));
  if (ofPunnet) return ofPunnet;
  const buttons = 'button, input[type=submit], input[type=button], input[type=image], [role=button]';
  const pressed = buttonsOnly ? buttons : `${buttons}, a[href], [role=link], summary`;
  const not = pattern.not ? new RegExp(pattern.not, 'i') : undefined;
  const named = shown
    .filter((element) => element.matches(pressed))
    .map((element) => ({ element, name: nameOf(element) }))
    .filter(({ name }) => !not?.test(name));
  for (const says of pattern.names) {
    const fits = named.filter(({ name }) => name.length <= 120 && new RegExp(says, 'i').test(name));
    const found = fits.find(({ element }) => !isOff(element)) ?? fits[0];
    if (found) return found.element;
  }
  return named.find(({ element }) => leadsTo(element, pattern.href))?.element ?? null;
}

function leadsTo(element: Element, href: string | undefined): boolean {
  if (!href || !(element instanceof HTMLAnchorElement) || element.origin !== location.origin) return false;
  return new RegExp(href, 'i').test(element.pathname);
}

function aboutControl(element: Element): { name: string; off: boolean } {
  return { name: nameOf(element), off: isOff(element) };
}

/** Not by the mouse, since a banner may lie over it; in this tab, since the walk is here. */
function press(element: HTMLElement): void {
  if (element.getAttribute('target') === '_blank') element.setAttribute('target', '_self');
  element.scrollIntoView({ block: 'center' });
  element.click();
}

function look(): Sight {
  const speaking = (element: Element) =>
    [...element.childNodes].some(
      ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim(),
    );
  const lines = everything(document.body ?? document)
    .filter((element) => speaking(element) && isShown(element))
    .map((element) => wordsOf(element).slice(0, 300));
  return { url: location.href, title: document.title, lines: [...new Set(lines.filter(Boolean))] };
}

interface ShopElement extends Element {
  readonly state?: {
    readonly load: { readonly kind: string };
    readonly orderable: boolean;
    readonly catalog: { readonly shop: { readonly mode?: string; readonly minimum?: number } } | null;
    readonly cart: { readonly count: number; readonly subtotal: number };
    readonly orders: readonly { readonly state: string }[];
    readonly offlinePolicy: string;
    readonly storage: { readonly durable: 'twice' | 'once' | 'no' };
  };
}

function lookAtPunnet(): PunnetSight | null {
  const shop = everything(document).find(({ localName }) => localName === 'punnet-shop') as
    ShopElement | undefined;
  if (!shop) return null;
  const { state } = shop;
  const { mode = 'live', minimum = 0 } = state?.catalog?.shop ?? {};
  const [named, base] = [shop.getAttribute('endpoint'), document.baseURI];
  const endpoint = named !== null && URL.canParse(named, base) ? new URL(named, base).href : '';
  const sends = state !== undefined && endpoint !== '' && state.offlinePolicy !== 'force-offline';
  return {
    defined: state !== undefined,
    serviceWorker: shop.hasAttribute('service-worker'),
    settled:
      state !== undefined &&
      (state.load.kind === 'failed' || (state.load.kind === 'ready' && state.orderable)),
    mode,
    endpoint,
    items: state?.cart.count ?? 0,
    short: Math.max(0, minimum - (state?.cart.subtotal ?? 0)),
    orders: state?.orders.length ?? 0,
    unsent: sends ? state.orders.filter((order) => order.state === 'saved').length : 0,
    keepsOrders: state !== undefined && state.storage.durable !== 'no',
  };
}

/** Whether a service worker keeps the page, will keep it, or nobody registers one. */
async function lookAtWorker(): Promise<'none' | 'coming' | 'active'> {
  if (!('serviceWorker' in navigator)) return 'none';
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) return 'none';
  return registration.active?.state === 'activated' ? 'active' : 'coming';
}

const LIBRARY = [...PARTS, leadsTo, ...FIELDS, ...STORAGE].map(String).join('\n');

/** What can be asked of a page, for puppeteer's `evaluate`. */
export const ask = {
  seek: toSend(seek),
  about: toSend(aboutControl),
  press: toSend(press),
  look: toSend(look),
  fill: toSend(fill),
  findHeld: toSend(findHeld),
  keeps: toSend(keepsTyped),
  punnet: toSend(lookAtPunnet),
  worker: toSend(lookAtWorker),
};

/** Puppeteer sends a function's text; this one's has all that it uses in it. Some compilers name functions by `__name`. */
function toSend<F extends (...args: never[]) => unknown>(entry: F): F {
  const text = `(...args) => { const __name = (f) => f;\n${LIBRARY}\nreturn (${String(entry)})(...args); }`;
  return Object.assign(() => undefined, { toString: () => text }) as unknown as F;
}
