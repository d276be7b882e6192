/**
 * A shop without engine, storage or network: the real basket over a given state.
 * Orders placed are saved at once; every call is noted.
 */
import {
  EMPTY_CART,
  reduceCart,
  type Cart,
  type CartAction,
  type LineSource,
} from '../../src/core/cart/cart.js';
import { viewCart } from '../../src/core/cart/cart-view.js';
import type { Consent } from '../../src/core/consent/consent.js';
import type { Recommended, RecommendWish } from '../../src/core/personal-port.js';
import type { StandingArm } from '../../src/core/measure/standing.js';
import type { FurtherCall } from '../../src/core/further-calls.js';
import type { ChoiceKind, Order } from '../../src/core/order/order.js';
import type {
  Cause,
  EraseWish,
  OrderRequest,
  Outcome,
  PickupChoice,
  Refused,
  ShopPort,
} from '../../src/core/shop-port.js';
import type { ShopState } from '../../src/core/shop-state.js';
import type { OwnerCall, OwnerPort } from '../../src/core/owner/owner-port.js';
import type { StallCall, StallPort } from '../../src/core/stall/stall-port.js';
import { chooseTestimonials, meanStars } from '../../src/core/testimonial/choose.js';
import type { Judged } from '../../src/core/testimonial/judge.js';
import type { PulseView, Testimonials, TrustCall } from '../../src/core/trust-port.js';
import { createOrder, createState } from './fixtures.js';
import { suggestFor } from './suggest-for.js';

type Listener = (state: ShopState, previous: ShopState, cause: Cause) => void;

export class FakeShopPort implements ShopPort {
  state: ShopState;
  engine: 'worker' | 'page' | null = 'page';
  durable: 'twice' | 'once' | 'no' = 'twice';
  readonly calls: (readonly [name: string, ...args: unknown[]])[] = [];
  /** What the next call of this name resolves with, instead of being done. */
  readonly refusals = new Map<string, Refused>();
  offline = false;
  closed = false;
  /** Where the shopper is about to collect. */
  wanted: PickupChoice | null = null;
  #cart: Cart = EMPTY_CART;
  readonly #listeners = new Set<Listener>();

  constructor(state: ShopState = createState()) {
    this.state = state;
  }

  subscribe(listener: Listener) {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Changes the state as the engine would. */
  change(changes: Partial<ShopState>, cause: Cause = 'sync') {
    const previous = this.state;
    this.state = { ...previous, ...changes };
    if (changes.catalog || changes.hold !== undefined)
      this.state = {
        ...this.state,
        cart: viewCart(this.#cart, this.state.catalog ?? undefined, this.state.hold),
      };
    for (const listener of [...this.#listeners]) listener(this.state, previous, cause);
  }

  async add(
    variant: string,
    quantity?: number,
    modifiers: Readonly<Record<string, string>> = {},
    from?: LineSource,
  ) {
    this.calls.push(['add', variant, quantity, modifiers, ...(from ? [from] : [])]);
    return this.#reduce('add', {
      type: 'add',
      variant,
      modifiers,
      ...(quantity === undefined ? {} : { quantity }),
      ...(from ? { from } : {}),
    });
  }

  async setQuantity(line: string, quantity: number) {
    this.calls.push(['setQuantity', line, quantity]);
    return this.#reduce('setQuantity', { type: 'setQuantity', line, quantity });
  }

  async restore() {
    this.calls.push(['restore']);
    return this.#reduce('restore', { type: 'restore' });
  }

  async clear() {
    this.calls.push(['clear']);
    return this.#reduce('clear', { type: 'clear' });
  }

  async placeOrder(request: OrderRequest): Promise<Outcome<{ order: Order }>> {
    this.calls.push(['placeOrder', request]);
    const refusal = this.refusals.get('placeOrder');
    if (refusal) return refusal;
    const order = createOrder();
    this.#cart = EMPTY_CART;
    const cart = viewCart(EMPTY_CART, this.state.catalog ?? undefined);
    const outbox = { ...this.state.outbox, waiting: this.state.outbox.waiting + 1 };
    this.change({ orders: [order, ...this.state.orders], cart, outbox }, 'shopper');
    return { ok: true, order };
  }

  async cancelOrder(id: string) {
    this.calls.push(['cancelOrder', id]);
    return this.#choose('cancelOrder', id, 'cancel');
  }

  async accept(id: string) {
    this.calls.push(['accept', id]);
    return this.#choose('accept', id, 'accept');
  }

  hold(pickup: PickupChoice | null) {
    this.wanted = pickup;
  }

  async choose(id: string, alternate: string) {
    this.calls.push(['choose', id, alternate]);
    return this.#choose('choose', id, 'choose', alternate);
  }

  async sync(): Promise<Outcome<{ waiting: number }>> {
    this.calls.push(['sync']);
    return this.refusals.get('sync') ?? { ok: true, waiting: this.state.outbox.waiting };
  }

  async refresh(): Promise<Outcome> {
    this.calls.push(['refresh']);
    return this.refusals.get('refresh') ?? { ok: true };
  }

  async exportData(): Promise<Outcome<{ file: Blob }>> {
    this.calls.push(['exportData']);
    return this.refusals.get('exportData') ?? { ok: true, file: new Blob(['{}']) };
  }

  async importData(file: Blob): Promise<Outcome<{ added: number }>> {
    this.calls.push(['importData', file]);
    return this.refusals.get('importData') ?? { ok: true, added: 1 };
  }

  async eraseData(wish: EraseWish = {}): Promise<Outcome<{ told: boolean }>> {
    this.calls.push(['eraseData', wish]);
    const refusal = this.refusals.get('eraseData');
    if (refusal) return refusal;
    this.#cart = EMPTY_CART;
    const { catalog, outbox, connection } = this.state;
    const told = connection === 'online';
    this.change(
      {
        ...{ orders: [], purchases: [], loyalty: null },
        consent: { personalisation: false, measurement: false },
        cart: viewCart(EMPTY_CART, catalog ?? undefined),
        outbox: { ...outbox, waiting: 0, erasing: told ? 0 : 1 },
      },
      'shopper',
    );
    return { ok: true, told };
  }

  /** By the formula, out of the orders of the state. */
  async recommend({ limit = 10 }: RecommendWish = {}): Promise<Outcome<Recommended>> {
    this.calls.push(['recommend', limit]);
    const refusal = this.refusals.get('recommend');
    const { ranker } = this.state.recommender;
    return refusal ?? { ok: true, ranker, suggestions: suggestFor(this.state).slice(0, limit) };
  }

  async setConsent(wanted: Partial<Consent>): Promise<Outcome<{ consent: Consent }>> {
    this.calls.push(['setConsent', wanted]);
    const consent = { ...this.state.consent, ...wanted };
    this.change({ consent }, 'shopper');
    return { ok: true, consent };
  }

  /** What a stall's screen is answered, by the name of what it asks. */
  stalls: Partial<StallPort> = {};

  /** The same of an owner's. */
  owners: Partial<OwnerPort> = {};

  async stall(_stage: string, call: StallCall | OwnerCall): Promise<Outcome> {
    const [port, [name, ...args]] = call[0] === 'owner' ? [this.owners, call[1]] : [this.stalls, call];
    this.calls.push([name, ...args]);
    const refusal = this.refusals.get(name);
    if (refusal) return refusal;
    const answer = Reflect.get(port, name) as ((...given: unknown[]) => Promise<Outcome>) | undefined;
    return answer ? answer(...args) : { ok: true };
  }

  /** What customers say here, judged; and how much the shop sells. */
  words: readonly Judged[] = [];
  pulse: PulseView | undefined;
  /** Whether there are other keys each time they are asked for; not, once these are used up. */
  renewals: boolean[] = [];
  /** The experiments that run, with the device's arms. */
  arms: readonly StandingArm[] = [];

  async ask(...[stage, , call]: FurtherCall): Promise<Outcome> {
    if (stage === 'trust-stage') return this.trust(call);
    const [name, ...args] = call;
    this.calls.push([stage, name, ...args]);
    const answer: Outcome<{ arms: readonly StandingArm[] }> = { ok: true, arms: this.arms };
    return answer;
  }

  simulateOffline(on: boolean) {
    this.offline = on;
  }

  close() {
    this.closed = true;
  }

  async trust([name, given]: TrustCall): Promise<Outcome> {
    this.calls.push([name, given]);
    const refusal = this.refusals.get(name);
    if (refusal) return refusal;
    if (name === 'renewKeys') return this.#renewKeys();
    if (name === 'pulse') return { ok: true, ...(this.pulse ? { pulse: this.pulse } : {}) };
    const testimonials = chooseTestimonials(this.words, given);
    const { about } = given;
    const stars = meanStars(
      this.words.filter(({ product }) => !about || (product !== undefined && about.includes(product))),
    );
    const answer: Testimonials = { testimonials, ...(stars ? { stars } : {}) };
    return { ok: true, ...answer };
  }

  #renewKeys(): Outcome<{ changed: boolean }> {
    return { ok: true, changed: this.renewals.shift() ?? false };
  }

  #reduce(name: string, action: CartAction): Outcome<{ line: string }> {
    const refusal = this.refusals.get(name);
    if (refusal) return refusal;
    const catalog = this.state.catalog ?? undefined;
    const reduced = reduceCart(this.#cart, action, catalog);
    if (!reduced.ok) return { ...reduced, message: reduced.code };
    this.#cart = reduced.cart;
    this.change({ cart: viewCart(this.#cart, catalog, this.state.hold) }, 'shopper');
    return { ok: true, line: reduced.line ?? '' };
  }

  #choose(name: string, id: string, choice: ChoiceKind, alternate?: string): Outcome<{ order: Order }> {
    const refusal = this.refusals.get(name);
    if (refusal) return refusal;
    const order = this.state.orders.find((each) => each.id === id);
    if (!order) return { ok: false, code: 'unknown-order', message: `There is no order ${id}.` };
    const offered = order.decision?.kind === 'dispute' ? order.decision.alternates : [];
    const chosen = offered.find((each) => each.id === alternate);
    const next = { ...order, choice, ...(chosen ? { chosen } : {}) };
    this.change({ orders: this.state.orders.map((each) => (each === order ? next : each)) }, 'shopper');
    return { ok: true, order: next };
  }
}
