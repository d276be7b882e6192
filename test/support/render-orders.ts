/** Receipt or orders inside a shop over a fake port, with what a test of them asks for. */
import { fixture, html, nextFrame } from '@open-wc/testing';
import type { LitElement } from 'lit';

import type { Order, OrderLine } from '../../src/core/order/order.js';
import type { ShopState } from '../../src/core/shop-state.js';
import { PunnetOrders } from '../../src/elements/punnet-orders.js';
import { PunnetReceipt } from '../../src/elements/punnet-receipt.js';
import { PunnetShop } from '../../src/elements/punnet-shop.js';
import { FakeShopPort } from './fake-shop-port.js';
import { createOrder, createState } from './fixtures.js';
import { defineOnce, serve } from './shop-fixture.js';

defineOnce('punnet-shop', PunnetShop);
defineOnce('punnet-receipt', PunnetReceipt);
defineOnce('punnet-orders', PunnetOrders);

const HOUR_MS = 3_600_000;

/** ISO 8601, so many hours from now. */
export const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

export const orderId = (n: number) => `019abf00-0000-7000-8000-00000000000${n}`;

/** To be collected the day after tomorrow in the morning, whenever the test runs. */
export function upcoming(changes: Partial<Order> = {}): Order {
  const { pickup } = createOrder();
  const on = (time: string) => `${inHours(48).slice(0, 10)}T${time}:00.000Z`;
  const times = { start: on('10:00'), end: on('10:30'), cutoff: on('09:00') };
  return createOrder({ pickup: { ...pickup, ...times }, placedAt: inHours(-1), ...changes });
}

/** Dearer than it was when it was ordered, and waiting for a yes. */
export function repriced(changes: Partial<Order> = {}): Order {
  return upcoming({
    state: 'repriced',
    decision: {
      kind: 'reprice',
      accepted: 440,
      amount: 480,
      until: inHours(5),
      changes: [{ title: 'Rolled oats 500 g, Own jar', was: 220, now: 240 }],
    },
    ...changes,
  });
}

/** The shop ran out of its oats, and offers another place and the rest of it. */
export function disputed(changes: Partial<Order> = {}): Order {
  const { pickup, lines } = upcoming();
  const day = inHours(72).slice(0, 10);
  const times = { start: `${day}T10:00:00.000Z`, end: `${day}T10:30:00.000Z` };
  const market = { ...pickup, depot: 'market', depotTitle: 'Market', slot: `market/${day}`, ...times };
  const until = inHours(5);
  return upcoming({
    state: 'disputed',
    reason: { code: 'out-of-stock', variant: lines[0]?.variant ?? '', depot: 'station' },
    decision: {
      kind: 'dispute',
      until,
      alternates: [
        { id: '1-1', pickup: market, without: [], amount: 418, discount: 22, until },
        { id: '1-2', pickup, without: ['oats-500'], amount: 209, discount: 0, until },
        { id: '1-3', pickup, without: [], amount: 1, discount: 0, until: inHours(-1) },
      ],
    },
    ...changes,
  });
}

const CHEDDAR: OrderLine = {
  ...{ variant: 'cheddar-500', modifiers: {}, quantity: 1, price: 880, total: 880 },
  ...{ title: 'Cheddar', detail: '500 g', allergens: ['milk'], allergensStated: true },
};

/** Its shopper has chosen it without the oats and their jars, and the shop has not seen that. */
export function reduced(): Order {
  const { pickup, lines } = upcoming();
  const off = { amount: 936, discount: 44, until: inHours(5) };
  return disputed({
    ...{ lines: [...lines, CHEDDAR], subtotal: 1_320, deposits: 300, total: 1_620 },
    ...{ choice: 'choose', chosen: { id: '1-1', pickup, without: ['oats-500'], ...off } },
  });
}

export async function render(markup: unknown, state: Partial<ShopState>) {
  const port = new FakeShopPort(createState(state));
  serve(port);
  const page = await fixture<HTMLElement>(
    html`<div lang="en">
      <punnet-shop catalog="/catalog.json" endpoint="https://orders.example">${markup}</punnet-shop>
    </div>`,
  );
  const el = page.querySelector<LitElement>('punnet-receipt, punnet-orders') as LitElement;
  await el.updateComplete;
  const root = el.shadowRoot as ShadowRoot;
  const all = (part: string) => [...root.querySelectorAll<HTMLElement>(`[part~="${part}"]`)];
  const settle = async () => {
    await nextFrame();
    await el.updateComplete;
  };
  return {
    page,
    el,
    port,
    all,
    part: (name: string) => all(name)[0] as HTMLElement,
    press: async (name: string, index = 0) => {
      (all(name)[index] as HTMLElement).click();
      await settle();
    },
    focused: () => root.activeElement as HTMLElement | null,
    settle,
    text: (within: Element | ShadowRoot = root) => within.textContent?.replace(/\s+/g, ' ') ?? '',
  };
}

/** What the browser was told to save, while `act` ran. */
export async function savedBy(act: () => Promise<void>): Promise<{ name: string; file: Blob } | undefined> {
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  let file: Blob | undefined;
  let name = '';
  const clicked = new Promise<void>((resolve) => {
    URL.createObjectURL = (object) => {
      file = object as Blob;
      return createObjectURL.call(URL, object);
    };
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      name = this.download;
      resolve();
    };
  });
  try {
    await act();
    await clicked;
  } finally {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
  }
  return file && { name, file };
}
