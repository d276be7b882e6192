/**
 * `GET /v1/pulse`: how many orders the shop has had in its last thirty days, in tens. A running endpoint counts once for each
 * day that is over and tells that all day, so that nobody sees in two answers what came of one order; that costs no more
 * than the catalog does, however often it is asked for. One that is started again counts again.
 */
import { toEpoch, toLocalDate } from '../core/pickup/zone.js';
import { PULSE_DAYS, toTold, type Pulse } from '../core/protocol/pulse.js';
import type { CatalogStore } from './catalog-store.js';
import type { Database } from './database.js';
import { modeOf } from './order-mode.js';
import { toKept } from './responses.js';

const PAGE = 500;
const DAY_MS = 86_400_000;
/** What the shop has taken and nobody has taken back, nor had the money back for. */
const COUNTED = ['confirmed', 'confirmed_late', 'collected'];
const GIVEN_BACK = ['refund_due', 'refunded'];
const SOME_MINUTES = 'public, max-age=300';

export interface PulsePorts {
  readonly database: Database;
  readonly catalogs: CatalogStore;
  readonly now: () => number;
}

export class PulseAnswers {
  readonly #ports: PulsePorts;
  #day = '';
  #counting: Promise<Pulse> | undefined;

  constructor(ports: PulsePorts) {
    this.#ports = ports;
  }

  async answer(request: Request): Promise<Response> {
    const pulse = await this.#today();
    const { mode, to, orders } = pulse;
    return toKept(request, JSON.stringify(pulse), {
      'content-type': 'application/json',
      'cache-control': SOME_MINUTES,
      etag: `"${mode}.${to}.${orders ?? 'none'}"`,
    });
  }

  #today(): Promise<Pulse> {
    const { catalogs, now } = this.#ports;
    const { id, mode, timezone } = catalogs.served.catalog.shop;
    const today = toLocalDate(now(), timezone);
    const day = `${mode} ${timezone} ${today}`;
    if (this.#counting && day === this.#day) return this.#counting;
    this.#day = day;
    const counting = this.#count({ shop: id, mode, timezone, today });
    this.#counting = counting;
    // Whoever asks next counts again.
    counting.catch(() => {
      if (this.#counting === counting) this.#counting = undefined;
    });
    return counting;
  }

  async #count({ shop, mode, timezone, today }: Window): Promise<Pulse> {
    const end = toEpoch(today, 0, timezone);
    const first = toLocalDate(Date.parse(`${today}T12:00:00Z`) - PULSE_DAYS * DAY_MS, 'UTC');
    const from = new Date(toEpoch(first, 0, timezone)).toISOString();
    let orders = 0;
    // A shop that rehearsed under the same name has orders of both.
    for await (const jws of listPlaced(this.#ports.database, shop, from, new Date(end).toISOString()))
      if (modeOf(jws) === mode) orders += 1;
    const to = toLocalDate(Date.parse(`${today}T12:00:00Z`) - DAY_MS, 'UTC');
    return { shop, mode, days: PULSE_DAYS, to, orders: toTold(orders) };
  }
}

interface Window {
  readonly shop: string;
  readonly mode: Pulse['mode'];
  readonly timezone: string;
  /** The date at the shop. */
  readonly today: string;
}

/** The intents of the orders that count, page after page. */
async function* listPlaced(
  database: Database,
  shop: string,
  from: string,
  to: string,
): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const rows = await database
      .selectFrom('orders')
      .innerJoin('intents', (join) =>
        join.onRef('intents.shop', '=', 'orders.shop').onRef('intents.id', '=', 'orders.id'),
      )
      .select(['orders.id', 'intents.jws'])
      .where('orders.shop', '=', shop)
      .where('orders.state', 'in', COUNTED)
      .where('orders.payment', 'not in', GIVEN_BACK)
      .where('orders.received_at', '>=', from)
      .where('orders.received_at', '<', to)
      .where('orders.id', '>', after)
      .orderBy('orders.id')
      .limit(PAGE)
      .execute();
    for (const { jws } of rows) yield jws;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}
