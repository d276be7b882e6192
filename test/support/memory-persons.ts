/** What a ledger in memory keeps of persons, and forgets. */
import { FORGOTTEN_CLAIM, type EraseLedger } from '../../src/core/intake/erase-ledger.js';
import type { LedgerOrder } from '../../src/core/intake/order-ledger.js';
import type { MemoryOrders } from './memory-orders.js';
import type { MemoryPoints } from './memory-points.js';
import type { UndoLog } from './undo-log.js';

export interface KeptContact {
  readonly jwe: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
}

export class MemoryPersons {
  /** By their hashes. */
  readonly contacts = new Map<string, KeptContact>();
  /** Devices, and since when. */
  readonly forgotten = new Map<string, string>();
  readonly #undo: UndoLog;
  readonly #orders: MemoryOrders;
  readonly #points: MemoryPoints;

  constructor(undo: UndoLog, orders: MemoryOrders, points: MemoryPoints) {
    this.#undo = undo;
    this.#orders = orders;
    this.#points = points;
  }

  rows(): EraseLedger {
    return {
      forgottenAt: async (device) => this.forgotten.get(device),
      keepContact: async (hash, jwe, receivedAt, device) => {
        if (this.forgotten.has(device)) return false;
        if (!this.contacts.has(hash)) this.#undo.set(this.contacts, hash, { jwe, receivedAt });
        return true;
      },
      forgetContacts: async (device) => {
        for (const { order } of [...this.#orders.of(device)]) this.#unname(order);
      },
      forgetContact: async (id) => {
        const order = this.#orders.orders.get(id)?.order;
        if (order) this.#unname(order);
      },
      forgetDevice: async (device, at) => {
        if (!this.forgotten.has(device)) this.#undo.set(this.forgotten, device, at);
        this.#undo.delete(this.#points.accounts, device);
        for (const { order } of [...this.#orders.of(device)]) this.#orders.rewrite(withoutAccount(order));
      },
      forgetOldContacts: async (before, day, limit) => {
        const old = [...this.contacts]
          .filter(([hash, { receivedAt }]) => receivedAt < before && !this.#isDue(hash, day))
          .slice(0, limit);
        for (const [hash] of old) this.#undo.delete(this.contacts, hash);
        return old.length;
      },
    };
  }

  #unname(order: LedgerOrder): void {
    const { contact, ...rest } = order;
    if (contact !== undefined) this.#undo.delete(this.contacts, contact);
    this.#orders.rewrite({ ...rest, claim: FORGOTTEN_CLAIM });
  }

  #isDue(hash: string, day: string): boolean {
    return [...this.#orders.orders.values()].some(
      ({ order: { contact, pickup } }) =>
        contact === hash && pickup.slot.slice(pickup.depot.length + 1, pickup.depot.length + 11) >= day,
    );
  }
}

/** What points have paid for is what the shop took off. */
function withoutAccount({ points, ...order }: LedgerOrder): LedgerOrder {
  return { ...order, discount: order.discount + (points?.off ?? 0) };
}
