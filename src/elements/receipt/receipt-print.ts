/**
 * Prints one sheet and nothing else of the page: from a frame of its own, so that
 * the host's styles and its page stay as they are.
 */
import type { CSSResultGroup, CSSResultOrNative } from 'lit';

import { deepActiveElement } from '../page/focus-heading.js';

export interface PrintedPage {
  readonly title: string;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly font: string;
}

/** @returns the frame; it goes when the printing is done, or when the next one comes */
export function printSheet(sheet: Element, styles: CSSResultGroup, page: PrintedPage): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.title = page.title;
  frame.style.cssText = 'position:fixed;inline-size:0;block-size:0;border:0;visibility:hidden';
  document.body.append(frame);
  const inside = frame.contentWindow;
  if (!inside) return frame;
  fill(inside, sheet, styles, page);
  // Some browsers print what has the focus: it is lent to the frame.
  const before = deepActiveElement();
  inside.addEventListener('afterprint', () => {
    frame.remove();
    if (!deepActiveElement()) before?.focus({ preventScroll: true });
  });
  inside.focus();
  inside.print();
  return frame;
}

function fill(inside: Window, sheet: Element, styles: CSSResultGroup, page: PrintedPage): void {
  const { document: paper } = inside;
  const own = new (inside as Window & typeof globalThis).CSSStyleSheet();
  own.replaceSync(`@page{margin:6mm}body{margin:0;font-family:${page.font}}${toText(styles)}`);
  paper.adoptedStyleSheets = [own];
  paper.title = page.title;
  paper.documentElement.lang = page.lang;
  paper.documentElement.dir = page.dir;
  const base = paper.createElement('div');
  base.className = 'base panel';
  base.append(paper.importNode(sheet, true));
  paper.body.append(base);
}

function toText(styles: CSSResultGroup): string {
  if (Array.isArray(styles)) return styles.map((each: CSSResultGroup) => toText(each)).join('');
  const sheet = styles as CSSResultOrNative;
  return 'cssText' in sheet ? sheet.cssText : '';
}
