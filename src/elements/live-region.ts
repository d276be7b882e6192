/**
 * Speaks for a shop through one polite live region that is in the page before it
 * is used and stays. What comes within half a second is one announcement: the last.
 */
const BATCH_MS = 500;

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
      // The same words again are only heard if the text differs.
      this.element.textContent = text === this.element.textContent ? `${text}\u00a0` : text;
    }, BATCH_MS);
  }
}
