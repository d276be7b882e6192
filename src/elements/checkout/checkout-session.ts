/**
 * One checkout from the first key to the saved order: what was typed and chosen,
 * where it stands, what changed meanwhile. What was typed is in memory only, and
 * stays while the shopper looks at the basket. It draws nothing.
 */
import type { LitElement, ReactiveController } from 'lit';

import type { CartView } from '../../core/cart/cart-view.js';
import { findPickupChange, isChoosable, type ChosenPickup } from '../../core/order/checkout-changes.js';
import {
  EMPTY_FORM,
  findFaults,
  toContact,
  type CheckoutForm,
  type ContactRules,
} from '../../core/order/checkout-faults.js';
import {
  FILLING,
  nextStep,
  type CheckoutChange,
  type CheckoutFault,
  type CheckoutField,
  type CheckoutMove,
  type CheckoutStep,
} from '../../core/order/checkout-steps.js';
import { offerPoints } from '../../core/loyalty/offer-points.js';
import { findOrderOf, watchBasket, type WatchedBasket } from '../../core/order/order-of-basket.js';
import type { Redemption } from '../../core/protocol/intent.js';
import type { OrderRequest, Refused, ShopPort } from '../../core/shop-port.js';
import type { ShopState } from '../../core/shop-state.js';
import { orderRequest } from '../events.js';
import type { ShopLink } from '../shop/shop-link.js';
import { shopNow } from '../shop/shop-time.js';

/** Where focus goes once the next thing is drawn. */
export type Landing = 'changed' | 'faults' | 'placed' | 'found';

const NOTHING_REDEEMED: Redemption = { points: 0, off: 0 };

/** A draft of before everything was erased is none. */
const drafts = new WeakMap<
  ShopPort,
  { readonly form: CheckoutForm; readonly erasedAt: number | undefined }
>();

export class CheckoutSession implements ReactiveController {
  step: CheckoutStep = FILLING;
  form: CheckoutForm = EMPTY_FORM;
  /** What was wrong at the last press. What is mended since then keeps its room, so that nothing moves under the thumb. */
  noted: readonly CheckoutFault[] = [];
  /** Taken by whoever draws; undefined once it was. */
  landing: Landing | undefined;

  readonly #host: LitElement;
  readonly #link: ShopLink;
  #port: ShopPort | undefined;
  #erasedAt: number | undefined;
  #chosen: ChosenPickup | undefined;
  /** What the button said last, and the lines that it was about. */
  #shown: { readonly lines: string; readonly total: number } | undefined;
  #wanted = '';
  /** The shopper wants to redeem points, as many as may be. */
  #redeems = false;
  #saved: { readonly cart: CartView; readonly redeem: Redemption } | undefined;
  #watched: WatchedBasket | undefined;
  /** The focus was in here when the basket went. */
  #wasAt: boolean | undefined;

  constructor(host: LitElement, link: ShopLink) {
    this.#host = host;
    this.#link = link;
    host.addController(this);
  }

  /** The basket that is being ordered, at what is left to pay: while saving, the one that was on the button. */
  get cart(): CartView | undefined {
    if (this.step.kind === 'saving') return this.#saved?.cart;
    const cart = this.#link.state?.cart;
    const { off } = this.redeem;
    if (!cart || !off) return cart;
    // The tax was reckoned of the whole.
    const { tax: _tax, ...rest } = cart;
    return { ...rest, total: cart.total - off };
  }

  /** The points that pay for a part of it. */
  get redeem(): Redemption {
    if (this.step.kind === 'saving' && this.#saved) return this.#saved.redeem;
    const { state } = this.#link;
    const offer = state && this.#redeems ? offerPoints(state, state.cart.subtotal) : undefined;
    return offer ?? NOTHING_REDEEMED;
  }

  get rules(): ContactRules {
    return this.#link.state?.catalog?.shop.contact ?? {};
  }

  hostUpdate() {
    const { port, state } = this.#link;
    if (!port || !state) return;
    if (port !== this.#port) {
      this.#port = port;
      this.#erasedAt = state.erasedAt;
      const draft = drafts.get(port);
      this.form = draft && draft.erasedAt === state.erasedAt ? draft.form : EMPTY_FORM;
    }
    if (state.erasedAt !== this.#erasedAt) this.#forget(state.erasedAt);
    this.#findOrder(state);
    this.#readPickup(state);
    this.#hold();
    const changes = [...this.#pickupChanges(state), ...this.#totalChanges(state)];
    if (changes.length) this.#name(changes);
  }

  hostDisconnected() {
    this.#port?.hold(null);
    this.#wanted = '';
  }

  /** What the shopper is about to order is held for them, as soon as it is known where and when. */
  #hold() {
    const { depot, slot } = this.form;
    const points = this.#redeems ? this.redeem.points : 0;
    const pickup = { depot, slot, ...(points > 0 ? { points } : {}) };
    const chosen = this.step.kind === 'placed' || !this.#chosen ? null : pickup;
    const wanted = chosen ? `${slot} ${points}` : '';
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#port?.hold(chosen);
  }

  choose(field: 'depot' | 'slot', id: string) {
    const chosen = field === 'depot' ? { depot: id, slot: '' } : { slot: id };
    if (this.form[field] === id) return;
    this.#set({ ...this.form, ...chosen });
    if (this.#link.state) this.#readPickup(this.#link.state);
    this.#mend(field);
  }

  /** All that may be redeemed, or none. */
  usePoints(on: boolean) {
    this.#redeems = on;
    this.#host.requestUpdate();
  }

  type(field: CheckoutField, value: string) {
    this.#set({ ...this.form, [field]: value });
    this.#mend(field);
  }

  /** The order button: looks at everything first, then places the order once. */
  press() {
    const { state } = this.#link;
    if (!state || this.step.kind === 'saving') return;
    const { cart = state.cart, redeem } = this;
    this.#saved = { cart, redeem };
    const { total } = cart;
    this.noted = findFaults(this.form, this.rules);
    const step = this.#move({ kind: 'press', total, faults: this.noted });
    if (step.kind === 'correcting') this.#land('faults');
    if (step.kind === 'saving') void this.#place(total);
  }

  /** Another order, after the last one was saved. */
  restart() {
    this.#move({ kind: 'restart' });
  }

  async #place(total: number) {
    const shop = this.#link.handle?.element;
    const { depot, slot } = this.form;
    const contact = toContact(this.form, this.rules);
    const { points = 0 } = this.#saved?.redeem ?? {};
    const redeeming = points > 0 ? { redeemPoints: points } : {};
    const pickup = { depot, slot };
    const request: OrderRequest = { contact, pickup, payment: 'at-pickup', total, ...redeeming };
    const outcome = await shop?.ask(this.#host, orderRequest(request), (port) => port.placeOrder(request));
    if (!outcome?.ok) return this.#refused(outcome);
    this.#end({ kind: 'keep', order: outcome.order.id }, 'placed');
  }

  #end(move: CheckoutMove, landing: Landing) {
    this.#move(move);
    this.#shown = undefined;
    this.#chosen = undefined;
    this.#watched = undefined;
    this.#redeems = false;
    this.noted = [];
    this.#set(EMPTY_FORM);
    this.#land(landing);
  }

  /** Another tab tells first that the basket is empty, then which order it became. */
  #findOrder({ cart, orders, load }: ShopState) {
    const { kind } = this.step;
    if (load.kind !== 'ready' || kind === 'saving' || kind === 'placed') return;
    if (cart.lines.length) {
      this.#watched = watchBasket(cart.lines, orders, this.#watched);
      this.#wasAt = undefined;
      return;
    }
    if (!this.#watched) return;
    // `:focus-within` says no in a tab that is in the background.
    this.#wasAt ??= (this.#host.getRootNode() as Document | ShadowRoot).activeElement === this.#host;
    const order = findOrderOf(this.#watched, orders);
    if (order) this.#end({ kind: 'find', order: order.id }, this.#wasAt ? 'placed' : 'found');
  }

  #refused(refusal: Refused | undefined) {
    if (!refusal || refusal.code === 'prevented') {
      this.#move({ kind: 'stop' });
      return;
    }
    this.#move({ kind: 'refuse', code: refusal.code, about: refusal.about ?? {} });
    const change = this.#toChange(refusal);
    if (change) this.#name([change]);
  }

  /** A refusal that says what has changed is shown as that change. */
  #toChange({ code, about = {} }: Refused): CheckoutChange | undefined {
    const { was, now } = about;
    if (code === 'total-changed' && typeof was === 'number' && typeof now === 'number')
      return { kind: 'total-changed', was, now };
    const start = this.#chosen?.slot.start;
    if (start === undefined) return undefined;
    if (code === 'cutoff-passed' || code === 'slot-full') return { kind: code, start };
    return code === 'unknown-slot' ? { kind: 'slot-gone', start } : undefined;
  }

  /** The only place is chosen for the shopper; a kept choice is known again. */
  #readPickup({ depots, slots }: ShopState) {
    const only = depots.length === 1 ? depots[0] : undefined;
    if (!this.form.depot && only) this.#set({ ...this.form, depot: only.id });
    const depot = depots.find(({ id }) => id === this.form.depot);
    const slot = slots[this.form.depot]?.find(({ id }) => id === this.form.slot);
    if (depot && slot && isChoosable(slot)) this.#chosen = { depot, slot };
    else if (!this.form.slot) this.#chosen = undefined;
    // Kept from before, and not to be had any more.
    else if (!this.#chosen) this.#set({ ...this.form, slot: '' });
  }

  #pickupChanges(state: ShopState): readonly CheckoutChange[] {
    if (!this.form.slot || this.step.kind === 'saving') return [];
    const change = this.#chosen && findPickupChange(this.#chosen, state, shopNow(state));
    return change ? [change] : [];
  }

  /** Of the same lines: what the shopper did to the basket is no news to them. */
  #totalChanges({ cart, load }: ShopState): readonly CheckoutChange[] {
    if (load.kind !== 'ready' || this.step.kind === 'saving') return [];
    const was = this.#shown;
    const chosen = [this.#redeems, ...cart.lines.map(({ id, quantity }) => [id, quantity])];
    const lines = JSON.stringify(chosen);
    const total = cart.total - this.redeem.off;
    this.#shown = { lines, total };
    if (!was || was.lines !== lines || was.total === total) return [];
    return [{ kind: 'total-changed', was: was.total, now: total }];
  }

  #name(changes: readonly CheckoutChange[]) {
    for (const { kind } of changes) {
      if (kind === 'total-changed') continue;
      const depot = kind === 'depot-gone' ? '' : this.form.depot;
      this.#set({ ...this.form, depot, slot: '' });
    }
    this.noted = [];
    const known = this.step.kind === 'changed' ? this.step.changes : [];
    this.#move({ kind: 'change', changes: mergeChanges(known, changes) });
    this.#land('changed');
  }

  #set(form: CheckoutForm) {
    this.form = form;
    if (this.#port) drafts.set(this.#port, { form, erasedAt: this.#erasedAt });
    this.#host.requestUpdate();
  }

  /** Everything was erased, here or in another tab: so is what was typed. */
  #forget(erasedAt: number | undefined) {
    this.#erasedAt = erasedAt;
    this.#chosen = undefined;
    this.#watched = undefined;
    this.#saved = undefined;
    this.noted = [];
    this.#set(EMPTY_FORM);
    if (this.#port) drafts.delete(this.#port);
  }

  #mend(field: CheckoutField) {
    this.#move({ kind: 'mend', field });
  }

  #land(landing: Landing) {
    this.landing = landing;
    this.#host.requestUpdate();
  }

  #move(move: CheckoutMove): CheckoutStep {
    this.step = nextStep(this.step, move);
    this.#host.requestUpdate();
    return this.step;
  }
}

/** The newest word on each matter; a total that came back to what it was is no change. */
function mergeChanges(
  known: readonly CheckoutChange[],
  added: readonly CheckoutChange[],
): readonly CheckoutChange[] {
  const isTotal = ({ kind }: CheckoutChange) => kind === 'total-changed';
  const pickup = [...known, ...added].filter((change) => !isTotal(change)).at(-1);
  const totals = [...known, ...added].filter((change) => change.kind === 'total-changed');
  const [first, last] = [totals[0], totals.at(-1)];
  const total = first && last ? [{ ...last, was: first.was }] : [];
  return [...(pickup ? [pickup] : []), ...total.filter(({ was, now }) => was !== now)];
}
