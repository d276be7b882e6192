/** Units that stalls have handed over, as far as the transactions that say so were committed. */
import type { Shelves } from './audit.js';

export class HandedOver {
  readonly #gone = new Map<string, number>();
  /** What lies there by now, until that changes. */
  #left: Shelves | undefined;
  /** By the transaction that is open. */
  readonly #open: { readonly name: string; readonly quantity: number }[] = [];

  add(name: string, quantity: number): void {
    this.#change(name, quantity);
    this.#open.push({ name, quantity });
  }

  mark(): number {
    return this.#open.length;
  }

  undoTo(mark: number): void {
    for (const { name, quantity } of this.#open.splice(mark)) this.#change(name, -quantity);
  }

  close(committed: boolean): void {
    if (!committed) this.undoTo(0);
    this.#open.length = 0;
  }

  /** Of what lay there at first; undefined if that is not counted. */
  left(name: string, first: number | undefined): number | undefined {
    return first === undefined ? undefined : first - (this.#gone.get(name) ?? 0);
  }

  leftOf(shelves: Shelves): Shelves {
    this.#left ??= new Map([...shelves].map(([name, first]) => [name, first - (this.#gone.get(name) ?? 0)]));
    return this.#left;
  }

  #change(name: string, quantity: number): void {
    this.#left = undefined;
    this.#gone.set(name, (this.#gone.get(name) ?? 0) + quantity);
  }
}
