/** Tells the page how its orders are kept, when that has changed. Decides nothing of what is kept. */
import type { EnginePatch } from '../core/engine-port.js';
import type { DeviceStore } from '../core/ports.js';

export class StorageBoard {
  readonly #store: DeviceStore;
  readonly #emit: (patch: EnginePatch) => void;
  /** Until there is a second copy, there is one. */
  #copies: 'twice' | 'once' = 'once';
  #full = false;
  #silent = false;
  #shown = '';

  constructor(store: DeviceStore, emit: (patch: EnginePatch) => void) {
    this.#store = store;
    this.#emit = emit;
  }

  /** In how many copies the last order was kept, or the next one will be. */
  copied(copies: 'twice' | 'once'): void {
    this.#copies = copies;
    this.show();
  }

  /** Whether what was to be kept last found room. */
  found(room: boolean): void {
    this.#full = !room;
    this.show();
  }

  /** Whether all that a shop opens with could be read. */
  answered(all: boolean): void {
    this.#silent = !all;
    this.show();
  }

  show(): void {
    const { kept, wiped } = this.#store;
    const durable = kept === 'memory' ? 'no' : this.#copies;
    const storage = { durable, full: this.#full, wiped, silent: this.#silent } as const;
    const next = JSON.stringify(storage);
    if (next === this.#shown) return;
    this.#shown = next;
    this.#emit({ cause: 'sync', storage });
  }
}
