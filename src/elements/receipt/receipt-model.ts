/** A receipt as plain words, so that screen, paper and picture say the same. What is not so is empty. */
import { toChosenOrder } from '../../core/order/chosen-order.js';
import { isCollectable, isFindable, needsDecision } from '../../core/order/order-words.js';
import type { Order } from '../../core/order/order.js';
import type { ShopState } from '../../core/shop-state.js';
import { momentOf, slotOf } from '../words/moments.js';
import { allergenSentences } from '../orders/order-allergens.js';
import type { OrderLocalizer } from '../words/order-terms.js';
import { toStatus, type OrderStatus } from '../orders/order-text.js';

export interface ReceiptLine {
  readonly title: string;
  /** Size and options. */
  readonly detail: string;
  /** What one costs, where there are several. */
  readonly each: string;
  readonly quantity: string;
  readonly amount: string;
}

export interface ReceiptSum {
  readonly part: 'subtotal' | 'deposit' | 'discount' | 'total';
  readonly name: string;
  readonly amount: string;
}

export interface ReceiptPickup {
  readonly when: string;
  readonly place: string;
  readonly address: string;
}

export interface ReceiptModel {
  readonly shop: string;
  readonly rehearsal: string;
  readonly status: OrderStatus;
  readonly code: string;
  readonly codeHint: string;
  /** What its QR code holds, while something may be handed over. */
  readonly token: string;
  readonly lines: readonly ReceiptLine[];
  readonly sums: readonly ReceiptSum[];
  readonly tax: string;
  readonly pay: string;
  /** Where and when to collect it, while it can be. */
  readonly pickup: ReceiptPickup | undefined;
  readonly allergens: readonly string[];
  readonly placed: string;
  readonly asOf: string;
}

/** @param now epoch milliseconds */
export function toReceipt(order: Order, state: ShopState, now: number, l: OrderLocalizer): ReceiptModel {
  const { currency } = order;
  const chosen = toChosenOrder(order);
  return {
    shop: order.shopName,
    rehearsal: order.mode === 'test' ? l.t('rehearsalReceipt') : '',
    status: toStatus(order, state, now, l),
    code: order.code,
    codeHint: isFindable(order) ? l.t('codeHint') : '',
    token: (isCollectable(order) && order.receipt?.token) || '',
    lines: chosen.lines.map(({ title, detail, quantity, price, total }) => ({
      title,
      detail,
      each: quantity > 1 ? l.t('each', { price: l.money(price, currency) }) : '',
      quantity: l.number(quantity),
      amount: l.money(total, currency),
    })),
    sums: toSums(chosen, l),
    tax: toTax(chosen, l),
    pay: toPay(chosen, l),
    pickup: isCollectable(order) ? toPickup(chosen, l) : undefined,
    allergens: allergenSentences(chosen.lines, l),
    placed: l.t('placedOn', { when: momentOf(l, order.placedAt) }),
    asOf: l.t('asOf', { when: momentOf(l, new Date(now).toISOString()) }),
  };
}

function toSums(
  { subtotal, deposits, discount = 0, redeemed, total, currency }: Order,
  l: OrderLocalizer,
): ReceiptSum[] {
  const sum = (part: ReceiptSum['part'], name: string, minor: number) =>
    ({ part, name, amount: l.money(minor, currency) }) as const;
  const parts = [
    ...(deposits || discount || redeemed ? [sum('subtotal', l.t('subtotal'), subtotal)] : []),
    ...(deposits ? [sum('deposit', l.t('deposits'), deposits)] : []),
    ...(discount ? [sum('discount', l.t('discount'), -discount)] : []),
    ...(redeemed ? [sum('discount', l.t('pointsOff', { count: redeemed.points }), -redeemed.off)] : []),
  ];
  return [...parts, sum('total', l.t('total'), total)];
}

/** The tax was reckoned when it was ordered: of another amount it says nothing. None needs no line. */
function toTax({ tax, accepted, total, currency }: Order, l: OrderLocalizer): string {
  if (!tax?.minor || (accepted !== undefined && accepted !== total)) return '';
  return l.t('tax', { label: tax.label, amount: l.money(tax.minor, currency) });
}

function toPickup({ pickup }: Order, l: OrderLocalizer): ReceiptPickup {
  const { start, end, depotTitle, address = '' } = pickup;
  return { when: slotOf(l, start, end), place: depotTitle, address };
}

/** Only while there is something to pay that the shopper has agreed to. */
function toPay(order: Order, l: OrderLocalizer): string {
  const { payment, total, currency } = order;
  if (needsDecision(order) || !isCollectable(order) || payment.state !== 'at_pickup') return '';
  return l.t('payAtCollect', { amount: l.money(total, currency) });
}
