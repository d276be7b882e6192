/**
 * Speaks for a shop through one polite live region that is in the page before it
 * is used and stays. What comes within half a second is one announcement: the last.
 * While a modal dialog is open all else on the page is silent, so one in it speaks.
 */
const BATCH_MS = 500;

/** Those inside the modal dialogs that are open now, the topmost last. */
const modal = new Set<LiveRegion>();

export class LiveRegion {
  readonly element = document.createElement('div');
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.element.className = 'unseen';
    this.element.setAttribute('role', 'status');
    this.element.setAttribute('aria-live', 'polite');
  }

  say(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { element } = [...modal].at(-1) ?? this;
      // The same words again are only heard if the text differs.
      element.textContent = text === element.textContent ? `${text}\u00a0` : text;
    }, BATCH_MS);
  }

  /** Speaks for every shop of the page while the modal dialog around it is open. */
  setModal(open: boolean): void {
    modal.delete(this);
    this.element.textContent = '';
    if (open) modal.add(this);
  }
}
