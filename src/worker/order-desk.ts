/**
 * Takes orders and choices, keeps them, and sees to it that they are sent. All it
 * decides is in core; here the parts are put together.
 */
import type { PageHint } from '../core/engine-port.js';
import { choose, type Choice, type ChoosePorts } from '../core/order/choose.js';
import type { Standing } from '../core/order/offline-policy.js';
import type { Order } from '../core/order/order.js';
import { findOrderPickup } from '../core/order/order-pickup.js';
import { placeOrder } from '../core/order/place.js';
import { toOrder } from '../core/order/to-order.js';
import type { Drained } from '../core/outbox/drain.js';
import { signRequest } from '../core/outbox/sign-request.js';
import { toConnection } from '../core/outbox/outcome.js';
import { restoreFromJournal } from '../core/outbox/restore.js';
import { listSlots } from '../core/pickup/slots.js';
import { tidyPurchases } from '../core/recommend/purchase-history.js';
import { refuse } from '../core/refuse.js';
import type { OrderRequest, Outcome, PickupChoice } from '../core/shop-port.js';
import type { OwnerCall } from '../core/owner/owner-port.js';
import type { StallCall } from '../core/stall/stall-port.js';
import { DrainEnd } from './drain-end.js';
import { LeaseDesk } from './lease-desk.js';
import { LoyaltyBoard } from './loyalty-board.js';
import { OutboxBoard } from './outbox-board.js';
import { PickupBoard } from './pickup-board.js';
import type { Stages } from './load-stage.js';
import { leaveOf } from './remembered-orders.js';
import { RescueDesk } from './rescue-desk.js';
import type { Room, TabMessage } from './room.js';
import { Sender } from './sender.js';
import { createSeat, type StageSeat } from './stage-seat.js';
import { createWire, type HintedWire } from './wire.js';

export class OrderDesk {
  readonly #room: Room;
  readonly #ports: ChoosePorts;
  readonly #outbox: OutboxBoard;
  readonly #pickup: PickupBoard;
  readonly #lease: LeaseDesk;
  readonly #loyalty: LoyaltyBoard;
  readonly #wire: HintedWire | undefined;
  readonly #sender: Sender | undefined;
  readonly #drainEnd: DrainEnd;
  readonly rescue: RescueDesk;
  readonly #stall: StageSeat<ReturnType<Stages['stall-stage']['createStallDesk']>>;
  readonly #owner: StageSeat<ReturnType<Stages['owner-stage']['createOwnerDesk']>>;

  constructor(room: Room, ports: ChoosePorts) {
    this.#room = room;
    this.#ports = ports;
    this.#outbox = new OutboxBoard(room);
    this.#pickup = new PickupBoard(room);
    this.#loyalty = new LoyaltyBoard(room);
    this.#lease = new LeaseDesk(room, () => this.#sender?.poke());
    this.#drainEnd = new DrainEnd(room, this.#lease);
    this.rescue = new RescueDesk(room, ports, {
      wire: () => this.#wire,
      cease: () => this.#sender?.cease(),
      changed: () => this.#showAll(),
      hear: (message) => this.hear(message),
    });
    const { endpoint } = room.config;
    this.#wire =
      endpoint === undefined ? undefined : createWire(endpoint, room, (slow) => this.#outbox.tellSlow(slow));
    this.#sender = this.#wire && this.#openSender(this.#wire);
    this.#stall = createSeat(
      (url) => room.loadStage('stall-stage', url),
      (stage) =>
        stage.createStallDesk({
          ...this.#staffPorts,
          lease: this.#lease,
          listSlots,
          sync: () => this.sync(),
        }),
    );
    this.#owner = createSeat(
      (url) => room.loadStage('owner-stage', url),
      (stage) => stage.createOwnerDesk(this.#staffPorts),
    );
  }

  async open(): Promise<void> {
    this.#room.storage.copied(this.#ports.journal.available ? 'twice' : 'once');
    await Promise.all([this.#pickup.show(), this.#lease.look(), this.#loyalty.show()]);
    this.#room.watch(this.restore());
    this.#room.watch(this.#tidy());
  }

  async placeOrder(request: OrderRequest): Promise<Outcome<{ order: Order }>> {
    if (!this.#sender) return refuse('no-endpoint', 'This shop takes no orders online.');
    if (!isSecureContext)
      return refuse('insecure', 'Orders need a page that is served by https, or from localhost.');
    const { offlinePolicy: policy = 'prefer-online' } = this.#room.config;
    // How the shop was reached a while ago says little where it must be reached now.
    if (policy === 'require-online') await this.#sender.look();
    const placed = this.#place(request, { policy, connection: this.#outbox.connection });
    this.#room.placing(placed);
    return placed;
  }

  async #place(request: OrderRequest, standing: Standing): Promise<Outcome<{ order: Order }>> {
    const placed = await placeOrder(this.#ports, request, {
      catalog: this.#room.catalog(),
      isRefused: this.#room.consent.isRefused,
      standing,
      moment: () => this.#room.clock.moment(),
    });
    // Any other refusal says nothing of the room there is.
    if (placed.ok || placed.code === 'storage-full') this.#room.storage.found(placed.ok);
    if (!placed.ok) return placed;
    const { order, kept } = placed;
    this.#room.storage.copied(kept);
    await this.#afterwards(async () => {
      this.#room.emit({ cause: 'shopper', orders: { changed: [toOrder(order)] } });
      await Promise.all([this.#outbox.show(), this.#room.showCart('shopper'), this.#lease.look()]);
      await this.#loyalty.show();
      this.#room.tellTabs({ cart: true, orders: [order.id], leases: true });
    });
    return { ok: true, order: toOrder(order) };
  }

  async choose(id: string, choice: Choice): Promise<Outcome<{ order: Order }>> {
    const chosen = await choose(this.#ports, this.#room.shopId, id, choice);
    if (!chosen.ok) return chosen;
    await this.#afterwards(async () => {
      await this.#room.showChanged([id], 'shopper');
      await Promise.all([this.#outbox.show(), this.#loyalty.show()]);
      this.#room.tellTabs({ orders: [chosen.order.id] });
    });
    return { ok: true, order: toOrder(chosen.order) };
  }

  /** Where and when the shopper is about to collect; null: they are not. */
  hold(pickup: PickupChoice | null): Promise<void> {
    return this.#lease.want(pickup);
  }

  /** The basket holds something else. */
  cartChanged(): void {
    this.#room.watch(this.#lease.look());
  }

  async sync(): Promise<Outcome<{ waiting: number }>> {
    const outcome = await this.#sender?.now();
    if (outcome?.kind === 'answered') return { ok: true, waiting: this.#outbox.waiting };
    if (outcome?.kind !== 'refused') return refuse('unreachable', 'The endpoint did not answer.');
    const code = toConnection(outcome) === 'unreachable' ? 'unreachable' : 'refused';
    return refuse(code, outcome.title);
  }

  async stall(url: string, call: StallCall | OwnerCall): Promise<Outcome> {
    if (call[0] === 'owner') return this.#askOwner(url, call);
    const [name, ...args] = call;
    const brought = await this.#stall.bring(url);
    const { made } = this.#stall;
    return brought.ok && made ? (made[name] as (...given: unknown[]) => Promise<Outcome>)(...args) : brought;
  }

  async #askOwner(url: string, [, question]: OwnerCall): Promise<Outcome> {
    const brought = await this.#owner.bring(url);
    const { made } = this.#owner;
    return brought.ok && made ? made.answer(question) : brought;
  }

  /** What the stages of the shop's own people are made of. */
  get #staffPorts() {
    const sent = () => this.#afterwards(async () => void (await this.#outbox.show()));
    return { ...this.#ports, room: this.#room, wire: this.#wire, sent };
  }

  /** A request's signature by this device's key; undefined while it has none. */
  async sign(path: string, body: string): Promise<string | undefined> {
    const { store, crypto } = this.#ports;
    const device = await store.get(['device']);
    return device && signRequest(crypto, device, { shop: this.#room.shopId, path, body });
  }

  /** The database was deleted under the page, and the shopper is told so. */
  comeBack(): Promise<void> {
    this.#room.storage.show();
    return this.restore();
  }

  /** What the database lacks comes back from the second copy. */
  async restore(): Promise<void> {
    try {
      const restored = await restoreFromJournal(this.#ports.store, this.#ports.journal);
      if (restored.length > 0) await this.#showAll();
      else await this.#outbox.show();
    } finally {
      // A second copy that can not be read keeps nothing back that the database has.
      this.#sender?.poke();
    }
  }

  /** The catalog is another one than before. */
  catalogChanged(): void {
    this.#room.watch(Promise.all([this.#pickup.show(), this.#loyalty.show()]));
  }

  async hear(message: TabMessage): Promise<void> {
    if (message.consent) await this.#tidy();
    // What this tab was about to copy goes as well.
    if (message.erased) {
      this.#room.emit({ cause: 'tab', erasedAt: this.#room.clock.now() });
      this.#room.watch(this.restore());
    }
    if (message.shop) await this.#pickup.show();
    if (message.orders) await this.#outbox.show();
    if (message.shop || message.orders) await this.#loyalty.show();
    if (message.cart || message.leases) await this.#lease.look();
  }

  hint({ kind }: PageHint): void {
    const { journal } = this.#ports;
    this.#wire?.heed();
    this.#stall.made?.hint({ kind });
    if (kind === 'pagehide') this.#room.watch(journal.release());
    if (kind === 'pageshow') journal.prepare();
    if (kind === 'hidden' || kind === 'pagehide') return;
    this.#sender?.poke();
    if (kind === 'visible' || kind === 'pageshow')
      this.#room.watch(Promise.all([this.#pickup.show(), this.#lease.look()]));
  }

  close(): void {
    this.#sender?.close();
    this.rescue.close();
    this.#lease.close();
    this.#pickup.close();
    this.#room.watch(this.#ports.journal.release());
  }

  #openSender(wire: HintedWire): Sender {
    const room = this.#room;
    const stall = () => this.#stall.made;
    return new Sender({
      room,
      drain: { ...this.#ports, wire },
      byHand: room.config.offlinePolicy === 'force-offline',
      task: {
        shop: room.shopId,
        get stall() {
          return stall()?.task;
        },
        wish: () => this.#lease.wish(),
        leased: () => room.watch(Promise.all([this.#lease.answered(), this.#pickup.show()])),
        findPickup: (depot, slot) => findOrderPickup(room.catalog(), depot, slot),
        changed: (orders) => {
          const ids = orders.map(({ id }) => id);
          room.watch(room.showChanged(ids, 'sync'));
          room.tellTabs({ orders: ids, shop: true });
        },
        newCatalog: (source) => this.#drainEnd.replaceCatalog(source),
        report: (code, message, where) => room.emit({ cause: 'sync', problems: [{ code, message, where }] }),
      },
      count: () => this.#count(),
      told: (news) => this.#outbox.tell(news),
      drained: (drained) => this.#afterDrain(drained),
    });
  }

  /** What other stalls hand over is followed as orders are. */
  async #count(): Promise<{ waiting: number; open: number }> {
    const { waiting, open } = await this.#outbox.show();
    return { waiting, open: open + (this.#stall ? 1 : 0) };
  }

  async #afterDrain({ forked, outcome }: Drained): Promise<void> {
    if (forked) await this.#drainEnd.dropKey();
    this.#room.watch(this.#stall.made?.drained(outcome.kind === 'answered') ?? Promise.resolve());
    await this.#drainEnd.take(outcome);
    await Promise.all([this.#pickup.show(), this.#loyalty.show()]);
  }

  /** It is kept, and is sent and said to be, whether or not it can be shown. */
  async #afterwards(show: () => Promise<void>): Promise<void> {
    const shown = show();
    this.#room.watch(shown);
    await Promise.allSettled([shown]);
    this.#sender?.poke();
  }

  /** What may no longer be remembered or counted goes. */
  async #tidy(): Promise<void> {
    const { store, consent, clock } = this.#room;
    await tidyPurchases(store, leaveOf(this.#room), clock.now());
    if (!consent.now.measurement && (await store.count('measure')))
      await store.commit({
        expect: [[['consent'], consent.chosen?.rev]],
        remove: [['measure']],
        durability: 'strict',
      });
  }

  async #showAll(): Promise<void> {
    await this.#room.showOrders('sync');
    await Promise.all([this.#outbox.show(), this.#loyalty.show()]);
    this.#room.tellTabs({ orders: 'all' });
    this.#sender?.poke();
  }
}
