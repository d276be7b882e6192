/** The states of what scans cards and receipts. */
import { html, waitUntil } from '@open-wc/testing';

import type { Catalog, PublicKey } from '../../../src/core/catalog/catalog-schema.js';
import { toRefillCardText } from '../../../src/core/protocol/refill-card.js';
import { fakeCamera, fakeDetector } from '../camera.js';
import { CATALOG, createOrder } from '../fixtures.js';
import { readReceiptVectors, SHOP } from '../receipt-vectors.js';
import { readVectors } from '../vectors.js';
import type { Look, ShownLook } from './look.js';

export const cardOf = (variant: string, modifiers: Record<string, string> = {}, shop = CATALOG.shop.id) =>
  toRefillCardText('https://shop.example/refill', { v: 1, shop, variant, modifiers });

/** Types it where an order's code goes, and waits for what comes of it. */
export async function typeCode(
  { el, settle }: Pick<ShownLook, 'el' | 'settle'>,
  text: string,
): Promise<void> {
  const root = el.shadowRoot as ShadowRoot;
  const input = root.querySelector('#code') as HTMLInputElement;
  input.value = text;
  input.form?.requestSubmit();
  await waitUntil(() => root.querySelector('[part~="result"], #code-error:not([hidden])'), text, {
    timeout: 4_000,
  });
  await settle();
}

const typed = (text: string) => (shown: ShownLook) => typeCode(shown, text);

/** The shop of the golden receipts, with its keys. */
export async function receiptShop(): Promise<Catalog> {
  const { keys } = (await readVectors('keys')).endpoint;
  const published = keys.map(({ d: _d, ...key }) => key as PublicKey);
  return { ...CATALOG, shop: { ...CATALOG.shop, id: SHOP }, keys: published };
}

export async function goldenReceipt(kind: string): Promise<string> {
  const found = (await readReceiptVectors()).receipts.find(({ read }) => read.kind === kind);
  if (!found) throw new Error(`no golden receipt is ${kind}`);
  return found.token;
}

const receipt = (kind: string) => async (shown: ShownLook) => {
  shown.port.change({ catalog: await receiptShop() });
  await typeCode(shown, await goldenReceipt(kind));
};

const camera = (options: Parameters<typeof fakeCamera>[0]) => async (shown: ShownLook) => {
  fakeDetector({ text: undefined });
  fakeCamera(options);
  await shown.press('camera-button');
};

async function offer({ el, settle }: ShownLook) {
  history.replaceState(null, '', new URL(cardOf('honey-340')).hash);
  dispatchEvent(new Event('hashchange'));
  const root = el.shadowRoot as ShadowRoot;
  await waitUntil(() => root.querySelector('[part~="add-button"]'), 'a card in the address', {
    timeout: 4_000,
  });
  history.replaceState(null, '', '#');
  await settle();
}

export const scanLooks: readonly Look[] = [
  { name: 'before anything' },
  { name: 'that asks for the camera', act: camera({ until: new Promise(() => undefined) }) },
  { name: 'that looks', act: camera({ lamp: true }) },
  { name: 'without leave for the camera', act: camera({ refusal: 'NotAllowedError' }) },
  { name: 'without a camera', act: camera({ refusal: 'NotFoundError' }) },
  { name: 'with a code that is none', act: typed('OOO') },
  {
    name: 'with a card that was added',
    markup: html`<punnet-scan></punnet-scan><punnet-cart></punnet-cart>`,
    act: typed(cardOf('honey-340')),
  },
  {
    name: 'with a card that was taken back',
    act: async (shown) => {
      await typeCode(shown, cardOf('honey-340'));
      await shown.press('undo-button');
    },
  },
  { name: 'with a card in its address', act: offer },
  { name: 'with a card that is sold out', act: typed(cardOf('rye-1000')) },
  { name: 'with a card of another shop', act: typed(cardOf('honey-340', {}, 'elsewhere')) },
  {
    name: 'with an order of this device',
    state: { orders: [createOrder()] },
    act: typed(createOrder().code),
  },
  { name: 'with a code that finds nothing', act: typed('K7QF3P') },
  { name: 'with a receipt that the shop confirmed', act: receipt('confirmed') },
  { name: 'with a receipt that nobody confirmed', act: receipt('unattested') },
  { name: 'with a receipt that is forged', act: receipt('forged') },
];
