/**
 * What a shopper may do about an order: choose, call it off, send it now. Asks the
 * shop, keeps what is being asked and what was refused, and moves the focus once
 * the answer is drawn. Knows no markup but the marks it finds its targets by.
 */
import type { LitElement, ReactiveController } from 'lit';

import { isUnsent } from '../../core/order/order-words.js';
import type { Order } from '../../core/order/order.js';
import type { Outcome, ShopPort } from '../../core/shop-port.js';
import { refusalText } from '../words/policy-words.js';
import type { ShopElement } from '../contexts.js';
import { addRequest, syncRequest } from '../events.js';
import { findCart } from '../cart/find-cart.js';
import { FocusKept } from '../page/focus-kept.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import type { ShopLink } from '../shop/shop-link.js';
import { shopNow } from '../shop/shop-time.js';
import { toStatus } from './order-text.js';

/** An alternate by its id, behind a mark that tells it from the others. */
export type Choice = 'accept' | 'cancel' | `alternate:${string}`;

/** What was refused or came of it, where it was asked: an order's id, or the name of the task. */
interface Said {
  readonly at: string;
  readonly text: string;
  readonly bad: boolean;
  /** Why an order could not be sent, which is past once that was sent. */
  readonly untilSent?: boolean;
}

export class OrderHands implements ReactiveController {
  /** What is under way: an order's id, or the name of a task. */
  busy: string | undefined;
  said: Said | undefined;
  /** The order that the shopper is asked about before it is called off. */
  confirming: string | undefined;
  readonly picked = new Map<string, Choice>();

  readonly #host: LitElement;
  readonly #link: ShopLink;
  readonly #l: OrderLocalizer;
  #focusNext: string | undefined;

  constructor(host: LitElement, link: ShopLink, localizer: OrderLocalizer) {
    this.#host = host;
    this.#link = link;
    this.#l = localizer;
    host.addController(this);
    new FocusKept(host, '[data-order]', '[part~=heading]');
  }

  hostUpdated() {
    if (this.#focusNext === undefined) return;
    const target = this.#host.renderRoot.querySelector<HTMLElement>(this.#focusNext);
    this.#focusNext = undefined;
    target?.focus();
  }

  pick(order: string, choice: Choice): void {
    this.picked.set(order, choice);
    this.said = undefined;
    this.#host.requestUpdate();
  }

  /** Saves what was picked; without a pick it says so, at the first of them. */
  decide(order: string): void {
    const choice = this.picked.get(order);
    if (choice) return void this.choose(order, choice);
    this.tell(order, this.#l.t('decideFirst'), true);
    this.#focus(`[name="decide-${order}"]`);
  }

  askToCancel(order: string): void {
    this.confirming = order;
    this.said = undefined;
    this.#focus(`[data-confirm="${order}"]`);
  }

  keep(order: string): void {
    this.confirming = undefined;
    this.#focus(`[data-cancel="${order}"]`);
  }

  async choose(order: string, choice: Choice): Promise<void> {
    const outcome = await this.ask(order, (shop, host) =>
      shop.ask(host, null, (port) => choose(port, order, choice)),
    );
    if (!outcome?.ok) return;
    this.confirming = undefined;
    this.picked.delete(order);
    this.#sayStatus(outcome.order);
    this.#focus(`[data-order="${order}"]`);
  }

  /** Puts an order's lines into the basket, and shows it with what could not be added. */
  async orderAgain({ id, lines }: Order): Promise<void> {
    const refused: string[] = [];
    let added = 0;
    const done = await this.ask(id, async (shop, host) => {
      for (const { variant, quantity, modifiers, title, detail } of lines) {
        const wish = addRequest({ variant, quantity, modifiers });
        const outcome = await shop.ask(host, wish, (port) => port.add(variant, quantity, modifiers));
        if (outcome.ok) added++;
        else if (outcome.code !== 'prevented')
          refused.push(`${[title, detail].filter(Boolean).join(' ')} (${this.#l.refusal(outcome)})`);
      }
      return { ok: true };
    });
    const shop = this.#link.handle?.element;
    if (!done || !shop) return;
    const said = refused.length ? this.#l.t('notAdded', { list: this.#l.list(refused) }) : '';
    const cart = added ? findCart(shop) : null;
    if (said || (added && !cart))
      this.tell(id, said || this.#l.t('added', { count: this.#link.state?.cart.count ?? 0 }), said !== '');
    cart?.show('shopper', { kind: 'basket', said });
  }

  /** @param at where the answer is shown */
  async sendNow(at: string): Promise<void> {
    await this.ask(at, (shop, host) => shop.ask(host, syncRequest(), (port) => port.sync()));
    if (this.said) this.said = { ...this.said, untilSent: true };
  }

  /** What is said of this order is so no more. */
  isPast(order: Order): boolean {
    return this.said?.untilSent === true && !isUnsent(order);
  }

  /** One thing at a time; what is refused is shown at `at`. Undefined if something else is under way. */
  async ask<T>(
    at: string,
    act: (shop: ShopElement, host: HTMLElement) => Promise<Outcome<T>>,
  ): Promise<Outcome<T> | undefined> {
    const shop = this.#link.handle?.element;
    if (!shop || this.busy !== undefined) return undefined;
    this.busy = at;
    this.said = undefined;
    this.#host.requestUpdate();
    let outcome: Outcome<T>;
    try {
      outcome = await act(shop, this.#host);
    } finally {
      this.busy = undefined;
      this.#host.requestUpdate();
    }
    if (!outcome.ok && outcome.code !== 'prevented')
      this.tell(at, refusalText(outcome, this.#link.state, this.#l), true);
    return outcome;
  }

  /** Shows it in its place, and says it. */
  tell(at: string, text: string, bad = false): void {
    this.said = { at, text, bad };
    this.#link.handle?.element.announce(text);
    this.#host.requestUpdate();
  }

  /** The focus goes to a title that says nothing of it. */
  #sayStatus(order: Order): void {
    const { handle, state } = this.#link;
    if (state) handle?.element.announce(toStatus(order, state, shopNow(state), this.#l).headline);
  }

  #focus(selector: string): void {
    this.#focusNext = selector;
    this.#host.requestUpdate();
  }
}

function choose(port: ShopPort, order: string, choice: Choice) {
  if (choice === 'cancel') return port.cancelOrder(order);
  if (choice === 'accept') return port.accept(order);
  return port.choose(order, choice.slice('alternate:'.length));
}
