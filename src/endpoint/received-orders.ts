/** What was received, for the owner: every order with what became of it, oldest first. */
import * as v from 'valibot';

import type { Catalog } from '../core/catalog/catalog-schema.js';
import { parseCatalog } from '../core/catalog/parse-catalog.js';
import type { LedgerOrder } from '../core/intake/order-ledger.js';
import { toOrderCode } from '../core/order/order-code.js';
import { ContactSchema, type Contact } from '../core/protocol/intent.js';
import { open, type EndpointKeys } from '../crypto/endpoint-keys.js';
import { digest } from '../crypto/sha256.js';
import type { Database } from './database.js';
import { toLedgerOrder } from './order-row.js';
import type { OrderRow } from './tables.js';

export interface ReceivedOrder {
  readonly id: string;
  readonly code: string;
  readonly device: string;
  readonly state: LedgerOrder['state'];
  readonly payment: {
    readonly way: 'at-pickup';
    readonly state: LedgerOrder['payment'];
    readonly amount: number;
  };
  readonly lines: LedgerOrder['lines'];
  readonly deposits: number;
  /** Points that pay for a part of it, and what they take off; it is out of `total`. */
  readonly redeemed?: { readonly points: number; readonly off: number };
  readonly total: number;
  readonly pickup: LedgerOrder['pickup'];
  readonly placedAt: string;
  readonly receivedAt: string;
  /** Opened, where it was asked for and can be. */
  readonly contact?: Contact;
  /** It was asked for and is there, and none of the keys opens it. */
  readonly contactSealed?: true;
}

const PAGE = 500;

/**
 * Page after page, so that a year of orders needs no memory.
 *
 * @param keys to open the sealed contacts with; without them, contacts are left out
 * @param shop of this one alone: several may keep their orders in one place
 */
export async function* listReceivedOrders(
  database: Database,
  keys?: EndpointKeys,
  shop?: string,
): AsyncGenerator<ReceivedOrder> {
  let after = { received_at: '', id: '' };
  for (;;) {
    const { received_at, id } = after;
    const rows = await database
      .selectFrom('orders')
      .selectAll()
      .where(({ eb, refTuple, tuple }) => eb(refTuple('received_at', 'id'), '>', tuple(received_at, id)))
      .$if(shop !== undefined, (query) => query.where('shop', '=', shop ?? ''))
      .orderBy('received_at')
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      const contact = keys && row.contact !== null ? await openContact(database, keys, row) : {};
      yield { ...(await toReceivedOrder(toLedgerOrder(row))), ...contact };
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last;
  }
}

/** Their ids, in alphabetical order. */
export async function listShopsWithOrders(database: Database): Promise<readonly string[]> {
  const rows = await database.selectFrom('orders').select('shop').distinct().orderBy('shop').execute();
  return rows.map(({ shop }) => shop);
}

async function toReceivedOrder(order: LedgerOrder): Promise<ReceivedOrder> {
  const { id, device, state, payment, lines, deposits, points, amount, pickup, placedAt, receivedAt } = order;
  return {
    id,
    code: toOrderCode(await digest(id)),
    device,
    state,
    payment: { way: 'at-pickup', state: payment, amount },
    lines,
    deposits,
    ...(points && points.redeemed > 0 ? { redeemed: { points: points.redeemed, off: points.off } } : {}),
    total: amount,
    pickup,
    placedAt,
    receivedAt,
  };
}

/** Nothing if it was erased. */
async function openContact(
  database: Database,
  keys: EndpointKeys,
  { shop, contact }: OrderRow,
): Promise<Pick<ReceivedOrder, 'contact' | 'contactSealed'>> {
  const row = await database
    .selectFrom('contacts')
    .select('jwe')
    .where('shop', '=', shop)
    .where('hash', '=', contact)
    .executeTakeFirst();
  if (!row) return {};
  const text = await open(keys, row.jwe);
  if (text === undefined) return { contactSealed: true };
  const read = readContact(text);
  return read ? { contact: read } : {};
}

/** Field by field: a device that kept to no bounds may still have sealed a name that can be read. */
function readContact(text: string): Contact | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())), text);
  if (!parsed.success) return undefined;
  const readable = Object.entries(ContactSchema.entries).flatMap(([name, schema]) => {
    const field = v.safeParse(schema, parsed.output[name]);
    return field.success && field.output !== undefined ? [[name, field.output] as const] : [];
  });
  return readable.length > 0 ? Object.fromEntries(readable) : undefined;
}

/** Ids of the shops whose catalog was served, in alphabetical order. */
export async function listServedShops(database: Database): Promise<readonly string[]> {
  const rows = await database.selectFrom('catalogs').select('shop').distinct().orderBy('shop').execute();
  return rows.map(({ shop }) => shop);
}

/** What the shop, or whichever was served last, calls its things now; undefined before it served any catalog. */
export async function readNewestCatalog(database: Database, shop?: string): Promise<Catalog | undefined> {
  const row = await database
    .selectFrom('catalogs')
    .select('source')
    .$if(shop !== undefined, (query) => query.where('shop', '=', shop ?? ''))
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const parsed = row && parseCatalog(JSON.parse(row.source));
  return parsed?.ok ? parsed.catalog : undefined;
}
