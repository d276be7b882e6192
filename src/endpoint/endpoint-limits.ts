/** How much an endpoint takes on at once, and from whom: what is one kind of request's takes nothing from another's. */
import { REQUEST_TIMEOUT_MS } from '../core/outbox/schedule.js';
import { MAX_MEASURE_BYTES } from '../core/protocol/measure.js';
import { MAX_BODY_BYTES } from '../core/protocol/sync.js';
import type { CallerLimits } from './callers.js';
import type { LaneLimits } from './lane.js';

export interface EndpointLimits extends CallerLimits {
  /** Syncs whose bodies are read or held at once, and that wait for it with their bodies unread. */
  readonly bodiesAtOnce: number;
  readonly syncsWaiting: number;
  /** Of those that were read, how many are decided at once: a slow body takes none of these places. */
  readonly syncsAtOnce: number;
  /** The same of devices that ask what to suggest: a sync never waits for these. */
  readonly rankingBodiesAtOnce: number;
  readonly rankingsWaiting: number;
  readonly rankingsAtOnce: number;
  /** The same of reports of what devices counted. */
  readonly reportBodiesAtOnce: number;
  readonly reportsWaiting: number;
  readonly reportsAtOnce: number;
  /** Days in reports, of all devices together: nobody is known by them. */
  readonly reportedBurst: number;
  readonly reportedPerSecond: number;
  /** Reports that are counted in a day at the shop, of all devices together. */
  readonly reportedPerDay: number;
  /** What each of the owner's devices, and all others together, may ask of the shop's figures: at once, and after that in a second. */
  readonly insightsBurst: number;
  readonly insightsPerSecond: number;
  /** How long a body may take to come, in milliseconds, and how long while others wait for its place. */
  readonly bodyMs: number;
  readonly crowdedBodyMs: number;
}

export const LIMITS: EndpointLimits = {
  burst: 600,
  perSecond: 60,
  maxDevices: 20_000,
  strangersBurst: 3_000,
  strangersPerSecond: 300,
  bodiesAtOnce: 128,
  syncsWaiting: 2_000,
  syncsAtOnce: 16,
  rankingBodiesAtOnce: 16,
  rankingsWaiting: 64,
  rankingsAtOnce: 2,
  reportBodiesAtOnce: 32,
  reportsWaiting: 500,
  reportsAtOnce: 2,
  reportedBurst: 200,
  reportedPerSecond: 5,
  reportedPerDay: 50_000,
  insightsBurst: 30,
  insightsPerSecond: 0.5,
  bodyMs: REQUEST_TIMEOUT_MS,
  crowdedBodyMs: 1_000,
};

export function limitsOfOrders(limits: EndpointLimits): LaneLimits {
  const { bodiesAtOnce: bodies, syncsWaiting: waiting, syncsAtOnce: deciding } = limits;
  return { ...limits, bodies, waiting, deciding, maxBytes: MAX_BODY_BYTES };
}

export function limitsOfRankings(limits: EndpointLimits): LaneLimits {
  const { rankingBodiesAtOnce: bodies, rankingsWaiting: waiting, rankingsAtOnce: deciding } = limits;
  return { ...limits, bodies, waiting, deciding, maxBytes: MAX_BODY_BYTES };
}

export function limitsOfReports(limits: EndpointLimits): LaneLimits {
  const { reportBodiesAtOnce: bodies, reportsWaiting: waiting, reportsAtOnce: deciding } = limits;
  return { ...limits, bodies, waiting, deciding, maxBytes: MAX_MEASURE_BYTES };
}
