/**
 * The page's JSON-LD blocks, for the engine to read: as texts, once the page is
 * parsed, and again when a client-side navigation has brought others. Loaded only by
 * a page that sells from them, and patches nothing of it.
 */
import stage from 'virtual:json-ld-stage';

import type { PageBlocks } from '../core/shop-config.js';
import { whenIdle } from './when-idle.js';

const BLOCK = 'script[type="application/ld+json" i]';

export async function readBlocks(): Promise<PageBlocks> {
  if (document.readyState === 'loading')
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  const texts = [...document.querySelectorAll(BLOCK)].map(({ textContent }) => textContent ?? '');
  return { texts, address: location.href, stage };
}

/**
 * Tells of a navigation within the page that has changed its address or its blocks. Where a
 * browser has no Navigation API, going back and forth is all that is heard. Tells of a network that is back as well.
 *
 * @returns a function that ends it
 */
export function onOtherBlocks(tell: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let known = fingerprint();
  let waiting = false;
  const look = () => {
    if (waiting) return;
    waiting = true;
    // A router may tell before it draws.
    whenIdle(() => {
      waiting = false;
      const now = fingerprint();
      if (signal.aborted || now === known) return;
      known = now;
      tell();
    });
  };
  const observer = new MutationObserver((records) => records.some(isAboutBlocks) && look());
  const moved = () => {
    observer.observe(document, { childList: true, subtree: true });
    look();
  };
  const { navigation } = globalThis as { readonly navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', moved, { signal });
  addEventListener('popstate', moved, { signal });
  // What could not be had before may be now.
  addEventListener('online', tell, { signal });
  signal.addEventListener('abort', () => observer.disconnect());
  return () => ended.abort();
}

function fingerprint(): string {
  const { origin, pathname, search } = location;
  const texts = [...document.querySelectorAll(BLOCK)].map(({ textContent }) => textContent);
  return JSON.stringify([origin, pathname, search, texts]);
}

function isAboutBlocks({ addedNodes, removedNodes }: MutationRecord): boolean {
  return [...addedNodes, ...removedNodes].some(
    (node) => node instanceof Element && (node.matches(BLOCK) || node.querySelector(BLOCK) !== null),
  );
}
