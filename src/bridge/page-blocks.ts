/**
 * The page's JSON-LD blocks, for the engine to read: as texts, once the page is
 * parsed, and again when a client-side navigation has brought others. Loaded only by
 * a page that sells from them, and patches nothing of it.
 */
import stage from 'virtual:json-ld-stage';

import type { PageBlocks } from '../core/shop-config.js';
import { whenIdle } from './when-idle.js';

const BLOCK = 'script[type="application/ld+json" i]';

/** A shop that sells from the page. */
export interface BlocksReader {
  refresh(): Promise<unknown>;
}

const watching = new WeakSet<BlocksReader>();

/**
 * The blocks as they are now; the reader is told from then on when others have come.
 *
 * @param closing aborted once the shop has left
 */
export async function readBlocks(reader: BlocksReader, closing: AbortSignal): Promise<PageBlocks> {
  if (document.readyState === 'loading')
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  if (!watching.has(reader) && !closing.aborted) watch(reader, closing);
  const texts = [...document.querySelectorAll(BLOCK)].map(({ textContent }) => textContent ?? '');
  return { texts, address: location.href, stage };
}

/**
 * A navigation within the page may change its address and its blocks. Where a browser has no
 * Navigation API, the blocks themselves are all that tells of it.
 */
function watch(reader: BlocksReader, signal: AbortSignal): void {
  watching.add(reader);
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
      void reader.refresh();
    });
  };
  const observer = new MutationObserver((records) => records.some(isAboutBlocks) && look());
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  const { navigation } = globalThis as { readonly navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', look, { signal });
  addEventListener('popstate', look, { signal });
  // What could not be had before may be now.
  addEventListener('online', () => void reader.refresh(), { signal });
  signal.addEventListener('abort', () => observer.disconnect());
}

function fingerprint(): string {
  const { origin, pathname, search } = location;
  const texts = [...document.querySelectorAll(BLOCK)].map(({ textContent }) => textContent);
  return JSON.stringify([origin, pathname, search, texts]);
}

/** One has come or gone, or its text is another. */
function isAboutBlocks({ target, addedNodes, removedNodes }: MutationRecord): boolean {
  if (isBlock(target) || isBlock(target.parentNode)) return true;
  return [...addedNodes, ...removedNodes].some(
    (node) => isBlock(node) || (node instanceof Element && node.querySelector(BLOCK) !== null),
  );
}

function isBlock(node: Node | null): boolean {
  return node instanceof Element && node.matches(BLOCK);
}
