/** What waits to be sent and how the connection stands, as the page shows it. */
import { ORDER_STATES } from '../core/order/order-states.js';
import type { Connection, OutboxView } from '../core/shop-state.js';
import type { Room } from './room.js';

export class OutboxBoard {
  readonly #room: Room;
  #view: OutboxView = { waiting: 0, parked: 0, sending: false, triedAt: null };
  #connection: Connection = 'unknown';
  /** What was added here while the store is read would be missed. */
  #added = 0;

  constructor(room: Room) {
    this.#room = room;
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

  /** One more intent waits, of which this tab knows. */
  add(): void {
    this.#added += 1;
    this.#view = { ...this.#view, waiting: this.#view.waiting + 1 };
    this.#room.emit({ cause: 'shopper', outbox: this.#view });
  }

  /** Looks again, since other tabs add and send too. @returns what is to be sent, and what may still change */
  async show(): Promise<{ waiting: number; open: number }> {
    const { store } = this.#room;
    const before = this.#added;
    const [intents, orders] = await Promise.all([store.list('intent'), store.list('order')]);
    if (this.#added !== before) return this.show();
    const parked = intents.filter((record) => record.parked !== undefined).length;
    this.#view = { ...this.#view, waiting: intents.length, parked };
    this.#room.emit({ cause: 'sync', outbox: this.#view });
    const open = orders.filter((order) => !ORDER_STATES[order.state].final).length;
    return { waiting: intents.length - parked, open };
  }
}
