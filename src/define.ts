/**
 * What the script tag runs: defines the core tags at once, the order path once a shop
 * has its catalog, and every other tag the first time the page holds one. Whoever
 * defined a tag before keeps it; nothing here throws.
 */
import { errorReported } from './elements/events.js';
import { ORDER_PATH, onLateCode } from './elements/page/late-code.js';
import { PunnetAdd } from './elements/punnet-add.js';
import { PunnetCartCount } from './elements/punnet-cart-count.js';
import { PunnetCart } from './elements/punnet-cart.js';
import { PunnetPrice } from './elements/punnet-price.js';
import { PunnetProduct } from './elements/punnet-product.js';
import { PunnetShop } from './elements/punnet-shop.js';
import { PunnetStatus } from './elements/punnet-status.js';
import { onMutation, onRoot, watchRoot } from './elements/page/root-watch.js';

type Load = () => Promise<CustomElementConstructor>;

const CORE: Readonly<Record<string, CustomElementConstructor>> = {
  'punnet-shop': PunnetShop,
  'punnet-product': PunnetProduct,
  'punnet-add': PunnetAdd,
  'punnet-price': PunnetPrice,
  'punnet-cart-count': PunnetCartCount,
  'punnet-cart': PunnetCart,
  'punnet-status': PunnetStatus,
};

const ORDER_TAGS: Readonly<Record<string, Load>> = {
  'punnet-checkout': async () => (await ORDER_PATH.load()).PunnetCheckout,
  'punnet-receipt': async () => (await ORDER_PATH.load()).PunnetReceipt,
  'punnet-orders': async () => (await ORDER_PATH.load()).PunnetOrders,
};

const ON_USE: Readonly<Record<string, Load>> = {
  ...ORDER_TAGS,
  'punnet-catalog': async () => (await import('./elements/punnet-catalog.js')).PunnetCatalog,
  'punnet-loyalty': async () => (await import('./elements/punnet-loyalty.js')).PunnetLoyalty,
  'punnet-recommendations': async () =>
    (await import('./elements/punnet-recommendations.js')).PunnetRecommendations,
  'punnet-scan': async () => (await import('./elements/punnet-scan.js')).PunnetScan,
  'punnet-testimonials': async () => (await import('./elements/punnet-testimonials.js')).PunnetTestimonials,
  'punnet-verify': async () => (await import('./elements/punnet-verify.js')).PunnetVerify,
};

const asked = new Set<string>();

function define(tag: string, element: CustomElementConstructor): void {
  if (customElements.get(tag)) return;
  try {
    customElements.define(tag, element);
  } catch (error) {
    // A polyfill or a policy of the page refuses it; the page must go on as if we were not there.
    report(tag, error);
  }
}

async function load(tag: string): Promise<void> {
  const find = ON_USE[tag];
  if (!find || asked.has(tag) || customElements.get(tag)) return;
  asked.add(tag);
  try {
    define(tag, await find());
  } catch (error) {
    // The network is gone; asked for again when it is back or the next one appears.
    asked.delete(tag);
    addEventListener('online', () => void load(tag), { once: true });
    report(tag, error);
  }
}

function report(where: string, error: unknown): void {
  const message = `<${where}> could not be defined: ${String(error)}`;
  document.dispatchEvent(errorReported({ code: 'not-defined', message, where }));
}

function lookIn(node: Node): void {
  if (!(node instanceof Element || node instanceof DocumentFragment || node instanceof Document)) return;
  if (node instanceof Element) void load(node.localName);
  for (const tag of Object.keys(ON_USE)) {
    if (!customElements.get(tag) && node.querySelector(tag)) void load(tag);
  }
}

/** Whoever brought it, its tags are defined. */
function defineOrderTags(): void {
  if (ORDER_PATH.value) for (const tag of Object.keys(ORDER_TAGS)) void load(tag);
}

for (const [tag, element] of Object.entries(CORE)) define(tag, element);
onMutation('childList', (records) => records.forEach(({ addedNodes }) => addedNodes.forEach(lookIn)));
onRoot(lookIn);
watchRoot(document);
lookIn(document);
ORDER_PATH.expect();
onLateCode(defineOrderTags);
defineOrderTags();
