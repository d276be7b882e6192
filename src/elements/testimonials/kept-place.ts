/**
 * The height of an element's place on the page. While a shopper may be reading there it stays as it was drawn, whatever is
 * shown next: nothing at all, or a format of another height.
 */
import type { LitElement } from 'lit';

/** A list is `tall`, a figure `low`. */
export type Size = 'tall' | 'low' | 'none';

export class KeptPlace {
  /** In pixels, where it is another than what is shown would have. */
  height: number | undefined;

  readonly #host: LitElement;
  /** What the page's style sheet reserved before the element was there. */
  readonly #reserved: number;
  #drawn: Size | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    this.#reserved = host.isConnected ? host.getBoundingClientRect().height : 0;
  }

  /** A list is in the place of a figure: there is room for its words alone. */
  get isNarrow(): boolean {
    return this.height !== undefined && this.#drawn === 'low';
  }

  /** Before each update. */
  drawAs(size: Size): void {
    const isAsReserved = !this.#host.hasUpdated && size !== 'none';
    this.height = isAsReserved || size === this.#drawn ? undefined : this.#find();
    if (this.height === undefined) this.#drawn = size;
  }

  /** By script, which a page's policy for styles lets through. */
  apply(base: HTMLElement | null): void {
    if (base) base.style.blockSize = this.height === undefined ? '' : `${this.height}px`;
  }

  /** Below the window there is nothing to read yet. */
  #find(): number | undefined {
    const { top, height } = this.#host.getBoundingClientRect();
    const taken = this.#host.hasUpdated ? height : this.#reserved;
    return taken > 0 && top < innerHeight ? taken : undefined;
  }
}
