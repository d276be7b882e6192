/** What waits to be sent and how the connection stands, as the page shows it. */
import type { DeviceStore } from '../core/ports.js';
import type { Connection, OutboxView } from '../core/shop-state.js';
import type { Room } from './room.js';

export class OutboxBoard {
  readonly #room: Room;
  #view: OutboxView = { waiting: 0, parked: 0, sending: false, slow: false, triedAt: null };
  #connection: Connection = 'unknown';
  #look = 0;
  /** The newest look at the store that is shown: an older one that comes in later is not. */
  #shown = 0;

  constructor(room: Room) {
    this.#room = room;
  }

  get connection(): Connection {
    return this.#connection;
  }

  get waiting(): number {
    return this.#view.waiting;
  }

  tell(news: {
    readonly sending: boolean;
    readonly triedAt?: string;
    readonly connection?: Connection;
  }): void {
    const { sending, triedAt = this.#view.triedAt, connection = this.#connection } = news;
    this.#view = { ...this.#view, sending, triedAt };
    this.#connection = connection;
    this.#room.emit({ cause: 'sync', outbox: this.#view, connection });
  }

  /** An answer has long been on its way, or is no longer. */
  tellSlow(slow: boolean): void {
    if (slow === this.#view.slow) return;
    this.#view = { ...this.#view, slow };
    this.#room.emit({ cause: 'sync', outbox: this.#view });
  }

  /** Counts what waits, after something was added here. */
  async recount(): Promise<void> {
    const look = (this.#look += 1);
    const waiting = await this.#room.store.count('intent');
    this.#show(look, { ...this.#view, waiting });
  }

  /** Looks again, since other tabs add and send too. @returns what is to be sent, and what may still change */
  async show(): Promise<{ waiting: number; open: number }> {
    const { store, tally } = this.#room;
    const look = (this.#look += 1);
    // Thousands may wait; that one is set aside is rare, and then each is looked at.
    const { waiting, parked } = tally.parked > 0 ? await countParked(store) : await countAll(store);
    this.#show(look, { ...this.#view, waiting, parked });
    return { waiting: waiting - parked, open: tally.open };
  }

  #show(look: number, view: OutboxView): void {
    if (look < this.#shown) return;
    this.#shown = look;
    const same = view.waiting === this.#view.waiting && view.parked === this.#view.parked;
    this.#view = view;
    if (same) return;
    this.#room.emit({ cause: 'sync', outbox: view });
  }
}

async function countAll(store: DeviceStore): Promise<{ waiting: number; parked: number }> {
  return { waiting: await store.count('intent'), parked: 0 };
}

async function countParked(store: DeviceStore): Promise<{ waiting: number; parked: number }> {
  const intents = await store.list('intent');
  return { waiting: intents.length, parked: intents.filter(({ parked }) => parked !== undefined).length };
}
