/**
 * Reads what a page says about its shop, from attributes and script children, into
 * a configuration, or into the one problem that stands in the way.
 */
import {
  OFFLINE_POLICIES,
  type CatalogSource,
  type ShopConfig,
  type ShopProblem,
} from '../../core/shop-config.js';

export type ReadConfig =
  /** With a problem that the shop can do without. */
  | { readonly ok: true; readonly config: ShopConfig; readonly problem?: ShopProblem }
  | { readonly ok: false; readonly problem: ShopProblem };

const problem = (code: string, where: string, message: string) =>
  ({ ok: false, problem: { code, where, message } }) as const;

/** What a shop's element was given. */
export interface ShopAttributes extends HTMLElement {
  readonly catalog: string | null;
  readonly shop: string | null;
  readonly endpoint: string | null;
  readonly workerSrc: string | null;
  readonly simulateOffline: boolean;
  readonly offlinePolicy: string | null;
  readonly recommender: string | null;
}

export function readConfig(shop: ShopAttributes): ReadConfig {
  const catalog = readCatalog(shop);
  if (!catalog)
    return problem(
      'no-catalog',
      'catalog',
      '<punnet-shop> has no catalog: give it catalog="/catalog.json", or put ' +
        '<script type="application/json" slot="catalog"> inside it.',
    );
  const given = {
    catalog: { text: shop.catalog, url: catalog.kind === 'url' ? catalog.url : document.baseURI },
    endpoint: { text: shop.endpoint, url: toAbsolute(shop.endpoint) },
    'worker-src': { text: shop.workerSrc, url: toAbsolute(shop.workerSrc) },
  };
  for (const [where, { text, url }] of Object.entries(given)) {
    if (text && !/^https?:/.test(url))
      return problem(
        'bad-address',
        where,
        `<punnet-shop ${where}="${text}"> is no address: use a path, or one with http or https.`,
      );
  }
  const offlinePolicy = OFFLINE_POLICIES.find((policy) => policy === shop.offlinePolicy);
  return {
    ok: true,
    config: {
      catalog,
      ...(shop.endpoint ? { endpoint: given.endpoint.url.replace(/\/+$/, '') } : {}),
      ...(shop.workerSrc ? { workerSrc: given['worker-src'].url } : {}),
      simulateOffline: shop.simulateOffline,
      ...(offlinePolicy ? { offlinePolicy } : {}),
      ...(shop.recommender ? { recommender: shop.recommender } : {}),
    },
    ...(shop.offlinePolicy && !offlinePolicy ? { problem: badPolicy(shop.offlinePolicy) } : {}),
  };
}

function badPolicy(given: string): ShopProblem {
  const allowed = OFFLINE_POLICIES.join(', ');
  return {
    code: 'bad-policy',
    where: 'offline-policy',
    message: `<punnet-shop offline-policy="${given}"> is none of ${allowed}: the first holds.`,
  };
}

function readCatalog(shop: ShopAttributes): CatalogSource | undefined {
  if (shop.catalog === 'json-ld') return { kind: 'json-ld', shop: shop.shop };
  if (shop.catalog) return { kind: 'url', url: toAbsolute(shop.catalog) };
  const text = readScript(shop, 'catalog');
  return text === undefined ? undefined : { kind: 'inline', text, base: document.baseURI };
}

/** Empty if it is no address. */
function toAbsolute(address: string | null): string {
  try {
    return new URL(address ?? '', document.baseURI).href;
  } catch (error) {
    if (error instanceof TypeError) return '';
    throw error;
  }
}

/** The text of the shop's own `<script type="application/json" slot="…">`. */
export function readScript(shop: HTMLElement, slot: 'catalog' | 'terms'): string | undefined {
  const script = [...shop.children].find((child) => child.localName === 'script' && child.slot === slot);
  return script?.textContent ?? undefined;
}
