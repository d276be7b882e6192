/**
 * How a page is read, in the page itself: what is there, through open shadow roots, what
 * of it can be seen and reached, and what it is called. Changes nothing. Each function is
 * sent as text and may use the others here alone.
 */

/** In the order of the page, each shadow root where its host is. */
export function everything(root: ParentNode): Element[] {
  return [...root.children].flatMap((element) => [
    element,
    ...(element.shadowRoot ? everything(element.shadowRoot) : []),
    ...everything(element),
  ]);
}

export function isShown(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true })) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1;
}

export function parentOf(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  return (node instanceof Element && node.assignedSlot) || node.parentNode;
}

export function isWithin(node: Node, holder: Node): boolean {
  for (let at: Node | null = node; at; at = parentOf(at)) if (at === holder) return true;
  return false;
}

/** What can be reached now: where a modal dialog is open, what is in it. */
export function reachable(): Element[] {
  const all = everything(document);
  const dialog = all.filter((element) => element.matches('dialog:modal')).at(-1);
  return dialog ? all.filter((element) => isWithin(element, dialog)) : all;
}

/** The words in it that are shown. */
export function wordsOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (node instanceof Element) {
    if (/^(style|script|noscript|template)$/.test(node.localName)) return '';
    const passes = getComputedStyle(node).display === 'contents' || node.localName === 'slot';
    if (!passes && !node.checkVisibility({ visibilityProperty: true })) return '';
    if (node instanceof HTMLImageElement) return node.alt;
  }
  const given = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
  const inside = (node instanceof Element && node.shadowRoot) || node;
  const nodes = given.length > 0 ? given : [...inside.childNodes];
  return nodes.map(wordsOf).join(' ').replace(/\s+/g, ' ').trim();
}

export function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label');
  if (label) return label.trim();
  if (element instanceof HTMLInputElement) return (element.value || element.alt || element.title).trim();
  return wordsOf(element) || element.getAttribute('title') || '';
}

export function isOff(element: Element): boolean {
  return element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true';
}

export const PARTS = [everything, isShown, parentOf, isWithin, reachable, wordsOf, nameOf, isOff];
