/**
 * A shopper who never rests, as code that runs in the page of a counted stand: each function is sent there as its text,
 * and knows nothing but its arguments and the page.
 */
import type { Order } from '../../../src/core/order/order.js';
import type { OrderRequest, Outcome } from '../../../src/core/shop-port.js';
import type { ShopState } from '../../../src/core/shop-state.js';

export interface Busy {
  /** The first attempt's number. */
  readonly first: number;
  /** Each so many is made by the buttons. */
  readonly uiEvery: number;
  /** Each so many waits until it is held, where the shop can be reached. */
  readonly heldEvery: number;
  /** Each so many is paid for by points, as far as there are any. */
  readonly redeemEvery: number;
  readonly variants: number;
}

/** What the page tells before it dies. */
export interface Told {
  /**
   * @param held its line said so when the button was pressed
   * @param points that pay for a part of it
   */
  tellSaved(attempt: number, id: string, held: boolean, points: number): Promise<void>;
  tellChosen(id: string, depot: string): Promise<void>;
}

interface Shop extends Element {
  readonly state: ShopState;
  clear(): Promise<Outcome>;
  add(variant: string, quantity: number): Promise<Outcome>;
  placeOrder(request: OrderRequest): Promise<Outcome<{ order: Order }>>;
  choose(id: string, alternate: string): Promise<Outcome<{ order: Order }>>;
}

/** Orders by the script's call, and every so often by the buttons; redeems points; takes what is offered for what ran out. */
export async function orderForever({
  first,
  uiEvery,
  heldEvery,
  redeemEvery,
  variants,
}: Busy): Promise<never> {
  const told = window as unknown as Told;
  const shop = document.querySelector('punnet-shop') as unknown as Shop;
  const take = <T>(outcome: Outcome<T>) => {
    if (!outcome.ok) throw new Error(`refused: ${outcome.code}: ${outcome.message}`);
    return outcome;
  };
  const slot = () => shop.state.slots['station']?.filter(({ open }) => open).at(-1)?.id ?? '';
  const seek = (root: ParentNode, wanted: string): HTMLElement | undefined => {
    for (const element of root.querySelectorAll('*')) {
      const fits = element.matches(wanted) && (element as HTMLElement).checkVisibility();
      const found = fits ? element : element.shadowRoot && seek(element.shadowRoot, wanted);
      if (found) return found as HTMLElement;
    }
    return undefined;
  };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const find = async (wanted: string): Promise<HTMLElement> => {
    for (const end = performance.now() + 15_000; performance.now() < end;) {
      const found = seek(document, wanted);
      if (found) return found;
      await frame();
    }
    throw new Error(`refused: there is no ${wanted} on screen`);
  };
  /** Not for ever: the endpoint may be gone, and what is counted may have run out. */
  const untilHeld = async () => {
    const end = performance.now() + 1_200;
    const mayBe = () => ['online', 'unknown'].includes(shop.state.connection) && !shop.state.hold;
    while (mayBe() && performance.now() < end) await frame();
  };
  /** Points are taken off where the shop can be reached, and are left where it held none of them. */
  const holdPoints = async () => {
    const box = () => seek(document, 'input[name="points"]') as HTMLInputElement | undefined;
    if (shop.state.connection === 'online') box()?.click();
    await untilHeld();
    if (box()?.checked && !shop.state.hold?.points) box()?.click();
  };
  const isHeld = () => shop.state.cart.lines.every(({ promise }) => promise === 'held');
  const orderByHand = async (waits: boolean) => {
    const saved = new Promise<Order>((resolve) =>
      document.addEventListener(
        'punnet-order-saved',
        (event) => resolve((event as CustomEvent<{ order: Order }>).detail.order),
        { once: true },
      ),
    );
    (await find('[part~="checkout-button"]')).click();
    (await find('input[name="depot"]')).click();
    (await find('input[name="slot"]')).click();
    const button = await find('[part~="order-button"]:not([aria-disabled="true"])');
    if (waits) await holdPoints();
    const held = isHeld();
    button.click();
    const order = await saved;
    (await find('[part~="back-button"]')).click();
    return { order, held };
  };
  /** By the shop's word as it was told last: where that is not so any more, it is paid for in money. */
  const orderByScript = async (redeems: boolean) => {
    const request = { pickup: { depot: 'station', slot: slot() }, payment: 'at-pickup' } as const;
    const { cart, catalog, connection, loyalty } = shop.state;
    const most = Math.floor(cart.subtotal / (catalog?.loyalty?.pointValue ?? Infinity));
    const isKnown = redeems && connection === 'online';
    const redeemPoints = isKnown ? Math.min(most, loyalty?.settled ?? 0) : 0;
    const asked = await shop.placeOrder({ ...request, redeemPoints });
    const isGone = !asked.ok && ['points-need-connection', 'too-many-points'].includes(asked.code);
    return { order: take(isGone ? await shop.placeOrder(request) : asked).order, held: false };
  };
  const chooseOne = async () => {
    for (const { id, decision, choice } of shop.state.orders) {
      const [best] = decision?.kind === 'dispute' && choice === undefined ? decision.alternates : [];
      if (!best) continue;
      take(await shop.choose(id, best.id));
      return void told.tellChosen(id, best.pickup.depot);
    }
  };
  for (let attempt = first; ; attempt++) {
    if (shop.state.cart.lines.length > 0) take(await shop.clear());
    take(await shop.add(`v${attempt % variants}`, 1 + Math.floor(attempt / variants)));
    const byHand = attempt % uiEvery === uiEvery - 1;
    const waits = attempt % heldEvery === heldEvery - 1;
    const redeems = attempt % redeemEvery === 0;
    const { order, held } = byHand ? await orderByHand(waits) : await orderByScript(redeems);
    void told.tellSaved(attempt, order.id, held, order.redeemed?.points ?? 0);
    await chooseOne();
  }
}

/** Takes what is offered for everything that ran out. @returns each order's id and where it goes now */
export async function chooseAll(): Promise<readonly (readonly [string, string])[]> {
  const shop = document.querySelector('punnet-shop') as unknown as Shop;
  const chosen: [string, string][] = [];
  for (const { id, decision, choice } of [...shop.state.orders]) {
    const [best] = decision?.kind === 'dispute' && choice === undefined ? decision.alternates : [];
    if (!best) continue;
    const made = await shop.choose(id, best.id);
    if (!made.ok) throw new Error(`refused: ${made.code}: ${made.message}`);
    chosen.push([id, best.pickup.depot]);
  }
  return chosen;
}
