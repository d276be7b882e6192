/**
 * `POST /v1/measure`: adds up what devices counted. It is not signed, since a key would say whose the numbers are; a
 * report may hold no more than one device can count. Of the request nothing is kept but its sums and its own random id.
 */
import * as v from 'valibot';

import { toLocalDate } from '../core/pickup/zone.js';
import { MeasureRequestSchema, type MeasureAnswer, type MeasureRequest } from '../core/protocol/measure.js';
import type { Database } from './database.js';
import type { ExperimentRegister } from './experiment-register.js';
import { addReport } from './measure-ledger.js';
import type { RateLimit } from './rate-limit.js';
import type { JsonBody } from './read-body.js';
import { toShapeFault } from './read-sync.js';
import { refuse, type Outcome } from './refusal.js';
import type { ReportCap } from './report-cap.js';
import type { SyncPorts } from './sync-handler.js';

export type MeasurePorts = Pick<SyncPorts, 'catalogs' | 'now'> & {
  readonly database: Database;
  readonly experiments: ExperimentRegister;
  /** Of all devices together: nobody is known by a report. */
  readonly reporters: RateLimit;
  readonly cap: ReportCap;
};

const EVERYBODY = '';

export async function handleMeasure(
  ports: MeasurePorts,
  { json }: JsonBody,
): Promise<Outcome<MeasureAnswer>> {
  const { database, experiments, catalogs, now } = ports;
  const parsed = v.safeParse(MeasureRequestSchema, json, { abortEarly: true });
  if (!parsed.success) return refuse('malformed-body', toShapeFault(parsed.issues[0]));
  const { shop } = catalogs.served.catalog;
  const request = parsed.output;
  if (request.shop !== shop.id || request.mode !== shop.mode) return refuse('unknown-shop');
  const today = toLocalDate(now(), shop.timezone);
  const wait = await waitOf(ports, request, today);
  if (wait > 0) return refuse('too-many-requests', { headers: { 'retry-after': String(wait) } });
  const published = await experiments.keep(catalogs.served);
  const { counted, isKept } = await addReport(database, {
    shop: shop.id,
    request,
    experiments: published.experiments,
    today,
    at: new Date(now()).toISOString(),
  });
  if (isKept) ports.cap.add();
  return { ok: true, value: { counted } };
}

/** In seconds. */
async function waitOf(
  { catalogs, reporters, cap, now }: MeasurePorts,
  { days }: MeasureRequest,
  today: string,
): Promise<number> {
  const { id: shop, timezone } = catalogs.served.catalog.shop;
  const wait = reporters.take(EVERYBODY, now(), days.length);
  return wait > 0 ? wait : cap.wait({ shop, timezone, today }, now());
}
