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
  /** Aborted once the shop has left. */
  readonly closing: AbortSignal;
  refresh(): Promise<unknown>;
}

const watching = new WeakSet<BlocksReader>();

/** The blocks as they are now; the reader is told from then on when others have come, until it is closed. */
export async function readBlocks(reader: BlocksReader): Promise<PageBlocks> {
  if (document.readyState === 'loading')
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  if (!watching.has(reader)) watch(reader);
  const texts = [...document.querySelectorAll(BLOCK)].map(({ textContent }) => textContent ?? '');
  return { texts, address: location.href, stage };
}

/**
 * A navigation within the page may change its address and its blocks. Where a browser has no
 * Navigation API, going back and forth is all that is heard.
 */
function watch(reader: BlocksReader): void {
  watching.add(reader);
  const ended = new AbortController();
  const { signal } = ended;
  let known = fingerprint();
  let waiting = false;
  const look = () => {
    if (reader.closing.aborted) return ended.abort();
    if (waiting) return;
    waiting = true;
    // A router may tell before it draws.
    whenIdle(() => {
      waiting = false;
      const now = fingerprint();
      if (reader.closing.aborted || now === known) return;
      known = now;
      void reader.refresh();
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
  addEventListener('online', () => void (reader.closing.aborted || reader.refresh()), { signal });
  signal.addEventListener('abort', () => observer.disconnect());
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
