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
  /** With problems that the shop sells with all the same. */
  | { readonly ok: true; readonly config: ShopConfig; readonly problems: readonly ShopProblem[] }
  | { readonly ok: false; readonly problems: readonly [ShopProblem] };

const problem = (code: string, where: string, message: string) =>
  ({ ok: false, problems: [{ code, where, message }] }) as const;

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
  const { chosen, problems } = readChoices(shop);
  return {
    ok: true,
    config: {
      catalog,
      ...(shop.endpoint ? { endpoint: given.endpoint.url.replace(/\/+$/, '') } : {}),
      ...(shop.workerSrc ? { workerSrc: given['worker-src'].url } : {}),
      simulateOffline: shop.simulateOffline,
      ...chosen,
    },
    problems,
  };
}

/** A host's name alone would be read as a file beside the page. */
const RECOMMENDER = /^(auto$|formula$|off$|(https?:\/|\.{0,2})\/)/;

/** What is none of those that there are is as if it were not there. */
function readChoices({ offlinePolicy: policy, recommender: ranker }: ShopAttributes) {
  const offlinePolicy = OFFLINE_POLICIES.find((known) => known === policy);
  const recommender = ranker && RECOMMENDER.test(ranker) && toAbsolute(ranker) && ranker;
  return {
    chosen: { ...(offlinePolicy ? { offlinePolicy } : {}), ...(recommender ? { recommender } : {}) },
    problems: [
      ...findBad('policy', 'offline-policy', policy, offlinePolicy, OFFLINE_POLICIES.join(', ')),
      ...findBad('recommender', 'recommender', ranker, recommender, 'auto, formula, off, an address'),
    ],
  };
}

/** @param taken what was made of it, if that is anything */
function findBad(
  what: string,
  where: string,
  given: string | null,
  taken: unknown,
  allowed: string,
): readonly ShopProblem[] {
  const message = `<punnet-shop ${where}="${given}"> is none of ${allowed}: the first holds.`;
  return given && !taken ? [{ code: `bad-${what}`, where, message }] : [];
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
