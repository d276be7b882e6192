/**
 * What shoppers were told, and what became of it: that an order is saved (I3), that all of
 * it is held for them (I6), and what it costs at most (I8).
 */
import { FORGOTTEN_CLAIM } from '../../src/core/intake/erase-ledger.js';
import { termsOf } from '../../src/core/intake/lease-terms.js';
import type { LedgerOrder } from '../../src/core/intake/order-ledger.js';
import type { DeviceRights } from '../../src/core/intake/owner-ledger.js';
import type { OrderRecord } from '../../src/core/order/order.js';
import type { PlaceBody } from '../../src/core/protocol/intent.js';
import type { OutboxRecord } from '../../src/core/records.js';
import type { MemoryLedger } from '../support/memory-ledger.js';
import type { Phone } from './phone.js';

interface Saved {
  readonly phone: Phone;
  readonly order: OrderRecord;
}

export class Pledges {
  /** When a lease's key was first sent for. */
  readonly sent = new Map<string, number>();
  promised = 0;
  disputed = 0;
  readonly #ledger: MemoryLedger;
  readonly #found: (violation: string) => void;
  readonly #saved = new Map<string, Saved>();
  /** When a lease's key was first granted. */
  readonly #granted = new Map<string, number>();
  /** What was agreed to for an order: at first, then by a choice. */
  readonly #accepted = new Map<string, number>();
  readonly #arrived = new Set<string>();
  /** Of devices that are no shopper's. */
  readonly #rights = new Map<string, DeviceRights>();

  /** Orders that their shopper has erased: nothing is promised to them any more. */
  readonly #erased: ReadonlySet<string>;

  constructor(ledger: MemoryLedger, erased: ReadonlySet<string>, found: (violation: string) => void) {
    this.#ledger = ledger;
    this.#erased = erased;
    this.#found = found;
  }

  /** Orders that were told to be saved. */
  get saved(): number {
    return this.#saved.size;
  }

  accepted(id: string): number {
    return this.#accepted.get(id) ?? Infinity;
  }

  save(phone: Phone, order: OrderRecord): void {
    this.#saved.set(order.id, { phone, order });
    this.#accepted.set(order.id, order.total);
  }

  enrol(device: string, rights: DeviceRights): void {
    this.#rights.set(device, rights);
  }

  ask(key: string, now: number): void {
    if (!this.sent.has(key)) this.sent.set(key, now);
  }

  grant(key: string, now: number): void {
    if (!this.#granted.has(key)) this.#granted.set(key, now);
  }

  /** An order is taken in, or was before. @returns it, the first time */
  arrive(id: string, body: PlaceBody, now: number): LedgerOrder | undefined {
    const order = this.#arrived.has(id) ? undefined : this.#ledger.orders.get(id)?.order;
    if (!order) return undefined;
    this.#arrived.add(id);
    this.#lookAtWord(order, body, now);
    return order;
  }

  /** A choice that was made is an agreement to its amount. */
  agree(id: string): void {
    const order = this.#ledger.orders.get(id)?.order;
    if (order?.discount !== undefined && order.differs)
      this.#accepted.set(id, Math.max(order.amount, this.#accepted.get(id) ?? 0));
  }

  /** A yes to a new price. */
  agreeTo(id: string, amount: number): void {
    this.#accepted.set(id, Math.max(amount, this.#accepted.get(id) ?? 0));
  }

  /** I6: what was promised out of a lease and arrives within its grace is honoured. */
  #lookAtWord(order: LedgerOrder, body: PlaceBody, now: number): void {
    const phone = this.#saved.get(order.id)?.phone;
    // A device that was copied or set back promises what it has not got; everybody else keeps their word.
    if (!phone || phone.tampered || order.forked || this.#erased.has(order.id)) return;
    const keys = (body.leases ?? []).map(({ key }) => key);
    if (keys.some((key) => (this.sent.get(key) ?? 0) < phone.doubtedBefore)) return;
    const grants = keys.map((key) => this.#granted.get(key) ?? -Infinity);
    const inTime = now <= Math.min(...grants) + this.#lastsMs(order.device);
    if (inTime && order.state !== 'cancelled') this.#lookAtPoints(order, body);
    if (!isPromisedWhole(body)) return;
    this.promised += 1;
    // It may have been called off in the same batch.
    const honoured = !['disputed', 'confirmed_late', 'rejected'].includes(order.state);
    if (honoured) return;
    this.disputed += 1;
    if (inTime)
      this.#found(`I6 ${order.id}: promised, arrived in time, and is ${order.state} (${order.reason?.code})`);
  }

  /** For how long the endpoint honours what it has granted, from then on. */
  #lastsMs(device: string): number {
    const { class: kind, manualReclaim } = this.#rights.get(device) ?? SHOPPER;
    const { ttlMs, graceMs } = termsOf(kind);
    return manualReclaim ? Infinity : ttlMs + graceMs;
  }

  /** I6: so are points that were. */
  #lookAtPoints({ id, points }: LedgerOrder, { redeem, leases = [] }: PlaceBody): void {
    const drawn = leases
      .flatMap(({ items }) => items)
      .reduce((sum, item) => sum + ('points' in item ? item.points : 0), 0);
    if (redeem && drawn >= redeem.points && points?.redeemed !== redeem.points)
      this.#found(`I6 ${id}: ${redeem.points} points were promised, and ${points?.redeemed} are redeemed`);
  }

  /** A copied device has erased the order: whoever shows its secret is a stranger to the endpoint, and waits (rule 69). */
  #isStrange({ order, type }: OutboxRecord): boolean {
    return type !== 'order.place' && this.#ledger.orders.get(order)?.order.claim === FORGOTTEN_CLAIM;
  }

  /** I3: what was told to be saved has arrived once, and its device knows what became of it. */
  settleUp(phones: readonly Phone[]): { lost: number; doubled: number } {
    let lost = 0;
    let doubled = 0;
    for (const [id, { phone, order }] of this.#saved) {
      const arrived = this.#ledger.orders.get(id)?.order;
      const isErased = this.#erased.has(id);
      if (!arrived && (phone.rolledBack || isErased)) continue;
      if (!arrived) {
        lost += 1;
        this.#found(`I3 ${id} of ${phone.name}: told to be saved, and never arrived`);
        continue;
      }
      if (arrived.lines.length > order.lines.length) doubled += 1;
      const kept = phone.disk.rows.order.get(id);
      if (!phone.tampered && !isErased && kept?.state !== arrived.state)
        this.#found(`I3 ${id} of ${phone.name}: is ${arrived.state}, and the device says ${kept?.state}`);
    }
    for (const { name, disk } of phones) {
      const waiting = [...disk.rows.intent.values()].filter((intent) => !this.#isStrange(intent));
      if (waiting.length > 0) this.#found(`I3 ${name}: ${waiting.length} intents still wait`);
    }
    return { lost, doubled };
  }
}

const SHOPPER: DeviceRights = { class: 'shopper', manualReclaim: false };

/** All that the order needs stands in what it draws. */
function isPromisedWhole({ lines, pickup, leases = [] }: PlaceBody): boolean {
  const items = leases.flatMap((draw) => draw.items);
  const drawn = (variant: string) =>
    items.reduce((sum, item) => sum + ('variant' in item && item.variant === variant ? item.quantity : 0), 0);
  const needed = new Map<string, number>();
  for (const { variant, quantity } of lines) needed.set(variant, (needed.get(variant) ?? 0) + quantity);
  const place = items.some((item) => 'slot' in item && item.slot === pickup.slot);
  return place && [...needed].every(([variant, quantity]) => drawn(variant) >= quantity);
}
