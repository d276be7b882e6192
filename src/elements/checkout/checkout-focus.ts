/** Where the focus goes in a checkout: to what is missing, on to the next field, and to the button when nothing is in the way. */

/** @param where the mark of what is to be read first */
export function land(root: ParentNode, where: string): void {
  find(root, `[data-landing=${where}]`)?.focus();
}

/** What was in the way has gone. The shopper may look elsewhere by now: nothing moves on the way to the button. */
export function goOn(root: ParentNode): void {
  const changed = find(root, '[data-landing=changed]');
  if (changed) changed.focus();
  else find(root, '[part~=order-button]')?.focus({ preventScroll: true });
}

/** Mended, it keeps its room and is not seen. */
export function isGone(landing: Element): boolean {
  return !landing.isConnected || landing.matches('.mended, :not([data-landing])');
}

/** What is chosen of a field, else its first, else the place that it depends on. */
export function goToField(root: ParentNode, field: string): void {
  const named = `[name="${field}"]`;
  const found = [`${named}:checked`, named, '[name="depot"]'].map((selector) => find(root, selector));
  found.find(Boolean)?.focus();
}

/** Enter in a field never orders: it goes on to the next field. */
export function goToNext(root: ParentNode, event: KeyboardEvent): void {
  const target = event.target;
  if (event.key !== 'Enter' || event.isComposing || !(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const fields = [...root.querySelectorAll<HTMLInputElement>('.field input')];
  const at = fields.indexOf(target);
  if (at >= 0) fields[at + 1]?.focus();
}

function find(root: ParentNode, selector: string): HTMLElement | null {
  return root.querySelector<HTMLElement>(selector);
}
