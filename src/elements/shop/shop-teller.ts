/**
 * Tells what a shop's changes mean: facts as events for the page, custom states for
 * its style sheet, and words spoken aloud for the shopper.
 */
import type { Cause } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import { readyNow } from '../events.js';
import type { Localizer } from '../localizer.js';
import { HostStates } from '../page/host-states.js';
import { ORDER_PATH, expectedCode } from '../page/late-code.js';
import { isOffline, isPending, isRehearsal, isSettled } from './shop-condition.js';
import { factsOf } from './shop-facts.js';

export interface TellingShop extends HTMLElement {
  readonly state: ShopState;
  readonly engine: 'worker' | 'page' | null;
  readonly endpoint: string | null;
  announce(text: string): void;
}

export class ShopTeller {
  /** Resolves once an order can be placed with the network gone, or it is known that it can't for now. */
  readonly ready: Promise<ShopState>;
  /** Who asked for what is changing now. */
  by: Cause = 'shopper';
  #settle: (state: ShopState) => void = () => undefined;
  #told = false;
  /** The order path's words in the page's language: they could not be had once the network has gone. */
  #worded: boolean | undefined;
  readonly #shop: TellingShop;
  readonly #words: Localizer;
  readonly #states: HostStates;

  constructor(shop: TellingShop, words: Localizer) {
    this.#shop = shop;
    this.#words = words;
    this.#states = new HostStates(shop);
    this.ready = new Promise((resolve) => (this.#settle = resolve));
  }

  tell(state: ShopState, previous: ShopState, source: Cause): void {
    const cause = source === 'shopper' || source === 'script' ? this.by : source;
    this.tellReady(cause);
    for (const fact of factsOf(state, previous, cause)) this.#shop.dispatchEvent(fact);
    void this.#announce(state, previous, source);
    this.#states.set({
      loading: isPending(state),
      error: state.load.kind === 'failed',
      offline: isOffline(state),
      rehearsal: isRehearsal(state),
    });
  }

  /** Both stages of the engine and all that the page needs to place an order are there. */
  tellReady(cause: Cause): void {
    const { state, engine, endpoint } = this.#shop;
    const code = this.#isWorded() ? expectedCode() : 'pending';
    const ready = state.orderable && code === 'there';
    this.#states.set({ ready });
    if (ready && !this.#told)
      this.#told = this.#shop.dispatchEvent(readyNow({ cause, engine, durable: state.storage.durable }));
    if (code !== 'pending' && isSettled(state, endpoint)) this.#settle(state);
  }

  #isWorded(): boolean {
    const { ORDER_TERMS, STATUS_TERMS } = ORDER_PATH.value ?? {};
    if (!ORDER_TERMS || !STATUS_TERMS) return true;
    if (this.#worded === undefined) {
      const coming = this.#words.bring([...ORDER_TERMS, ...STATUS_TERMS]);
      this.#worded = !coming;
      void coming?.then(() => {
        this.#worded = true;
        this.tellReady('script');
      });
    }
    return this.#worded;
  }

  async #announce(state: ShopState, previous: ShopState, source: Cause): Promise<void> {
    const silent = state.orders === previous.orders && state.connection === previous.connection;
    if (silent || previous.load.kind !== 'ready') return;
    // Not to be had while offline and not yet loaded: what is on screen says it too.
    const orderPath = await ORDER_PATH.load().catch(() => undefined);
    const text = orderPath?.announcementOf(state, previous, source, this.#words);
    if (text) this.#shop.announce(text);
  }
}
