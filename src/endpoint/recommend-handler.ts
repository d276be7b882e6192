/**
 * `POST /v1/recommend`: ranks for a device, with the code that the device itself would run. What it is told of a
 * shopper's purchases is answered and forgotten: nothing of it is kept or logged.
 */
import * as v from 'valibot';

import type { Catalog } from '../core/catalog/catalog-schema.js';
import { RecommendRequestSchema, type RecommendAnswer } from '../core/protocol/recommend.js';
import { statisticsOf } from '../core/recommend/catalog-statistics.js';
import { scoreByFormula } from '../core/recommend/formula.js';
import type { Ranker, ShopStatistics } from '../core/recommend/past-orders.js';
import { rankItems } from '../core/recommend/rank-items.js';
import type { EnrolToRead } from './enrol-handler.js';
import type { ModelFile } from './model-answer.js';
import { readSigner, toShapeFault } from './read-sync.js';
import { refuse, type Outcome } from './refusal.js';
import type { SyncPorts } from './sync-handler.js';

export interface ShopModel {
  readonly rank: Ranker;
  /** How often it was of no use so far, and the formula ranked. */
  failures(): number;
  /** What devices may fetch, to run it themselves. */
  readonly file?: ModelFile;
}

export type RecommendPorts = Pick<SyncPorts, 'catalogs' | 'callers' | 'now'> & {
  /** The shop's model; without one the formula ranks. */
  readonly model?: ShopModel | undefined;
};

export async function handleRecommend(
  { catalogs, callers, now, model }: RecommendPorts,
  asked: EnrolToRead,
): Promise<Outcome<RecommendAnswer>> {
  const parsed = v.safeParse(RecommendRequestSchema, asked.body.json, { abortEarly: true });
  if (!parsed.success) return refuse('malformed-body', toShapeFault(parsed.issues[0]));
  const { shop, history, day, leaveOut, limit } = parsed.output;
  const { catalog } = catalogs.served;
  if (shop !== catalog.shop.id) return refuse('unknown-shop');
  const signer = await readSigner({ ...asked, shop });
  if (!signer.ok) return signer;
  const weight = 1 + Math.ceil(history.length / ORDERS_A_REQUEST);
  const wait = await callers.take(signer.value.device, now(), weight);
  if (wait > 0) return refuse('too-many-requests', { headers: { 'retry-after': String(wait) } });
  const given = {
    history: history.map(([on, items]) => ({ day: on, items: [...new Set(items)] })),
    day,
    statistics: statisticsFor(catalog),
  };
  const unwanted = new Set(leaveOut);
  const before = model?.failures() ?? 0;
  const items = rankItems(given, model?.rank ?? scoreByFormula, {
    limit,
    leaveOut: (item) => unwanted.has(item),
  });
  if (!model) return { ok: true, value: { items, ranker: 'formula' } };
  const failed = model.failures() > before;
  return {
    ok: true,
    value: failed ? { items, ranker: 'formula', reason: 'infer' } : { items, ranker: 'model' },
  };
}

/** Strangers pay by what there is to rank. */
const ORDERS_A_REQUEST = 50;

const counted = new WeakMap<Catalog, ShopStatistics>();

/** Once for a catalog. */
function statisticsFor(catalog: Catalog): ShopStatistics {
  const statistics = counted.get(catalog) ?? statisticsOf(catalog);
  counted.set(catalog, statistics);
  return statistics;
}
