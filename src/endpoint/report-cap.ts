/**
 * How many reports are kept in a day. Anybody may send some, and each leaves an id and maybe a sum, also one that came too late: without an end to
 * it a stranger could fill the disk. A device sends again what was not taken, so that an honest report waits for the next day.
 */
import { toEpoch } from '../core/pickup/zone.js';
import { addDays } from '../core/pickup/local-date.js';
import type { Database } from './database.js';

export interface ReportDay {
  readonly shop: string;
  readonly timezone: string;
  /** The date at the shop. */
  readonly today: string;
}

export class ReportCap {
  readonly #database: Database;
  readonly #most: number;
  #day: { readonly today: string; counted: number } | undefined;

  constructor(database: Database, most: number) {
    this.#database = database;
    this.#most = most;
  }

  /** @returns seconds until the shop's next day; 0 while today has room */
  async wait({ shop, timezone, today }: ReportDay, now: number): Promise<number> {
    if (this.#day?.today !== today) {
      const start = new Date(toEpoch(today, 0, timezone)).toISOString();
      this.#day = { today, counted: await this.#countSince(shop, start) };
    }
    if (this.#day.counted < this.#most) return 0;
    return Math.max(1, Math.ceil((toEpoch(addDays(today, 1), 0, timezone) - now) / 1000));
  }

  /** The id of one more is kept. */
  add(): void {
    if (this.#day) this.#day.counted += 1;
  }

  /** After a start, those that were kept before it. */
  async #countSince(shop: string, start: string): Promise<number> {
    const { count } = await this.#database
      .selectFrom('measure_reports')
      .select(({ fn }) => fn.countAll().as('count'))
      .where('shop', '=', shop)
      .where('received_at', '>=', start)
      .executeTakeFirstOrThrow();
    return Number(count);
  }
}
