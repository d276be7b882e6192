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
  /** Experiments to whose arms devices came unevenly, for good; `found` is the last day that was looked at. */
  measure_uneven: { shop: string; experiment: string; found: string };
  /** Ids of reports that were counted. */
  measure_reports: { shop: string; report: string; received_at: string };
  /** As each was first published, with its newest end; `source` is JSON. */
  experiments: { shop: string; id: string; source: string; since: string };
}

export async function addMeasures(db: Kysely<Tables>): Promise<void> {
  await addSums(db);
  await addGroups(db);
  await addReports(db);
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

async function addSums(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('measure_sums')
    .addColumn('shop', 'text', (column) => column.notNull())
    .addColumn('experiment', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('arm', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('connection', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('measure_sums_key', [
      'shop',
      'experiment',
      'day',
      'arm',
      'outcome',
      'connection',
    ])
    .execute();
  await db.schema
    .createTable('measure_checkouts')
    .addColumn('shop', 'text', (column) => column.notNull())
    .addColumn('connection', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('begun', 'bigint', (column) => column.notNull())
    .addColumn('completed', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('measure_checkouts_key', ['shop', 'connection', 'day'])
    .execute();
}

async function addGroups(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('measure_groups')
    .addColumn('shop', 'text', (column) => column.notNull())
    .addColumn('experiment', 'text', (column) => column.notNull())
    .addColumn('to_day', 'text', (column) => column.notNull())
    .addColumn('from_day', 'text', (column) => column.notNull())
    .addColumn('arms', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('measure_groups_key', ['shop', 'experiment', 'to_day'])
    .execute();
  await db.schema
    .createTable('measure_checkout_groups')
    .addColumn('shop', 'text', (column) => column.notNull())
    .addColumn('connection', 'text', (column) => column.notNull())
    .addColumn('to_day', 'text', (column) => column.notNull())
    .addColumn('from_day', 'text', (column) => column.notNull())
    .addColumn('begun', 'bigint', (column) => column.notNull())
    .addColumn('completed', 'bigint')
    .addPrimaryKeyConstraint('measure_checkout_groups_key', ['shop', 'connection', 'to_day'])
    .execute();
}

async function addReports(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('measure_late')
    .addColumn('shop', 'text', (column) => column.notNull())
    .addColumn('experiment', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('measure_late_key', ['shop', 'experiment'])
    .execute();
  await db.schema
    .createTable('measure_reports')
    .addColumn('shop', 'text', (column) => column.notNull())
    .addColumn('report', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('measure_reports_key', ['shop', 'report'])
    .execute();
  await db.schema
    .createTable('experiments')
    .addColumn('shop', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('since', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('experiments_key', ['shop', 'id'])
    .execute();
}

export async function addUneven(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('measure_uneven')
    .addColumn('shop', 'text', (column) => column.notNull())
    .addColumn('experiment', 'text', (column) => column.notNull())
    .addColumn('found', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('measure_uneven_key', ['shop', 'experiment'])
    .execute();
}
