/** What was received, for the owner: every order with what became of it, oldest first. */
import type { LedgerOrder } from '../core/intake/ledger.js';
import { toOrderCode } from '../core/order/order-code.js';
import { digest } from '../crypto/sha256.js';
import type { Database } from './database.js';
import { toLedgerOrder } from './order-row.js';

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
  readonly total: number;
  readonly pickup: LedgerOrder['pickup'];
  readonly placedAt: string;
  readonly receivedAt: string;
}

const PAGE = 500;

/** Page after page, so that a year of orders needs no memory. */
export async function* listReceivedOrders(database: Database): AsyncGenerator<ReceivedOrder> {
  let after = { received_at: '', id: '' };
  for (;;) {
    const { received_at, id } = after;
    const rows = await database
      .selectFrom('orders')
      .selectAll()
      .where(({ eb, refTuple, tuple }) => eb(refTuple('received_at', 'id'), '>', tuple(received_at, id)))
      .orderBy('received_at')
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const row of rows) yield await toReceivedOrder(toLedgerOrder(row));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last;
  }
}

async function toReceivedOrder(order: LedgerOrder): Promise<ReceivedOrder> {
  const { id, device, state, payment, lines, amount, pickup, placedAt, receivedAt } = order;
  return {
    id,
    code: toOrderCode(await digest(id)),
    device,
    state,
    payment: { way: 'at-pickup', state: payment, amount },
    lines,
    total: amount,
    pickup,
    placedAt,
    receivedAt,
  };
}
