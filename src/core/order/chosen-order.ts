/**
 * An order as its shopper has chosen it on this device: what it holds then, what it costs, where it is collected. The
 * shop has not answered the choice yet, and how the order stands is not for this to say.
 *
 * Lines cost what they did when they were ordered, or what the shop asked for instead. Where its prices rose by more
 * than it takes off, they come to less than the total that it has signed, and the total holds.
 */
import type { Redemption } from '../protocol/intent.js';
import type { Order, OrderAlternate, OrderLine, RepriceDecision } from './order.js';

/** The same object where nothing was chosen that changes what it holds or costs. */
export function toChosenOrder(order: Order): Order {
  const { chosen, choice, decision } = order;
  if (chosen) return withAlternate(order, chosen);
  return choice === 'accept' && decision?.kind === 'reprice' ? withPrices(order, decision) : order;
}

/** "Rolled oats 500 g, Own jar" */
export function nameOfLine({ title, detail }: OrderLine): string {
  return detail === '' ? title : `${title} ${detail}`;
}

/** What a choice leaves out is not to be handed over, and nor are its jars. */
export function toChosenGoods({ lines, deposits, chosen }: Order): Pick<Order, 'lines' | 'deposits'> {
  if (!chosen || chosen.without.length === 0) return { lines, deposits };
  const left = lines.filter(({ variant }) => !chosen.without.includes(variant));
  const rest = chosen.amount + chosen.discount + (chosen.redeem?.off ?? 0) - goodsOf(left);
  return { lines: left, deposits: Math.min(deposits, Math.max(0, rest)) };
}

function withAlternate(order: Order, { pickup, amount: total, redeem: redeemed }: OrderAlternate): Order {
  return { ...withSums(order, { ...toChosenGoods(order), total, redeemed }), pickup };
}

/** What the shop asks for is goods and deposits, less what points pay. */
function withPrices(order: Order, { amount: total, changes, points }: RepriceDecision): Order {
  const lines = order.lines.map((line) => {
    const change = changes.find(({ title, was }) => was === line.price && title === nameOfLine(line));
    return change ? { ...line, price: change.now, total: change.now * line.quantity } : line;
  });
  const redeemed = points ? within(order.redeemed, points.now) : order.redeemed;
  const deposits = Math.max(0, total + (redeemed?.off ?? 0) - goodsOf(lines));
  return withSums(order, { lines, deposits, total, redeemed });
}

/** As many points as take off no more than this. */
function within(redeemed: Redemption | undefined, off: number): Redemption | undefined {
  if (!redeemed || off === 0) return undefined;
  return { points: Math.ceil((redeemed.points * off) / redeemed.off), off };
}

interface Sums extends Pick<Order, 'lines' | 'deposits' | 'total'> {
  readonly redeemed: Redemption | undefined;
}

/** The tax was reckoned of what was ordered: of anything else it says nothing. */
function withSums(
  { tax, discount: _discount, redeemed: _redeemed, ...order }: Order,
  { lines, deposits, total, redeemed }: Sums,
): Order {
  const subtotal = goodsOf(lines);
  const discount = subtotal + deposits - (redeemed?.off ?? 0) - total;
  const isSame = total === order.total && lines.length === order.lines.length;
  return {
    ...order,
    ...{ lines, subtotal, deposits, total },
    ...(discount > 0 ? { discount } : {}),
    ...(redeemed ? { redeemed } : {}),
    ...(tax && isSame ? { tax } : {}),
    payment: { ...order.payment, amount: total },
  };
}

function goodsOf(lines: readonly OrderLine[]): number {
  return lines.reduce((sum, { total }) => sum + total, 0);
}
