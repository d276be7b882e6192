/**
 * The stall's end of the counter: reads receipts, says what to do, keeps what was done, and lets it go. All it decides
 * is in core; here the parts are put together, with nothing asked of the network while a customer waits.
 */
import type { PageHint } from '../core/engine-port.js';
import { toOrderCode } from '../core/order/order-code.js';
import type { listSlots } from '../core/pickup/slots.js';
import { toIsoWithOffset } from '../core/pickup/zone.js';
import type { StallTask } from '../core/outbox/drain.js';
import type { Wire } from '../core/ports.js';
import type { ReceiptClaims } from '../core/protocol/receipt.js';
import { readRefs, type CatalogRefs } from '../core/receipt/catalog-refs.js';
import type { ReadReceipt } from '../core/receipt/read-receipt.js';
import { refuse } from '../core/refuse.js';
import type { Outcome } from '../core/shop-port.js';
import { bringOrders } from '../core/stall/bring-orders.js';
import { readItems } from '../core/stall/catalog-names.js';
import type { StallType } from '../core/stall/collection.js';
import { toDayStock } from '../core/stall/day-stock.js';
import { enrol, keepStall } from '../core/stall/enrol.js';
import { releaseHeld } from '../core/stall/keep-collection.js';
import { learn } from '../core/stall/learn.js';
import { prune } from '../core/stall/prune.js';
import { refundOf } from '../core/stall/refund.js';
import { readServed, serve, undo, type ServePorts } from '../core/stall/serve.js';
import type { StallOrderRecord } from '../core/stall/stall-order.js';
import type { DayWish, Issuer, Scanned, StallPort, StallView } from '../core/stall/stall-port.js';
import { toStallView } from '../core/stall/stall-view.js';
import { judge } from '../core/stall/verdict.js';
import { giveBack, takeStock } from './day-desk.js';
import type { LeaseDesk } from './lease-desk.js';
import type { Room } from './room.js';
import { scanOtherShop } from './scan-other-shop.js';
import { IssuerKeys, OwnKeys } from './stall-keys.js';
import { createStallTask } from './stall-task.js';

export interface StallPorts extends ServePorts {
  readonly room: Room;
  readonly wire: Wire | undefined;
  /** Asks with the next request for what a stall wishes for. */
  readonly lease: Pick<LeaseDesk, 'look'>;
  /** Sends what waits, and waits for the answer. */
  readonly sync: () => Promise<Outcome>;
  readonly listSlots: typeof listSlots;
  /** Something waits to be sent. */
  readonly sent: () => Promise<void>;
}

export class StallDesk implements StallPort {
  readonly #ports: StallPorts;
  readonly #room: Room;
  readonly #own: OwnKeys;
  readonly #issuers: IssuerKeys;
  /** Where the page says that this stall stands. */
  #depot: string | undefined;
  /** Orders whose receipts the shop was shown. */
  readonly #brought = new Set<string>();
  /** What a sync asks beside, and keeps. */
  readonly task: StallTask;
  readonly #digest = (text: string) => this.#ports.crypto.digest(text);

  constructor(ports: StallPorts) {
    this.#ports = ports;
    this.#room = ports.room;
    this.#own = new OwnKeys(ports);
    this.#issuers = new IssuerKeys(ports);
    this.task = createStallTask(ports, () => this.#depot);
    ports.room.watch(prune(ports.store, ports.clock.now()));
  }

  /** After a drain. @param reached the endpoint has answered */
  async drained(reached: boolean): Promise<void> {
    this.#own.reached = reached;
    if (!reached) return;
    await Promise.all([this.#own.renew(), this.#issuers.renew(), this.#bring()]);
  }

  /** What was in the answer just now is settled; what still waits is of an order that the shop has not got. */
  async #bring(): Promise<void> {
    const { wire } = this.#ports;
    if (!wire) return;
    const brought = await bringOrders({ ...this.#ports, wire }, this.#room.shopId, this.#brought);
    if (brought > 0) await this.#ports.sent();
  }

  async look(depot?: string): Promise<Outcome<{ view: StallView }>> {
    this.#depot = depot;
    const { store } = this.#ports;
    const stock = await toDayStock(store, this.#room.clock.moment());
    return { ok: true, view: { ...(await toStallView(store)), ...(stock ? { stock } : {}) } };
  }

  async enrol(code: string, remember: boolean): Promise<Outcome> {
    const enrolled = await enrol(this.#ports, this.#room.shopId, code, remember);
    if (!enrolled.ok) return enrolled;
    this.#room.watch(this.#own.renew());
    await this.#ports.sent();
    return enrolled;
  }

  standAt(depot: string): Promise<Outcome> {
    return keepStall(this.#ports, { depot });
  }

  takeStock(wishes: readonly DayWish[], depot?: string, places?: number) {
    return takeStock(this.#ports, { wishes, named: depot, places });
  }

  giveBack(): Promise<Outcome> {
    return giveBack(this.#ports);
  }

  async useIssuers(issuers: readonly Issuer[]): Promise<Outcome> {
    this.#issuers.use(issuers);
    this.#room.watch(this.#issuers.renew());
    return { ok: true };
  }

  async scan(text: string, depot?: string): Promise<Outcome<{ scanned: Scanned }>> {
    await this.release();
    this.#depot = depot;
    return { ok: true, scanned: await this.#read(text) };
  }

  async #read(text: string): Promise<Scanned> {
    const read = await this.#own.read(text);
    if (read.kind === 'other-shop') return scanOtherShop(this.#ports, this.#issuers, text, read.shop);
    if (!('claims' in read)) return this.#scanned(read, undefined);
    const { claims } = read;
    const known =
      claims.mode === this.#room.catalog().shop.mode ? await this.#learn(text, claims) : undefined;
    return this.#scanned(read, known);
  }

  async find(code: string, depot?: string): Promise<Outcome<{ scanned: Scanned }>> {
    await this.release();
    this.#depot = depot;
    const scanned = await this.#lookUp(code);
    if (!scanned) return refuse('unknown-order', `No order ${code} is known here.`);
    return { ok: true, scanned: { ...scanned, typed: true } };
  }

  /** An order that was placed on this very device has its newest receipt here, as if it were scanned. */
  async #lookUp(code: string): Promise<Scanned | undefined> {
    const { store } = this.#ports;
    const isMeant = (order: { readonly code: string }) => order.code === code;
    const placed = (await store.list('order')).filter(isMeant).at(-1);
    if (placed?.receipt) return this.#read(placed.receipt.token);
    const known = (await store.list('stall-order')).filter(isMeant).at(-1);
    if (!known) return undefined;
    const read = known.token === undefined ? undefined : await this.#own.read(known.token);
    return this.#scanned(read, known);
  }

  collect(order: string, amount: number): Promise<Outcome<{ id: string }>> {
    return this.#serve('receipt.collect', order, amount);
  }

  takeBack(order: string, amount: number): Promise<Outcome<{ id: string }>> {
    return this.#serve('receipt.return', order, amount);
  }

  undo(id: string): Promise<Outcome> {
    return undo(this.#ports, id);
  }

  async release(): Promise<Outcome> {
    if ((await releaseHeld(this.#ports.store)) > 0) await this.#ports.sent();
    return { ok: true };
  }

  async note(id: string): Promise<Outcome> {
    const { store } = this.#ports;
    const found = await store.get(['collection', id]);
    if (!found) return refuse('unknown-order', 'Nothing is known of it.');
    const noted = { ...found, noted: true as const, rev: found.rev + 1 };
    const committed = await store.commit({
      expect: [[['collection', id], found.rev]],
      put: [[['collection', id], noted]],
      durability: 'relaxed',
    });
    return committed.ok ? { ok: true } : refuse(`storage-${committed.code}`, 'Nothing was changed.');
  }

  /** Whoever turns away can't undo any more. */
  hint({ kind }: PageHint): void {
    if (kind === 'hidden' || kind === 'pagehide') this.#room.watch(this.release());
  }

  async #serve(type: StallType, order: string, amount: number) {
    const { mode } = this.#room.catalog().shop;
    const chosen = type === 'receipt.collect' ? await this.#chosenIn(order) : undefined;
    const said = { type, order, amount, ...(chosen ? { chosen } : {}) };
    const served = await serve(this.#ports, { shop: this.#room.shopId, mode, ...said });
    return served.ok ? { ok: true as const, id: served.collection.id } : served;
  }

  /** By the shop's names, which the endpoint knows it by. */
  async #chosenIn(order: string) {
    const known = await this.#ports.store.get(['stall-order', order]);
    const read = known?.token === undefined ? undefined : await this.#own.read(known.token);
    const chosen = read && 'claims' in read ? read.claims.chosen : undefined;
    const depot = chosen && (await this.#readRefs()).depots.get(chosen.depot);
    if (!chosen || depot === undefined) return undefined;
    const start = toIsoWithOffset(chosen.startMinutes * 60_000, this.#room.catalog().shop.timezone);
    return { depot, slot: `${depot}/${start}`, amount: chosen.amount };
  }

  async #learn(token: string, claims: ReceiptClaims): Promise<StallOrderRecord> {
    const items = await readItems(claims, this.#room.catalog(), this.#digest);
    const { intent: id, hash } = claims;
    const { store, clock, crypto } = this.#ports;
    const code = toOrderCode(await crypto.digest(id));
    const seenAt = new Date(clock.now()).toISOString();
    return learn(store, { id, code, hash, items, token, seenAt }, claims);
  }

  async #scanned(read: ReadReceipt | undefined, known: StallOrderRecord | undefined): Promise<Scanned> {
    const { shop } = this.#room.catalog();
    const stall = await this.#ports.store.get(['stall']);
    const served = known
      ? await readServed(this.#ports, known)
      : { collection: undefined, returned: undefined };
    const verdict = judge({
      ...{ read, known, ...served },
      mode: shop.mode,
      zone: shop.timezone,
      depot: this.#depot ?? stall?.depot,
      now: this.#ports.clock.now(),
      depots: (await this.#readRefs()).depots,
    });
    const claims = read && 'claims' in read ? read.claims : undefined;
    const paid = { told: known?.told, collection: served.collection, claims };
    const refund = verdict.kind === 'collected' ? refundOf(paid) : undefined;
    return {
      verdict,
      ...(known ? { order: known.id, code: known.code } : {}),
      items: known?.items ?? [],
      currency: claims?.currency ?? shop.currency,
      ...(refund === undefined ? {} : { refund }),
    };
  }

  #readRefs(): Promise<CatalogRefs> {
    return readRefs(this.#room.catalog(), this.#digest);
  }
}
