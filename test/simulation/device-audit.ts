/**
 * Looks at a device's disk after every write, and at what it may promise from after
 * every event: nothing leaves the outbox unheard, no number is used twice, nothing is promised that
 * was not granted, or too late.
 */
import { isOfOrder } from '../../src/core/consent/erase.js';
import { isLive } from '../../src/core/lease/lease.js';
import type { Change } from '../../src/core/ports.js';
import type { Intent } from '../../src/core/protocol/intent.js';
import { countOfItem, nameOfItem, type LeaseItem } from '../../src/core/protocol/lease.js';
import type { OutboxRecord } from '../../src/core/records.js';
import type { MemoryLedger } from '../support/memory-ledger.js';
import type { Agenda } from './agenda.js';
import type { Written } from './disk.js';
import type { Erasures } from './erasures.js';
import type { Phone } from './phone.js';
import type { Seals } from './seals.js';

const SECOND = 1_000;

export interface DeviceAuditOptions {
  readonly agenda: Agenda;
  readonly ledger: MemoryLedger;
  readonly seals: Seals;
  /** When a lease's key was first sent. */
  readonly sent: ReadonlyMap<string, number>;
  readonly erasures: Erasures;
  readonly found: (violations: readonly string[]) => void;
}

export class DeviceAudit {
  readonly #options: DeviceAuditOptions;
  /** The intent by `device seq`. */
  readonly #numbers = new Map<string, string>();
  /** How many were granted, and promised, by a lease's key and the item. */
  readonly #granted = new Map<string, number>();
  readonly #drawn = new Map<string, number>();

  constructor(options: DeviceAuditOptions) {
    this.#options = options;
  }

  granted(key: string, items: readonly LeaseItem[]): void {
    for (const item of items) {
      const name = `${key} ${nameOfItem(item)}`;
      this.#granted.set(name, Math.max(this.#granted.get(name) ?? 0, countOfItem(item)));
    }
  }

  /** What was just written. */
  look(phone: Phone, what: Written): void {
    if ('file' in what) this.#lookAtFile(phone, what);
    else this.#lookAtChange(phone, what);
    this.lookAtLeases(phone);
  }

  #lookAtFile(phone: Phone, { file, gone }: Exclude<Written, Change>): void {
    if (gone) this.#isHeard(phone, file);
    else if (!phone.disk.files.get(file)) this.#find(`I3 ${phone.name}: the file of ${file} is empty`);
  }

  #lookAtChange(phone: Phone, change: Change): void {
    const { put = [], remove = [] } = change;
    this.#options.erasures.look(phone, change);
    for (const [kind, id = ''] of remove) if (kind === 'intent') this.#isHeard(phone, id);
    for (const [key, record] of put)
      if (key[0] === 'intent') this.#lookAtIntent(phone, record as OutboxRecord);
  }

  /** I3: an intent leaves its device once the endpoint has it, and not before; or with all that is erased. */
  #isHeard(phone: Phone, id: string): void {
    const { ledger, erasures } = this.#options;
    if (!ledger.intents.has(id) && !erasures.has(phone, id))
      this.#find(`I3 ${phone.name}: lets go of ${id}, which the endpoint has not`);
  }

  #lookAtIntent(phone: Phone, { id, jws, order, type }: OutboxRecord): void {
    const { disk, name, tampered } = phone;
    const signed = this.#options.seals.read(jws);
    if (isOfOrder({ type }) && !disk.rows.order.has(order))
      this.#find(`I3 ${name}: ${id} waits, and its order is not there`);
    if (!signed || tampered) return;
    // I4: a device that was not copied or set back uses each of its numbers once.
    const number = `${signed.device} ${signed.intent.seq}`;
    const first = this.#numbers.get(number);
    if (first === id) return;
    if (first !== undefined) this.#find(`I4 ${name}: ${id} has the number of ${first}`);
    this.#numbers.set(number, id);
    this.#draw(name, signed.intent);
  }

  /** I5: no more is promised from a lease than was granted. */
  #draw(phone: string, intent: Intent): void {
    if (intent.type !== 'order.place') return;
    for (const { key, items } of intent.body.leases ?? [])
      for (const item of items) {
        const name = `${key} ${nameOfItem(item)}`;
        const drawn = (this.#drawn.get(name) ?? 0) + countOfItem(item);
        this.#drawn.set(name, drawn);
        const granted = this.#granted.get(name) ?? 0;
        if (drawn > granted) this.#find(`I5 ${phone}: promises ${drawn} of ${granted} granted, ${name}`);
      }
  }

  /** I5: nothing can be promised out of a lease once its time, less the margin, has passed since it was first sent for. */
  lookAtLeases(phone: Phone): void {
    const leases = phone.disk.rows.lease;
    // Mostly there are none, and every event asks.
    if (leases.size === 0 || phone.tampered || phone.asleep) return;
    const { name, clock, doubtedBefore } = phone;
    for (const lease of leases.values()) {
      const sent = this.#options.sent.get(lease.key) ?? -Infinity;
      if (sent < doubtedBefore) continue;
      const age = this.#options.agenda.now - sent;
      // Its clock may be slow by what its drift makes of the time.
      const late = age > (lease.ttlMs - lease.marginMs) * 1.003 + SECOND;
      if (late && isLive(lease, clock.moment()))
        this.#find(`I5 ${name}: holds a lease ${Math.round(age / SECOND)} s after it was asked for`);
      for (const { item, left } of lease.items)
        if (left < 0 || left > countOfItem(item))
          this.#find(
            `I5 ${name}: has ${left} of ${nameOfItem(item)}, of which ${countOfItem(item)} were held`,
          );
    }
  }

  #find(violation: string): void {
    this.#options.found([violation]);
  }
}
