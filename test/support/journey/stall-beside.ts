/**
 * A stall beside a browser: while the endpoint can be reached it hands over what stands there, as the endpoint's own
 * books list it, and says so over HTTP until it is answered.
 */
import { join } from 'node:path';

import type { LedgerOrder } from '../../../src/core/intake/order-ledger.js';
import { openDatabase, type Database } from '../../../src/endpoint/database.js';
import { toLedgerOrder } from '../../../src/endpoint/order-row.js';
import { createSqlLedger } from '../../../src/endpoint/sql-ledger.js';
import { Line } from '../kill/line.js';
import { Staff } from '../kill/staff.js';
import type { Stand } from './stand.js';

/** In a batch. */
const MOST_SAID = 10;
const MOST_SENDS = 20;
const SILENT = {
  sent: () => undefined,
  answering: async () => undefined,
  heard: async () => undefined,
};

export class StallBeside {
  readonly staff: Staff;
  /** Orders that the endpoint has taken to be handed over. */
  readonly collected = new Set<string>();
  readonly #stand: Stand;
  readonly #said = new Set<string>();

  private constructor(stand: Stand, staff: Staff) {
    this.#stand = stand;
    this.staff = staff;
  }

  /** @param trouble what the endpoint refuses */
  static async open(stand: Stand, shop: string, trouble: (words: string) => void): Promise<StallBeside> {
    const wire = new Line({ url: stand.endpointUrl }, SILENT);
    const stall = new StallBeside(stand, await Staff.create({ wire, shop, trouble }));
    const rights = { class: 'stall', manualReclaim: false } as const;
    await stall.#look((database) =>
      createSqlLedger(database, shop).transaction((rows) => rows.setRights(stall.staff.device, rights)),
    );
    return stall;
  }

  /** Without a pause, while the endpoint is up. */
  async serve(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      if (this.staff.waiting === 0) await this.#handOver();
      await this.staff.send();
    }
  }

  /** All that was said and not answered. Throws if the endpoint does not answer. */
  async finish(): Promise<void> {
    for (let sends = 0; this.staff.waiting > 0; sends++) {
      if (sends === MOST_SENDS) throw new Error(`${this.staff.waiting} words of the stall still wait`);
      await this.staff.send();
    }
  }

  async #handOver(): Promise<void> {
    const standing = await this.#look(listStanding);
    const next = standing.filter(({ id }) => !this.#said.has(id)).slice(0, MOST_SAID);
    for (const { id: order, hash, amount: taken } of next) {
      this.#said.add(order);
      const heard = () => void this.collected.add(order);
      await this.staff.say('receipt.collect', { order, hash, taken }, heard);
    }
  }

  async #look<T>(read: (database: Database) => Promise<T>): Promise<T> {
    const database = await openDatabase(join(this.#stand.data, 'punnet.db'));
    try {
      return await read(database);
    } finally {
      await database.destroy();
    }
  }
}

async function listStanding(database: Database): Promise<readonly LedgerOrder[]> {
  const rows = await database.selectFrom('orders').selectAll().where('state', '=', 'confirmed').execute();
  return rows.map(toLedgerOrder);
}
