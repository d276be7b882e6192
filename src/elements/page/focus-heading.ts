/** Brings an element of Punnet into view by its heading, once it is defined and drawn. */

/** @param isWanted asked again at the end: the shopper may have gone elsewhere. */
export async function focusHeading(element: HTMLElement, isWanted = () => true): Promise<void> {
  await customElements.whenDefined(element.localName);
  await (element as { updateComplete?: Promise<unknown> }).updateComplete;
  if (!isWanted()) return;
  const heading = element.shadowRoot?.querySelector<HTMLElement>('[part~="heading"]');
  heading?.focus();
  heading?.scrollIntoView({ block: 'nearest' });
}

/** The element that has the focus, however deep it is in shadow roots. */
export function deepActiveElement(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement && active !== document.body ? active : null;
}
