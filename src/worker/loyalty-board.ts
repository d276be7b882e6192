/** The shopper's points, as the page shows them; looked at again when orders, or the endpoint's word, are others. */
import { readLoyalty } from '../core/loyalty/loyalty-view.js';
import type { Room } from './room.js';

export class LoyaltyBoard {
  readonly #room: Room;
  #shown = 'null';

  constructor(room: Room) {
    this.#room = room;
  }

  async show(): Promise<void> {
    const loyalty = (await readLoyalty(this.#room.store, this.#room.catalog())) ?? null;
    const next = JSON.stringify(loyalty);
    if (next === this.#shown) return;
    this.#shown = next;
    this.#room.emit({ cause: 'sync', loyalty });
  }
}
