/**
 * What must hold once everything was erased on a device (DESIGN 13): nothing of it is left there or comes back, none of it is sent, and
 * the endpoint comes to know of it.
 */
import { eraseCopies, eraseDevice, isOfOrder } from '../../src/core/consent/erase.js';
import type { Change } from '../../src/core/ports.js';
import type { Intent } from '../../src/core/protocol/intent.js';
import type { OutboxRecord, RecordKey } from '../../src/core/records.js';
import type { MemoryLedger } from '../support/memory-ledger.js';
import type { Phone } from './phone.js';
import type { Seals } from './seals.js';

export interface ErasuresOptions {
  readonly ledger: MemoryLedger;
  readonly seals: Seals;
  readonly found: (violations: readonly string[]) => void;
}

/** @param evenUnsent what the endpoint has not answered as well; else nothing is erased while there is any */
export function erase(phone: Phone, evenUnsent: boolean): void {
  phone.alone(async () => {
    const { ports } = phone;
    const task = { shop: 'millrace', mode: 'live', hasEndpoint: true, evenUnsent } as const;
    const erased = await eraseDevice(ports, task);
    if (erased.ok) await eraseCopies(ports);
  });
}

const LEFT_BY_NOBODY = ['order', 'purchase', 'consent', 'device', 'lease'] as const;

export class Erasures {
  /** Orders that are erased on the device on which they were saved. */
  readonly orders = new Set<string>();
  times = 0;
  readonly #options: ErasuresOptions;
  /** Keys whose devices were erased, by the id of the intent that says so. */
  readonly #told = new Map<string, { readonly phone: Phone; readonly device: string }>();

  constructor(options: ErasuresOptions) {
    this.#options = options;
  }

  /** Whether what has this id was erased on the phone: what is ordered later sorts behind. */
  has({ disk }: Phone, id: string): boolean {
    const [erased] = disk.rows.erased.values();
    return erased !== undefined && id < erased.id;
  }

  /** What was just written. */
  look(phone: Phone, { put = [], remove = [] }: Change): void {
    if (put.some(([[kind]]) => kind === 'erased')) this.#lookAtErased(phone, put, remove);
    for (const [[kind, id = ''], record] of put) {
      const isOrders = kind === 'order' || (kind === 'intent' && isOfOrder(record as OutboxRecord));
      // What was set back is there again, as it was.
      if (isOrders && !phone.tampered && this.has(phone, id))
        this.#find(`erased ${phone.name}: ${kind} ${id} comes back`);
    }
  }

  /** What is sent is none of what was erased. */
  send(phone: Phone, intents: readonly Intent[]): void {
    if (phone.tampered) return;
    for (const { id, type } of intents)
      if (isOfOrder({ type }) && this.has(phone, id)) this.#find(`erased ${phone.name}: ${id} is sent`);
  }

  /** The endpoint knows of every device that was erased, and its phone of nothing that it would still have to tell. */
  settleUp(): void {
    const { ledger } = this.#options;
    for (const { phone, device } of this.#told.values()) {
      if (phone.tampered) continue;
      if (!ledger.forgotten.has(device))
        this.#find(`erased ${phone.name}: the endpoint does not know that ${device} is to be forgotten`);
      if (phone.disk.rows.erasing.size > 0) this.#find(`erased ${phone.name}: its key waits`);
    }
  }

  #lookAtErased(phone: Phone, put: NonNullable<Change['put']>, remove: readonly RecordKey[]): void {
    const { name, disk } = phone;
    this.times += 1;
    for (const [kind, id = ''] of remove) if (kind === 'order') this.orders.add(id);
    for (const kind of LEFT_BY_NOBODY)
      if (disk.rows[kind].size > 0) this.#find(`erased ${name}: ${disk.rows[kind].size} ${kind} are left`);
    if ([...disk.rows.intent.values()].some(isOfOrder))
      this.#find(`erased ${name}: an order's intent is left`);
    for (const [key, record] of put) {
      const signed = key[0] === 'intent' && this.#options.seals.read((record as OutboxRecord).jws);
      if (signed) this.#told.set(signed.intent.id, { phone, device: signed.device });
    }
  }

  #find(violation: string): void {
    this.#options.found([violation]);
  }
}
