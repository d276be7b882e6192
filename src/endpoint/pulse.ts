/**
 * `GET /v1/pulse`: how many orders the shop has had in its last thirty days, in tens; none of a rehearsal. A running endpoint
 * counts once for each day that is over and tells that all day, also where it rehearses in between, so that nobody sees in
 * two answers what came of one order; that costs no more than the catalog does, however often it is asked for. One that is
 * started again counts again.
 */
import { DAY_MS } from '../core/consent/retention.js';
import { toEpoch, toLocalDate } from '../core/pickup/zone.js';
import { PULSE_DAYS, toTold, type Pulse } from '../core/protocol/pulse.js';
import type { CatalogStore } from './catalog-store.js';
import type { Database } from './database.js';
import { modeOf, selectWithMode, type KeptMode } from './order-mode.js';
import { toKept } from './responses.js';

const PAGE = 500;
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
    const to = dayBefore(today, 1);
    if (mode !== 'live') return Promise.resolve({ shop: id, mode, days: PULSE_DAYS, to, orders: null });
    const day = `${timezone} ${today}`;
    if (this.#counting && day === this.#day) return this.#counting;
    this.#day = day;
    const counting = this.#count({ shop: id, timezone, today }).then((orders): Pulse => ({
      shop: id,
      mode,
      days: PULSE_DAYS,
      to,
      orders: toTold(orders),
    }));
    this.#counting = counting;
    // Whoever asks next counts again.
    counting.catch(() => {
      if (this.#counting === counting) this.#counting = undefined;
    });
    return counting;
  }

  /** A shop that rehearsed under the same name has orders of both. */
  async #count({ shop, timezone, today }: Window): Promise<number> {
    const startOf = (date: string) => new Date(toEpoch(date, 0, timezone)).toISOString();
    const [from, to] = [startOf(dayBefore(today, PULSE_DAYS)), startOf(today)];
    let orders = 0;
    for await (const order of listPlaced(this.#ports.database, shop, from, to))
      if (modeOf(order) === 'live') orders += 1;
    return orders;
  }
}

interface Window {
  readonly shop: string;
  readonly timezone: string;
  /** The date at the shop. */
  readonly today: string;
}

const dayBefore = (date: string, days: number) =>
  new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);

/** Orders that count, page after page. */
async function* listPlaced(
  database: Database,
  shop: string,
  from: string,
  to: string,
): AsyncGenerator<KeptMode> {
  let after = '';
  for (;;) {
    const rows = await selectWithMode(database, shop)
      .where('orders.state', 'in', COUNTED)
      .where('orders.payment', 'not in', GIVEN_BACK)
      .where('orders.received_at', '>=', from)
      .where('orders.received_at', '<', to)
      .where('orders.id', '>', after)
      .orderBy('orders.id')
      .limit(PAGE)
      .execute();
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}
