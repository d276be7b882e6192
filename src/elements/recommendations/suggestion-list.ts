/**
 * The list that is on screen. Asks the shop anew when what it depends on has changed, one question at a time, of which
 * the last answer counts. What stays suggested keeps its place; so does what was added here, until it leaves the basket.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { RankerName } from '../../core/personal-port.js';
import type { Suggestion } from '../../core/recommend/suggest.js';
import type { ShopPort } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import { ProductPick } from '../product/product-pick.js';
import { isOffline, isRead } from '../shop/shop-condition.js';
import type { ShopLink } from '../shop/shop-link.js';
import { isSilent, productsIn } from './expect-suggestions.js';

/** The most that a shop is asked for. */
export const MOST_ASKED = 100;

export class SuggestionList implements ReactiveController {
  /** Undefined before the shop has answered. */
  shown: readonly Suggestion[] | undefined;
  ranker: RankerName = 'formula';
  /** The last question had no answer. */
  failed = false;

  readonly #host: ReactiveControllerHost;
  readonly #link: ShopLink;
  readonly #limit: () => number;
  readonly #picks = new Map<string, ProductPick>();
  #asking = false;
  #asked: readonly unknown[] = [];
  /** For which shopper, and out of how many orders, the list is. */
  #about = '';

  constructor(host: ReactiveControllerHost, link: ShopLink, limit: () => number) {
    this.#host = host;
    this.#link = link;
    this.#limit = limit;
    host.addController(this);
  }

  hostUpdate() {
    const { handle, state } = this.#link;
    if (!handle || !state) return;
    this.#forgetTaken(productsIn(state));
    if (isRead(state) && !isSilent(state, handle.element.recommender)) void this.#follow();
  }

  pickOf(product: string): ProductPick {
    const pick = this.#picks.get(product) ?? new ProductPick(this.#host);
    this.#picks.set(product, pick);
    return pick;
  }

  /** Asks once more after a failure. */
  readonly retry = () => {
    this.#asked = [];
    this.#host.requestUpdate();
  };

  async #follow(): Promise<void> {
    const { port, state } = this.#link;
    if (this.#asking || !port || !state || isSame(this.#asked, this.#toQuestion(port, state))) return;
    this.#asking = true;
    this.#asked = this.#toQuestion(port, state);
    // Others stand by for what is in the basket, whatever the shop knows of it by now.
    const limit = Math.min(MOST_ASKED, this.#limit() + productsIn(state).size);
    const outcome = await port.recommend({ limit });
    this.#asking = false;
    const now = this.#link.state;
    if (!now || this.#link.port !== port) return this.#host.requestUpdate();
    if (!isSame(this.#asked.slice(1), this.#toQuestion(port, now).slice(1))) return this.#follow();
    this.failed = !outcome.ok;
    if (outcome.ok) this.#show(outcome.suggestions, outcome.ranker, now);
    // Who ranked is an answer, and no reason to ask again.
    this.#asked = this.#toQuestion(port, now);
    this.#host.requestUpdate();
  }

  /** The ranker first, then all that an answer must not be older than. */
  #toQuestion(port: ShopPort, state: ShopState): readonly unknown[] {
    const { catalog, orders, stock, consent, recommender } = state;
    const basket = [...productsIn(state)].join('\n');
    const waits = this.failed && isOffline(state);
    const wishes = [this.#limit(), basket, waits, consent.personalisation];
    return [recommender.ranker, port, catalog, orders, stock, ...wishes];
  }

  #show(answer: readonly Suggestion[], ranker: RankerName, state: ShopState): void {
    const { consent, orders } = state;
    const inBasket = productsIn(state);
    const isTaken = (product: string) => inBasket.has(product) && this.pickOf(product).now.added;
    // With other purchases or another leave it is another list, in the shop's order.
    const about = `${consent.personalisation} ${orders.length}`;
    const before = about === this.#about ? answer : [];
    this.#about = about;
    this.ranker = ranker;
    const held = (this.shown ?? []).map((each) =>
      isTaken(each.product) ? each : before.find(({ product }) => product === each.product),
    );
    const known = new Set([...inBasket, ...held.flatMap((each) => each?.product ?? [])]);
    const others = answer.filter(({ product }) => !known.has(product));
    const filled = held.flatMap((each) => each ?? others.shift() ?? []);
    this.shown = [...filled, ...others].slice(0, this.#limit());
  }

  /** What was added here and has left the basket is a suggestion like any other again. */
  #forgetTaken(inBasket: ReadonlySet<string>): void {
    for (const [product, pick] of this.#picks)
      if (pick.now.added && !inBasket.has(product)) pick.set({ added: false, refusal: '' });
  }
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => Object.is(value, other[at]));
}
