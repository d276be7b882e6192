/** The tables of what devices counted, and of the experiments that were counted. */
import type { Kysely } from 'kysely';

import type { Tables } from './tables.js';

/** Days are dates at the shop. */
export interface MeasureTables {
  /** Sums over all devices; `outcome` is `seen` as well, whose `connection` is empty. */
  measure_sums: {
    shop: string;
    experiment: string;
    day: string;
    arm: string;
    outcome: string;
    connection: string;
    count: number;
  };
  measure_checkouts: { shop: string; connection: string; day: string; begun: number; completed: number };
  /** Of whole days, and never changed; `arms` is JSON. */
  measure_groups: { shop: string; experiment: string; to_day: string; from_day: string; arms: string };
  measure_checkout_groups: {
    shop: string;
    connection: string;
    to_day: string;
    from_day: string;
    begun: number;
    completed: number | null;
  };
  /** What came too late for its group: of an experiment, or of checkouts, under the empty name. */
  measure_late: { shop: string; experiment: string; count: number };
  /** Ids of reports that were counted. */
  measure_reports: { shop: string; report: string; received_at: string };
  /** As each was first published, with its newest end; `source` is JSON. */
  experiments: { shop: string; id: string; source: string; since: string };
}

interface Table {
  readonly key: readonly string[];
  readonly rest: readonly (readonly [name: string, type: 'text' | 'bigint'])[];
  readonly nullable?: string;
}

const TABLES: Readonly<Record<string, Table>> = {
  measure_sums: {
    key: ['shop', 'experiment', 'day', 'arm', 'outcome', 'connection'],
    rest: [['count', 'bigint']],
  },
  measure_checkouts: {
    key: ['shop', 'connection', 'day'],
    rest: [
      ['begun', 'bigint'],
      ['completed', 'bigint'],
    ],
  },
  measure_groups: {
    key: ['shop', 'experiment', 'to_day'],
    rest: [
      ['from_day', 'text'],
      ['arms', 'text'],
    ],
  },
  measure_checkout_groups: {
    key: ['shop', 'connection', 'to_day'],
    rest: [
      ['from_day', 'text'],
      ['begun', 'bigint'],
      ['completed', 'bigint'],
    ],
    nullable: 'completed',
  },
  measure_late: { key: ['shop', 'experiment'], rest: [['count', 'bigint']] },
  measure_reports: { key: ['shop', 'report'], rest: [['received_at', 'text']] },
  experiments: {
    key: ['shop', 'id'],
    rest: [
      ['source', 'text'],
      ['since', 'text'],
    ],
  },
};

export async function addMeasures(db: Kysely<Tables>): Promise<void> {
  for (const [table, { key, rest, nullable }] of Object.entries(TABLES)) {
    let create = db.schema.createTable(table);
    for (const name of key) create = create.addColumn(name, 'text', (column) => column.notNull());
    for (const [name, type] of rest)
      create = create.addColumn(name, type, (column) => (name === nullable ? column : column.notNull()));
    await create.addPrimaryKeyConstraint(`${table}_key`, [...key] as never[]).execute();
  }
  await db.schema
    .createIndex('measure_reports_by_time')
    .on('measure_reports')
    .columns(['shop', 'received_at'])
    .execute();
  await db.schema.alterTable('orders').addColumn('waited_ms', 'bigint').execute();
  await db.schema
    .createIndex('orders_by_arrival')
    .on('orders')
    .columns(['shop', 'received_at', 'id'])
    .execute();
}
