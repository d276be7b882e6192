/** A page with a shop over a fake port, for tests of elements. */
import { expect, fixture, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';

import { ORDER_PATH } from '../../src/elements/page/late-code.js';
import { PunnetShop } from '../../src/elements/punnet-shop.js';
import type { ShopConfig, ShopProblem } from '../../src/core/shop-config.js';
import { FakeShopPort } from './fake-shop-port.js';
import { patch } from './patch.js';

export function defineOnce(tag: string, element: CustomElementConstructor) {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

/** What loads late comes file by file here, and axe takes its time when it is first asked: more than a test may. */
before(async function () {
  this.timeout(20_000);
  await ORDER_PATH.load();
  await expect(await fixture(html`<p>Ready</p>`)).to.be.accessible();
});

/** It has not come yet, until `load` says so: for one test. */
export function withholdOrderPath(load: typeof ORDER_PATH.load): void {
  for (const name of ['value', 'failed', 'load'] as const) {
    const value = { value: undefined, failed: false, load }[name];
    patch(ORDER_PATH, name, { value, writable: true });
  }
}

/** What the newest shop was opened with. */
export const opened: { config?: ShopConfig; report?: (problem: ShopProblem) => void } = {};

/** Shops that are opened from now on show this port. */
export function serve(port: FakeShopPort): void {
  PunnetShop.open = (config, report) => {
    opened.config = config;
    opened.report = report;
    return port;
  };
}

/** A shop around `content`, in English. */
export async function renderShop(content: TemplateResult, port = new FakeShopPort(), lang = 'en') {
  defineOnce('punnet-shop', PunnetShop);
  serve(port);
  const shop = await fixture<PunnetShop>(
    html`<punnet-shop lang=${lang} catalog="/catalog.json" endpoint="/shop">${content}</punnet-shop>`,
  );
  await settled(shop);
  return { shop, port };
}

/** Resolves when every element of Punnet under `root` is drawn, those inside their shadow roots included. */
export async function settled(root: ParentNode): Promise<void> {
  for (const element of [...(root instanceof Element ? [root] : []), ...root.querySelectorAll('*')]) {
    if (!element.localName.startsWith('punnet-')) continue;
    await (element as { updateComplete?: Promise<unknown> }).updateComplete;
    if (element.shadowRoot) await settled(element.shadowRoot);
  }
}

/** Finds by part, as a theme does. */
export function part<E extends HTMLElement = HTMLElement>(element: Element, name: string): E | null {
  return element.shadowRoot?.querySelector<E>(`[part~="${name}"]`) ?? null;
}

export function partText(element: Element, name: string): string {
  return part(element, name)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}

/** The words of the shop's live region once it has spoken. */
export async function announced(shop: PunnetShop): Promise<string> {
  const region = shop.shadowRoot?.querySelector('[role="status"]');
  if (!region) return '';
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve(region.textContent?.trim() ?? '');
    });
    observer.observe(region, { childList: true, characterData: true, subtree: true });
  });
}
