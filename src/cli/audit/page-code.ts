/**
 * What runs in the page that is looked at: finds what a shopper could press, reads what
 * a shopper could read, and fills forms as one would, through open shadow roots. Sent as
 * text, so each of these functions may use the others and nothing else. Changes nothing
 * but fields.
 */
import type { Pattern } from './words.js';

/** A field and what was put into it. */
export interface Typed {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}
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
  /** Where its orders go, as an absolute address; empty: nowhere. */
  readonly endpoint: string;
  readonly items: number;
  /** Minor units that the basket lacks. */
  readonly short: number;
  readonly orders: number;
}
export interface Wanted {
  readonly pattern: Pattern;
  /** A CSS selector that names it instead. */
  readonly selector?: string;
  /** Links don't count. */
  readonly buttonsOnly?: boolean;
}
type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** In the order of the page, each shadow root where its host is. */
function everything(root: ParentNode): Element[] {
  return [...root.children].flatMap((element) => [
    element,
    ...(element.shadowRoot ? everything(element.shadowRoot) : []),
    ...everything(element),
  ]);
}

function isShown(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1;
}

function parentOf(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  return (node instanceof Element && node.assignedSlot) || node.parentNode;
}

function isWithin(node: Node, holder: Node): boolean {
  for (let at: Node | null = node; at; at = parentOf(at)) if (at === holder) return true;
  return false;
}

/** What can be reached now: where a modal dialog is open, what is in it. */
function reachable(): Element[] {
  const all = everything(document);
  const dialog = all.filter((element) => element.matches('dialog:modal')).at(-1);
  return dialog ? all.filter((element) => isWithin(element, dialog)) : all;
}

/** The words in it that are shown. */
function wordsOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (node instanceof Element) {
    if (/^(style|script|noscript|template)$/.test(node.localName)) return '';
    const passes = getComputedStyle(node).display === 'contents' || node.localName === 'slot';
    if (!passes && !node.checkVisibility({ visibilityProperty: true })) return '';
    if (node instanceof HTMLImageElement) return node.alt;
  }
  const given = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
  const inside = (node instanceof Element && node.shadowRoot) || node;
  const nodes = given.length > 0 ? given : [...inside.childNodes];
  return nodes.map(wordsOf).join(' ').replace(/\s+/g, ' ').trim();
}

function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label');
  if (label) return label.trim();
  if (element instanceof HTMLInputElement) return (element.value || element.alt || element.title).trim();
  return wordsOf(element) || element.getAttribute('title') || '';
}

function isOff(element: Element): boolean {
  return element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true';
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

function labelOf(field: Field): string {
  const labels = [...(field.labels ?? [])].map(wordsOf).join(' ');
  return labels || field.getAttribute('aria-label') || field.getAttribute('placeholder') || field.name;
}

function keyOf(field: Field): string {
  const { type, name, id } = field;
  return type === 'radio' || type === 'checkbox'
    ? `${name || id}=${field.value}`
    : name || id || labelOf(field);
}

/** Fields that a shopper would fill. Card numbers are none of the audit's business. */
function fieldsIn(elements: Element[]): Field[] {
  const fillable = elements.filter((element): element is Field => element.matches('input, select, textarea'));
  const never = /^(hidden|submit|button|image|reset|file|password|search)$/;
  const leave = /card|cc-|cvc|cvv|iban|search|such|coupon|voucher|gutschein|newsletter|discount|rabatt/i;
  return fillable.filter((field) => {
    const known = `${field.name} ${field.id} ${field.autocomplete} ${labelOf(field)}`;
    const open =
      !field.matches(':disabled, [readonly]') && field.checkVisibility({ visibilityProperty: true });
    return open && !never.test(field.type) && !leave.test(known);
  });
}

/** As typed, so that frameworks which watch the setter notice. */
function put(field: Field, value: string): void {
  const kind = field.matches('select')
    ? HTMLSelectElement
    : field.matches('textarea')
      ? HTMLTextAreaElement
      : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
}

/** What a shopper might type, under a name that says where it is from. */
function answerFor(field: Field): string {
  const known =
    `${field.type} ${field.autocomplete} ${field.name} ${field.id} ${labelOf(field)}`.toLowerCase();
  const german = document.documentElement.lang.startsWith('de');
  const answers: [RegExp, string][] = [
    [/e-?mail/, 'punnet.audit@example.com'],
    [/\btel|phone|telefon|handy/, '07700 900123'],
    [/^date/, new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)],
    [/^time/, '12:00'],
    [/^(number|range)/, (field instanceof HTMLInputElement && field.min) || '1'],
    [/post-?code|postal|zip|plz|postleitzahl/, german ? '10115' : 'SW1A 1AA'],
    [/city|town|address-level2|\bort\b|stadt/, german ? 'Berlin' : 'London'],
    [/street|address|stra(ß|ss)e|adresse/, german ? 'Teststraße 1' : '1 Test Street'],
    [/family|last-?name|surname|nachname/, 'Audit'],
    [/name/, 'Punnet Audit'],
  ];
  const found = answers.find(([says]) => says.test(known))?.[1];
  return found ?? (field.required ? 'Audit' : '');
}

function fillChoice(field: HTMLInputElement, all: Field[]): string | undefined {
  if (field.type === 'checkbox') {
    const agreed = /terms|agb|bedingung|widerruf|datenschutz|privacy/i.test(
      `${field.name} ${labelOf(field)}`,
    );
    if (field.checked || !(field.required || agreed)) return undefined;
    field.click();
    return 'on';
  }
  const root = field.getRootNode();
  const group = all.filter(
    (other) => other.type === 'radio' && other.name === field.name && other.getRootNode() === root,
  );
  if (group.some((other) => (other as HTMLInputElement).checked)) return undefined;
  // Of many, as of times to collect, the first may close while the walk is on.
  const chosen = group.length > 4 ? group.at(-1) : group[0];
  if (chosen !== field) return undefined;
  field.click();
  return field.value;
}

function fillField(field: Field, all: Field[]): string | undefined {
  if (field.type === 'radio' || field.type === 'checkbox') return fillChoice(field as HTMLInputElement, all);
  if (field.value) return undefined;
  const value =
    field instanceof HTMLSelectElement
      ? [...field.options].find((option) => option.value && !option.disabled)?.value
      : answerFor(field);
  if (!value) return undefined;
  put(field, value);
  return value;
}

/** Fills what is empty, in what surrounds an element, else in all that can be reached. */
function fill(element: Element | null): Typed[] {
  const holder = element && holderOf(element);
  const fields = fieldsIn(holder ? everything(holder) : reachable());
  return fields.flatMap((field) => {
    const value = fillField(field, fields);
    return value === undefined ? [] : [{ key: keyOf(field), label: labelOf(field), value }];
  });
}

function holderOf(element: Element): ParentNode {
  const root = element.getRootNode();
  const near = element.closest('form, [itemscope], article, li, dialog, main');
  return near ?? (root instanceof ShadowRoot ? root : document);
}

/** Of what was typed, what the page has no more. */
function findLost(typed: readonly Typed[]): Typed[] {
  const held = everything(document)
    .filter((element): element is Field => element.matches('input, select, textarea'))
    .filter((field) => !/^(radio|checkbox)$/.test(field.type) || (field as HTMLInputElement).checked)
    .map((field) => `${keyOf(field)}\n${/^checkbox$/.test(field.type) ? 'on' : field.value}`);
  return typed.filter(({ key, value }) => !held.includes(`${key}\n${value}`));
}

interface ShopElement extends Element {
  readonly state?: {
    readonly load: { readonly kind: string };
    readonly orderable: boolean;
    readonly catalog: { readonly shop: { readonly mode?: string; readonly minimum?: number } } | null;
    readonly cart: { readonly count: number; readonly subtotal: number };
    readonly orders: readonly unknown[];
  };
}

function lookAtPunnet(): PunnetSight | null {
  const shop = everything(document).find(({ localName }) => localName === 'punnet-shop') as
    ShopElement | undefined;
  if (!shop) return null;
  const { state } = shop;
  const { mode = 'live', minimum = 0 } = state?.catalog?.shop ?? {};
  const endpoint = shop.getAttribute('endpoint');
  return {
    defined: state !== undefined,
    serviceWorker: shop.hasAttribute('service-worker'),
    settled:
      state !== undefined &&
      (state.load.kind === 'failed' || (state.load.kind === 'ready' && state.orderable)),
    mode,
    endpoint: endpoint === null ? '' : new URL(endpoint, document.baseURI).href,
    items: state?.cart.count ?? 0,
    short: Math.max(0, minimum - (state?.cart.subtotal ?? 0)),
    orders: state?.orders.length ?? 0,
  };
}

/** Whether a service worker keeps the page, will keep it, or nobody registers one. */
async function lookAtWorker(): Promise<'none' | 'coming' | 'active'> {
  if (!('serviceWorker' in navigator)) return 'none';
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration) return 'none';
  return registration.active?.state === 'activated' ? 'active' : 'coming';
}

const PARTS = [
  everything,
  isShown,
  parentOf,
  isWithin,
  reachable,
  wordsOf,
  nameOf,
  isOff,
  leadsTo,
  labelOf,
  keyOf,
];
const FIELDS = [fieldsIn, put, answerFor, fillChoice, fillField, holderOf];
const LIBRARY = [...PARTS, ...FIELDS].map(String).join('\n');

/** What can be asked of a page, for puppeteer's `evaluate`. */
export const ask = {
  seek: toSend(seek),
  about: toSend(aboutControl),
  press: toSend(press),
  look: toSend(look),
  fill: toSend(fill),
  findLost: toSend(findLost),
  punnet: toSend(lookAtPunnet),
  worker: toSend(lookAtWorker),
};

/** Puppeteer sends a function's text; this one's has all that it uses in it. Some compilers name functions by `__name`. */
function toSend<F extends (...args: never[]) => unknown>(entry: F): F {
  const text = `(...args) => { const __name = (f) => f;\n${LIBRARY}\nreturn (${String(entry)})(...args); }`;
  return Object.assign(() => undefined, { toString: () => text }) as unknown as F;
}
