/** What counting and its figures need of an endpoint, put together; and what a sweep does for them. */
import { toLocalDate } from '../core/pickup/zone.js';
import type { EndpointLimits } from './endpoint-limits.js';
import { ExperimentRegister } from './experiment-register.js';
import { Gate } from './gate.js';
import type { InsightsPorts } from './insights-handler.js';
import type { Log } from './log.js';
import { closeAllGroups } from './measure-groups.js';
import type { MeasurePorts } from './measure-handler.js';
import { pruneMeasures } from './measure-prune.js';
import { RateLimit } from './rate-limit.js';
import { ReportCap } from './report-cap.js';

const QUESTIONS_WAITING = 16;

export type MeasuringPorts = MeasurePorts & InsightsPorts;
type Given = Pick<MeasuringPorts, 'database' | 'catalogs' | 'ledger' | 'now'> & { readonly log: Log };

export function createMeasuring({ log, ...given }: Given, limits: EndpointLimits): MeasuringPorts {
  const { database, catalogs, now } = given;
  const shop = catalogs.served.catalog.shop.id;
  const asking = { ...limits, burst: limits.insightsBurst, perSecond: limits.insightsPerSecond };
  return {
    ...given,
    experiments: new ExperimentRegister({ database, shop, now, log }),
    owners: new RateLimit(asking),
    strangers: new RateLimit({ ...asking, maxDevices: 1 }),
    questions: new Gate(1, QUESTIONS_WAITING),
    reporters: new RateLimit({
      burst: limits.reportedBurst,
      perSecond: limits.reportedPerSecond,
      maxDevices: 1,
    }),
    cap: new ReportCap(database, limits.reportedPerDay),
  };
}

/** Closes the groups of days that can be, and lets go of what was kept for long enough. */
export async function keepMeasures({ catalogs, database, experiments, now }: MeasuringPorts): Promise<void> {
  const { id: shop, timezone } = catalogs.served.catalog.shop;
  const today = toLocalDate(now(), timezone);
  const published = await experiments.keep(catalogs.served);
  await closeAllGroups(database, { shop, today }, published.experiments);
  await pruneMeasures(database, { shop, today }, now());
}
