/**
 * A shop as an audit's visitor sees it, without a browser: pages by name, each with what
 * can be pressed there and where that leads, and with fields that are filled once. A page
 * says its name.
 */
import type { NetworkState } from '../../src/cli/audit/network.js';
import type { Typed } from '../../src/cli/audit/page-fields.js';
import type { Found, Visitor } from '../../src/cli/audit/visitor.js';
import type { Control } from '../../src/cli/audit/words.js';

export interface ShopPage {
  readonly leads?: Partial<Record<Control, string>>;
  readonly fields?: readonly string[];
}

/** Where a press leads without a network: the browser's own page. */
export const LOST = 'lost';

/** From a product to thanks, with a checkout of three pages. */
export const PAGES: Readonly<Record<string, ShopPage>> = {
  Oats: { leads: { add: 'Added' } },
  Added: { leads: { add: 'Added', basket: 'Your basket' } },
  'Your basket': { leads: { checkout: 'Who are you?' } },
  'Who are you?': { leads: { continue: 'Where are you?' }, fields: ['name', 'email'] },
  'Where are you?': { leads: { continue: 'When will you come?' }, fields: ['street', 'town'] },
  'When will you come?': { leads: { order: 'Thank you' }, fields: ['day'] },
  'Thank you': {},
  [LOST]: {},
};

export interface PagedShopOptions {
  readonly pages?: Readonly<Record<string, ShopPage>>;
  /** By page, where a press on it leads without a network; else to where it leads with one. */
  readonly cut?: Readonly<Record<string, string>>;
  /** What a page that is gone back to has no more. */
  readonly forgets?: readonly string[];
}

export class PagedShop {
  readonly #pages: Readonly<Record<string, ShopPage>>;
  readonly #options: PagedShopOptions;
  #at: string;
  #before: string;
  #typed: Typed[] = [];
  network: NetworkState = 'on';
  readonly pressed: string[] = [];

  constructor(options: PagedShopOptions = {}) {
    this.#options = options;
    this.#pages = options.pages ?? PAGES;
    this.#at = this.#before = Object.keys(this.#pages)[0] ?? LOST;
  }

  /** @param more what this visitor does otherwise */
  toVisitor(more: Partial<Record<keyof Visitor, unknown>> = {}): Visitor {
    const look = async () => ({ url: '', title: '', lines: [this.#at] });
    const visitor = {
      ...{ url: 'https://shop.example/', timeoutMs: 1_000, look, lookAfresh: look },
      turn: async (state: NetworkState) => void (this.network = state),
      isLost: () => this.#at === LOST,
      back: async () => this.#goBack(),
      seek: async (control: Control) => this.#seek(control),
      seekReady: async (control: Control) => this.#seek(control),
      press: async ({ name }: Found) => this.#press(name as Control),
      fill: async () => this.#fill(),
      findHeld: async (typed: readonly Typed[]) => this.#findHeld(typed),
      keeps: async () => false,
      punnet: async () => null,
      settle: async () => undefined,
      standStill: async () => undefined,
      untilSent: async () => true,
      until: async (holds: () => Promise<boolean>) => holds(),
      untilSaid: async (holds: () => Promise<boolean>) => holds(),
      open: async () => undefined,
      reload: async () => undefined,
      ...more,
    };
    return Object.defineProperty(visitor, 'network', { get: () => this.network }) as unknown as Visitor;
  }

  #page(): ShopPage {
    return this.#pages[this.#at] ?? {};
  }

  #seek(control: Control): Found | undefined {
    return this.#page().leads?.[control] === undefined
      ? undefined
      : ({ handle: {}, name: control, off: false } as Found);
  }

  #press(control: Control): void {
    this.pressed.push(`${control} ${this.network}`);
    const cut = this.network === 'on' ? undefined : this.#options.cut?.[this.#at];
    this.#before = this.#at;
    this.#at = cut ?? this.#page().leads?.[control] ?? this.#at;
  }

  #fill(): Typed[] {
    const known = new Set(this.#typed.map(({ key }) => key));
    const added = (this.#page().fields ?? [])
      .filter((key) => !known.has(key))
      .map((key) => ({ key, label: key, value: `Audit ${key}` }));
    this.#typed.push(...added);
    return added;
  }

  #findHeld(typed: readonly Typed[]): readonly Typed[] {
    const here = this.#page().fields ?? [];
    return typed.filter(({ key }) => here.includes(key) && this.#typed.some((held) => held.key === key));
  }

  #goBack(): undefined {
    this.#at = this.#before;
    this.#typed = this.#typed.filter(({ key }) => !this.#options.forgets?.includes(key));
    return undefined;
  }
}
