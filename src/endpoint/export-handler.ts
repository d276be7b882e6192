/** `GET /v1/me/export`: tells a device all that is kept of it. What it had sealed to the shop stays sealed. */
import type { LedgerOrder } from '../core/intake/order-ledger.js';
import { toLeaseItem } from '../core/intake/close-lease.js';
import { MOST_EXPORTED, type MeExport } from '../core/protocol/me-export.js';
import type { Database } from './database.js';
import type { Gate } from './gate.js';
import { toLedgerOrder } from './order-row.js';
import { readQuestion, type Question } from './read-question.js';
import { refuse, type Outcome } from './refusal.js';
import type { SyncPorts } from './sync-handler.js';

export type ExportPorts = Pick<SyncPorts, 'catalogs' | 'callers' | 'now' | 'ledger'> & {
  readonly database: Database;
  /** One copy at a time is made: each reads many rows. */
  readonly copies: Gate;
};

/** Of what is read for it, for the price of one request. */
const ROWS_A_REQUEST = 50;

export async function handleExport(ports: ExportPorts, question: Question): Promise<Outcome<MeExport>> {
  const { catalogs, callers, now } = ports;
  const shop = catalogs.served.catalog.shop.id;
  const signer = await readQuestion(question, { shop, now: now() });
  if (!signer.ok) return signer;
  const wait = await callers.take(signer.value.device, now(), ROWS_A_REQUEST);
  if (wait > 0) return refuse('too-many-requests', { headers: { 'retry-after': String(wait) } });
  const value = await ports.copies.run(() => gather(ports, shop, signer.value.device));
  return value ? { ok: true, value } : refuse('unavailable', { headers: { 'retry-after': '2' } });
}

async function gather(
  { database, ledger: { reads }, now }: ExportPorts,
  shop: string,
  device: string,
): Promise<MeExport> {
  const [orders, intents, points, lease, forgottenAt] = [
    await ordersOf(database, shop, device),
    await intentsOf(database, shop, device),
    await reads.points(device),
    await reads.lease(device),
    await reads.forgottenAt(device),
  ];
  return {
    shop,
    device,
    time: new Date(now()).toISOString(),
    orders: orders.slice(0, MOST_EXPORTED).map(toExported),
    ...(Math.max(orders.length, intents.length) > MOST_EXPORTED ? { more: true } : {}),
    intents: intents.slice(0, MOST_EXPORTED),
    ...(points ? { points } : {}),
    ...(lease?.open ? { lease: { key: lease.key, items: lease.items.map(toLeaseItem) } } : {}),
    ...(forgottenAt === undefined ? {} : { forgottenAt }),
  };
}

async function ordersOf(database: Database, shop: string, device: string): Promise<readonly LedgerOrder[]> {
  const rows = await database
    .selectFrom('orders')
    .selectAll()
    .where('shop', '=', shop)
    .where('device', '=', device)
    .orderBy('change', 'desc')
    .limit(MOST_EXPORTED + 1)
    .execute();
  return rows.map(toLedgerOrder);
}

async function intentsOf(database: Database, shop: string, device: string): Promise<MeExport['intents']> {
  const rows = await database
    .selectFrom('device_numbers')
    .innerJoin('intents', (join) =>
      join
        .onRef('intents.shop', '=', 'device_numbers.shop')
        .onRef('intents.id', '=', 'device_numbers.intent'),
    )
    .select(['intents.id', 'intents.type', 'intents.hash', 'intents.received_at'])
    .where('device_numbers.shop', '=', shop)
    .where('device_numbers.device', '=', device)
    .orderBy('device_numbers.seq', 'desc')
    .limit(MOST_EXPORTED + 1)
    .execute();
  return rows.map(({ id, type, hash: signed, received_at: receivedAt }) => ({
    id,
    type,
    hash: signed,
    receivedAt,
  }));
}

function toExported(order: LedgerOrder): MeExport['orders'][number] {
  const { id, hash: signed, state, payment, rev, amount, deposits, discount, pickup } = order;
  const { points, contact, placedAt, receivedAt } = order;
  return {
    ...{ id, hash: signed, state, payment, rev, amount, deposits, discount, pickup: { ...pickup } },
    lines: [...order.lines],
    ...(points && points.redeemed > 0 ? { redeemed: { points: points.redeemed, off: points.off } } : {}),
    ...(contact === undefined ? {} : { contact }),
    placedAt,
    receivedAt,
  };
}
