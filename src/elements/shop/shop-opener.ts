/**
 * Opens and ends the bridge of one shop element, and nothing else: when the page
 * is ready to be read, once, again when its configuration changes.
 */
import type { ShopBridge } from '../../bridge/open-shop.js';
import type { ShopConfig, ShopProblem } from '../../core/shop-config.js';
import type { Cause, ShopPort } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import { createClosedPort } from './closed-port.js';
import { readConfig, type ShopAttributes } from './read-config.js';

export type OpenShop = (config: ShopConfig, report: (problem: ShopProblem) => void) => ShopBridge;

export interface OpenerListener {
  opened(port: ShopPort): void;
  changed(state: ShopState, previous: ShopState, cause: Cause): void;
  report(problem: ShopProblem): void;
}

export class ShopOpener {
  bridge: ShopBridge | undefined;
  readonly #shop: ShopAttributes;
  readonly #listener: OpenerListener;
  /** Made before the element was drawn, for what its attributes said then. */
  #early: { readonly bridge: ShopBridge; readonly config: string } | undefined;
  #unsubscribe: (() => void) | undefined;
  #parsed: AbortController | undefined;

  constructor(shop: ShopAttributes, listener: OpenerListener) {
    this.#shop = shop;
    this.#listener = listener;
  }

  /** Has the engine start while the page's other elements do; what is wrong waits for `open`. */
  prepare(openShop: OpenShop): void {
    if (this.bridge || this.#early || !this.#shop.catalog) return;
    const read = readConfig(this.#shop);
    if (!read.ok || read.problems[0]) return;
    const bridge = openShop(read.config, (problem) => this.#listener.report(problem));
    this.#early = { bridge, config: JSON.stringify(read.config) };
  }

  /** Now, or once the page is parsed if the catalog may still be on its way down the page. */
  open(openShop: OpenShop): void {
    if (this.bridge) return;
    this.#parsed?.abort();
    if (document.readyState === 'loading' && !this.#shop.catalog) {
      this.#parsed = new AbortController();
      const { signal } = this.#parsed;
      document.addEventListener('DOMContentLoaded', () => this.open(openShop), { signal, once: true });
      return;
    }
    const read = readConfig(this.#shop);
    for (const problem of read.problems) this.#listener.report(problem);
    if (!read.ok) {
      this.#listener.opened(createClosedPort(read.problems[0]));
      return;
    }
    this.bridge =
      this.#takeEarly(read.config) ?? openShop(read.config, (problem) => this.#listener.report(problem));
    this.#unsubscribe = this.bridge.subscribe((state, previous, cause) =>
      this.#listener.changed(state, previous, cause),
    );
    this.#listener.opened(this.bridge);
  }

  close(): void {
    this.#parsed?.abort();
    this.#early?.bridge.close();
    this.#early = undefined;
    this.#unsubscribe?.();
    this.bridge?.close();
    this.bridge = undefined;
  }

  #takeEarly(config: ShopConfig): ShopBridge | undefined {
    const early = this.#early;
    this.#early = undefined;
    if (early?.config === JSON.stringify(config)) return early.bridge;
    early?.bridge.close();
    return undefined;
  }
}
