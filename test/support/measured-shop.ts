/** A shop that tries something, over real HTTP and a real database, with devices that tell and an owner who asks. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach } from 'node:test';
import * as v from 'valibot';

import { splitOf, type Experiment } from '../../src/core/experiment/experiment.js';
import { addDays } from '../../src/core/pickup/local-date.js';
import { toLocalDate } from '../../src/core/pickup/zone.js';
import { InsightsAnswerSchema, type InsightsAnswer } from '../../src/core/protocol/insights.js';
import type { ArmCount, DayCount, Outcome, Window } from '../../src/core/protocol/measure.js';
import { toSignedText } from '../../src/core/protocol/request-signature.js';
import type { EndpointOptions } from '../../src/endpoint/endpoint.js';
import { serve } from '../../src/endpoint/serve.js';
import { crypto_, Device, ORIGIN, openSyncShop, type SyncShop } from './sync-shop.js';

export const TRIED: Experiment = {
  id: 'proof-beside',
  tries: 'format',
  outcome: 'saved',
  worthKnowing: 0.03,
  from: '2026-10-01',
  arms: [
    { id: 'without', weight: 1, shows: 'none' },
    { id: 'quotes', weight: 1, shows: 'quote' },
  ],
};
export const SPLIT = splitOf(TRIED);

export interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Question {
  readonly device?: Device | undefined;
  /** Beside the moment. */
  readonly query?: string;
  /** What is signed for, where it is not what is asked. */
  readonly signedFor?: string;
  /** Epoch milliseconds; now unless given. */
  readonly at?: number;
}

export interface MeasuredShop extends SyncShop {
  readonly owner: Device;
  /** The date at the shop, some days ago. */
  day(ago?: number): string;
  tell(report: unknown): Promise<Answered>;
  ask(question: Question): Promise<Answered>;
  /** As the owner sees it. */
  insights(query?: string): Promise<InsightsAnswer>;
}

export async function openMeasuredShop(
  catalog: Record<string, unknown> = { experiments: [TRIED] },
  options: Partial<EndpointOptions> = {},
): Promise<MeasuredShop> {
  const limits = { insightsBurst: 1e6, reportedBurst: 1e6, ...options.limits };
  const shop = await openSyncShop(catalog, { ...options, limits });
  const log = () => undefined;
  const serving = await serve((request, peer) => shop.endpoint.fetch(request, peer), { port: 0, log });
  const base = `http://127.0.0.1:${serving.port}/punnet`;
  const owner = await Device.create();
  await enrol(base, owner, (await shop.endpoint.ownerCode()) ?? '');
  const ask = (question: Question) => askInsights(base, shop.clock.now, question);
  return {
    ...shop,
    owner,
    day: (ago = 0) => addDays(toLocalDate(shop.clock.now, 'Europe/London'), -ago),
    tell: (report) => post(`${base}/v1/measure`, JSON.stringify(report)),
    ask,
    insights: async (query = '') => {
      const { status, body } = await ask({ device: owner, query });
      assert.equal(status, 200, JSON.stringify(body));
      return v.parse(InsightsAnswerSchema, body);
    },
    close: async () => {
      await serving.stop();
      await shop.close();
    },
  };
}

/** @returns what opens one; each is closed after its test, however that ends */
export function closeAfterEach(): typeof openMeasuredShop {
  const opened: MeasuredShop[] = [];
  afterEach(async () => {
    for (const shop of opened.splice(0)) await shop.close();
  });
  return async (...asked) => {
    const shop = await openMeasuredShop(...asked);
    opened.push(shop);
    return shop;
  };
}

async function post(address: string, body: string, more: Record<string, string> = {}): Promise<Answered> {
  const headers = { 'content-type': 'application/json', origin: ORIGIN, ...more };
  const response = await fetch(address, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as Answered['body'] };
}

async function enrol(base: string, device: Device, code: string): Promise<void> {
  const body = JSON.stringify({ shop: 'millrace', code });
  const text = toSignedText('POST', '/v1/enrol', 'millrace', await crypto_.hash(body));
  const signature = await crypto_.signRequest(device.key, text);
  const { status } = await post(`${base}/v1/enrol`, body, { 'punnet-signature': signature });
  assert.equal(status, 200);
}

async function askInsights(
  base: string,
  now: number,
  { device, query = '', signedFor, at = now }: Question,
): Promise<Answered> {
  const path = `/v1/insights?at=${new Date(at).toISOString()}${query}`;
  const text = toSignedText('GET', signedFor ?? path, 'millrace', await crypto_.hash(''));
  const signed = device && { 'punnet-signature': await crypto_.signRequest(device.key, text) };
  const response = await fetch(base + path, { headers: { origin: ORIGIN, ...signed } });
  return { status: response.status, body: (await response.json()) as Answered['body'] };
}

const none = { online: 0, offline: 0 } as const;
export const NOTHING: ArmCount['reached'] = { added: none, checkout: none, saved: none, settled: none };
export const NO_CHECKOUTS: DayCount['checkouts'] = {
  online: { begun: 0, completed: 0 },
  offline: { begun: 0, completed: 0 },
};

/** A device that saw the arm, and what it reached. */
export function armCount(
  arm: string,
  reached: Partial<Record<Outcome, Window>> = {},
  change: Partial<ArmCount> = {},
): ArmCount {
  const windows = Object.entries(reached).map(([outcome, window]) => [outcome, { ...none, [window]: 1 }]);
  const all = { ...NOTHING, ...(Object.fromEntries(windows) as Partial<ArmCount['reached']>) };
  return { experiment: TRIED.id, split: SPLIT, arm, seen: 1, reached: all, ...change };
}

export const dayCount = (day: string, change: Partial<DayCount> = {}): DayCount => ({
  day,
  arms: [],
  checkouts: NO_CHECKOUTS,
  ...change,
});

export const reportOf = (days: readonly object[], change: object = {}) => ({
  v: 1,
  shop: 'millrace',
  mode: 'live',
  report: randomUUID(),
  days,
  ...change,
});

/** Devices of each arm on a day, some of whom reached what decides: one report each. */
export async function tellMany(
  shop: MeasuredShop,
  day: string,
  { seen, reached }: { readonly seen: number; readonly reached: Readonly<Record<string, number>> },
): Promise<void> {
  for (const [arm, count] of Object.entries(reached))
    for (let n = 0; n < seen; n++) {
      const arms = [armCount(arm, n < count ? { saved: 'online' } : {})];
      const { status } = await shop.tell(reportOf([dayCount(day, { arms })]));
      assert.equal(status, 200);
    }
}

/** Sums as if so many devices had told them, without asking each. */
export async function putSums(
  { database }: MeasuredShop,
  day: string,
  arms: Readonly<Record<string, { readonly seen: number; readonly saved: number }>>,
): Promise<void> {
  const cell = { shop: 'millrace', experiment: TRIED.id, day };
  const rows = Object.entries(arms).flatMap(([arm, { seen, saved }]) => [
    { ...cell, arm, outcome: 'seen', connection: '', count: seen },
    { ...cell, arm, outcome: 'saved', connection: 'online', count: saved },
  ]);
  await database.insertInto('measure_sums').values(rows).execute();
}

/** The same catalog with other experiments, as of now. */
export async function publish(shop: MeasuredShop, experiments: readonly unknown[]): Promise<void> {
  const source = { ...(shop.catalogs.served.source as object), version: 'next', experiments };
  const { ok } = await shop.catalogs.offer(JSON.stringify(source));
  assert.equal(ok, true);
}
