/**
 * What the text of a page or a style sheet says that it needs. A worker has no parser for either, and none is needed:
 * what is taken for an address and is none is not found, and does no harm.
 */

import { toUrl } from './to-url.js';

const TAG = /<(?:link|script|img|punnet-shop)\b[^>]*>/gi;
const ADDRESS = /\s(?:src|href|worker-src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const INTEGRITY = /\sintegrity\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const STYLE_ADDRESS = /url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/gi;
const NEEDED_LINK = /\brel\s*=\s*["']?[^"'>]*\b(?:stylesheet|icon|preload|modulepreload|manifest)\b/i;

export interface NamedFile {
  /** Absolute. */
  readonly address: string;
  /** What the tag says of its hash; empty if it says nothing. */
  readonly integrity: string;
}

/** Style sheets, scripts, pictures and the like that a page names, in their order. */
export function namedFiles(html: string, page: string): readonly NamedFile[] {
  const tags = html.match(TAG) ?? [];
  const needed = tags.filter((tag) => !/^<link/i.test(tag) || NEEDED_LINK.test(tag));
  return needed.flatMap((tag) =>
    toAddresses([ADDRESS.exec(tag)], page).map((address) => {
      return { address, integrity: INTEGRITY.exec(tag)?.slice(1).find(Boolean) ?? '' };
    }),
  );
}

/** Their addresses, each once. */
export function filesOfPage(html: string, page: string): readonly string[] {
  return [...new Set(namedFiles(html, page).map(({ address }) => address))];
}

/** Fonts, pictures and further sheets that a style sheet names, absolute. */
export function filesOfSheet(css: string, sheet: string): readonly string[] {
  return toAddresses([...css.matchAll(STYLE_ADDRESS)], sheet);
}

function toAddresses(found: readonly (RegExpMatchArray | null)[], base: string): readonly string[] {
  const written = found.flatMap((match) => match?.slice(1).find(Boolean) ?? []);
  const urls = written.map((text) => toUrl(text.replaceAll('&amp;', '&'), base)?.href);
  return [...new Set(urls.filter((url) => url !== undefined))];
}
