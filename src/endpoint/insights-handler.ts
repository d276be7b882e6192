/** `GET /v1/insights`: what the shop's orders and its shoppers' counts come to, for the owner's devices alone. */
import { describeExperiment, type DayRange } from '../core/insight/describe-experiment.js';
import { phaseOf } from '../core/insight/experiment-phase.js';
import { CHECKOUTS } from '../core/measure/accept-report.js';
import { readRunning } from '../core/measure/standing.js';
import { toLocalDate } from '../core/pickup/zone.js';
import { INSIGHTS_VERSION, type InsightsAnswer } from '../core/protocol/insights.js';
import type { Database } from './database.js';
import { listedIn, type ExperimentRegister } from './experiment-register.js';
import type { Gate } from './gate.js';
import { closeAllGroups, listCheckoutGroups, listGroups, listLate } from './measure-groups.js';
import { isForgotten, listCounted } from './measure-prune.js';
import type { RateLimit } from './rate-limit.js';
import { readQuestion, type Question } from './read-question.js';
import { readRange } from './read-range.js';
import { refuse, type Outcome } from './refusal.js';
import { sumOrders } from './order-summary.js';
import type { SyncPorts } from './sync-handler.js';

export type InsightsPorts = Pick<SyncPorts, 'catalogs' | 'ledger' | 'now'> & {
  readonly database: Database;
  readonly experiments: ExperimentRegister;
  /** Of the owner's devices, which wait for no stranger. */
  readonly owners: RateLimit;
  /** Of all others together. */
  readonly strangers: RateLimit;
  /** One question at a time is worked on: each reads many orders. */
  readonly questions: Gate;
};

export async function handleInsights(
  ports: InsightsPorts,
  asked: Question,
): Promise<Outcome<InsightsAnswer>> {
  const { catalogs, now } = ports;
  const { shop } = catalogs.served.catalog;
  const signer = await readQuestion(asked, { shop: shop.id, now: now() });
  if (!signer.ok) return signer;
  const refused = await refuseCaller(ports, signer.value.device);
  if (refused) return refused;
  const today = toLocalDate(now(), shop.timezone);
  const range = readRange(asked, today);
  if (!range.ok) return range;
  const value = await ports.questions.run(() => answer(ports, range.value, today));
  return value ? { ok: true, value } : refuse('unavailable', { headers: { 'retry-after': '2' } });
}

const STRANGERS = '';

async function refuseCaller(
  { ledger, now, owners, strangers }: InsightsPorts,
  device: string,
): Promise<Extract<Outcome<never>, { ok: false }> | undefined> {
  const { class: rights } = await ledger.reads.rights(device);
  const isOwner = rights === 'owner';
  const wait = isOwner ? owners.take(device, now()) : strangers.take(STRANGERS, now());
  if (wait > 0) return refuse('too-many-requests', { headers: { 'retry-after': String(wait) } });
  return isOwner ? undefined : refuse('not-the-owner');
}

async function answer(ports: InsightsPorts, range: DayRange, today: string): Promise<InsightsAnswer> {
  const { catalogs, ledger, now, database } = ports;
  const { shop } = catalogs.served.catalog;
  const orders = await sumOrders(database, shop, range);
  const [stock, depots] = await Promise.all([listStock(database, shop.id), ledger.reads.depots()]);
  return {
    v: INSIGHTS_VERSION,
    shop: shop.id,
    mode: shop.mode,
    currency: shop.currency,
    at: new Date(now()).toISOString(),
    ...range,
    ...orders,
    ...(await describeMeasures(ports, range, today)),
    stock,
    depots: depots.map(({ id, status, reason }) => ({
      id,
      status,
      ...(reason === undefined ? {} : { reason }),
    })),
  };
}

async function describeMeasures(
  { catalogs, database, experiments }: InsightsPorts,
  range: DayRange,
  today: string,
): Promise<Pick<InsightsAnswer, 'checkouts' | 'lateCheckouts' | 'experiments' | 'faults'>> {
  const { served } = catalogs;
  const { id: shop } = served.catalog.shop;
  const published = await experiments.keep(served);
  const { experiments: shown, faults } = readRunning(listedIn(served), today);
  const watched = await closeAllGroups(database, { shop, today }, published.experiments);
  const [groups, late] = [await listGroups(database, shop), await listLate(database, shop)];
  const counted = await listCounted(database, shop);
  const told = published.experiments.flatMap((experiment) => {
    const { id } = experiment;
    const isListed = published.listed.has(id);
    const isShown = shown.some((one) => one.id === id);
    const phase = phaseOf(experiment, { isListed, isShown, today });
    const isKept = groups.has(id) || counted.has(id);
    if (!isKept && isForgotten(experiment, phase, { isListed, today })) return [];
    const described = {
      ...{ experiment, phase, today, groups: groups.get(id) ?? [], late: inTens(late.get(id)) },
      changed: published.changed.has(id),
      watched: watched.get(id) ?? { uneven: false },
    };
    return [describeExperiment(described, range)];
  });
  return {
    checkouts: await listCheckoutGroups(database, shop, range),
    lateCheckouts: inTens(late.get(CHECKOUTS)),
    experiments: told,
    faults: [...faults],
  };
}

/** Fewer than ten are nobody's business. */
const inTens = (count = 0) => Math.floor(count / 10) * 10;

async function listStock(database: Database, shop: string): Promise<InsightsAnswer['stock']> {
  const rows = await database
    .selectFrom('stock')
    .select(['variant', 'depot', 'quantity', 'leased', 'sold', 'owed', 'buffer'])
    .where('shop', '=', shop)
    .where('ended', '=', 0)
    .orderBy('variant')
    .orderBy('depot')
    .execute();
  return rows.map((row) => ({
    variant: row.variant,
    depot: row.depot,
    pool: Number(row.quantity),
    leased: Number(row.leased),
    sold: Number(row.sold),
    owed: Number(row.owed),
    buffer: Number(row.buffer),
  }));
}
