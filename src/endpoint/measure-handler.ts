/**
 * `POST /v1/measure`: adds up what devices counted. It is not signed, since a key would say whose the numbers are; a
 * report may hold no more than one device can count. Of the request nothing is kept but its sums and its own random id.
 */
import * as v from 'valibot';

import { toLocalDate } from '../core/pickup/zone.js';
import { MeasureRequestSchema, type MeasureAnswer } from '../core/protocol/measure.js';
import type { Database } from './database.js';
import type { ExperimentRegister } from './experiment-register.js';
import { addReport } from './measure-ledger.js';
import type { JsonBody } from './read-body.js';
import { toShapeFault } from './read-sync.js';
import { refuse, type Outcome } from './refusal.js';
import type { SyncPorts } from './sync-handler.js';

export type MeasurePorts = Pick<SyncPorts, 'catalogs' | 'callers' | 'now'> & {
  readonly database: Database;
  readonly experiments: ExperimentRegister;
};

export async function handleMeasure(
  { database, experiments, catalogs, callers, now }: MeasurePorts,
  { json }: JsonBody,
): Promise<Outcome<MeasureAnswer>> {
  const parsed = v.safeParse(MeasureRequestSchema, json, { abortEarly: true });
  if (!parsed.success) return refuse('malformed-body', toShapeFault(parsed.issues[0]));
  const { shop } = catalogs.served.catalog;
  const request = parsed.output;
  if (request.shop !== shop.id || request.mode !== shop.mode) return refuse('unknown-shop');
  const wait = await callers.take(undefined, now(), request.days.length);
  if (wait > 0) return refuse('too-many-requests', { headers: { 'retry-after': String(wait) } });
  const published = await experiments.keep(catalogs.served);
  const counted = await addReport(database, {
    shop: shop.id,
    request,
    experiments: published.experiments,
    today: toLocalDate(now(), shop.timezone),
    at: new Date(now()).toISOString(),
  });
  return { ok: true, value: { counted } };
}
