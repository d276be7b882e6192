/**
 * The language of an element: the nearest `lang` across shadow roots, told again
 * whenever it changes. Knows nothing of words.
 */
import { onMutation, watchRoot } from '../page/root-watch.js';

/** BCP 47 tag; English where the page declares nothing. */
export function languageOf(element: Element): string {
  for (let node: Node | null = element; node; node = parentOf(node)) {
    const lang = node instanceof Element ? node.getAttribute('lang') : null;
    if (lang) return isTag(lang) ? lang : 'en';
  }
  return 'en';
}

export function directionOf(element: Element): 'ltr' | 'rtl' {
  return getComputedStyle(element).direction === 'rtl' ? 'rtl' : 'ltr';
}

/** Calls `changed` when a `lang` or `dir` around `element` may have changed; returns what ends it. */
export function watchLanguage(element: Element, changed: () => void): () => void {
  for (let root: Node = element.getRootNode(); ;) {
    watchRoot(root);
    if (!(root instanceof ShadowRoot)) break;
    root = root.host.getRootNode();
  }
  return onMutation('attributes', (records) => {
    if (records.some(({ target }) => surrounds(target, element))) changed();
  });
}

function surrounds(target: Node, element: Element): boolean {
  for (let node: Node | null = element; node; node = parentOf(node)) if (node === target) return true;
  return false;
}

function parentOf(node: Node): Node | null {
  return (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host ?? null;
}

function isTag(lang: string): boolean {
  try {
    return Intl.getCanonicalLocales(lang).length > 0;
  } catch (error) {
    // A page may write anything into `lang`.
    return !(error instanceof RangeError);
  }
}
