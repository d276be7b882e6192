/**
 * Takes orders and choices, keeps them, and sees to it that they are sent. All it
 * decides is in core; here the parts are put together.
 */
import type { PageHint } from '../core/engine-port.js';
import { choose, type Choice } from '../core/order/choose.js';
import type { Order, OrderRecord } from '../core/order/order.js';
import { toOrder } from '../core/order/to-order.js';
import { ORDER_STATES } from '../core/order/order-states.js';
import { placeOrder } from '../core/order/place.js';
import { restoreFromJournal } from '../core/outbox/restore.js';
import type { IntentJournal } from '../core/ports.js';
import type { OrderRequest, Outcome } from '../core/shop-port.js';
import type { Connection, OutboxView } from '../core/shop-state.js';
import { createCrypto } from '../crypto/web-crypto.js';
import { openPrivateFileJournal } from '../storage/private-file-journal.js';
import { createPickupBoard } from './pickup-board.js';
import { exportOrders, importOrders } from './rescue.js';
import type { Room, TabMessage } from './room.js';
import { createSender, type Sender } from './sender.js';
import { createWire } from './wire.js';

export interface OrderDesk {
  placeOrder(request: OrderRequest): Promise<Outcome<{ order: Order }>>;
  choose(id: string, choice: Choice): Promise<Outcome<{ order: Order }>>;
  sync(): Promise<Outcome<{ waiting: number }>>;
  exportData(): Promise<Outcome<{ text: string }>>;
  importData(text: string): Promise<Outcome<{ added: number }>>;
  /** The catalog is another one than before. */
  catalogChanged(): void;
  hear(message: TabMessage): Promise<void>;
  hint(hint: PageHint): void;
  /** Storage was taken away under the page: what it lacks comes back from the second copy. */
  restore(): Promise<void>;
  close(): void;
}

export async function createOrderDesk(room: Room): Promise<OrderDesk> {
  const journal = await openPrivateFileJournal(room.shopId);
  const ports = { store: room.store, journal, crypto: createCrypto(), clock: room.clock };
  const consent = { personalisation: false, measurement: false };
  const outbox: { view: OutboxView; connection: Connection } = {
    view: { waiting: 0, parked: 0, sending: false, triedAt: null },
    connection: 'unknown',
  };
  const board = createPickupBoard(room);
  const sender = room.config.endpoint === undefined ? undefined : openSender(room, ports, outbox, board.show);

  async function restore(): Promise<void> {
    const restored = await restoreFromJournal(room.store, journal);
    if (restored.length > 0) {
      await room.showOrders('sync');
      room.tellTabs({ orders: 'all' });
    }
    await showOutbox(room, outbox);
    sender?.poke();
  }

  showStorage(room, journal, false);
  await board.show();
  void restore();

  return {
    async placeOrder(request) {
      if (!sender) return { ok: false, code: 'no-endpoint', message: 'This shop takes no orders online.' };
      const placed = await placeOrder(ports, request, { catalog: room.catalog(), consent });
      showStorage(room, journal, !placed.ok && placed.code === 'storage-full');
      if (!placed.ok) return placed;
      await showChanged(room, outbox, [placed.order]);
      await room.showCart('shopper');
      room.tellTabs({ cart: true, orders: [placed.order.id] });
      sender.poke();
      return { ok: true, order: toOrder(placed.order) };
    },
    async choose(id, choice) {
      const chosen = await choose(ports, room.shopId, id, choice);
      if (!chosen.ok) return chosen;
      await showChanged(room, outbox, [chosen.order]);
      room.tellTabs({ orders: [id] });
      sender?.poke();
      return { ok: true, order: toOrder(chosen.order) };
    },
    async sync() {
      const outcome = await sender?.now();
      if (outcome?.kind === 'answered') return { ok: true, waiting: outbox.view.waiting };
      if (outcome?.kind === 'refused') return { ok: false, code: 'refused', message: outcome.title };
      return { ok: false, code: 'unreachable', message: 'The endpoint did not answer.' };
    },
    exportData: () => exportOrders(room),
    async importData(text) {
      const imported = await importOrders(room, journal, text);
      if (imported.ok) {
        await room.showOrders('shopper');
        await showOutbox(room, outbox);
        room.tellTabs({ orders: 'all' });
        sender?.poke();
      }
      return imported;
    },
    catalogChanged: () => void board.show(),
    async hear(message) {
      if (message.shop) await board.show();
      if (message.orders) await showOutbox(room, outbox);
    },
    hint: (hint) => followHint(hint, sender, board),
    restore,
    close() {
      sender?.close();
      board.close();
    },
  };
}

type OutboxHolder = { view: OutboxView; connection: Connection };
type DeskPorts = Parameters<typeof placeOrder>[0];

function openSender(
  room: Room,
  ports: DeskPorts,
  outbox: OutboxHolder,
  showBoard: () => Promise<void>,
): Sender {
  const { endpoint = '' } = room.config;
  const wire = createWire(endpoint, room);
  return createSender({
    room,
    drain: { ...ports, wire },
    task: {
      shop: room.shopId,
      changed: (orders) => {
        room.emit({ cause: 'sync', orders: { changed: orders.map(toOrder) } });
        room.tellTabs({ orders: orders.map((order) => order.id), shop: true });
      },
      newCatalog: (source) => room.adoptCatalog(source),
      report: (code, message, where) => room.emit({ cause: 'sync', problems: [{ code, message, where }] }),
    },
    count: () => countOpen(room),
    told: ({ sending, triedAt, connection }) => {
      outbox.view = { ...outbox.view, sending, ...(triedAt === undefined ? {} : { triedAt }) };
      if (connection) outbox.connection = connection;
      room.emit({ cause: 'sync', outbox: outbox.view, connection: outbox.connection });
    },
    drained: async (drained) => {
      if (drained.forked) await forgetKey(room);
      await showOutbox(room, outbox);
      await showBoard();
    },
  });
}

function followHint(hint: PageHint, sender: Sender | undefined, board: { show(): Promise<void> }): void {
  if (
    hint.kind === 'online' ||
    hint.kind === 'offline' ||
    hint.kind === 'visible' ||
    hint.kind === 'pageshow'
  ) {
    sender?.poke();
  }
  if (hint.kind === 'visible' || hint.kind === 'pageshow') void board.show();
}

/** A copy of this device is about: orders stay, and are followed by their secrets from now on. */
async function forgetKey(room: Room): Promise<void> {
  const [device, shop] = await Promise.all([room.store.get(['device']), room.store.get(['shop'])]);
  await room.store.commit({
    expect: [[['device'], device?.rev]],
    remove: [['device']],
    put: shop ? [[['shop'], { ...shop, cursor: null, rev: shop.rev + 1 }]] : [],
    durability: 'strict',
  });
}

async function showChanged(room: Room, outbox: OutboxHolder, orders: readonly OrderRecord[]): Promise<void> {
  room.emit({ cause: 'shopper', orders: { changed: orders.map(toOrder) } });
  await showOutbox(room, outbox);
}

async function showOutbox(room: Room, outbox: OutboxHolder): Promise<void> {
  const waiting = await room.store.list('intent');
  const parked = waiting.filter((record) => record.parked !== undefined).length;
  outbox.view = { ...outbox.view, waiting: waiting.length, parked };
  room.emit({ cause: 'sync', outbox: outbox.view });
}

async function countOpen(room: Room): Promise<{ waiting: number; open: number }> {
  const [intents, orders] = await Promise.all([room.store.list('intent'), room.store.list('order')]);
  const waiting = intents.filter((record) => record.parked === undefined).length;
  return { waiting, open: orders.filter((order) => !ORDER_STATES[order.state].final).length };
}

function showStorage(room: Room, journal: IntentJournal, full: boolean): void {
  const durable = room.store.kept === 'memory' ? 'no' : journal.available ? 'twice' : 'once';
  room.emit({ cause: 'script', storage: { durable, full, wiped: room.store.wiped } });
}
