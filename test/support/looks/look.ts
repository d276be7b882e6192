/** One state that an element can be in, as a page shows it: which shop, which basket, and what the shopper did. */
import { aTimeout, fixture, html, nextFrame } from '@open-wc/testing';
import { nothing, type LitElement, type TemplateResult } from 'lit';

import type { ShopState } from '../../../src/core/shop-state.js';
import type { PartOwner } from '../../../src/elements/page/parts.js';
import type { TermOverrides } from '../../../src/locales/terms.js';
import { PunnetShop } from '../../../src/elements/punnet-shop.js';
import { FakeShopPort } from '../fake-shop-port.js';
import { createState } from '../fixtures.js';
import { defineOnce, serve, settled } from '../shop-fixture.js';

/** The one that is asked where all would say the same, or that alone can be told how to look. */
export const IN_CHROMIUM = navigator.userAgent.includes('Chrome');

export type Line = readonly [variant: string, quantity: number, modifiers?: Record<string, string>];

export interface Look {
  readonly name: string;
  readonly state?: Partial<ShopState>;
  readonly lines?: readonly Line[];
  /** In place of the element alone. */
  readonly markup?: TemplateResult;
  /** The shop takes no orders online. */
  readonly noEndpoint?: boolean;
  /** What happens once it is drawn. */
  readonly act?: (shown: ShownLook) => unknown;
}

export interface ShownLook {
  readonly page: HTMLElement;
  readonly el: LitElement;
  readonly port: FakeShopPort;
  /** Presses a part, of the element itself unless another is named. */
  readonly press: (part: string, at?: number) => Promise<void>;
  readonly settle: () => Promise<void>;
}

export const LOADING = { load: { kind: 'loading' }, catalog: null } as const;
export const FAILED = { load: { kind: 'failed', code: 'x', message: 'y' }, catalog: null } as const;
export const NOT_KEPT = { storage: { durable: 'no', full: false, wiped: false, silent: false } } as const;

/** A checkout, up to its button. */
export async function fill({ el, settle }: Pick<ShownLook, 'el' | 'settle'>): Promise<void> {
  for (const field of ['depot', 'slot']) {
    el.shadowRoot?.querySelector<HTMLInputElement>(`input[name=${field}]`)?.click();
    // A place comes before its times.
    await settle();
  }
  const name = el.shadowRoot?.querySelector('#name') as HTMLInputElement;
  name.value = 'Ada';
  name.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}

/** @param terms the page's own words */
export async function show(
  owner: PartOwner,
  { state = {}, lines = [], markup, noEndpoint, act }: Look,
  terms: TermOverrides = {},
  lang = 'en',
): Promise<ShownLook> {
  defineOnce('punnet-shop', PunnetShop);
  const port = new FakeShopPort(createState(state));
  for (const line of lines) await port.add(...line);
  serve(port);
  const tag = `punnet-${owner}`;
  const alone = document.createElement(tag);
  // Colours that are on their way are no theme's.
  const page = await fixture<HTMLElement>(
    html`<div lang=${lang} style="--punnet-motion-time: 0ms">
      <punnet-shop
        catalog="/catalog.json"
        endpoint=${noEndpoint ? nothing : 'https://orders.example'}
        .terms=${terms}
        >${markup ?? alone}</punnet-shop
      >
    </div>`,
  );
  const el = page.querySelector<LitElement>(tag) as LitElement;
  const settle = async () => {
    await nextFrame();
    await aTimeout(0);
    await settled(page);
  };
  await settle();
  const press = async (part: string, at = 0) => {
    el.shadowRoot?.querySelectorAll<HTMLElement>(`[part~="${part}"]`)[at]?.click();
    await settle();
  };
  const shown = { page, el, port, press, settle };
  await act?.(shown);
  await settle();
  return shown;
}
