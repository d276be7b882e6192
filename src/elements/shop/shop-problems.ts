/** What a page's developer is told about a shop: what is wrong around it, and the list of all that was reported. */
import { html, nothing } from 'lit';

import type { ShopProblem } from '../../core/shop-config.js';
import { keepShell, type ShellShop } from './shell-code.js';
import { isForDeveloper } from './developer.js';
import { nearest } from './nearest.js';
import { shops, type PageShop } from './page-shops.js';

const SILENT = 'endpoint-unreachable';
const PREFIX = 'punnet-';
const TAGS = 'shop product add price cart-count cart status checkout receipt orders catalog'.split(' ');

type Shop = PageShop &
  ShellShop & {
    readonly endpoint: string | null;
    readonly debug: boolean;
    readonly problems: readonly ShopProblem[];
  };

/**
 * Has the page's shell kept, and finds what is wrong around the shop.
 *
 * @param reached the endpoint has answered this page
 */
export function lookAfter(shop: Shop, reached: boolean): readonly ShopProblem[] {
  keepShell(shop);
  // Shoppers' devices are spared a look at the whole page.
  const misspelt = isForDeveloper(shop) ? findMisspelt(shop) : [];
  const faults = [findTwin(shop), reached ? undefined : findSilence(shop), ...misspelt];
  return faults.filter((fault) => fault !== undefined);
}

/** A browser does not say whether nothing listens there or this page is not let in. */
function findSilence({ state, endpoint, problems }: Shop): ShopProblem | undefined {
  const { connection, orderable } = state;
  const silent = connection === 'unreachable' || connection === 'captive';
  // A page that may not order for another reason says so itself.
  if (!silent || !endpoint || !isSecureContext) return undefined;
  // It did answer, and said what is wrong; or its silence has been told.
  if (problems.some(({ code }) => code === 'endpoint-refused' || code === SILENT)) return undefined;
  const what =
    connection === 'captive'
      ? 'Something else answers in the endpoint\u2019s place: a sign-in page, or a page for every address. Is it at this very path?'
      : `No answer from the endpoint. Is it running at this very path, and started with --origin ${location.origin}?`;
  const then = orderable
    ? 'Orders are kept and sent when it answers.'
    : 'No order can be made before it has answered once.';
  return { code: SILENT, where: endpoint, message: `${what} ${then}` };
}

/** What is wrong if another shop of this page has the same id, in the page or in the catalog. */
function findTwin(shop: PageShop): ShopProblem | undefined {
  const own = shop.state.catalog?.shop.id;
  // The one that came later is one too many.
  for (const other of shops) {
    if (other === shop) return undefined;
    if (shop.id && other.id === shop.id)
      return {
        code: 'duplicate-shop',
        where: `#${shop.id}`,
        message: `Two <punnet-shop> elements have the id "${shop.id}": elements that name it reach the first only.`,
      };
    if (own && other.state.catalog?.shop.id === own)
      return {
        code: 'duplicate-shop',
        where: own,
        message: `Two <punnet-shop> elements on this page show the shop "${own}": keep one. Other elements find it from anywhere.`,
      };
  }
  return undefined;
}

/** Attributes of the shop and tags of the page that nobody reads, where one that there is must be meant. */
function findMisspelt(shop: Shop): readonly ShopProblem[] {
  const { observedAttributes } = shop.constructor as unknown as { observedAttributes: readonly string[] };
  const absent = observedAttributes.filter((name) => !shop.hasAttribute(name));
  const attributes = shop.getAttributeNames().flatMap((name) => {
    const meant = observedAttributes.includes(name) ? undefined : nearest(name, absent);
    return meant ? [toMisspelt('unknown-attribute', name, `<punnet-shop ${name}>`, meant)] : [];
  });
  const tags = [...document.querySelectorAll(':not(:defined)')].flatMap(({ localName }) => {
    const name = localName.startsWith(PREFIX) ? localName.slice(PREFIX.length) : '';
    const meant = TAGS.includes(name) ? undefined : nearest(name, TAGS);
    return meant ? [toMisspelt('unknown-tag', localName, `<${localName}>`, PREFIX + meant)] : [];
  });
  return [...attributes, ...tags];
}

function toMisspelt(code: string, where: string, what: string, meant: string): ShopProblem {
  return { code, where, message: `There is no ${what}, and it is ignored. Is "${meant}" meant?` };
}

/**
 * Those that still hold.
 *
 * @param reached the endpoint has answered this page
 */
export function renderProblems({ problems }: Pick<Shop, 'problems'>, reached: boolean) {
  const left = problems.filter(({ code }) => code !== SILENT || !reached);
  if (left.length === 0) return nothing;
  return html`<ul class="error" part="error" lang="en" dir="ltr">
    ${left.map(
      ({ code, message, where }) => html`<li><code>${code}</code> ${message} <code>${where}</code></li>`,
    )}
  </ul>`;
}
