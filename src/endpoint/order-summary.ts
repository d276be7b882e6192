/** The orders of a range of days, summed up page by page, so that no sync waits for more than one page. */
import type { DayRange } from '../core/insight/describe-experiment.js';
import { OrderSums, type OrderFacts, type OrderSummary } from '../core/insight/order-sums.js';
import { addDays } from '../core/pickup/local-date.js';
import { toEpoch } from '../core/pickup/zone.js';
import type { ProvenState } from '../core/protocol/proof.js';
import type { Database } from './database.js';
import type { OrderRow } from './tables.js';

const PAGE = 500;

const COLUMNS = ['id', 'state', 'amount', 'received_at', 'waited_ms', 'cause'] as const;

/** By the day on which they came, since that is by the endpoint's own clock. */
export async function sumOrders(
  database: Database,
  { id: shop, timezone }: { readonly id: string; readonly timezone: string },
  { from, to }: DayRange,
): Promise<OrderSummary> {
  const sums = new OrderSums(timezone);
  const start = new Date(toEpoch(from, 0, timezone)).toISOString();
  const end = new Date(toEpoch(addDays(to, 1), 0, timezone)).toISOString();
  let after = { received_at: start, id: '' };
  for (;;) {
    const { received_at, id } = after;
    const rows = await database
      .selectFrom('orders')
      .select(COLUMNS)
      .where('shop', '=', shop)
      .where('received_at', '<', end)
      .where(({ eb, refTuple, tuple }) => eb(refTuple('received_at', 'id'), '>', tuple(received_at, id)))
      .orderBy('received_at')
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const row of rows) sums.add(toFacts(row));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return sums.read();
    after = last;
  }
}

function toFacts(row: Pick<OrderRow, (typeof COLUMNS)[number]>): OrderFacts {
  return {
    state: row.state as ProvenState,
    amount: Number(row.amount),
    receivedAt: row.received_at,
    ...(row.waited_ms === null ? {} : { waitedMs: Number(row.waited_ms) }),
    ...(row.cause === null ? {} : { cause: row.cause }),
  };
}
