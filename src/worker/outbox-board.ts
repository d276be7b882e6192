/** What waits to be sent and how the connection stands, as the page shows it. */
import { ORDER_STATES } from '../core/order/order-states.js';
import type { Connection, OutboxView } from '../core/shop-state.js';
import type { Room } from './room.js';

export class OutboxBoard {
  readonly #room: Room;
  #view: OutboxView = { waiting: 0, parked: 0, sending: false, triedAt: null };
  #connection: Connection = 'unknown';
  /** The newest look at the store: an older one that comes in later is not shown. */
  #look = 0;

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

  /** Counts what waits, after something was added here. */
  async recount(): Promise<void> {
    const look = (this.#look += 1);
    const waiting = await this.#room.store.count('intent');
    if (look === this.#look) this.#show({ ...this.#view, waiting });
  }

  /** Looks again, since other tabs add and send too. @returns what is to be sent, and what may still change */
  async show(): Promise<{ waiting: number; open: number }> {
    const { store } = this.#room;
    const look = (this.#look += 1);
    const [intents, orders] = await Promise.all([store.list('intent'), store.list('order')]);
    const parked = intents.filter((record) => record.parked !== undefined).length;
    if (look === this.#look) this.#show({ ...this.#view, waiting: intents.length, parked });
    const open = orders.filter((order) => !ORDER_STATES[order.state].final).length;
    return { waiting: intents.length - parked, open };
  }

  #show(view: OutboxView): void {
    this.#view = view;
    this.#room.emit({ cause: 'sync', outbox: view });
  }
}
