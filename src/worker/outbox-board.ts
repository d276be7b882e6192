/** What waits to be sent and how the connection stands, as the page shows it. */
import type { OutboxRecord } from '../core/records.js';
import type { Connection, OutboxView } from '../core/shop-state.js';
import { isStaffType } from '../core/stall/collection.js';
import type { Room } from './room.js';

export class OutboxBoard {
  readonly #room: Room;
  #view: OutboxView = {
    waiting: 0,
    parked: 0,
    handed: 0,
    handedAside: 0,
    erasing: 0,
    sending: false,
    slow: false,
    triedAt: null,
  };
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

  /** Looks again: something was added here, and other tabs add and send too. @returns what is to be sent, and what may still change */
  async show(): Promise<{ waiting: number; open: number }> {
    const look = (this.#look += 1);
    const counted = await this.#count();
    this.#show(look, { ...this.#view, ...counted });
    const erasing = counted.eraseRefused === undefined ? counted.erasing : 0;
    return { waiting: counted.waiting + erasing - counted.parked, open: this.#room.tally.open };
  }

  /** Thousands may wait; that one is set aside is rare, as stalls are, and then each is looked at. */
  async #count() {
    const { store, tally } = this.#room;
    const [all, served, erasing] = await Promise.all([
      store.count('intent'),
      store.count('collection'),
      store.count('erasing'),
    ]);
    const waiting = all - erasing;
    const none = { waiting, parked: 0, handed: 0, handedAside: 0, erasing, eraseRefused: undefined };
    if (tally.parked + served + erasing === 0) return none;
    const intents = await store.list('intent');
    const eraseRefused = intents.find(({ type, parked }) => type === 'erase' && parked !== undefined)?.parked;
    const aside = intents.filter(({ type, parked }) => type !== 'erase' && parked !== undefined);
    const handedAside = countStaff(aside);
    const handed = countStaff(intents) - handedAside;
    return { waiting, parked: aside.length, handed, handedAside, erasing, eraseRefused };
  }

  #show(look: number, view: OutboxView): void {
    if (look < this.#shown) return;
    this.#shown = look;
    const shown = ['waiting', 'parked', 'handed', 'handedAside', 'erasing', 'eraseRefused'] as const;
    const same = shown.every((name) => view[name] === this.#view[name]);
    this.#view = view;
    if (same) return;
    this.#room.emit({ cause: 'sync', outbox: view });
  }
}

function countStaff(intents: readonly OutboxRecord[]): number {
  return intents.filter(({ type }) => isStaffType(type)).length;
}
