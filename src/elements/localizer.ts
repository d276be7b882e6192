/**
 * The words, numbers, money and times of one element, in its page's language and
 * its shop's time zone. Loads a language when a page asks for it, and repaints
 * the element when language, direction or words change.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { formatMoney } from '../core/money.js';
import type { Refused } from '../core/shop-port.js';
import type { ShopState } from '../core/shop-state.js';
import { EN } from '../locales/en.js';
import type { CoreKey, Term, TermSet } from '../locales/terms.js';
import { listFormat, numberFormat, pluralRules } from './words/intl-cache.js';
import { directionOf, languageOf, watchLanguage } from './words/language.js';
import { watchRoot } from './page/root-watch.js';
import type { ShopHandle } from './contexts.js';
import { comingTerms, loadTerms } from './words/term-loader.js';

export type Values = Readonly<Record<string, string | number>>;

const CORE_TERMS: TermSet<CoreKey> = {
  en: EN,
  load: {
    de: async () => (await import('../locales/de.js')).DE,
    ar: async () => (await import('../locales/ar.js')).AR,
  },
};
/** What a refusal is about that is an amount of money, in minor units. */
const AMOUNTS = new Set([
  'minimum',
  'missing',
  'total',
  'amount',
  'price',
  'was',
  'now',
  'limit',
  'subtotal',
  'unanswered',
]);

/** Whose words, currency and time zone: a `ShopLink`, or the shop itself. */
export interface TermSource {
  readonly handle: ShopHandle | undefined;
  readonly state: ShopState | undefined;
}

type Host = ReactiveControllerHost & HTMLElement;

export class Localizer<K extends string = never> implements ReactiveController {
  /** Of the page, for formats: `en-GB` where the page says `en` and the shop isn't in America. */
  locale = 'en-GB';

  readonly #host: Host;
  readonly #shop: TermSource;
  #sets: readonly TermSet<string>[];
  #language = 'en';
  #end: (() => void) | undefined;

  /** @param more words beyond the core's, as `[ORDER_TERMS]` */
  constructor(host: Host, shop: TermSource, more: readonly TermSet<string>[] = []) {
    this.#host = host;
    this.#shop = shop;
    this.#sets = [CORE_TERMS, ...more];
    host.addController(this);
  }

  hostConnected() {
    this.#end = watchLanguage(this.#host, () => this.#read());
    this.#read();
  }

  hostUpdate() {
    this.locale = toLocale(this.#language, this.zone);
  }

  hostUpdated() {
    if (this.#host.shadowRoot) watchRoot(this.#host.shadowRoot);
  }

  hostDisconnected() {
    this.#end?.();
  }

  /** Knows these words as well from now on. */
  include(...sets: readonly TermSet<string>[]): void {
    this.#sets = [...new Set([...this.#sets, ...sets])];
  }

  /** Resolves when these are there in the page's language, or can't be had; undefined where there is nothing to wait for. */
  bring(sets: readonly TermSet<string>[]): Promise<unknown> | undefined {
    const coming = sets.flatMap((set) => comingTerms(set, this.#language) ?? []);
    return coming.length > 0 ? Promise.all(coming) : undefined;
  }

  /** The term in the page's language, the host's own words first. `{count}` picks the plural form. */
  t(key: CoreKey | K, values: Values = {}): string {
    return this.#fill(this.#find(key) ?? key, values);
  }

  /** The term of a code that others may have invented, as `allergen.gluten`; else undefined. */
  find(key: string, values: Values = {}): string | undefined {
    const term = this.#find(key);
    return term === undefined ? undefined : this.#fill(term, values);
  }

  /** Why something can't be done, in the shopper's words. */
  refusal({ code, about = {} }: Refused): string {
    const values = Object.entries(about).map(([name, value]) => [
      name,
      typeof value === 'number' && AMOUNTS.has(name) ? this.money(value) : value,
    ]);
    return this.find(`refused.${code}`, Object.fromEntries(values)) ?? this.t('refused');
  }

  /** Where its words come from now: other objects once the host's words or the language are others. */
  get sources(): readonly unknown[] {
    const sets = this.#sets.map((set) => loadTerms(set, this.#language, this.#repaint) ?? set.en);
    return [this.#shop.handle?.terms, ...sets];
  }

  /** Asked for where it is drawn, since to know it the browser must work out its styles. */
  get dir(): 'ltr' | 'rtl' {
    return directionOf(this.#host);
  }

  number(value: number): string {
    return numberFormat(this.locale).format(value);
  }

  /** @param minor in the shop's currency, unless another is named */
  money(minor: number, currency = this.#shop.state?.catalog?.shop.currency): string {
    if (!currency) return this.number(minor);
    return formatMoney(minor, currency, this.locale);
  }

  /** What something adds or takes off, with its sign, in the shop's currency. */
  difference(minor: number): string {
    const currency = this.#shop.state?.catalog?.shop.currency;
    return currency ? formatMoney(minor, currency, this.locale, true) : this.number(minor);
  }

  list(items: readonly string[]): string {
    return listFormat(this.locale).format(items);
  }

  /** The shop's. */
  get zone(): string | undefined {
    return this.#shop.state?.catalog?.shop.timezone;
  }

  #find(key: string): Term | undefined {
    const own = (this.#shop.handle?.terms as Readonly<Record<string, Term>> | undefined)?.[key];
    if (own !== undefined) return own;
    for (const set of this.#sets) {
      const words = loadTerms(set, this.#language, this.#repaint) ?? set.en;
      if (Object.hasOwn(words, key)) return words[key];
    }
    return undefined;
  }

  #fill(term: Term, values: Values): string {
    let text = typeof term === 'string' ? term : '';
    if (typeof term !== 'string') {
      const form = pluralRules(this.locale).select(Number(values['count'] ?? 0));
      text = term[form] ?? term.other;
    }
    if (!text.includes('{')) return text;
    return text.replace(/\{(\w+)\}/g, (gap, name: string) => {
      const value = values[name];
      return value === undefined ? gap : typeof value === 'number' ? this.number(value) : value;
    });
  }

  readonly #repaint = () => this.#host.requestUpdate();

  #read() {
    const language = languageOf(this.#host);
    if (language === this.#language) return;
    this.#language = language;
    this.#repaint();
  }
}

function toLocale(language: string, zone = ''): string {
  if (language.toLowerCase() !== 'en') return language;
  return zone.startsWith('America/') ? 'en-US' : 'en-GB';
}
