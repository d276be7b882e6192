/** What waits to be sent and how the connection stands, as the page shows it. */
import { ORDER_STATES } from '../core/order/order-states.js';
import type { Connection, OutboxView } from '../core/shop-state.js';
import type { Room } from './room.js';

export class OutboxBoard {
  readonly #room: Room;
  #view: OutboxView = { waiting: 0, parked: 0, sending: false, triedAt: null };
  #connection: Connection = 'unknown';

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

  async show(): Promise<void> {
    const intents = await this.#room.store.list('intent');
    const parked = intents.filter((record) => record.parked !== undefined).length;
    this.#view = { ...this.#view, waiting: intents.length, parked };
    this.#room.emit({ cause: 'sync', outbox: this.#view });
  }

  /** Intents that are to be sent, and orders that may still change. */
  async count(): Promise<{ waiting: number; open: number }> {
    const { store } = this.#room;
    const [intents, orders] = await Promise.all([store.list('intent'), store.list('order')]);
    return {
      waiting: intents.filter((record) => record.parked === undefined).length,
      open: orders.filter((order) => !ORDER_STATES[order.state].final).length,
    };
  }
}
