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
  readonly variants: number;
}

/** What the page tells before it dies. */
export interface Told {
  /** @param held its line said so when the button was pressed */
  tellSaved(attempt: number, id: string, held: boolean): Promise<void>;
  tellChosen(id: string, depot: string): Promise<void>;
}

interface Shop extends Element {
  readonly state: ShopState;
  clear(): Promise<Outcome>;
  add(variant: string, quantity: number): Promise<Outcome>;
  placeOrder(request: OrderRequest): Promise<Outcome<{ order: Order }>>;
  choose(id: string, alternate: string): Promise<Outcome<{ order: Order }>>;
}

/** Orders by the script's call, and every so often by the buttons; takes what is offered for what ran out. */
export async function orderForever({ first, uiEvery, heldEvery, variants }: Busy): Promise<never> {
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
    if (waits) await untilHeld();
    const held = isHeld();
    button.click();
    const { id } = await saved;
    (await find('[part~="back-button"]')).click();
    return { id, held };
  };
  const orderByScript = async () => {
    const request = { pickup: { depot: 'station', slot: slot() }, payment: 'at-pickup' } as const;
    return { id: take(await shop.placeOrder(request)).order.id, held: false };
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
    const { id, held } = byHand ? await orderByHand(waits) : await orderByScript();
    void told.tellSaved(attempt, id, held);
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
