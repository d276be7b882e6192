/** What the addresses in a page's JSON-LD tell: which page, which product, which variant. */

/** Undefined if it is no address. */
export function toAbsolute(address: string, base: string): string | undefined {
  try {
    return new URL(address, base).href;
  } catch {
    return undefined;
  }
}

/** `oats` of `/shop/oats/?ref=1#product`; of an `@id` such as `/#/schema/Product/oats` too. Empty if there is none. */
export function lastSegment(address: string, base: string): string {
  const absolute = toAbsolute(address, base);
  if (absolute === undefined) return '';
  const { pathname, hash } = new URL(absolute);
  const path = pathname.replaceAll('/', '') === '' && hash.startsWith('#/') ? hash.slice(1) : pathname;
  return decoded(path.split('/').filter(Boolean).at(-1) ?? '');
}

/** What follows `variant=` in an address, as Shopify names a size; empty if nothing does. */
export function variantParameter(address: string): string {
  return decoded(/[?&]variant=([^&#]+)/.exec(address)?.[1] ?? '');
}

/** Whether an address leads to this page; `exactly` with the same query too. */
export function leadsTo(page: string, address: string, exactly: boolean): boolean {
  const [one, other] = [page, address].map((href) => {
    const { origin, pathname, search } = new URL(href);
    return origin + pathname.replace(/\/+$/, '') + (exactly ? search : '');
  });
  return one === other;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
